"""``kammerton postfach``: reads the office's mailbox, does what can be done by itself, and sends the letters that wait."""

import argparse
from pathlib import Path

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.imap import ImapMailbox
from kammerton.adapters.outbox import OUTBOX, Outbox
from kammerton.adapters.project import Project
from kammerton.adapters.smtp import SmtpRelay
from kammerton.adapters.subscribers import SubscriberList
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.letter_writer import LetterWriter, send_letters
from kammerton.app.load import read_settings
from kammerton.app.mailbox import Emptied, Outcome, read_mailbox
from kammerton.app.sending_ports import Relay
from kammerton.app.subscriptions import tidy
from kammerton.domain.diagnostic import MN, M, Message, SetupError
from kammerton.domain.relay import relay_address
from kammerton.domain.settings import SiteSettings
from kammerton.rendering.consent_words import consent_text
from kammerton.rendering.words import Words

_FINE = 0


def add_mailbox_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-command."""
    command = add_command(commands, words, "postfach", M("liest das Postfach: Anmeldungen, Abmeldungen und Rückläufer des Newsletters"))
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace, words: Words, console: Console) -> int:
    root, now = Path(options.projekt).resolve(), read_clock(options.now)
    settings, _ = read_settings(Project(root))
    if settings.mailbox is None:
        raise SetupError(M("In pelicanconf.py fehlt die Angabe POSTFACH: der Server, auf dem das Postfach des Newsletters liegt."))
    book = SubscriberList.of_project(root, settings.delivery_folder)
    try:
        consent = consent_text(words, settings.newsletter)
        with ImapMailbox(settings.mailbox) as mailbox, console.watch.stage(M("Postfach"), len(mailbox)) as progress:
            found = read_mailbox(mailbox, book, consent, now, progress)
        _tell(console, found)
        tidy(book, now, settings.newsletter.proof_years)
        writer = LetterWriter(settings, words, ThemeTemplates(root, words.language), book.tokens)
        sent = send_letters(book, _relay(settings, book), writer, now)
        if sent:
            console.say(MN("{n} Brief ist hinausgegangen.", "{n} Briefe sind hinausgegangen.", sent))
    finally:
        book.close()
    return _FINE


def _relay(settings: SiteSettings, book: SubscriberList) -> Relay:
    return SmtpRelay(relay_address(settings.sending.relay)) if settings.sending.relay else Outbox(book.folder / OUTBOX)


def _line(outcome: Outcome, count: int) -> Message:
    """What came of mails of one kind, in words."""
    lines: dict[Outcome, Message] = {
        "confirmed": MN("{n} Anmeldung ist bestätigt.", "{n} Anmeldungen sind bestätigt.", count),
        "asked": MN("{n} Bestellung: Die Frage nach der Bestätigung geht hinaus.", "{n} Bestellungen: Die Frage nach der Bestätigung geht hinaus.", count),
        "left": MN("{n} Abmeldung.", "{n} Abmeldungen.", count),
        "returned": MN("{n} Rückläufer ist vermerkt.", "{n} Rückläufer sind vermerkt.", count),
        "dead": MN("{n} Adresse gibt es nicht mehr; sie bekommt nichts mehr.", "{n} Adressen gibt es nicht mehr; sie bekommen nichts mehr.", count),
        "policy": MN("{n} Nachricht hat ein Filter abgelehnt; die Adresse bleibt.", "{n} Nachrichten hat ein Filter abgelehnt; die Adressen bleiben.", count),
        "automatic": MN("{n} Abwesenheitsnotiz oder Ähnliches.", "{n} Abwesenheitsnotizen oder Ähnliches.", count),
        "unknown": MN("{n} Nachricht gehört zu niemandem mehr.", "{n} Nachrichten gehören zu niemandem mehr.", count),
        "person": MN("{n} Nachricht ist für Menschen und liegt noch im Postfach.", "{n} Nachrichten sind für Menschen und liegen noch im Postfach.", count),
    }
    return lines[outcome]


_ORDER: tuple[Outcome, ...] = ("confirmed", "asked", "left", "returned", "dead", "policy", "automatic", "unknown", "person")


def _tell(console: Console, found: Emptied) -> None:
    new = found.outcomes.total()
    console.say(MN("{n} neue Nachricht im Postfach.", "{n} neue Nachrichten im Postfach.", new), "bold")
    for outcome in _ORDER:
        if found.outcomes[outcome]:
            console.say(M("  {line}", line=_line(outcome, found.outcomes[outcome])))
    if found.outcomes["policy"] > max(2, new // 100):
        console.say(
            M("Viele Filter lehnen ab: Vielleicht steht Ihr Server auf einer Sperrliste, oder SPF und DKIM stimmen nicht. „make doctor“ sagt mehr."), "yellow"
        )
