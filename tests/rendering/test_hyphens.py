"""Soft hyphens."""

import csv
import re

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.projects import ROOT

from kammerton.rendering.hyphens import SOFT_HYPHEN, dictionary_places, well_broken, with_soft_hyphens


@pytest.mark.parametrize(
    "divided",
    [
        "Berufsfeld|erkundung", "Ausbildungs|plätze", "Stellen|anzeige", "Metall|bearbeitung", "Maschinen|bau", "Bau|maschinen|mecha|troniker", "Fach|verkäuferin",
        "Jugend|arbeits|schutzgesetz", "Schnupper|tage", "Verwaltungs|fach|ange|stellte", "Handwerks|kammer", "Elternabend", "Tischler", "Hotel zur Post",
    ],
)  # fmt: skip
def test_long_words_come_apart_well(divided: str) -> None:
    """Compounds are divided where they are joined, short words not at all."""
    assert with_soft_hyphens(divided.replace("|", "")).replace(SOFT_HYPHEN, "|") == divided


def test_dots_stay_with_their_word() -> None:
    """No line begins with dots, in whatever language; dots that are part of a word stay where they are."""
    for language in ("de", "en"):
        assert well_broken("„Kammerton trifft …“ und noch… mehr", language) == "„Kammerton trifft\u00a0…“ und noch… mehr"
    assert [SOFT_HYPHEN in well_broken("Berufsfelderkundung …", language) for language in ("de-DE", "en")] == [True, False]


def test_no_occupation_is_too_wide_for_a_phone() -> None:
    """No part of any official name of an occupation is longer than what fits beside its neighbour at 320 pixels."""
    with (ROOT / "content" / "daten" / "berufe.csv").open(encoding="utf-8") as table:
        names = [name for row in csv.DictReader(table) for name in (row["m"], row["f"])]
    parts = [part for name in names for part in re.split(rf"[\s/-]|{SOFT_HYPHEN}", with_soft_hyphens(name))]

    assert [part for part in parts if len(part) > 16] == []


@given(st.text(alphabet=st.sampled_from("aeioubdgnrstBSTäß -/")))
def test_only_soft_hyphens_are_added(text: str) -> None:
    """Without the soft hyphens it is the text as it was, and no part has fewer than three letters."""
    divided = with_soft_hyphens(text)

    assert divided.replace(SOFT_HYPHEN, "") == text
    assert [
        part for word in re.findall(rf"[a-zA-Zäß{SOFT_HYPHEN}]+", divided) if SOFT_HYPHEN in word for part in word.split(SOFT_HYPHEN) if len(part) < 3
    ] == []


def test_words_come_apart_where_the_dictionary_says() -> None:
    """The quick reading of the dictionary divides every word of the example region as the library does that the dictionary comes with."""
    library = pyphen.Pyphen(lang="de_DE", left=4, right=4)
    texts = (file.read_text(encoding="utf-8") for part in ("content", "newsletter") for file in (ROOT / part).rglob("*") if file.suffix in (".md", ".csv"))
    words = sorted(set(re.findall(r"[A-Za-zÄÖÜäöüß]{8,}", " ".join(texts))))

    assert len(words) > 1000
    assert [word for word in words if dictionary_places(word) != library.positions(word)] == []
