"""Kammerton turns one folder of Markdown into a website, a podcast feed and a newsletter."""

__version__ = "0.1.0"
