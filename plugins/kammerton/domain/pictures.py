"""Measured facts about a published picture, and what is made of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

# What can be wrong with a file that should be a picture; ``rules/pictures_usable.py`` has the words.
PictureProblem = Literal[
    "missing",  # no such file, or a folder
    "type",  # an ending other than those in ENDINGS
    "heic",  # a photo as iPhones save it, whatever its ending
    "mismatch",  # the content is not what the ending says
    "unreadable",  # broken inside
    "truncated",  # empty, or the end is missing
    "too_big",  # more than MAX_BYTES
    "too_many_pixels",  # more than MAX_PIXELS of its format
    "too_small",  # less than MIN_SIDE pixels on the longer side
    "too_narrow",  # one side more than MAX_RATIO times the other
    "animated",  # more than one picture, one after the other
]

# The format behind each accepted ending.
ENDINGS = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png", "webp": "webp", "avif": "avif"}
MAX_BYTES = 40_000_000
# Decoding takes up to 16 bytes a pixel for WebP and 9 for the others, so that 900 MB are the most.
MAX_PIXELS = {"jpeg": 100_000_000, "png": 100_000_000, "webp": 50_000_000, "avif": 50_000_000}
MIN_SIDE = 200
MAX_RATIO = 10

WIDTHS = (400, 800, 1200, 1600)
# What would be higher than this is left out, but for the smallest: nobody shows a ribbon in its full width.
MAX_HEIGHT = 3200
# Bytes of a picture in a mail at most.
MAX_MAILED_BYTES = 200_000
# Ending and MIME type of each derivative, in the order for <picture>: a browser takes the first it knows.
FORMATS = (("avif", "image/avif"), ("jpg", "image/jpeg"))
# Part of a derivative's address. Raise it whenever other bytes are made of the same picture.
RECIPE = 1


@dataclass(frozen=True)
class PictureFacts:
    """A usable picture.

    ``hash``: the first 20 hexadecimal digits of the SHA-256 of the file. ``width`` and ``height``: pixels, upright (the
    turn a camera noted is applied). ``widths``: what is derived, ascending. ``has_alpha``: something shines through
    somewhere; derivatives show white there.
    """

    hash: str
    width: int
    height: int
    widths: tuple[int, ...]
    has_alpha: bool


def widths_of(width: int, height: int) -> tuple[int, ...]:
    """The widths derived of a picture of this size: never enlarged, at least one, at most four.

    >>> widths_of(6000, 4000), widths_of(1600, 1067), widths_of(1000, 800), widths_of(300, 300)
    ((400, 800, 1200, 1600), (400, 800, 1200, 1600), (400, 800, 1000), (300,))
    >>> widths_of(2000, 9000)
    (400,)
    """
    first, *more = sorted({min(w, width) for w in WIDTHS})
    return (first, *(w for w in more if height * w <= MAX_HEIGHT * width))


def height_at(facts: PictureFacts, width: int) -> int:
    """The height in pixels of the derivative with this width, rounded, at least 1.

    >>> height_at(PictureFacts("", 4000, 3000, WIDTHS, has_alpha=False), 1600)
    1200
    """
    return max(1, (2 * facts.height * width + facts.width) // (2 * facts.width))


def derivative_name(facts: PictureFacts, width: int, ending: str) -> str:
    """The published file name of a derivative: it changes with the content and with the recipe, and tells nothing else.

    >>> derivative_name(PictureFacts("3fa0…c1", 4000, 3000, WIDTHS, has_alpha=False), 800, "avif")
    '3fa0…c1-1-800.avif'
    """
    return f"{facts.hash}-{RECIPE}-{width}.{ending}"


def derivative_names(facts: PictureFacts) -> Iterator[str]:
    """The published file names of all derivatives of a picture."""
    return (derivative_name(facts, width, ending) for width in facts.widths for ending, _ in FORMATS)
