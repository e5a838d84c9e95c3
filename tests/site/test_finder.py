"""The finder: its facet file, and its script against the library, over the example region and over a generated one."""

import json
import random
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from tests.app.projects import build, library
from tests.conftest import tool
from tests.e2e.region import files

from kammerton.adapters.project import Project
from kammerton.app.load import load
from kammerton.domain.addresses import FACETS, saved_name
from kammerton.domain.entries import OfferEntry
from kammerton.domain.finding import RADII, Wish, found
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.rendering.offer_words import offer_name
from kammerton.site.facet_file import facet_file

ROOT = Path(__file__).parents[2]
REGIONS: dict[str, Callable[[], Library]] = {
    "example": lambda: load(Project(ROOT), datetime(2026, 11, 26, 12, 0, tzinfo=ZONE))[0],
    "generated": lambda: library(files()),
}


@cache
def region(name: str) -> Library:
    """A region by its name."""
    return REGIONS[name]()


def asked(of: Library, wishes: list[Wish]) -> list[dict[str, Any]]:
    """What the script answers, in one run."""
    question = {"file": json.loads(facet_file(of)), "searches": [urlencode(address(wish)) for wish in wishes]}
    result = subprocess.run(
        [tool("node"), str(Path(__file__).parent / "find.mjs")], input=json.dumps(question), capture_output=True, text=True, check=True, encoding="utf-8"
    )
    return json.loads(result.stdout)  # type: ignore[no-any-return]


def address(wish: Wish) -> list[tuple[str, str]]:
    """A wish as the finder's address writes it."""
    sets = {"angebot": wish.types, "beruf": wish.occupations, "feld": wish.fields, "beginn": wish.starts}
    pairs = {key: sorted(map(str, values)) for key, values in sets.items()}
    pairs |= {"abschluss": [wish.certificate], "ort": [wish.town], "umkreis": [str(wish.radius)] if wish.radius and wish.town else []}
    return [(key, value) for key in ("angebot", "beruf", "feld", "abschluss", "ort", "umkreis", "beginn") for value in pairs[key] if value]


def firms(entries: tuple[OfferEntry, ...]) -> set[str]:
    """The firms of offers."""
    return {entry.portrait.id for entry in entries}


def wishes(of: Library, number: int) -> list[Wish]:
    """Nothing, every single value, and random mixtures, always the same."""
    chance = random.Random(7)
    words = of.words
    values: dict[str, list[Any]] = {
        "types": list(words.offer_types), "occupations": sorted({e.offer.occupation for e in of.open_offers if e.offer.occupation}), "fields": list(words.fields),
        "certificate": list(words.certificates), "town": list(words.towns), "starts": list(of.open_offers_by_start),
    }  # fmt: skip
    single = [Wish(**{name: value if name in ("certificate", "town") else frozenset([value])}) for name, known in values.items() for value in known]
    near = [Wish(town=town, radius=radius) for town, radius in product(values["town"], RADII)]

    def mixed() -> Wish:
        sets = {name: frozenset(chance.sample(values[name], chance.choice([0, 0, 1, 2]))) for name in ("types", "occupations", "fields", "starts")}
        town = chance.choice(["", "", *values["town"]])
        return Wish(**sets, certificate=chance.choice(["", *values["certificate"]]), town=town, radius=chance.choice(RADII) if town else 0)

    return [Wish(), *single, *near, *(mixed() for _ in range(number))]


@pytest.mark.parametrize("name", REGIONS)
def test_the_script_finds_what_the_library_finds(name: str) -> None:
    """For every value, every distance and many mixtures: the same firms, the same offers under the same names and addresses."""
    of = region(name)
    every = wishes(of, 60)
    for wish, answer in zip(every, asked(of, every), strict=True):
        expected = found(of, wish)

        assert sorted(answer["firms"]) == sorted(firms(expected)), wish
        assert sorted(map(tuple, answer["offers"])) == sorted((saved_name(e.portrait, e.offer), offer_name(of, e)) for e in expected), wish
        assert answer["number"] == len(expected)
        assert answer["address"] == urlencode(address(wish))


@pytest.mark.parametrize("name", REGIONS)
def test_counts_say_what_choosing_would_find(name: str) -> None:
    """Beside every value stands the number of firms there are with it and all the other filters."""
    of = region(name)
    every = wishes(of, 12)[-12:]
    for wish, answer in zip(every, asked(of, every), strict=True):
        counts = answer["counts"]
        for key, attribute, known in (
            ("angebot", "types", of.words.offer_types), ("beruf", "occupations", of.words.occupations), ("feld", "fields", of.words.fields),
            ("beginn", "starts", of.open_offers_by_start), ("abschluss", "certificate", of.words.certificates), ("ort", "town", of.words.towns),
        ):  # fmt: skip
            one = attribute in ("certificate", "town")
            expected = {str(v): len(firms(found(of, replace(wish, **{attribute: v if one else frozenset([v])})))) for v in known}

            assert counts[key] == {value: number for value, number in expected.items() if number}, (wish, key)


def test_the_file_is_in_the_build_and_always_the_same() -> None:
    """The build writes it; the same library gives the same bytes; it knows listed firms only, and open offers."""
    of = library()
    content = build(of).files[FACETS]
    file = json.loads(content)

    assert content == facet_file(library())
    assert file["betriebe"]["titel"] == [portrait.title for portrait in of.listed(of.portraits)]
    assert sum(file["betriebe"]["zahl"]) == len(file["angebote"]["sorte"]) == len(of.open_offers)


def test_what_is_not_known_finds_nothing() -> None:
    """A value that no longer exists is a filter like any other: an old link shows nothing instead of everything."""
    of = region("example")
    gone = [Wish(types=frozenset(["x"])), Wish(occupations=frozenset(["x"])), Wish(certificate="x"), Wish(town="x", radius=50), Wish(starts=frozenset([1999]))]

    assert [answer["firms"] for answer in asked(of, gone)] == [[]] * len(gone)
    assert [found(of, wish) for wish in gone] == [()] * len(gone)


def test_nearest_firms_come_first() -> None:
    """With a town, firms stand by their distance from it; those in it first."""
    of = region("example")
    town = of.words.towns["sonnenau"]
    answer = asked(of, [Wish(town=town.id, radius=50)])[0]
    inside = firms(found(of, Wish(town=town.id)))

    assert set(answer["firms"][: len(inside)]) == inside
    assert len(answer["firms"]) > len(inside)
