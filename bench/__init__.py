"""What the program may cost, measured; ``python -m bench`` prints every budget."""
