"""Message catalogues."""

import pytest
from tests.fakes import WORDS

from kammerton.adapters.catalogue import german_words, load_catalogue, words_of_environment
from kammerton.domain.diagnostic import MN, M, SetupError


def test_german_needs_no_translation() -> None:
    """The sentences of the source are German."""
    assert german_words().text(M("Fehler")) == "Fehler"


@pytest.mark.parametrize("value", [None, "", "de"])
def test_german_by_default(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    """Without KAMMERTON_LANG, and with an empty one, everything is German."""
    monkeypatch.delenv("KAMMERTON_LANG", raising=False)
    if value is not None:
        monkeypatch.setenv("KAMMERTON_LANG", value)
    words = words_of_environment()

    assert (words.language, words.text(MN("{n} Betrieb", "{n} Betriebe", 2))) == ("de", "2 Betriebe")


@pytest.mark.parametrize("language", ["xx", "deutsch", "../../etc", "de_DE", "DE"])
def test_unknown_languages(language: str) -> None:
    """A language there is no catalogue for is told in one sentence, with those there are."""
    with pytest.raises(SetupError) as caught:
        load_catalogue(language)

    said = WORDS.text(caught.value.message)
    assert said.startswith(f"KAMMERTON_LANG={language}: Diese Sprache gibt es nicht.")
    assert "de" in said.rpartition(": ")[2]
