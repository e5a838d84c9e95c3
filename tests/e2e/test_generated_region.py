"""A generated region of 95 firms and 86 occupations shows exactly that, at any moment."""

import itertools
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from typing import Any

import pytest
from tests.app.projects import library, pages
from tests.app.rendered import html_of, links, main_of
from tests.e2e import region
from tests.e2e.region import Row

from kammerton.domain.addresses import Addresses
from kammerton.domain.moments import ZONE

# The first day, the day of deadlines and the day after, the day of a start and the day after, the last of several dates, and much later.
DAYS = [date(2026, m, d) for m, d in ((1, 10), (6, 1), (6, 2), (6, 3), (9, 1), (9, 2), (10, 12), (10, 13))] + [
    date(y, m, d) for y, m, d in ((2027, 3, 31), (2027, 4, 1), (2027, 8, 1), (2027, 8, 2), (2028, 8, 2))
]
ADDRESSES = Addresses("https://probe.example")


@cache
def site(day: date) -> dict[str, Any]:
    """The pages of the region at noon of a day."""
    return pages(library(region.files(), now=datetime.combine(day, datetime.min.time(), ZONE).replace(hour=12)))


def pages_of(day: date, path: str) -> list[Any]:
    """A list on all its pages; none where it is not there."""
    paths = itertools.chain([path], (f"{path}seite-{n}/" for n in itertools.count(2)))
    return [site(day)[page] for page in itertools.takewhile(lambda page: page in site(day), paths)]


def offers_on(day: date, path: str) -> set[str]:
    """The pages of offers that a list links to, on all its pages."""
    found = (link for page in pages_of(day, path) for link in links(main_of(html_of(page)), ADDRESSES))
    return {link for link in found if re.fullmatch(r"betriebe/[\w-]+/angebot-\d/", link)}


def open_rows(day: date, fits: Callable[[Row], bool]) -> set[str]:
    """The pages of the offers that are open on a day and fit."""
    return {row.path for row in region.rows() if row.is_open(day) and fits(row)}


def fields_of(row: Row) -> tuple[str, ...]:
    """The fields of an offer: its own, else those of its occupation."""
    return (row.field,) if row.field else region.occupations()[row.occupation][2] if row.occupation else ()


def titles(path: str, day: date = DAYS[0]) -> list[tuple[str, list[str]]]:
    """The headings of a list with the titles under them, in order, over all its pages."""
    parts = [(group.heading, [card.title for card in group.cards]) for page in pages_of(day, path) for group in page.view.groups]
    return [(heading, [title for _, found in same for title in found]) for heading, same in itertools.groupby(parts, key=lambda part: part[0])]


def din_key(name: str) -> str:
    """DIN 5007-1, written down letter by letter: umlauts as their vowel, ß as ss, accents and case ignored, other signs as a gap."""
    letters = {"ä": "a", "ö": "o", "ü": "u", "ß": "ss", "é": "e", "è": "e", "á": "a"}
    plain = "".join(letters.get(sign, sign) for sign in name.lower())
    return " ".join("".join(sign if sign in "abcdefghijklmnopqrstuvwxyz0123456789" else " " for sign in plain).split())


def test_the_region_has_everything() -> None:
    """The region the other tests count in has every type, certificate and state, so that counting in it says something."""
    rows = region.rows()

    assert len(rows) == 380
    assert {row.type for row in rows} == {row["id"] for row in region.table("angebotsarten")}
    assert {row.certificate for row in rows} == {"", *(row["id"] for row in region.table("schulabschluesse"))}
    assert all({row.is_open(day) for row in rows} == {True, False} for day in DAYS[:-1])


@pytest.mark.parametrize("day", [DAYS[0], DAYS[-1]])
def test_ninety_five_firms_and_eighty_six_occupations(day: date) -> None:
    """Start, directory and occupations say 95 and 86, and so many stand there, whatever is open."""
    start, firms, occupations = (site(day)[path].view for path in ("", "betriebe/", "berufe/"))

    assert {"95 Betriebe", "86 Berufe"} <= {figure.label for figure in start.figures}
    assert firms.count.startswith("95 Betriebe.")
    assert occupations.count.startswith("86 Berufe.")
    assert [sum(len(found) for _, found in titles(path, day)) for path in ("betriebe/", "berufe/")] == [95, 86]
    assert [path for path in site(day) if re.fullmatch(r"berufe/(?!seite-)[\w-]+/", path)] == [f"berufe/{id_}/" for id_ in _in_order(day)]


def _in_order(day: date) -> list[str]:
    """The ids of the occupations in the order of their list."""
    return [card.href.split("/")[-2] for page in pages_of(day, "berufe/") for group in page.view.groups for card in group.cards]


