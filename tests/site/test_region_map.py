"""The map: circles never touch and can be hit, names never cover anything, the list says the same, and the same towns give the same map."""

import random
from itertools import combinations

import pytest
from tests.app.projects import library, pages, portrait
from tests.sample import FILES

from kammerton.site.map_layout import MOST, TARGET, WIDTH, Mark, Spot, drawn, label, place, project

TWO = {
    **FILES,
    "content/daten/orte.csv": FILES["content/daten/orte.csv"] + "nebendorf,Nebendorf,00103,51.1,10.3\nohne,Ohne Koordinaten,00104,,\n",
    "content/betriebe/b1.md": portrait(titel="Eins", ort="nebendorf"),
    "content/betriebe/b2.md": portrait(titel="Zwei", ort="nebendorf"),
    "content/betriebe/b3.md": portrait(titel="Drei", ort="ohne"),
}
OUTLINE = '{"type": "Polygon", "coordinates": [[[10.1, 50.9], [10.4, 50.9], [10.4, 51.2], [10.1, 50.9]]]}'


def some_marks(seed: int) -> list[Mark]:
    """Towns by chance: few or many, far apart, close together, or all in one spot."""
    chance = random.Random(seed)
    spread = chance.choice((0, 1e-7, 0.05, 0.5, 5))
    number = chance.choice((1, 2, 12, 30, MOST))
    return [
        Mark((10 + chance.random() * spread, 51 + chance.random() * spread), chance.choice((0, 1, 3, 50, 2000)), "Ort" * chance.randrange(1, 9))
        for _ in range(number)
    ]


@pytest.mark.parametrize("seed", range(40))
def test_circles_never_touch(seed: int) -> None:
    """Whatever the towns: every target is a square of its own, wide enough for a finger, inside the drawing."""
    marks = some_marks(seed)
    spots, height = place(marks, project([mark.position for mark in marks]))

    assert len(spots) == len(marks)
    for spot in spots:
        assert spot.reach >= max(TARGET, spot.radius)
        assert spot.x - spot.reach >= 0
        assert spot.x + spot.reach <= WIDTH
        assert spot.y - spot.reach >= 0
        assert spot.y + spot.reach <= height
    assert [pair for pair in combinations(spots, 2) if _overlap(*pair)] == []


def _overlap(one: Spot, other: Spot) -> bool:
    return max(abs(one.x - other.x), abs(one.y - other.y)) < one.reach + other.reach


@pytest.mark.parametrize("seed", range(20))
def test_names_cover_nothing(seed: int) -> None:
    """A name stands inside the drawing and over no circle and no other name; where there is no room it is left out."""
    marks = some_marks(seed)
    spots, height = place(marks, project([mark.position for mark in marks]))
    boxes = []
    for mark, at in zip(marks, label(marks, spots, height, 8), strict=True):
        if at is not None:
            width = 8 * 0.57 * len(mark.name)
            left = at[0] - {"start": 0, "middle": width / 2, "end": width}[at[2]]
            boxes.append((left, at[1] - 7, left + width, at[1] + 2))

    circles = [(s.x - s.radius + 0.1, s.y - s.radius + 0.1, s.x + s.radius - 0.1, s.y + s.radius - 0.1) for s in spots]
    assert all(left >= 0 and top >= 0 and right <= WIDTH and bottom <= height + 1 for left, top, right, bottom in boxes)
    for box in boxes:
        for other in (*circles, *(one for one in boxes if one is not box)):
            assert not (box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3])


def test_a_place_stands_where_it_is() -> None:
    """With room enough no circle moves; north is up and east is right; larger ones have more firms."""
    marks = [Mark((10.0, 51.0), 1, "Südwest"), Mark((10.5, 51.3), 9, "Nordost")]
    (south, north), _ = place(marks, project([mark.position for mark in marks]))

    assert not south.has_moved
    assert not north.has_moved
    assert north.x > south.x
    assert north.y < south.y
    assert north.radius > south.radius


