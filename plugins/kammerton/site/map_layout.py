"""Where everything stands on the map: places as circles that never touch, names where there is room. Units are those of the drawing.

Each place is a square of its own (``reach`` to every side) that no other place enters, so that it can be hit
with a finger. A place that finds its spot taken moves to the nearest free one; a line then leads to where it really is.
The same places always give the same map.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, radians, sin, sqrt

from kammerton.domain.outline import Path, Position

WIDTH = 300.0
# Half the side of the smallest target: 24 CSS pixels where the drawing is 256 wide, on a screen of 320 with text at 200 %.
TARGET = 14.5
# How many places a map can hold; further ones stand in its list only.
MOST = 60
_GAP = 1.0
_EDGE = 4.0
_SMALLEST, _LARGEST = 8.5, 21.0
_FLATTEST, _TALLEST = 0.62, 1.25
_STEP, _DIRECTIONS = 3.0, 24
# Letters are taken for wider than they are on average, so that names rather lack than touch.
_LETTER, _LINE = 0.57, 1.2

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """What is put on the map: a position, and how much there is."""

    position: Position
    weight: int
    name: str


@dataclass(frozen=True)
class Spot:
    """A place on the map: its circle, how far its target reaches, and where it really is."""

    x: float
    y: float
    radius: float
    reach: float
    true_x: float
    true_y: float

    @property
    def has_moved(self) -> bool:
        """Whether the circle does not stand where the place is."""
        return hypot(self.x - self.true_x, self.y - self.true_y) > 1

    @property
    def box(self) -> Box:
        """What no name may enter."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


@dataclass(frozen=True)
class Projection:
    """Degrees to units: true to shape for a region, north is up."""

    west: float
    north: float
    scale: float
    squeeze: float
    left: float
    top: float
    height: float

    def __call__(self, position: Position) -> tuple[float, float]:
        """The point of a position."""
        longitude, latitude = position
        return self.left + (longitude - self.west) * self.squeeze * self.scale, self.top + (self.north - latitude) * self.scale


def project(positions: Sequence[Position]) -> Projection:
    """The projection in which all positions fit on the drawing; there must be one."""
    west, east = min(p[0] for p in positions), max(p[0] for p in positions)
    south, north = min(p[1] for p in positions), max(p[1] for p in positions)
    squeeze = max(cos(radians((south + north) / 2)), 1e-6)
    wide, tall = max((east - west) * squeeze, 1e-9), max(north - south, 1e-9)
    height = WIDTH * min(max(tall / wide, _FLATTEST), _TALLEST)
    margin = _LARGEST + _EDGE
    scale = min((WIDTH - 2 * margin) / wide, (height - 2 * margin) / tall)
    left, top = (WIDTH - (east - west) * squeeze * scale) / 2, (height - (north - south) * scale) / 2
    return Projection(west, north, scale, squeeze, left, top, height)


def place(marks: Sequence[Mark], projection: Projection) -> tuple[tuple[Spot, ...], float]:
    """The spot of each mark, in their order, and the height of the drawing, which grows where there is no room left."""
    most = max((mark.weight for mark in marks), default=1)
    spots: dict[int, Spot] = {}
    for number in sorted(range(len(marks)), key=lambda n: (-marks[n].weight, marks[n].name, n)):
        mark = marks[number]
        radius = round(_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(mark.weight / max(most, 1)), 1)
        reach = max(TARGET, radius)
        true_x, true_y = projection(mark.position)
        x, y = next(at for at in _candidates(true_x, true_y, reach, projection.height) if _is_free(at, reach, spots.values()))
        spots[number] = Spot(x, y, radius, reach, round(true_x, 1), round(true_y, 1))
    lowest = max((spot.y + spot.reach + _EDGE for spot in spots.values()), default=0.0)
    return tuple(spots[number] for number in range(len(marks))), round(max(projection.height, lowest), 1)


def _candidates(x: float, y: float, reach: float, height: float) -> Iterator[tuple[float, float]]:
    """Where a circle may stand: at its place, in rings around it, and at last in rows below the map."""
    low, right, bottom = reach + _EDGE, WIDTH - reach - _EDGE, height - reach - _EDGE
    yield round(min(max(x, low), right), 1), round(min(max(y, low), bottom), 1)
    for ring in range(1, int(max(WIDTH, height) / _STEP)):
        for direction in range(_DIRECTIONS):
            angle = 2 * pi * direction / _DIRECTIONS
            at_x, at_y = round(x + ring * _STEP * cos(angle), 1), round(y + ring * _STEP * sin(angle), 1)
            if low <= at_x <= right and low <= at_y <= bottom:
                yield at_x, at_y
    row = height + reach
    while True:
        columns = int((right - low) / (2 * reach + _GAP)) + 1
        yield from ((round(low + n * (2 * reach + _GAP), 1), round(row, 1)) for n in range(columns))
        row += 2 * reach + _GAP


def _is_free(at: tuple[float, float], reach: float, spots: Iterable[Spot]) -> bool:
    """Whether the squares of all spots keep their distance."""
    return all(max(abs(at[0] - spot.x), abs(at[1] - spot.y)) >= reach + spot.reach + _GAP for spot in spots)


def label(marks: Sequence[Mark], spots: Sequence[Spot], height: float, size: float) -> tuple[tuple[float, float, str] | None, ...]:
    """Where each name stands in letters of ``size``: x, y of its line, and its anchor in SVG; None where there is no room for it."""
    taken: list[Box] = [spot.box for spot in spots]
    found: dict[int, tuple[float, float, str] | None] = {}
    for number in sorted(range(len(marks)), key=lambda n: (-marks[n].weight, marks[n].name, n)):
        width = size * _LETTER * len(marks[number].name)
        found[number] = None
        for x, y, anchor in _sides(spots[number], size):
            left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
            box = (left, y - size * 0.9, left + width, y + size * (_LINE - 0.9))
            if box[0] >= _EDGE and box[2] <= WIDTH - _EDGE and box[1] >= 0 and box[3] <= height and not any(_touch(box, one) for one in taken):
                found[number] = (round(x, 1), round(y, 1), anchor)
                taken.append(box)
                break
    return tuple(found[number] for number in range(len(marks)))


def _sides(spot: Spot, size: float) -> Iterator[tuple[float, float, str]]:
    """Right, left, below, above, and the four corners."""
    beside, under, over = spot.radius + 2.5, spot.y + spot.radius + size, spot.y - spot.radius - size * 0.4
    yield spot.x + beside, spot.y + size * 0.35, "start"
    yield spot.x - beside, spot.y + size * 0.35, "end"
    yield spot.x, under, "middle"
    yield spot.x, over, "middle"
    yield from ((spot.x + side * spot.radius * 0.6, y, anchor) for y in (under, over) for side, anchor in ((1, "start"), (-1, "end")))


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def drawn(path: Path, projection: Projection, *, closed: bool) -> str:
    """A ring or line as the path of an SVG (version 2, section 9.3); points less than a unit from the one before are left out."""
    points: list[tuple[float, float]] = []
    for position in path:
        x, y = projection(position)
        if not points or hypot(x - points[-1][0], y - points[-1][1]) >= 1 or position == path[-1]:
            points.append((round(x, 1), round(y, 1)))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + ("z" if closed else "")
