"""What travels to a target, in which order, and what is remembered of it. Pure; the ways there are in ``adapters``."""
