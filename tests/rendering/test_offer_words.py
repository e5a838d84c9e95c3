"""Offers in words."""

from typing import Any

import pytest
from tests.app.projects import FIRM, library
from tests.fakes import WORDS
from tests.sample import FILES, PORTRAIT

from kammerton.domain.entries import OfferEntry
from kammerton.domain.library import Library
from kammerton.rendering.offer_words import offer_facts, offer_name, short_facts

HEAD = PORTRAIT[: PORTRAIT.index("angebote:")]


def offer(**fields: Any) -> tuple[Library, OfferEntry]:
    """A library whose firm has one offer with these fields (as YAML), and the offer."""
    lines = "".join(f"    {key}: {value}\n" for key, value in {"art": "praktikum", **fields}.items())
    found = library({**FILES, FIRM: f"{HEAD}angebote:\n  - id: eins\n{lines}---\nText.\n"})
    return found, found.offers[0]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"beruf": "metallbauer"}, "Praktikum: Metallbauer/in"),
        ({"berufsfeld": "metall"}, "Praktikum: Metall"),
        ({}, "Praktikum"),
        ({"beruf": "metallbauer", "studiengang": "Maschinenbau, B. Eng."}, "Praktikum: Maschinenbau, B. Eng."),
    ],
    ids=["occupation", "field", "nothing", "course"],
)
def test_names(fields: dict[str, str], expected: str) -> None:
    """An offer is named after its type and what it is about, the most exact there is."""
    found, entry = offer(**fields)

    assert expected == offer_name(found, entry)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"start": "2027-08-01"}, ("Beginn", "1. August 2027")),
        ({"start": "2027"}, ("Beginn", "1. August 2027")),
        ({"termine": "[{von: 2027-04-22, uhrzeit: 9–14 Uhr}]"}, ("An diesen Tagen", "22. April 2027, 9–14 Uhr")),
        ({"termine": "[{von: 2027-04-22, bis: 2027-04-23}]"}, ("An diesen Tagen", "22. April 2027 bis 23. April 2027")),
        ({"termine": "[{von: 2027-04-22, bis: 2027-04-22}]"}, ("An diesen Tagen", "22. April 2027")),
        ({"termine": "[{von: 2027-04-22}, {von: 2027-05-03}]"}, ("An diesen Tagen", "22. April 2027; 3. Mai 2027")),
        ({"dauer_monate": "36"}, ("Dauer", "36 Monate")),
        ({"dauer_monate": "1"}, ("Dauer", "1 Monat")),
        ({"bewerbungsschluss": "2027-03-31"}, ("Bewerbungsschluss", "31. März 2027")),
        ({"plaetze": "2"}, ("Plätze", "2, Plätze frei")),
        ({"stand_plaetze": "wenige"}, ("Plätze", "nur noch wenige Plätze")),
        ({"mindestabschluss": "esa"}, ("Schulabschluss mindestens", "Erster Schulabschluss")),
        ({"mindestalter": "15"}, ("Mindestalter", "15 Jahre")),
        ({"klasse_ab": "8"}, ("Ab Klasse", "8")),
        ({"voraussetzungen": "[Freude an Holz, Pünktlichkeit]"}, ("Das solltest du mitbringen", "Freude an Holz; Pünktlichkeit")),
        ({"kleidung": "feste Schuhe"}, ("Kleidung", "feste Schuhe")),
        ({"hochschule": "Hochschule Probe"}, ("Hochschule", "Hochschule Probe")),
        ({"verguetung": "[950, 1050]"}, ("Vergütung im Monat", "1. Jahr 950 Euro, 2. Jahr 1.050 Euro")),
        ({"verguetung": "nach Tarif"}, ("Vergütung im Monat", "nach Tarif")),
    ],
    ids=lambda value: ascii(value[1]) if isinstance(value, tuple) else "",
)
def test_facts(fields: dict[str, str], expected: tuple[str, str]) -> None:
    """Each field of an offer becomes one fact in German."""
    assert expected in offer_facts(offer()[0], WORDS, offer(**fields)[1])


def test_only_what_is_stated() -> None:
    """A field that is not filled in gives no fact."""
    found, entry = offer()

    assert offer_facts(found, WORDS, entry) == (("Plätze", "Plätze frei"),)
    assert short_facts(found, WORDS, entry) == ()


def test_a_closed_offer_claims_no_free_places() -> None:
    """After the deadline the number of places is told, but not that they are free."""
    found, entry = offer(plaetze="2", bewerbungsschluss="2026-05-31")

    assert not entry.is_open
    assert dict(offer_facts(found, WORDS, entry))["Plätze"] == "2"


def test_the_few_facts_of_a_list() -> None:
    """Begin, first date, certificate, deadline and scarcity, in this order."""
    found, entry = offer(
        start="2027-08-01", termine="[{von: 2027-04-22}, {von: 2027-04-29}]", mindestabschluss="msa", bewerbungsschluss="2027-03-31", stand_plaetze="wenige"
    )

    expected = ("ab 1. August 2027", "am 22. April 2027", "mindestens MSA", "bewerben bis 31. März 2027", "nur noch wenige Plätze")
    assert expected == short_facts(found, WORDS, entry)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [("{von: 2027-06-09, bis: 2027-06-10}", "vom 9. Juni 2027 bis 10. Juni 2027"), ("{von: 2027-06-09, bis: 2027-06-09}", "am 9. Juni 2027")],
)
def test_days_read_well(dates: str, expected: str) -> None:
    """Several days are from one to another, a single one is a day."""
    found, entry = offer(termine=f"[{dates}]")

    assert short_facts(found, WORDS, entry) == (expected,)