def test_distances_are_true() -> None:
    """A kilometre to the east is as long as one to the north, wherever the region lies."""
    for latitude in (0.0, 47.5, 54.9):
        projection = project([(10.0, latitude), (11.0, latitude + 0.4)])
        x0, y0 = projection((10.2, latitude))
        x1, y1 = projection((10.3, latitude + 0.1))
        assert (x1 - x0) / (y0 - y1) == pytest.approx(project([(10.0, latitude), (11.0, latitude + 0.4)]).squeeze)


def test_the_same_towns_give_the_same_map() -> None:
    """Also in another order."""
    marks = some_marks(4)
    projection = project([mark.position for mark in marks])
    there, back = place(marks, projection), place(list(reversed(marks)), projection)

    assert there == place(marks, projection)
    assert {(s.x, s.y, s.radius) for s in there[0]} == {(s.x, s.y, s.radius) for s in back[0]} or len({m.name for m in marks}) < len(marks)


def test_a_path_loses_points_nobody_sees() -> None:
    """Points closer than a unit are left out, the last one stays."""
    projection = project([(10.0, 51.0), (11.0, 52.0)])
    path = tuple((10.0 + n / 10_000, 51.0) for n in range(1000))

    assert drawn(path, projection, closed=False).count("L") < 50
    assert drawn(((10.0, 51.0), (11.0, 51.0), (11.0, 52.0)), projection, closed=True).endswith("z")


def test_the_map_counts_firms() -> None:
    """Each town with firms and coordinates is a link to its list and says its number; a town without coordinates stands in the list only."""
    view = pages(library(TWO))["karte/"].view

    assert [(p.description, p.number, p.href) for p in view.map.places] == [
        ("Nebendorf: 2 Betriebe", "2", "/orte/nebendorf/"), ("Probestadt: 1 Betrieb", "1", "/orte/probestadt/"),
    ]  # fmt: skip
    assert [(town.label, town.href) for town in view.towns] == [
        ("Nebendorf: 2 Betriebe, 4 offene Angebote", "/orte/nebendorf/"),
        ("Ohne Koordinaten: 1 Betrieb, 2 offene Angebote", "/orte/ohne/"),
        ("Probestadt: 1 Betrieb, 2 offene Angebote", "/orte/probestadt/"),
    ]
    assert view.note == "Auf der Karte stehen 2 von 3 Orten, in der Liste alle."


def test_an_outline_is_drawn() -> None:
    """The areas and lines of the file stand under the circles; without the file there are none."""
    with_outline = pages(library({**TWO, "content/daten/karte.geojson": OUTLINE}))["karte/"].view.map

    assert len(with_outline.areas) == 1
    assert with_outline.areas[0].startswith("M")
    assert pages(library(TWO))["karte/"].view.map.areas == ()


def test_without_coordinates_there_is_no_map() -> None:
    """Neither a page nor a link to one."""
    files = {**FILES, "content/daten/orte.csv": "id,titel,plz\nprobestadt,Probestadt,00101|00102\n"}
    found = pages(library(files))

    assert "karte/" not in found
    assert "/karte/" not in [link.href for link in found[""].view.frame.more]
    assert found["entdecken/"].view.map is None


def test_of_very_many_towns_those_with_the_most_firms() -> None:
    """The map holds as many as it can, the list all."""
    towns = "id,titel,plz,lat,lon\n" + "".join(f"ort-{n},Ort {n},00101,51.{n:03},10.{n:03}\n" for n in range(MOST + 5))
    firms = {f"content/betriebe/b{n}.md": portrait(titel=f"Betrieb {n}", ort=f"ort-{n}") for n in range(MOST + 5)}
    more = {f"content/betriebe/c{n}.md": portrait(titel=f"Mehr {n}", ort=f"ort-{MOST + 4}") for n in range(3)}
    files = {**{p: t for p, t in FILES.items() if p.startswith(("content/daten", "content/seiten"))}, **firms, **more, "content/daten/orte.csv": towns}
    view = pages(library(files))["karte/"].view

    assert len(view.map.places) == MOST
    assert len(view.towns) == MOST + 5
    assert f"Ort {MOST + 4}: 4 Betriebe" in [p.description for p in view.map.places]
