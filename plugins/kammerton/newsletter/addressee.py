"""Who gets a mail, as far as it differs from reader to reader; what may stand there is checked before it stands anywhere."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

# RFC 5322 dot-atoms in ASCII. "=?" would be read as an encoded word; a quoted local part is nobody's newsletter address.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_ADDRESS = re.compile(rf"(?!.*=\?)(?=.{{3,254}}\Z)(?=[^@]{{1,64}}@){_ATOM}(?:\.{_ATOM})*@(?:{_LABEL}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]", re.ASCII)
_ID = re.compile(r"[A-Za-z0-9]{1,32}", re.ASCII)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)


class UnfitRecipient(ValueError):  # noqa: N818 - named for what it says
    """A recipient to whom nothing can be sent: what is known of them does not fit into a message."""


@dataclass(frozen=True)
class Recipient:
    """Somebody who gets the newsletter.

    ``id`` is a short name without meaning, for Message-IDs and logs; ``token`` is secret and ends the subscription;
    ``confirmed_on`` is the day of the consent. International domains come encoded (``xn--…``). Raises ``UnfitRecipient``.
    """

    id: str
    token: str
    address: str
    confirmed_on: date

    def __post_init__(self) -> None:
        for name, form, value in (("id", _ID, self.id), ("token", _TOKEN, self.token), ("address", _ADDRESS, self.address)):
            if not form.fullmatch(value):
                raise UnfitRecipient(name)


@dataclass(frozen=True)
class Addressee:
    """What the templates print of a recipient: a real one's words, marks to be replaced, or the placeholders of another program."""

    id: str
    token: str
    address: str
    confirmed: str


# Noncharacters frame the name of a slot: reading removes them from every text, so that nobody can write one.
OPEN, CLOSE = "\ufdd0", "\ufdd1"
MARKS: Final = Addressee(*(f"{OPEN}{name}{CLOSE}" for name in ("id", "token", "address", "confirmed")))


def with_tag(mailbox: str, tag: str) -> str:
    """A mailbox with a tag behind a plus sign; the mailbox itself without one.

    >>> with_tag("abmelden@x.example", "abc"), with_tag("abmelden@x.example", "")
    ('abmelden+abc@x.example', 'abmelden@x.example')
    """
    local, _, domain = mailbox.rpartition("@")
    return f"{local}+{tag}@{domain}" if tag else mailbox
