"""``kammerton doctor``: looks at everything sending needs and says in German how it is and what to do."""

import argparse
from collections.abc import Iterable
from pathlib import Path

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.dns_records import Dns
from kammerton.adapters.imap import ImapMailbox
from kammerton.adapters.letter_probe import probe
from kammerton.adapters.machine import look_at_machine
from kammerton.adapters.project import Project
from kammerton.adapters.signing import signer
from kammerton.adapters.smtp import SmtpRelay
from kammerton.adapters.subscribers import DATABASE, SubscriberList
from kammerton.app.doctor import Surgery, examine
from kammerton.app.load import read_settings
from kammerton.delivery.health import Finding, Mark
from kammerton.domain.diagnostic import MN, M, Message, SetupError
from kammerton.domain.relay import relay_address
from kammerton.domain.settings import SiteSettings
from kammerton.rendering.words import Words

_FINE, _SETUP = 0, 2
_STYLES: dict[Mark, str] = {"fine": "green", "note": "yellow", "trouble": "bold red"}
_SIGNS: dict[Mark, Message] = {"fine": M("gut     {what}"), "note": M("Hinweis {what}"), "trouble": M("Fehler  {what}")}


class OfficeServers:
    """The real ``kammerton.app.doctor.Servers``."""

    def __init__(self, settings: SiteSettings) -> None:
        """Take the settings."""
        self._settings = settings

    def try_relay(self) -> None:
        """Connect and log in. Raises ``SetupError``."""
        relay = SmtpRelay(relay_address(self._settings.sending.relay or ""))
        relay.check()
        relay.close()

    def try_mailbox(self) -> int:
        """Connect, log in and open the folder: how many mails are in it. Raises ``SetupError``."""
        assert self._settings.mailbox is not None
        with ImapMailbox(self._settings.mailbox) as mailbox:
            return len(mailbox)


def add_doctor_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-command."""
    command = add_command(commands, words, "doctor", M("untersucht alles, was der Versand braucht: Einstellungen, Relay, Postfach, DNS, Uhr, Platz"))
    command.add_argument("--briefprobe", action="store_true", help=words.text(M("schickt sich selbst eine Nachricht und wartet, bis sie ankommt")))
    command.set_defaults(run=_run)


def _run(options: argparse.Namespace, _words: Words, console: Console) -> int:
    root, now = Path(options.projekt).resolve(), read_clock(options.now)
    settings, _ = read_settings(Project(root))
    delivery = root / settings.delivery_folder
    marks = _tell(console, look_at_machine(root, delivery, settings.address, now))
    recipients, trouble = _recipients(root, delivery, settings)
    if trouble is not None:
        marks += _tell(console, [trouble])
    marks += _tell(console, examine(Surgery(settings, Dns(), OfficeServers(settings), recipients)))
    if options.briefprobe:
        if settings.sending.relay is None or settings.mailbox is None:
            raise SetupError(M("Für die Briefprobe braucht es in pelicanconf.py einen Relay (VERSAND) und ein POSTFACH."))
        sign = signer(root, settings.sending, settings.newsletter.sender)
        marks += _tell(console, probe(SmtpRelay(relay_address(settings.sending.relay)), settings.mailbox, settings.newsletter, sign, now))
    return _close(console, marks)


def _recipients(root: Path, delivery: Path, settings: SiteSettings) -> tuple[int, Finding | None]:
    """How many get the newsletter, and what is wrong with the list; looking makes none."""
    if not (delivery / DATABASE).is_file():
        return 0, None
    try:
        book = SubscriberList.of_project(root, settings.delivery_folder)
    except SetupError as reason:
        return 0, Finding("trouble", reason.message)
    try:
        return book.count(), None
    finally:
        book.close()


def _tell(console: Console, findings: Iterable[Finding]) -> list[Mark]:
    marks: list[Mark] = []
    for finding in findings:
        console.say(M(_SIGNS[finding.mark].template, what=finding.what), _STYLES[finding.mark])
        if finding.remedy is not None:
            console.say(M("        {remedy}", remedy=finding.remedy))
        marks.append(finding.mark)
    return marks


def _close(console: Console, marks: list[Mark]) -> int:
    troubles, notes = marks.count("trouble"), marks.count("note")
    what = M("{troubles}, {notes}.", troubles=MN("{n} Fehler", "{n} Fehler", troubles), notes=MN("{n} Hinweis", "{n} Hinweise", notes))
    console.say(what, "bold red" if troubles else "bold green")
    return _SETUP if troubles else _FINE
