"""Messages, numbers, dates and times in German and English."""

from datetime import UTC, date, datetime

import pytest
from tests.fakes import WORDS

from kammerton.domain.diagnostic import MN, M
from kammerton.rendering.words import Words, clock


class FakeCatalogue:
    """A catalogue that answers in capitals and knows the English plural."""

    def gettext(self, message: str, /) -> str:
        return {"Hallo {name}": "HELLO {name}"}.get(message, message)

    def ngettext(self, _one: str, _many: str, n: int, /) -> str:
        return "{n} FIRM" if n == 1 else "{n} FIRMS"


ENGLISH = Words(FakeCatalogue(), "en")


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, "0 Betriebe"), (1, "1 Betrieb"), (2, "2 Betriebe"), (1000, "1.000 Betriebe"), (1234567, "1.234.567 Betriebe")],
)
def test_plurals(n: int, expected: str) -> None:
    """The number decides the form and has German separators."""
    assert expected == WORDS.text(MN("{n} Betrieb", "{n} Betriebe", n))


def test_a_message_inside_a_message() -> None:
    """Each is told in its own right form."""
    message = M("{firms} und {jobs}", firms=MN("{n} Betrieb", "{n} Betriebe", 1), jobs=MN("{n} Beruf", "{n} Berufe", 2))

    assert WORDS.text(message) == "1 Betrieb und 2 Berufe"


def test_values_are_put_in_after_translation() -> None:
    """A value that looks like a message or a placeholder stays as it is."""
    assert ENGLISH.text(M("Hallo {name}", name="Hallo {name}")) == "HELLO Hallo {name}"


def test_the_catalogue_decides() -> None:
    """Plural forms come from the catalogue, separators from the language."""
    assert [ENGLISH.text(MN("{n} Betrieb", "{n} Betriebe", n)) for n in (1, 1000)] == ["1 FIRM", "1,000 FIRMS"]


@pytest.mark.parametrize(
    ("day", "expected"),
    [(date(2026, 3, 1), "1. März 2026"), (date(2026, 11, 21), "21. November 2026"), (date(2027, 1, 31), "31. Januar 2027")],
    ids=str,
)
def test_days(day: date, expected: str) -> None:
    """Days are written in full, with German month names in every environment."""
    assert expected == WORDS.day(day)


def test_months() -> None:
    """A month has its name and year."""
    assert WORDS.month(date(2026, 3, 1)) == "März 2026"


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (datetime(2026, 3, 1, 5, 0, tzinfo=UTC), "1. März 2026, 6:00 Uhr"),
        (datetime(2026, 7, 1, 16, 30, tzinfo=UTC), "1. Juli 2026, 18:30 Uhr"),
        (datetime(2026, 2, 28, 23, 0, tzinfo=UTC), "1. März 2026"),
        (datetime(2026, 6, 30, 22, 30, tzinfo=UTC), "1. Juli 2026, 0:30 Uhr"),
    ],
    ids=["winter", "summer", "midnight needs no time", "half past midnight"],
)
def test_moments(moment: datetime, expected: str) -> None:
    """Moments are told in the time of the region."""
    assert expected == WORDS.moment(moment)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (1, "1 Sekunde"), (2.4, "2 Sekunden"), (60, "60 Sekunden"), (89.4, "89 Sekunden"), (91, "2 Minuten"), (904, "15 Minuten"),
        (3540, "59 Minuten"), (3599, "1 Std. 0 Min."), (3600, "1 Std. 0 Min."), (4980, "1 Std. 23 Min."),
    ],
)  # fmt: skip
def test_durations(seconds: float, expected: str) -> None:
    """Lengths are told as listeners say them, in the right form of the word."""
    assert expected == WORDS.duration(seconds)


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0, "0:00"), (5.9, "0:05"), (59.99, "0:59"), (60, "1:00"), (75, "1:15"), (3599, "59:59"), (3600, "1:00:00"), (36061, "10:01:01")],
)
def test_clock(seconds: float, expected: str) -> None:
    """A point in a recording is minutes and seconds, with hours only where needed, never rounded up."""
    assert expected == clock(seconds)


@pytest.mark.parametrize(("parts", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a und b"), (["a", "b", "c"], "a, b und c")])
def test_lists(parts: list[str], expected: str) -> None:
    """Lists end with "und", without a comma before it."""
    assert expected == WORDS.all_of(parts)


@pytest.mark.parametrize(("tag", "expected"), [("de", "Deutsch"), ("tr", "Türkisch"), ("uk", "Ukrainisch"), ("sr-Latn", "Serbisch"), ("qqq", "qqq")])
def test_language_names(tag: str, expected: str) -> None:
    """Languages are named in the language of the site; an unknown one keeps its tag."""
    assert expected == WORDS.language_name(tag)
