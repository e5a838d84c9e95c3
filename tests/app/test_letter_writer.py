"""The letters, where no service runs, and in English."""

import gettext
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from tests.app.projects import ROOT
from tests.fakes import NOW, WORDS
from tests.sample import SETTINGS

from kammerton.adapters.catalogue import load_catalogue
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.letter_writer import LetterWriter
from kammerton.delivery.letter import Letter, LetterKind
from kammerton.delivery.tokens import Tokens
from kammerton.domain.inventory import Source
from kammerton.domain.settings import SiteSettings
from kammerton.reading.schema import read_model
from kammerton.rendering.words import Words

KINDS: tuple[LetterKind, ...] = ("opt_in", "known", "preferences")
TOKENS = Tokens(b"k" * 32)


def written(kind: LetterKind, words: Words = WORDS, **changed: Any) -> EmailMessage:
    """A letter as its reader gets it."""
    settings, _ = read_model(SiteSettings, {**SETTINGS, "NEWSLETTER": {**SETTINGS["NEWSLETTER"], **changed}}, Source("x"))
    assert settings is not None
    writer = LetterWriter(settings, words, ThemeTemplates(ROOT, words.language), TOKENS)
    _, content = writer.write(Letter("abcdefgh", "post@xn--mller-kva.example", kind, NOW, 7))
    assert content == writer.write(Letter("abcdefgh", "post@xn--mller-kva.example", kind, NOW, 7))[1]
    return message_from_bytes(content, policy=policy.default)  # type: ignore[return-value]  # the policy makes it one


def test_answered_instead_of_clicked() -> None:
    """Without a service the answer to the letter confirms: its address carries the token, and no link stands in the text."""
    letter = written("opt_in")
    tag = letter["Reply-To"].addresses[0].username.partition("+")[2]

    assert letter["Reply-To"].addresses[0].domain == "probe.example"
    assert TOKENS.read(tag, "confirm", NOW) == "abcdefgh"
    assert "Antworten Sie dazu einfach auf diese E-Mail" in letter.get_content()
    assert "/bestaetigen/" not in letter.get_content()


def test_known_without_service() -> None:
    """Without a service the letter to a known address names the way out that every issue has."""
    letter = written("known")

    assert letter["Reply-To"] == "amt@probe.example"
    assert "in jeder Ausgabe, ganz unten" in letter.get_content()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["de", "en"])
def test_text(kind: LetterKind, language: str) -> None:
    """Every letter reads well in both languages: short lines, no doubled empty lines, the address as people write it, whole links."""
    catalogue = load_catalogue(language) if language != "de" else gettext.NullTranslations()
    letter = written(kind, Words(catalogue, language), dienst="https://abo.probe.example")
    text = letter.get_content()

    assert "post@müller.example" in text
    assert "xn--" not in text
    assert "\n\n\n" not in text
    assert any(line.startswith("https://abo.probe.example/") for line in text.splitlines())
    assert all(len(line) <= 72 or line.startswith("https://") for line in text.splitlines())
    assert ("Guten Tag" in text) is (language == "de")
    assert letter["To"] == "post@xn--mller-kva.example"
    assert max(map(len, letter.as_bytes().splitlines())) <= 78
