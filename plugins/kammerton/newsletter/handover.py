"""An issue for those who send with a system of their own: its parts with that system's placeholders, and what recipients' lists need."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from kammerton.domain.diagnostic import M, Message
from kammerton.domain.issue import Issue
from kammerton.newsletter.addressee import MARKS
from kammerton.newsletter.mail import Mail
from kammerton.rendering.words import Words


@dataclass(frozen=True)
class SendingSystem:
    """What a system calls things: the link that unsubscribes, a recipient's address and day of consent, the columns of a list to be imported."""

    title: str
    unsubscribe: str
    address: str
    confirmed: str
    columns: tuple[str, ...]


# listmonk's, Mailchimp's and CleverReach's mark for unsubscribing stand in their public documentation; Brevo's, Keila's and
# CleverReach's others are written as known and were looked up nowhere. None of them could be tried: send yourself a test first.
_COLUMNS = ("email", "bestaetigt_am", "quelle", "einwilligung", "zielgruppe")
_CAPITALS = tuple(column.upper() for column in _COLUMNS)
SYSTEMS: Final[Mapping[str, SendingSystem]] = {
    "brevo": SendingSystem("Brevo", "{{ unsubscribe }}", "{{ contact.EMAIL }}", "{{ contact.BESTAETIGT_AM }}", _CAPITALS),
    "cleverreach": SendingSystem("CleverReach", "{UNSUBSCRIBE}", "{EMAIL}", "{BESTAETIGT_AM}", _COLUMNS),
    "keila": SendingSystem("Keila", "{{ unsubscribe_link }}", "{{ contact.email }}", "{{ contact.data.bestaetigt_am }}", ("Email", "Data")),
    "listmonk": SendingSystem(
        "listmonk", "{{ UnsubscribeURL }}", "{{ .Subscriber.Email }}", "{{ .Subscriber.Attribs.bestaetigt_am }}", ("email", "name", "attributes")
    ),
    "mailchimp": SendingSystem("Mailchimp", "*|UNSUB|*", "*|EMAIL|*", "*|BESTAETIGT|*", ("EMAIL", "BESTAETIGT", "QUELLE", "TEXT", "ZIELGRUPPE")),
}
_MEANINGS: Final[Mapping[str, Message]] = {
    "email": M("E-Mail-Adresse, eine je Zeile, jede nur einmal."),
    "bestaetigt_am": M("Tag, an dem die Anmeldung bestätigt wurde (Double-Opt-in), geschrieben, wie er in der E-Mail stehen soll: 12. Mai 2026."),
    "quelle": M("Woher die Anmeldung kommt, zum Beispiel „Website“ oder „Messe 2026“."),
    "einwilligung": M("Kennung der Fassung des Einwilligungstextes, dem zugestimmt wurde."),
    "zielgruppe": M("Für wen die Ausgabe gedacht ist: betriebe, jugendliche, eltern oder schulen."),
}


def handed_over(issue: Issue, mail: Mail, marked: tuple[str, str], words: Words, system: SendingSystem | None) -> Iterator[tuple[str, bytes]]:
    """The files of a hand-over; ``marked`` are HTML and text with marks where something of a recipient belongs."""
    html, text = (mail.html, mail.text) if system is None else filled(marked, system)
    yield f"{mail.name}.html", html.encode()
    yield f"{mail.name}.txt", text.encode()
    yield f"{mail.name}.eml", mail.message
    yield "empfaenger.csv", (",".join(system.columns if system else _COLUMNS) + "\r\n").encode()
    yield "LIESMICH.txt", ("\n".join(_explained(issue, mail.name, words, system)) + "\n").encode()


def filled(marked: tuple[str, str], system: SendingSystem) -> tuple[str, str]:
    """HTML and text with the system's placeholders in place of the marks; a link with the token in it becomes the system's own."""
    html, text = marked
    html = re.sub(rf'href="[^"]*{MARKS.token}[^"]*"', lambda _: f'href="{system.unsubscribe}"', html)
    text = re.sub(rf"\S*{MARKS.token}\S*", lambda _: system.unsubscribe, text)
    return _named(html, system), _named(text, system)


def _named(part: str, system: SendingSystem) -> str:
    return part.replace(MARKS.address, system.address).replace(MARKS.confirmed, system.confirmed)


def _explained(issue: Issue, name: str, words: Words, system: SendingSystem | None) -> Iterator[str]:
    say = words.text
    yield from (say(M("Ausgabe {id}: {subject}", id=issue.id, subject=issue.subject)), "")
    yield say(M("{id}.html  gestaltete Fassung, als eigenes HTML in das Versandprogramm einfügen", id=name))
    yield say(M("{id}.txt   Fassung als reiner Text, gehört in dasselbe Mailing", id=name))
    yield say(M("{id}.eml   die fertige Nachricht zum Ansehen; Abmelden geht darin per E-Mail", id=name))
    yield say(M("empfaenger.csv  Kopfzeile der Empfängerliste, ohne Empfänger"))
    yield from ("", say(M("Betreff: {subject}", subject=issue.subject)), say(M("Vorschauzeile: {preheader}", preheader=issue.preheader)), "")
    yield say(M("Empfängerliste: Textdatei in UTF-8, Komma als Trennzeichen, eine Zeile je Empfänger. Die Spalten:"))
    yield from (f"  {name:<14} {say(meaning)}" for name, meaning in _MEANINGS.items())
    yield from _columns_of(words, system)
    yield from ("", say(M("Adressen ohne nachgewiesene Einwilligung dürfen nicht angeschrieben werden (§ 7 UWG).")))
    yield say(M("Schalten Sie im Versandprogramm das Zählen von Öffnungen und Klicks aus; es wäre ohne Einwilligung nicht erlaubt (§ 25 TDDDG)."))
    yield from ("", say(M("Platzhalter der Versandprogramme (Abmelden, Adresse, Tag der Bestätigung):")))
    yield from (f"  {known.title:<12} {known.unsubscribe:<23} {known.address:<24} {known.confirmed}" for known in SYSTEMS.values())
    if system is None:
        yield say(M("In diesen Dateien steht noch keiner. Mit --programm und einem dieser Namen werden sie eingesetzt: {names}.", names=", ".join(SYSTEMS)))
    else:
        yield say(M("In diesen Dateien stehen die von {system}.", system=system.title))
    yield say(M("Schicken Sie sich die Ausgabe zuerst selbst und sehen Sie nach, ob das Versandprogramm alle Platzhalter ersetzt hat."))


def _columns_of(words: Words, system: SendingSystem | None) -> Iterator[str]:
    if system is not None and len(system.columns) < len(_COLUMNS):
        last = system.columns[-1]
        yield words.text(M("{system} kennt dafür nur die Spalten {columns}; was darüber hinausgeht, steht als JSON in „{last}“:",
            system=system.title, columns=", ".join(system.columns), last=last))  # fmt: skip
        yield '  {"bestaetigt_am": "12. Mai 2026", "quelle": "Website", "einwilligung": "2026-01"}'
