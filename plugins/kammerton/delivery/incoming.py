"""What arrives in the office's mailbox, told apart: returned mails, answers, sign-ups, sign-offs, and what people write.

Nothing here is believed that anybody could have written: a token says whose a mail is. Addresses in reports are often rewritten on the way, so they
are never asked (RFC 3464, 2.3.2). Whatever is not certain is left for people.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import getaddresses
from itertools import takewhile
from typing import Final, Literal

from kammerton.delivery.bounces import BounceKind, bounce_kind
from kammerton.delivery.tokens import purpose_of

# returned: a mail could not be delivered, or not yet. reply: somebody answers the question whether it was them. wish: somebody wants the newsletter.
# off: somebody wants no more. automatic: absence notes and the like. person: somebody writes, or nobody knows what it is.
Kind = Literal["returned", "reply", "wish", "off", "automatic", "person"]
# Where the tag behind the plus sign may have survived; servers note the envelope's recipient under different names.
_RECIPIENTS: Final = ("Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc", "Resent-To")
_ABSENT = re.compile(
    r"abwesen|automatische (antwort|nachricht|eingang)|eingangsbestätigung|out of (the )?office|auto(matic|mated)?[ -]?(reply|response)|nicht im (büro|haus)|vacation",
    re.IGNORECASE,
)
_WISH = re.compile(r"\bnewsletter\s+(bestellen|abonnieren|anmelden)\b|\b(bestell|anmeld)ung\s+(zum\s+)?newsletter\b|\bsubscribe\b", re.IGNORECASE)
_OFF = re.compile(r"\b(abmelden|abmeldung|abbestell(en|ung)|austragen|unsubscribe)\b", re.IGNORECASE)
# A status code, also as old servers write it: 550 alone, or with 5.1.1 behind it.
_STATUS = re.compile(r"\b[45]\d\d[ -](?P<long>[45]\.\d{1,3}\.\d{1,3})\b|#(?P<old>[45]\.\d{1,3}\.\d{1,3})\b", re.ASCII)
_OUR_ID = re.compile(r"<(?P<name>[^<>@\s]+)\.(?P<subscriber>[a-z2-7]{8})@[^<>\s]+>", re.ASCII)
_MESSAGE_ID = re.compile(r"(?im)^message-id:\s*(\S+)")
# What somebody begins an answer with who did not order anything.
_NO = re.compile(r"\b(nein|nicht|keine?n?|stopp?|abmelden|löschen|spam|no|not|never|remove)\b", re.IGNORECASE)
_QUOTE = re.compile(r"^(>|am .* schrieb|on .* wrote|-----|_____|von: |from: |-- $)", re.IGNORECASE)
_LINES_OF_ANSWER = 3
# The name our letters have in their Message-ID instead of that of an edition.
LETTER: Final = "brief"
_TEXT_BYTES = 20_000


@dataclass(frozen=True)
class Incoming:
    """One mail: what it is, from which address, with which token, and which mail of ours it is about.

    ``about`` is the name of an edition (or empty) and ``subscriber`` the id in the Message-ID of our mail it answers or brings back; both are hearsay,
    anybody can write them. ``bounce`` says how it came back, and is there for returned mails only.
    """

    kind: Kind
    sender: str
    token: str = ""
    about: str = ""
    subscriber: str = ""
    bounce: BounceKind | None = None


def read_mail(content: bytes) -> Incoming:
    """What a mail is. Never raises, whatever the bytes are."""
    try:
        message = message_from_bytes(content, policy=SMTP)
        return _told_apart(message)
    except (ValueError, LookupError, TypeError, AttributeError, MessageError, RecursionError):  # the library's parsers do raise on what spammers write
        return Incoming("person", "")


def _told_apart(message: EmailMessage) -> Incoming:
    token = next(iter(_tokens(message)), "")
    sender = _sender(message)
    report = _report(message)
    about, subscriber = _ours(message)
    if report is not None:
        returned = bounce_kind(*report)
        return Incoming("returned" if returned else "automatic", sender, token, about, subscriber, returned)
    if _is_automatic(message):
        return Incoming("automatic", sender, token)
    purpose = purpose_of(token) if token else None
    if purpose == "bounce":
        return _returned_without_report(message, Incoming("returned", sender, token, about, subscriber))
    if purpose == "confirm" or (not purpose and about == LETTER):
        return Incoming("person" if _says_no(message) else "reply", sender, token, about, subscriber)
    if purpose == "unsubscribe":
        return Incoming("off", sender, token, about, subscriber)
    return Incoming(_without_token(message), sender, "", about, subscriber)


def _without_token(message: EmailMessage) -> Kind:
    subject = _header(message, "Subject")
    if _OFF.search(subject):
        return "off"
    return "wish" if _WISH.search(subject) else "person"


def _says_no(message: EmailMessage) -> bool:
    """Whether an answer begins with words of refusal; what is quoted below does not count. A person reads it then."""
    body = message.get_body(("plain",))
    lines = str(body.get_content())[:_TEXT_BYTES].split("\n") if body is not None else []
    own = list(takewhile(lambda line: not _QUOTE.match(line), (line.strip() for line in lines)))
    return any(_NO.search(line) for line in [line for line in own if line][:_LINES_OF_ANSWER])


def _header(message: EmailMessage, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())


def _sender(message: EmailMessage) -> str:
    """The one address it comes from; empty where there is none or several."""
    found = [address for _, address in getaddresses([_header(message, "From")]) if "@" in address]
    return found[0] if len(found) == 1 else ""


def _tokens(message: EmailMessage) -> Iterator[str]:
    """What stands behind a plus sign in an address it was sent to, where it has the form of a token."""
    headers = [str(value) for name in _RECIPIENTS for value in message.get_all(name, [])]
    for _, address in getaddresses(headers):
        tag = address.rpartition("@")[0].partition("+")[2].lower()
        if purpose_of(tag):
            yield tag


def _is_automatic(message: EmailMessage) -> bool:
    """Whether no person wrote it (RFC 3834, 5; older marks besides), as far as one can tell."""
    automatic = _header(message, "Auto-Submitted").partition(";")[0].strip().lower()
    marked = any(message.get(name) for name in ("X-Autoreply", "X-Autorespond", "X-Auto-Reply-From", "X-Mail-Autoreply"))
    bulk = _header(message, "Precedence").lower() in ("auto_reply", "auto-reply", "junk", "bulk", "list")
    return automatic not in ("", "no") or marked or bulk or bool(_ABSENT.search(_header(message, "Subject")))


def _report(message: EmailMessage) -> tuple[str, str] | None:
    """Status and action of a delivery report (RFC 3464), the first that is about a failure; None where it is none."""
    parts = [part for part in message.walk() if part.get_content_type() in ("message/delivery-status", "message/global-delivery-status")]
    found = [_status(block) for part in parts for block in _blocks(part)]
    reports = [report for report in found if report is not None]
    return next((report for report in reports if bounce_kind(*report)), next(iter(reports), None))


def _blocks(part: EmailMessage) -> list[EmailMessage]:
    payload = part.get_payload()
    return [block for block in payload if isinstance(block, EmailMessage)] if isinstance(payload, list) else []


def _status(block: EmailMessage) -> tuple[str, str] | None:
    """What a block says of one recipient; None for the block about the server."""
    status, action = _header(block, "Status"), _header(block, "Action").lower()
    if not status and not action:
        return None
    # Some servers write a general code and the exact one into the text of the next server.
    exact = re.search(r"\b[45]\.\d{1,3}\.\d{1,3}\b", _header(block, "Diagnostic-Code"), re.ASCII)
    return (exact[0] if exact and (not status or status.endswith(".0.0")) else status), action or "failed"


def _ours(message: EmailMessage) -> tuple[str, str]:
    """Edition and subscriber in the Message-ID of our mail: in the copy a report brings along, else in what this mail answers."""
    originals = [part for part in message.walk() if part.get_content_type() in ("message/rfc822", "text/rfc822-headers", "message/global")]
    texts = [part.as_string()[:_TEXT_BYTES] for part in originals]
    answered = [_header(message, name) for name in ("In-Reply-To", "References")]
    brought = [id_ for text in texts for id_ in _MESSAGE_ID.findall(text)]
    for id_ in (*brought, *answered):
        found = _OUR_ID.search(id_)
        if found:
            name = found["name"]
            return (LETTER if name.startswith(f"{LETTER}.") else name), found["subscriber"]
    return "", ""


def _returned_without_report(message: EmailMessage, returned: Incoming) -> Incoming:
    """An old server's notice in words: counted where it names a status code, else left for people."""
    body = message.get_body(("plain",))
    text = body.get_content()[:_TEXT_BYTES] if body is not None else ""
    found = _STATUS.search(str(text))
    kind = bounce_kind(found["long"] or found["old"]) if found else None
    return Incoming("returned", returned.sender, returned.token, returned.about, returned.subscriber, kind) if kind else Incoming("person", returned.sender)
