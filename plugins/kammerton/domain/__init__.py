"""What things are: frozen models, values, vocabularies, addresses. No input or output, no clock."""
