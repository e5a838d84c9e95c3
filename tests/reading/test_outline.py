"""The outline of the map: what map programs write is read, what is wrong is told in German, and nothing raises."""

import pytest
from tests.fakes import WORDS

from kammerton.reading.outline import read_outline

RING = "[[10.0, 51.0], [10.2, 51.0], [10.2, 51.2], [10.0, 51.0]]"


def geojson(text: str) -> bytes:
    """GeoJSON with RING for a closed ring."""
    return text.replace("RING", RING).encode()


@pytest.mark.parametrize(
    ("text", "areas", "lines"),
    [
        ('{"type": "Polygon", "coordinates": [RING, RING]}', [2], 0),
        ('{"type": "MultiPolygon", "coordinates": [[RING], [RING, RING]]}', [1, 2], 0),
        ('{"type": "LineString", "coordinates": [[10, 51, 340.5], [11, 52]]}', [], 1),
        ('{"type": "MultiLineString", "coordinates": [RING, RING]}', [], 2),
        ('{"type": "Feature", "properties": {"n": 1}, "geometry": {"type": "Polygon", "coordinates": [RING]}}', [1], 0),
        ('{"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [10, 51]}, {"type": "Polygon", "coordinates": [RING]}]}', [1], 0),
        (
            '{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": null}, {"type": "Feature", "geometry": {"type": "LineString", "coordinates": RING}}]}',
            [], 1,
        ),
    ],
)  # fmt: skip
def test_what_is_read(text: str, areas: list[int], lines: int) -> None:
    """Areas with their holes, and lines, wherever they stand; points are passed over."""
    outline, problems = read_outline("karte.geojson", geojson(text))

    assert problems == []
    assert outline is not None
    assert [len(area) for area in outline.areas] == areas
    assert len(outline.lines) == lines
    assert outline.paths()[0][0] == (10.0, 51.0)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "Das ist kein GeoJSON: Die Datei lässt sich ab hier nicht lesen."),
        ('{"type": "Polygon",\n"coordinates": [\n', 3, "Das ist kein GeoJSON: Die Datei lässt sich ab hier nicht lesen."),
        ("[]", 1, "Das ist kein GeoJSON: Es fehlt die Angabe „type“."),
        ('{"type": "FeatureCollection", "features": []}', 1, "In der Datei ist weder eine Fläche noch eine Linie."),
        ('{"type": "Polygon"}', 1, "Bei einer Form fehlen die Koordinaten."),
        ('{"type": "Polygon", "coordinates": [[[10, 51], [11, 51], [10, 51]]]}', 1, "Eine Form hat weniger als 4 Punkte."),
        ('{"type": "LineString", "coordinates": [[10, "51"], [11, 51]]}', 1, "Ein Punkt besteht nicht aus zwei Zahlen."),
        ('{"type": "LineString", "coordinates": [[10, 51], [585000.5, 5650000]]}', 1, "Ein Punkt liegt außerhalb der Erde: 585000.5, 5650000."),
        ('{"type": "LineString", "coordinates": [[NaN, 51], [11, 51]]}', 1, "In der Datei steht eine Zahl, die keine ist (NaN oder Infinity)."),
        ('{"type": "LineString", "coordinates": [[1e999, 51], [11, 51]]}', 1, "Ein Punkt liegt außerhalb der Erde: inf, 51."),
        ("[" * 100_000, 1, "Das ist kein GeoJSON, wie Kartenprogramme es schreiben."),
        ('{"type": "LineString", "coordinates": [[1' + "0" * 5000 + ", 51]]}", 1, "Das ist kein GeoJSON, wie Kartenprogramme es schreiben."),
        ('{"type": "LineString", "coordinates": [' + ", ".join(["[10, 51]"] * 50_001) + "]}", 1, "Der Umriss hat mehr als 50000 Punkte."),
        ('{"type": "GeometryCollection", "geometries": [' * 9 + "]}" * 9, 1, "Die Angaben sind zu tief ineinander verschachtelt."),
    ],
    ids=range(14),
)
def test_what_is_wrong_is_told(text: str, line: int, what: str) -> None:
    """One German sentence with the line, and a remedy; the map is then drawn without an outline only after it is mended."""
    outline, (problem,) = read_outline("content/daten/karte.geojson", text.encode())

    assert outline is None
    assert (problem.code, problem.place.line, WORDS.text(problem.what)) == ("D071", line, what)
    assert problem.remedy is not None


def test_no_file_is_no_problem() -> None:
    """The outline is optional."""
    assert read_outline("karte.geojson", None) == (None, [])


def test_a_file_that_is_too_big() -> None:
    """More than two megabytes are not looked into."""
    outline, (problem,) = read_outline("karte.geojson", b" " * 2_100_000)

    assert outline is None
    assert problem.code == "D008"
