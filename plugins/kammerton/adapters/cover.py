"""The cover of a new podcast: the hills and the sun of the site's first look, and one line that swings like a tone."""

import io
import math

_EDGE = 1500
_SHARPER = 2  # drawn larger and reduced, for smooth edges
_PAPER, _SUN, _TONE = "#fdf9f1", "#ffd034", "#4a2bd0"
# Each range of hills: height of its middle, height of its waves, their length and where they begin (in pixels), colour.
_HILLS = (
    (610, 60, 530, -347, "#ffe3bd"),
    (730, 45, 860, -210, "#ffcf96"),
    (860, 38, 580, -60, "#f7ad62"),
    (1010, 42, 1040, -330, "#e98a3c"),
    (1175, 32, 430, -100, "#6f4fe6"),
    (1300, 32, 920, -380, "#4a2bd0"),
)
_LINE, _BRUSH = (960, 60, 750, -95), 17


def draw_cover() -> bytes:
    """A square PNG of 1500 pixels; the same bytes each time."""
    from PIL import Image, ImageDraw

    edge = _EDGE * _SHARPER
    picture = Image.new("RGB", (edge, edge), _PAPER)
    draw = ImageDraw.Draw(picture)
    draw.ellipse(_around((1112, 560), 230), fill=_SUN)
    for number, (middle, height, length, start, colour) in enumerate(_HILLS):
        hills = [(x * _SHARPER, y * _SHARPER) for x, y in _wave(middle, height, length, start)]
        draw.polygon([*hills, (edge, edge), (0, edge)], fill=colour)
        if number == 3:
            for point in _wave(*_LINE):
                draw.ellipse(_around(point, _BRUSH), fill=_TONE)
    small = picture.resize((_EDGE, _EDGE), Image.Resampling.LANCZOS).quantize(64, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True)
    return out.getvalue()


def _wave(middle: float, height: float, length: float, start: float) -> list[tuple[float, float]]:
    """The points of a wave from edge to edge."""
    return [(x, middle - height * math.sin(2 * math.pi * (x - start) / length)) for x in range(0, _EDGE + 1, 4)]


def _around(point: tuple[float, float], radius: float) -> list[float]:
    """The square around a circle, as large as it is drawn."""
    x, y = point
    return [side * _SHARPER for side in (x - radius, y - radius, x + radius, y + radius)]
