"""The part for those who read plain text."""

import re
from collections.abc import Iterator

from kammerton.audit.mails.law import bare
from kammerton.audit.mails.mail import Defect, MailRule, ReadMail, words_of
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M

_COLUMNS = 72
# Filler of the line behind the subject, which belongs to the HTML part only.
_FILLER = re.compile("[\u034f\u200b-\u200d\u2060\ufeff]")


def complete(mail: ReadMail) -> Iterator[Defect]:
    """Every link and every heading of the HTML part stands in the text part, too (Ghost issue 20015: text parts nobody could use)."""
    text = bare(mail.text)
    for link in dict.fromkeys(link.href for link in mail.links):
        wanted = link.removeprefix("mailto:").partition("?")[0] if link.startswith("mailto:") else link.removeprefix("tel:")
        if bare(wanted) not in text:
            yield Defect(M("In der Fassung als reiner Text fehlt die Verknüpfung „{href}“.", href=link), TEMPLATE)
    for heading in mail.tree.iter("h1", "h2", "h3"):
        if bare(words_of(heading)) not in text:
            yield Defect(M("In der Fassung als reiner Text fehlt die Überschrift „{words}“.", words=words_of(heading)), TEMPLATE)


def readable(mail: ReadMail) -> Iterator[Defect]:
    """Lines have at most 72 columns unless an address needs more, and nothing invisible or left of markup stands in them (RFC 3676, 4.2)."""
    for line in mail.text.split("\n"):
        if len(line) > _COLUMNS and not re.fullmatch(r"\W*\S+", line):
            yield Defect(M("Die Zeile „{line} …“ der Fassung als reiner Text ist länger als {n} Zeichen.", line=line[:30], n=_COLUMNS), TEMPLATE)
    if _FILLER.search(mail.text):
        yield Defect(M("In der Fassung als reiner Text stehen unsichtbare Füllzeichen."), TEMPLATE)
    for entity in dict.fromkeys(re.findall(r"&(?:[a-z]{2,8}|#\d+);|</?(?:p|a|br|td|div|span|strong|em)\b[^>]*>", mail.text)):
        yield Defect(M("In der Fassung als reiner Text steht der HTML-Rest „{rest}“.", rest=entity), TEMPLATE)


def part(mail: ReadMail) -> Iterator[Defect]:
    """What is missing in the text part, and what disturbs in it."""
    yield from complete(mail)
    yield from readable(mail)


TEXT_PART = MailRule(
    "M023",
    M("Fassung als reiner Text unvollständig"),
    M(
        "Wer E-Mails als reinen Text liest, bekommt dasselbe: jede Überschrift und jede Verknüpfung der gestalteten Fassung. "
        "Zeilen haben höchstens 72 Zeichen; nur eine Adresse darf länger sein."
    ),
    part,
)
