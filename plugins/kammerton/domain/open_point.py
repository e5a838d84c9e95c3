"""A place somebody must look at before the site goes online."""

from dataclasses import dataclass

from kammerton.domain.diagnostic import Place

# What a text says where something is still to be settled; in a new site the pattern's texts say it.
MARK = "BITTE PRÜFEN"


@dataclass(frozen=True)
class OpenPoint:
    """A line with the mark; ``text`` is what it says besides, and may be empty."""

    place: Place
    text: str
