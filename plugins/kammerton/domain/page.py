"""Plain pages: imprint, privacy, about us."""

from kammerton.domain.item import Item


class Page(Item):
    """A page with a title and a text."""
