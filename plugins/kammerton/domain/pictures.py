"""Measured facts about a picture, and what is published of it."""

from dataclasses import dataclass

# Derived widths in pixels; a smaller original is never enlarged.
WIDTHS = (400, 800, 1200, 1600)
# Ending and MIME type of each format, the best first.
FORMATS = (("avif", "image/avif"), ("jpg", "image/jpeg"))
_RECIPE = "1"


@dataclass(frozen=True)
class PictureFacts:
    """A picture as it is published: upright, in pixels."""

    hash: str
    width: int
    height: int
    widths: tuple[int, ...]
    has_alpha: bool


def height_at(facts: PictureFacts, width: int) -> int:
    """The height of a derivative."""
    return max(1, round(facts.height * width / facts.width))


def derivative_name(facts: PictureFacts, width: int, ending: str) -> str:
    """The file name of a derivative; it changes with the content and the recipe."""
    return f"{facts.hash}-{_RECIPE}-{width}.{ending}"


def cached_derivative(facts: PictureFacts, width: int, ending: str) -> str:
    """Where a derivative lies in the project folder until it is published."""
    return f".cache/bilder/{facts.hash}-{_RECIPE}/{width}.{ending}"
