"""A trial mail to the office's own mailbox: does it arrive, with the tag behind the plus sign, and does the server believe it?"""

import secrets
import time
from collections.abc import Callable
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from kammerton.adapters.imap import ImapMailbox
from kammerton.app.letters import Signer
from kammerton.app.sending_ports import Relay
from kammerton.delivery.health import Finding, judge_arrival
from kammerton.domain.diagnostic import M
from kammerton.domain.settings import MailboxSettings, NewsletterSettings
from kammerton.newsletter.addressee import with_tag

_SECONDS, _PAUSE = 90.0, 3.0


def probe(relay: Relay, mailbox: MailboxSettings, newsletter: NewsletterSettings, sign: Signer, now: datetime) -> list[Finding]:
    """Send a mail to every tagged address of ours and look for it in the mailbox, for a minute and a half at most. Raises ``SetupError``."""
    wanted = dict.fromkeys((newsletter.unsubscribe, newsletter.bounces or newsletter.sender))
    sent = {address: _send(relay, newsletter, address, sign, now) for address in wanted}
    relay.close()
    arrived = _arrived(mailbox, [name for name in sent.values() if name])
    return [finding for address, name in sent.items() for finding in _told(address, arrived.get(name) if name else b"")]


def _send(relay: Relay, newsletter: NewsletterSettings, address: str, sign: Signer, now: datetime) -> str:
    """The Message-ID of the mail, empty where the relay does not take it."""
    recipient, name = with_tag(address, "probe"), f"<probe.{secrets.token_hex(8)}@{newsletter.sender.rpartition('@')[2]}>"
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(newsletter.sender_name, addr_spec=newsletter.sender)
    message["To"], message["Subject"] = recipient, "Kammerton: Briefprobe"
    message["Date"], message["Message-ID"] = format_datetime(now), name
    message["Auto-Submitted"] = "auto-generated"
    message.set_content("Diese Nachricht hat make doctor geschickt.\n")
    reply = relay.begin(newsletter.sender, recipient)
    if reply.is_accepted:
        reply = relay.finish(sign(message.as_bytes()), name)
    return name if reply.is_accepted else ""


def _arrived(settings: MailboxSettings, names: list[str], sleep: Callable[[float], None] = time.sleep) -> dict[str, bytes]:
    """The mails that were found, by Message-ID."""
    found: dict[str, bytes] = {}
    until = time.monotonic() + _SECONDS
    while len(found) < len(names) and time.monotonic() < until:
        with ImapMailbox(settings) as mailbox:
            for name in names:
                number = mailbox.number_of(name) if name not in found else None
                content = mailbox.content(number) if number else None
                if content is not None:
                    found[name] = content
        if len(found) < len(names):
            sleep(_PAUSE)
    return found


def _told(address: str, mail: bytes | None) -> list[Finding]:
    tagged = with_tag(address, "…")
    if mail == b"":
        return [Finding("trouble", M("Briefprobe: Der Relay nimmt keine Nachricht an {address} an.", address=tagged), M("Fragen Sie die IT, ob das Postfach Adressen mit einem Zusatz hinter dem Pluszeichen kennt."))]  # fmt: skip
    if mail is None:
        return [Finding("trouble", M("Briefprobe: Was an {address} geht, kommt nicht in diesem Postfach an.", address=tagged),
            M("Bitten Sie die IT, dass Adressen mit einem Zusatz hinter dem Pluszeichen in dieses Postfach gelangen (Plus-Adressierung oder Sammelpostfach)."))]  # fmt: skip
    message = message_from_bytes(mail, policy=SMTP)
    verdicts = [str(value) for value in message.get_all("Authentication-Results", [])]
    return [Finding("fine", M("Briefprobe: Was an {address} geht, kommt an.", address=tagged)), judge_arrival(verdicts)]
