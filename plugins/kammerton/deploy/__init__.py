"""What a published site needs to stay itself: the memory of what was published, and where old addresses lead."""
