"""Message catalogues."""

import gettext
import io

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from tests.fakes import WORDS

from kammerton.adapters.catalogue import LOCALES, german_words, load_catalogue, words_of_environment
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


def test_a_catalogue_says_what_a_compiled_one_would() -> None:
    """Every sentence of the English catalogue is the one that Python's own reading of the compiled file gives, for each number."""
    with (LOCALES / "en" / "LC_MESSAGES" / "kammerton.po").open("rb") as source:
        written = read_po(source, locale="en")
    compiled = io.BytesIO()
    write_mo(compiled, written)
    compiled.seek(0)
    known, ours = gettext.GNUTranslations(compiled), load_catalogue("en")
    sentences = [message.id if isinstance(message.id, tuple) else (message.id, message.id) for message in written if message.id]

    assert len(sentences) > 1000
    assert [ours.gettext(one) for one, _ in sentences] == [known.gettext(one) for one, _ in sentences]
    assert [ours.ngettext(*both, n) for both in sentences for n in (0, 1, 2)] == [known.ngettext(*both, n) for both in sentences for n in (0, 1, 2)]
    assert ours.gettext("gibt es nicht") == "gibt es nicht"
    assert ours.ngettext("gibt es nicht", "gibt es nicht, mehrmals", 2) == "gibt es nicht, mehrmals"
