"""Near misses and address parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import WORDS

from kammerton.domain.suggestion import did_you_mean, nearest, slug

KNOWN = ("titel", "kurz", "groesse", "antwort_innerhalb", "bewerbungsschluss", "berufsfelderkundung", "praktikum", "muster-metall")


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("title", "titel"),
        ("Titel", "titel"),
        ("größe", "groesse"),
        ("GRÖSSE", "groesse"),
        ("gro\u0308ße", "groesse"),
        ("antwort-innerhalb", "antwort_innerhalb"),
        ("antwortinnerhalb", "antwort_innerhalb"),
        ("bewerbungschluss", "bewerbungsschluss"),
        ("bewerbungsfrist", "bewerbungsschluss"),
        ("berufsfeldkundung", "berufsfelderkundung"),
        ("muster_metall", "muster-metall"),
        ("mustermetal", "muster-metall"),
        ("xyz", None),
        ("", None),
        ("!!!", None),
        ("ж", None),
    ],
)
def test_the_nearest_word(word: str, expected: str | None) -> None:
    """Typing errors, capitals, separators and umlaut spelling do not hide the word that was meant; strange words have none."""
    assert expected == nearest(word, KNOWN)


def test_the_sentence_around_it() -> None:
    """The near word is asked for; without one there is no sentence, and among no words there is none near."""
    assert WORDS.text(did_you_mean("title", KNOWN)) == "Meinten Sie „titel“?"
    assert (did_you_mean("xyz", KNOWN), did_you_mean("titel", ())) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Müller & Söhne GmbH", "mueller-soehne-gmbh"),
        ("Mu\u0308ller", "mueller"),
        ("Straße", "strasse"),
        ("STRAẞE", "strasse"),
        ("Ärzte Öl Übung", "aerzte-oel-uebung"),
        ("Café Ørsted", "cafe-orsted"),
        ("12–14 h", "12-14-h"),
        ("  --a__b..c--  ", "a-b-c"),
        ("../../etc/passwd", "etc-passwd"),
        ("日本", ""),
        ("", ""),
        ("½ ﬁ Ⅳ", "1-2-fi-iv"),
    ],
)
def test_slugs(text: str, expected: str) -> None:
    """Umlauts are spelled out as Germans do, everything else becomes letters, digits and single hyphens."""
    assert expected == slug(text)


@given(text=st.text())
def test_slugs_are_safe_and_stable(text: str) -> None:
    """Whatever the text, its slug holds only small letters, digits and single inner hyphens, and is its own slug."""
    found = slug(text)

    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert (False, False, False, found) == (found.startswith("-"), found.endswith("-"), "--" in found, slug(found))


@given(word=st.text(), known=st.lists(st.text(), max_size=8))
def test_what_is_near_is_known(word: str, known: list[str]) -> None:
    """Only a known word is ever suggested."""
    assert nearest(word, known) in (None, *known)


@pytest.mark.parametrize("word", KNOWN)
def test_a_known_word_is_nearest_to_itself(word: str) -> None:
    """A word that is right is not turned into another."""
    assert word == nearest(word, KNOWN)
