"""An address as a QR code (ISO/IEC 18004): inside a page, or as a file of its own. A quarter of a code may be dirty."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import zxingcpp

_QUIET = 4  # the white frame the standard asks for, in modules
_LEVEL = "Q"  # of error correction: a quarter of the code
_DARK = re.compile(b"\x00+")


@dataclass(frozen=True)
class Code:
    """A square of ``size`` modules, its white frame included, and the dark ones as the path of an SVG (version 2, section 9.3), to be drawn one wide."""

    size: int
    path: str


@lru_cache(maxsize=64)  # nearly every page has one of its own
def qr_code(text: str) -> Code:
    """The code of a text.

    >>> qr_code("https://probe.example/").size
    37
    """
    rows = _rows(text)
    return Code(len(rows) + 2 * _QUIET, "".join(_strokes(row, number + _QUIET) for number, row in enumerate(rows)))


def qr_svg(text: str) -> bytes:
    """The code as an SVG file: black on white with its quiet zone, whatever stands around it."""
    code = qr_code(text)
    ground = f'<path fill="#ffffff" d="M0 0h{code.size}v{code.size}h-{code.size}z"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {code.size} {code.size}">{ground}<path stroke="#000000" d="{code.path}"/></svg>\n'.encode()


# What a pair of modules looks like, one above the other; the first says whether the upper is dark.
_PAIRS = {(255, 255): " ", (0, 255): "▀", (255, 0): "▄", (0, 0): "█"}


def qr_lines(text: str) -> str:
    """The code as lines of characters for a terminal, two modules a character; to be shown dark on light.

    >>> qr_lines("x").splitlines()[2][4:11]
    '█▀▀▀▀▀█'
    """
    rows, side = _rows(text), b"\xff" * _QUIET
    empty = b"\xff" * (len(rows) + 2 * _QUIET)
    framed = [*[empty] * _QUIET, *(side + row + side for row in rows), *[empty] * (_QUIET + len(rows) % 2)]
    return "\n".join("".join(_PAIRS[pair] for pair in zip(upper, lower, strict=True)) for upper, lower in zip(framed[::2], framed[1::2], strict=True))


def _rows(text: str) -> list[bytes]:
    """The modules of the code, row by row: 0 is dark, 255 light."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=_LEVEL)
    image = memoryview(code.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type]  # a buffer, which its types do not say
    modules, side = image.tobytes(), len(image)
    return [modules[begin : begin + side] for begin in range(0, len(modules), side)]


def _strokes(row: bytes, y: int) -> str:
    """The dark stretches of a row, each as a line through the middle of its modules."""
    strokes, last = [f"M{_QUIET} {y}.5"], 0
    for stretch in _DARK.finditer(row):
        begin, end = stretch.span()
        strokes.append(_line(begin - last, end - begin))
        last = end
    return "".join(strokes)


@cache
def _line(gap: int, length: int) -> str:
    """A line after a gap, both in modules."""
    return f"m{gap} 0h{length}" if gap else f"h{length}"