@pytest.mark.parametrize("path", ["betriebe/", "berufe/"])
def test_a_to_z_follows_din_5007(path: str) -> None:
    """Under each letter stand the names that begin with it, with Ä under A and digits apart, in the order of DIN 5007-1."""
    groups = titles(path)
    names = [name for _, found in groups for name in found]

    assert [heading for heading, _ in groups] == sorted({heading for heading, _ in groups})
    assert [name for heading, found in groups for name in found if (din_key(name)[0].upper() if din_key(name)[0].isalpha() else "#") != heading] == []
    assert names == sorted(names, key=lambda name: (din_key(name)[0].isalpha(), din_key(name)))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("betriebe/", ["1000 Räder", "3D-Werk", "Aehrenfeld KG", "Ahorn & Söhne", "Ährenglück GmbH", "äpfel vom Land", "Café Émile", "Cafe Zentral"]),
        (
            "betriebe/",
            ["„Goldener Hirsch“ Gasthof", "Oekonomie-Hof", "Ofenbau", "Öko-Bau", "Strassenbau Mitte", "Straßenbau Nord", "STRASSENBAU Süd", "Zwölf Eichen"],
        ),
        ("berufe/", ["3D-Modelleur/in", "Äpfelzüchter/in", "eSportler/in", "Ölmüller/in", "Straßenfeger/in", "Strassenwärter/in"]),
    ],
)
def test_hard_names_stand_where_a_person_looks(path: str, expected: list[str]) -> None:
    """The order of names with umlauts, ß, accents, digits and quotes, written down by hand."""
    names = [name for _, found in titles(path) for name in found]

    assert [name for name in names if name in expected] == expected


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_offers_are_open_and_closed_as_their_days_say(day: date) -> None:
    """On every page of an offer, on the count of all, and on the count of each firm and occupation."""
    rows = region.rows()
    found = {row.path: site(day)[row.path].view.closed == "" for row in rows}
    firms = {card.href.split("/")[-2]: card.facts[-1] for page in pages_of(day, "betriebe/") for group in page.view.groups for card in group.cards}
    occupations = {card.href.split("/")[-2]: card.facts for page in pages_of(day, "berufe/") for group in page.view.groups for card in group.cards}

    assert found == {row.path: row.is_open(day) for row in rows}
    assert site(day)["angebote/"].view.count == _counted(sum(found.values()))
    assert firms == {firm: _counted(sum(row.is_open(day) for row in rows if row.firm == firm)) for firm in {row.firm for row in rows}}
    for id_, (of_firms, of_offers) in occupations.items():
        there = [row for row in rows if row.occupation == id_ and row.is_open(day)]
        n = len({row.firm for row in there})
        assert (of_firms, of_offers) == (f"{n} Betrieb{'' if n == 1 else 'e'}", _counted(len(there)))


def _counted(n: int) -> str:
    """A number of open offers in words."""
    return f"{n} offenes Angebot" if n == 1 else f"{n} offene Angebote"


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_list_has_its_offers(day: date) -> None:
    """Type, field, town, certificate and year: each list holds the open offers that fit, no more and no fewer; an empty one is not there."""
    ranks = {row["id"]: int(row["rang"]) for row in region.table("schulabschluesse")}
    wanted: dict[str, Callable[[Row], bool]] = {
        **{f"angebote/{t['id']}/": lambda row, t=t: row.type == t["id"] for t in region.table("angebotsarten")},
        **{f"berufsfelder/{f['id']}/": lambda row, f=f: f["id"] in fields_of(row) for f in region.table("berufsfelder")},
        **{f"orte/{o['id']}/": lambda row, o=o: o["id"] in row.towns for o in region.table("orte")},
        **{f"abschluesse/{c}/": lambda row, c=c: bool(row.certificate) and ranks[row.certificate] <= ranks[c] for c in ranks},
        **{f"beginn/{year}/": lambda row, year=year: row.start is not None and row.start.year == year for year in (2026, 2027, 2028)},
    }
    expected = {path: open_rows(day, fits) for path, fits in wanted.items()}

    assert {path: offers_on(day, path) for path in wanted} == expected
    assert {path for path in site(day) if re.fullmatch(r"(berufsfelder|abschluesse|beginn)/[\w-]+/", path)} == {
        path for path, found in expected.items() if found and path.split("/")[0] in ("berufsfelder", "abschluesse", "beginn")
    }


@pytest.mark.parametrize("day", [DAYS[0], DAYS[5], DAYS[-1]], ids=str)
def test_every_occupation_has_its_offers(day: date) -> None:
    """The page of an occupation shows all its offers, the open ones first and apart from those that are closed."""
    for id_ in region.occupations():
        view = site(day)[f"berufe/{id_}/"].view
        there = {state: {f"/{row.path}" for row in region.rows() if row.occupation == id_ and row.is_open(day) is state} for state in (True, False)}
        assert ({card.href for card in view.offers}, {card.href for card in view.closed}) == (there[True], there[False]), id_
