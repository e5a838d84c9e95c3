"""Mails for the tests of the linter: the sample's issue as it is built, and changed in one place."""

from dataclasses import replace
from functools import cache

from tests.app.projects import AUSGABE, build, issue, library
from tests.fakes import WORDS, FakeSources
from tests.sample import FILES, SETTINGS

from kammerton.adapters.mail_programs import mail_programs
from kammerton.app.proof import prove
from kammerton.audit.mails import lint_mail
from kammerton.audit.mails.mail import ReadMail
from kammerton.domain.diagnostic import Diagnostic

BLOCKS = """  - folge: 001-am-amboss
  - betrieb: muster-metall
  - text: "Ein **Hinweis** mit [Verweis auf die Firma](betrieb:muster-metall) und der Adresse https://x.example/ausbildung."
  - angebote: {}
"""


@cache
def good() -> ReadMail:
    """The mail the tests change; nothing is wrong with it."""
    files = {**FILES, AUSGABE: issue(BLOCKS)}
    built = build(library(files))
    return prove(built, FakeSources(files, SETTINGS), WORDS, mail_programs(), built.library.mailed_issues[0])[0].read


def with_html(old: str, new: str, count: int = 1) -> ReadMail:
    """The good mail with something else in its HTML part, which must have been there."""
    assert old in good().html, old
    return replace(good(), html=good().html.replace(old, new, count))


def with_body(markup: str) -> ReadMail:
    """The good mail with markup added to its first cell of text."""
    return with_html("<h1", f"{markup}<h1")


def with_text(old: str, new: str) -> ReadMail:
    """The good mail with something else in its text part."""
    assert old in good().text, old
    return replace(good(), text=good().text.replace(old, new))


def with_message(old: bytes, new: bytes) -> ReadMail:
    """The good mail with other bytes in its message."""
    assert old in good().raw, old
    return replace(good(), raw=good().raw.replace(old, new, 1))


def found(mail: ReadMail, code: str) -> list[Diagnostic]:
    """What one rule says."""
    return [diagnostic for diagnostic in lint_mail(mail) if diagnostic.code == code]
