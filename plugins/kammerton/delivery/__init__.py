"""Sending the newsletter: who gets it, what became of each message, and what comes back."""
