"""Look at everything sending needs and say in words how it is: settings, servers, DNS, providers' rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from kammerton.delivery.health import (
    Finding,
    judge_alignment,
    judge_dkim,
    judge_dmarc,
    judge_relay_name,
    judge_size,
    judge_spf,
)
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.relay import LOOPBACK, relay_address
from kammerton.domain.settings import SiteSettings


class Names(Protocol):
    """The DNS; every answer is None where it cannot be reached."""

    def texts(self, name: str) -> tuple[str, ...] | None:
        """The TXT records of a name."""
        ...

    def addresses(self, host: str) -> tuple[str, ...] | None:
        """The addresses of a host."""
        ...

    def names(self, address: str) -> tuple[str, ...] | None:
        """The names an address leads back to."""
        ...


class Servers(Protocol):
    """The office's servers, tried for real."""

    def try_relay(self) -> None:
        """Connect and log in; raises ``SetupError``."""
        ...

    def try_mailbox(self) -> int:
        """Connect, log in and open the folder: how many mails are in it; raises ``SetupError``."""
        ...


@dataclass(frozen=True)
class Surgery:
    """What an examination needs; ``recipients`` is how many get the newsletter."""

    settings: SiteSettings
    names: Names
    servers: Servers
    recipients: int


def examine(surgery: Surgery) -> Iterator[Finding]:
    """One finding after the other; nothing is changed and nothing sent."""
    yield from _settings(surgery.settings)
    yield _relay(surgery)
    yield _mailbox(surgery)
    yield from _domain(surgery)
    yield judge_size(surgery.recipients, has_service=surgery.settings.newsletter.service is not None)


def _settings(settings: SiteSettings) -> Iterator[Finding]:
    newsletter, sending = settings.newsletter, settings.sending
    yield Finding("fine", M("Absender: {name} <{address}>", name=newsletter.sender_name, address=newsletter.sender))
    yield judge_alignment(newsletter.sender, newsletter.bounces or newsletter.sender)
    if sending.relay and sending.limit is None:
        yield Finding("note", M("Es ist keine Grenze des Relays angegeben („hoechstens“ in VERSAND)."),
            M("Fragen Sie die IT; üblich sind 300 Nachrichten in 30 Minuten. Wer darüber hinaus sendet, wird gesperrt."))  # fmt: skip
    elif sending.relay:
        yield Finding("fine", M("Grenze des Relays: {n} Nachrichten in {minutes} Minuten", n=sending.limit or 0, minutes=sending.minutes))
    if newsletter.service is None:
        yield Finding("fine", M("Anmelden und Abmelden gehen über das Postfach (kein Dienst)."))


def _relay(surgery: Surgery) -> Finding:
    relay = surgery.settings.sending.relay
    if relay is None:
        return Finding("note", M("Es ist kein Relay angegeben: Der Newsletter landet in einem Ordner und wird nicht verschickt."),
            M("Tragen Sie in pelicanconf.py unter VERSAND „relay“ ein; Name und Anschluss weiß die IT."))  # fmt: skip
    try:
        surgery.servers.try_relay()
    except SetupError as reason:
        return Finding("trouble", reason.message)
    return Finding("fine", M("Relay {relay}: erreichbar, Anmeldung angenommen", relay=str(relay_address(relay))))


def _mailbox(surgery: Surgery) -> Finding:
    if surgery.settings.mailbox is None:
        return Finding("note", M("Es ist kein POSTFACH angegeben: Rückläufer und Abmeldungen per E-Mail muss ein Mensch bearbeiten."),
            M("Tragen Sie in pelicanconf.py POSTFACH ein; den Server weiß die IT."))  # fmt: skip
    try:
        count = surgery.servers.try_mailbox()
    except SetupError as reason:
        return Finding("trouble", reason.message)
    return Finding("fine", M("Postfach {server}: erreichbar, {n} Nachrichten", server=surgery.settings.mailbox.server, n=count))


def _domain(surgery: Surgery) -> Iterator[Finding]:
    settings, names = surgery.settings, surgery.names
    domain = settings.newsletter.sender.rpartition("@")[2]
    envelope = (settings.newsletter.bounces or settings.newsletter.sender).rpartition("@")[2]
    yield judge_spf(envelope, names.texts(envelope))
    yield judge_dmarc(domain, names.texts(f"_dmarc.{domain}"), surgery.recipients)
    if settings.sending.dkim_selector:
        name = f"{settings.sending.dkim_selector}._domainkey.{domain}"
        yield judge_dkim(name, names.texts(name))
    else:
        yield Finding("note", M("Ob der Relay mit DKIM unterschreibt, sieht man erst an einer Nachricht."), M("Das zeigt die Briefprobe: make doctor PROBE=ja"))
    host = relay_address(settings.sending.relay).host if settings.sending.relay else ""
    if host and host not in LOOPBACK:
        addresses = names.addresses(host)
        yield judge_relay_name(host, addresses, names.names(addresses[0]) if addresses else addresses)
