"""The drawn picture of a thing: sound as landscape, made from its name, wherever there is no photograph.

The same name always gives the same hills; the colours come from the field of work through the style sheet.
"""

import hashlib
from dataclasses import dataclass
from functools import cache

WIDTH, HEIGHT = 320, 160
_HORIZON, _STEP, _HILLS = 66, 21, 4
_LIFT = 11  # how far the line of the tone runs above its hill
_SHORTEST, _LONGEST = 26, 150


@dataclass(frozen=True)
class Hill:
    """One hill as the path of an SVG (version 2, section 9.3), and the line above it where the tone runs there."""

    path: str
    tone: str = ""


@dataclass(frozen=True)
class Drawing:
    """A landscape of ``WIDTH`` by ``HEIGHT``: the sun (centre and radius) and the hills, the farthest first."""

    sun: tuple[int, int, int]
    hills: tuple[Hill, ...]


@cache
def drawing(name: str) -> Drawing:
    """The landscape of a name.

    >>> drawing("Orgelbau Silberklang") == drawing("Orgelbau Silberklang"), drawing("a") == drawing("b")
    (True, False)
    """
    chance = iter(hashlib.sha256(name.encode()).digest())
    sun = (_between(next(chance), 110, 212), _between(next(chance), 48, 76), _between(next(chance), 30, 45))
    sounding = 1 + next(chance) % (_HILLS - 1)
    hills = []
    for number in range(_HILLS):
        length = _between(next(chance), _SHORTEST, _LONGEST)
        height = _between(next(chance), 16, 26 + length // 4)
        start = -_between(next(chance), 2, 2 * length)
        level = _HORIZON + _STEP * number
        tone = _wave(start, level - _LIFT, length, height) if number == sounding else ""
        hills.append(Hill(f"{_wave(start, level, length, height)}V{HEIGHT}H{start}z", tone))
    return Drawing(sun, tuple(hills))


def _between(byte: int, lowest: int, highest: int) -> int:
    return lowest + byte * (highest - lowest) // 255


def _wave(start: int, level: int, length: int, height: int) -> str:
    """Swings up and down from the left edge beyond the right one."""
    swings = (WIDTH - start) // length
    return f"M{start} {level}q{length / 2:g}-{height} {length} 0{f't{length} 0' * swings}"
