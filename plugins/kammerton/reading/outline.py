"""The outline of the region from a GeoJSON file (RFC 7946): polygons as areas, line strings as lines; all else in it is passed over."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from kammerton.domain.diagnostic import Diagnostic, M, Message, Place
from kammerton.domain.outline import Outline, Path, Position
from kammerton.reading.frontmatter import decode, error
from kammerton.reading.problems import OUTLINE_UNREADABLE

_MOST_POSITIONS = 50_000
_DEEPEST = 8
_SIMPLIFY = M("Vereinfachen Sie den Umriss in einem Kartenprogramm; einige hundert Punkte reichen.")
_CHECK = M("Geben Sie den Umriss noch einmal als GeoJSON aus, mit Länge und Breite in Grad (WGS 84).")


class _UnreadableError(Exception):
    """What is wrong with the file, in words for editors, and what helps."""

    def __init__(self, what: Message, remedy: Message = _CHECK) -> None:
        super().__init__(what.template)
        self.what, self.remedy = what, remedy


def read_outline(file: str, content: bytes | None) -> tuple[Outline | None, list[Diagnostic]]:
    """The outline of a file, or what is wrong with it; nothing of both where there is no file. Never raises."""
    if content is None:
        return None, []
    text, problems = decode(file, content)
    if problems:
        return None, problems
    try:
        outline = _outline(json.loads(text, parse_constant=_not_a_number))
    except json.JSONDecodeError as reason:
        what = M("Das ist kein GeoJSON: Die Datei lässt sich ab hier nicht lesen.")
        return None, [error(OUTLINE_UNREADABLE, Place(file, reason.lineno), what, _CHECK)]
    except (ValueError, RecursionError):  # numbers of thousands of digits, and nesting without end
        return None, [error(OUTLINE_UNREADABLE, Place(file, 1), M("Das ist kein GeoJSON, wie Kartenprogramme es schreiben."), _CHECK)]
    except _UnreadableError as reason:
        return None, [error(OUTLINE_UNREADABLE, Place(file, 1), reason.what, reason.remedy)]
    return outline, []


def _not_a_number(_: str) -> float:
    raise _UnreadableError(M("In der Datei steht eine Zahl, die keine ist (NaN oder Infinity)."))


def _outline(whole: object) -> Outline:
    shapes = list(_geometries(whole, _DEEPEST))
    areas = [area for kind, at in shapes if kind in _AREAS for area in _AREAS[kind](at)]
    lines = [line for kind, at in shapes if kind in _LINES for line in _LINES[kind](at)]
    outline = Outline(tuple(areas), tuple(lines))
    paths = outline.paths()
    if not paths:
        raise _UnreadableError(M("In der Datei ist weder eine Fläche noch eine Linie."))
    if sum(len(path) for path in paths) > _MOST_POSITIONS:
        raise _UnreadableError(M("Der Umriss hat mehr als {n} Punkte.", n=_MOST_POSITIONS), _SIMPLIFY)
    return outline


def _geometries(value: object, depth: int) -> Iterator[tuple[str, object]]:
    """The type and coordinates of every geometry of a GeoJSON object."""
    if not isinstance(value, dict) or not isinstance(value.get("type"), str):
        raise _UnreadableError(M("Das ist kein GeoJSON: Es fehlt die Angabe „type“."))
    if not depth:
        raise _UnreadableError(M("Die Angaben sind zu tief ineinander verschachtelt."))
    inner = value.get("features") if value["type"] == "FeatureCollection" else value.get("geometries") if value["type"] == "GeometryCollection" else None
    if isinstance(inner, list):
        for entry in inner:
            yield from _geometries(entry, depth - 1)
    elif value["type"] == "Feature":
        if value.get("geometry") is not None:
            yield from _geometries(value["geometry"], depth - 1)
    else:
        yield value["type"], value.get("coordinates")


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise _UnreadableError(M("Bei einer Form fehlen die Koordinaten."))
    return value


def _area(value: object) -> tuple[Path, ...]:
    return tuple(_path(ring, 4) for ring in _list(value))


def _line(value: object) -> Path:
    return _path(value, 2)


def _path(value: object, fewest: int) -> Path:
    positions = tuple(_position(one) for one in _list(value))
    if len(positions) < fewest:
        raise _UnreadableError(M("Eine Form hat weniger als {n} Punkte.", n=fewest))
    return positions


def _position(value: object) -> Position:
    """Longitude and latitude; a height behind them is passed over."""
    numbers = _list(value)[:2]
    if len(numbers) != 2 or not all(isinstance(one, int | float) and not isinstance(one, bool) for one in numbers):
        raise _UnreadableError(M("Ein Punkt besteht nicht aus zwei Zahlen."))
    longitude, latitude = numbers
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        what = M("Ein Punkt liegt außerhalb der Erde: {first}, {second}.", first=f"{longitude!s:.20}", second=f"{latitude!s:.20}")
        raise _UnreadableError(what, M("Gebraucht werden Länge und Breite in Grad (WGS 84), keine Meter."))
    return float(longitude), float(latitude)


_AREAS: dict[str, Callable[[object], list[tuple[Path, ...]]]] = {
    "Polygon": lambda at: [_area(at)],
    "MultiPolygon": lambda at: [_area(one) for one in _list(at)],
}
_LINES: dict[str, Callable[[object], list[Path]]] = {
    "LineString": lambda at: [_line(at)],
    "MultiLineString": lambda at: [_line(one) for one in _list(at)],
}
