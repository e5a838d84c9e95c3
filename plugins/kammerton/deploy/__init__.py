"""What a published site needs beyond its own files: the memory of what was published, where old addresses lead, how servers serve it."""
