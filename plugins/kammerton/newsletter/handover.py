"""An issue for those who send with a system of their own: its parts with that system's placeholders, and what recipients' lists need."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Final

from kammerton.domain.diagnostic import M, Message
from kammerton.domain.issue import Issue
from kammerton.newsletter.mail import Mail
from kammerton.rendering.words import Words


@dataclass(frozen=True)
class SendingSystem:
    """What a system calls things: the link that unsubscribes, the recipient's address, the columns of a list to be imported."""

    title: str
    unsubscribe: str
    address: str
    columns: tuple[str, ...]


# Described as: the system fills these when it sends. Taken from each system's public documentation, read in November 2026.
_COLUMNS = ("email", "bestaetigt_am", "quelle", "einwilligung", "zielgruppe")
SYSTEMS: Final[Mapping[str, SendingSystem]] = {
    "brevo": SendingSystem("Brevo", "{{ unsubscribe }}", "{{ contact.EMAIL }}", ("EMAIL", *(c.upper() for c in _COLUMNS[1:]))),
    "cleverreach": SendingSystem("CleverReach", "{UNSUBSCRIBE}", "{EMAIL}", _COLUMNS),
    "keila": SendingSystem("Keila", "{{ unsubscribe_link }}", "{{ contact.email }}", ("Email", "Data")),
    "listmonk": SendingSystem("listmonk", "{{ UnsubscribeURL }}", "{{ .Subscriber.Email }}", ("email", "name", "attributes")),
    "mailchimp": SendingSystem("Mailchimp", "*|UNSUB|*", "*|EMAIL|*", ("Email Address", *_COLUMNS[1:])),
}
_MEANINGS: Final[Mapping[str, Message]] = {
    "email": M("E-Mail-Adresse, eine je Zeile, jede nur einmal."),
    "bestaetigt_am": M("Tag, an dem die Anmeldung bestätigt wurde (Double-Opt-in), als 2026-05-12."),
    "quelle": M("Woher die Anmeldung kommt, zum Beispiel „Website“ oder „Messe 2026“."),
    "einwilligung": M("Kennung der Fassung des Einwilligungstextes, dem zugestimmt wurde."),
    "zielgruppe": M("Für wen die Ausgabe gedacht ist: betriebe, jugendliche, eltern oder schulen."),
}


def handed_over(issue: Issue, mail: Mail, words: Words, unsubscribe: str, system: SendingSystem | None) -> Iterator[tuple[str, bytes]]:
    """The files of a hand-over; ``unsubscribe`` is the link that ends the subscription in the mail as it is."""
    html, text = (mail.html, mail.text) if system is None else filled(mail, unsubscribe, system)
    yield f"{issue.id}.html", html.encode()
    yield f"{issue.id}.txt", text.encode()
    yield f"{issue.id}.eml", mail.message
    yield "empfaenger.csv", (",".join(system.columns if system else _COLUMNS) + "\r\n").encode()
    yield "LIESMICH.txt", ("\n".join(_explained(issue, words, system)) + "\n").encode()


def filled(mail: Mail, unsubscribe: str, system: SendingSystem) -> tuple[str, str]:
    """HTML and text with the system's placeholder in place of our link that unsubscribes."""
    return mail.html.replace(f'href="{escape(unsubscribe)}"', f'href="{system.unsubscribe}"'), mail.text.replace(unsubscribe, system.unsubscribe)


def _explained(issue: Issue, words: Words, system: SendingSystem | None) -> Iterator[str]:
    say = words.text
    yield from (say(M("Ausgabe {id}: {subject}", id=issue.id, subject=issue.subject)), "")
    yield say(M("{id}.html  gestaltete Fassung, als eigenes HTML in das Versandprogramm einfügen", id=issue.id))
    yield say(M("{id}.txt   Fassung als reiner Text, gehört in dasselbe Mailing", id=issue.id))
    yield say(M("{id}.eml   die fertige Nachricht zum Ansehen; Abmelden geht darin per E-Mail", id=issue.id))
    yield say(M("empfaenger.csv  Kopfzeile der Empfängerliste, ohne Empfänger"))
    yield from ("", say(M("Betreff: {subject}", subject=issue.subject)), say(M("Vorschauzeile: {preheader}", preheader=issue.preheader)), "")
    yield say(M("Empfängerliste: Textdatei in UTF-8, Komma als Trennzeichen, eine Zeile je Empfänger. Die Spalten:"))
    yield from (f"  {name:<14} {say(meaning)}" for name, meaning in _MEANINGS.items())
    yield from _columns_of(words, system)
    yield from ("", say(M("Adressen ohne nachgewiesene Einwilligung dürfen nicht angeschrieben werden (§ 7 UWG).")))
    yield say(M("Schalten Sie im Versandprogramm das Zählen von Öffnungen und Klicks aus; es wäre ohne Einwilligung nicht erlaubt (§ 25 TDDDG)."))
    yield from ("", say(M("Platzhalter der Versandprogramme (Abmelden, Adresse):")))
    yield from (f"  {known.title:<12} {known.unsubscribe:<24} {known.address}" for known in SYSTEMS.values())
    if system is None:
        yield say(M("In diesen Dateien steht noch keiner. Mit --programm und einem dieser Namen werden sie eingesetzt: {names}.", names=", ".join(SYSTEMS)))
    else:
        yield say(M("In diesen Dateien stehen die von {system}.", system=system.title))


def _columns_of(words: Words, system: SendingSystem | None) -> Iterator[str]:
    if system is not None and len(system.columns) < len(_COLUMNS):
        last = system.columns[-1]
        yield words.text(M("{system} kennt dafür nur die Spalten {columns}; was darüber hinausgeht, steht als JSON in „{last}“:",
            system=system.title, columns=", ".join(system.columns), last=last))  # fmt: skip
        yield '  {"bestaetigt_am": "2026-05-12", "quelle": "Website", "einwilligung": "2026-01"}'
