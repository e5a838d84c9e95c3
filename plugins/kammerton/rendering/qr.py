"""An address as a QR code (ISO/IEC 18004): inside a page, or as a file of its own. A quarter of a code may be dirty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO

import segno

_QUIET = 4  # the white frame the standard asks for, in modules
# Pages have thousands of codes. Trying which of the eight masks scores best takes most of the time, and readers take any:
# docs/dev/decisions/0037-the-cost-of-a-page.md says why this one.
_MASK = 2
_DARK = re.compile(b"\x01+")


@dataclass(frozen=True)
class Code:
    """A square of ``size`` modules, and the dark ones as the path of an SVG (version 2, section 9.3)."""

    size: int
    path: str


@lru_cache(maxsize=64)  # nearly every page has one of its own
def qr_code(text: str) -> Code:
    """The code of a text.

    >>> qr_code("https://probe.example/").size
    37
    """
    matrix = _made(text, _MASK).matrix
    return Code(len(matrix) + 2 * _QUIET, "".join(run for number, row in enumerate(matrix) for run in _runs(row, _QUIET + number)))


@cache
def qr_svg(text: str) -> bytes:
    """The code as an SVG file: black on white with its quiet zone, whatever stands around it."""
    target = BytesIO()
    _made(text).save(target, kind="svg", light="#ffffff", omitsize=True, svgclass=None, lineclass=None)
    return target.getvalue()


# What a pair of modules looks like, one above the other; the first says whether the upper is dark.
_PAIRS = {(0, 0): " ", (1, 0): "▀", (0, 1): "▄", (1, 1): "█"}


def qr_lines(text: str) -> str:
    """The code as lines of characters for a terminal, two modules a character; to be shown dark on light.

    >>> qr_lines("x").splitlines()[2][4:11]
    '█▀▀▀▀▀█'
    """
    side = len(_made(text).matrix) + 2 * _QUIET
    empty = bytearray(side)
    rows = [*[empty] * _QUIET, *(bytes(_QUIET) + row + bytes(_QUIET) for row in _made(text).matrix), *[empty] * (_QUIET + side % 2)]
    return "\n".join("".join(_PAIRS[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in zip(rows[::2], rows[1::2], strict=True))


def _made(text: str, mask: int | None = None) -> segno.QRCode:
    return segno.make_qr(text, error="q", mask=mask)


def _runs(row: bytearray, y: int) -> Iterator[str]:
    """The dark stretches of a row."""
    for stretch in _DARK.finditer(row):
        begin, end = stretch.span()
        yield f"M{_QUIET + begin} {y}h{end - begin}v1h-{end - begin}z"
