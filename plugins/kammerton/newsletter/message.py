"""The finished message: headers and parts serialised once, what differs between recipients spliced in as bytes.

Every stretch between two slots is encoded by itself and ends with a soft line break, and so does every value; so no line
depends on a value's length, and a message costs microseconds (RFC 2045, 6.7).
"""

import hashlib
import html as markup
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.quoprimime import body_encode
from email.utils import formataddr

from kammerton.newsletter.addressee import CLOSE, OPEN, Recipient
from kammerton.rendering.words import Words

_SLOT = re.compile(f"{OPEN}([a-z]+){CLOSE}")
_LINE = 76  # RFC 2045
_SOFT = b"=\r\n"
_PIECE = 70
# Written as they are: programs take them apart, and folding has broken them at relays.
_WHOLE = frozenset({"Message-ID", "List-Id", "List-Unsubscribe"})


@dataclass(frozen=True)
class Slot:
    """A place for something of a recipient: ``name`` says what, ``context`` where (head, text or html)."""

    name: str
    context: str


@dataclass(frozen=True)
class MessageTemplate:
    """A serialised message with its slots."""

    chunks: tuple[bytes | Slot, ...]
    words: Words

    @property
    def general(self) -> bytes:
        """The message where nothing in it differs between recipients."""
        return b"".join(chunk for chunk in self.chunks if isinstance(chunk, bytes))

    def for_each(self, recipients: Iterable[Recipient]) -> Iterator[bytes]:
        """The message of each recipient, one after the other; nothing is kept."""
        slots = frozenset(chunk for chunk in self.chunks if isinstance(chunk, Slot))
        days: dict[object, str] = {}
        for recipient in recipients:
            day = days.get(recipient.confirmed_on)
            if day is None:
                if len(days) >= 4096:
                    days.clear()
                day = days[recipient.confirmed_on] = self.words.day(recipient.confirmed_on)
            known = {"id": recipient.id, "token": recipient.token, "address": recipient.address, "confirmed": day}
            values = {slot: _value(known[slot.name], slot.context) for slot in slots}
            yield b"".join([chunk if type(chunk) is bytes else values[chunk] for chunk in self.chunks])  # type: ignore[index]  # what is not bytes is a slot


def serialise(headers: Iterable[tuple[str, str | Address]], text: str, html: str, words: Words) -> MessageTemplate:
    """Headers and both parts as multipart/alternative in quoted-printable with CRLF; marks in them become slots.

    The boundary follows from the content, so that the same input gives the same bytes.
    """
    boundary = "kammerton-" + hashlib.sha256((text + html).encode()).hexdigest()[:32]
    chunks: list[bytes | Slot] = []
    for name, value in headers:
        is_whole = isinstance(value, str) and (name in _WHOLE or OPEN in value)
        chunks += _stretches(f"{name}: {value}\r\n", "head") if is_whole else [_header(name, value)]
    chunks += [f'MIME-Version: 1.0\r\nContent-Type: multipart/alternative;\r\n boundary="{boundary}"\r\n\r\n'.encode()]
    for kind, content in (("plain", text), ("html", html)):
        head = f'--{boundary}\r\nContent-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        chunks += [head.encode(), *_stretches(content, "html" if kind == "html" else "text"), b"\r\n"]
    return MessageTemplate(tuple(_joined([*chunks, f"--{boundary}--\r\n".encode()])), words)


def list_id(title: str, identifier: str) -> str:
    """The value of List-Id: a name people read before the identifier (RFC 2919)."""
    if title.isascii():
        return formataddr((title, identifier))
    return f"{Header(title, 'utf-8', header_name='List-Id').encode(linesep=chr(13) + chr(10))}\r\n <{identifier}>"


def _header(name: str, value: str | Address) -> bytes:
    """One header as bytes; Python folds and encodes."""
    message = EmailMessage(policy=SMTP.clone(max_line_length=_LINE))
    message[name] = value
    return message.as_bytes().removesuffix(b"\r\n")


def _stretches(content: str, context: str) -> Iterator[bytes | Slot]:
    """What stands between the slots, encoded piece by piece, and the slots."""
    for n, piece in enumerate(_SLOT.split(content)):
        if n % 2:
            yield Slot(piece, context)
        elif piece:
            yield piece.encode("ascii") if context == "head" else _static(piece)


def _static(text: str) -> bytes:
    """A stretch in quoted-printable that ends at the beginning of a line."""
    encoded = body_encode(text.encode().decode("latin-1"), maxlinelen=_LINE - len("="), eol="\r\n").encode("ascii")
    return encoded if encoded.endswith(b"\r\n") else encoded + _SOFT


def _value(value: str, context: str) -> bytes:
    """A value as it stands in its place; in a body, from the beginning of a line to that of the next."""
    if context == "head":
        return value.encode("ascii")
    escaped = markup.escape(value) if context == "html" else value
    units = [chr(b) if 33 <= b <= 126 and b != 61 else f"={b:02X}" for b in escaped.encode()]
    encoded = "".join(units)
    if len(encoded) > _PIECE:
        encoded = "=\r\n".join("".join(units[n : n + 23]) for n in range(0, len(units), 23))
    return encoded.encode("ascii") + _SOFT


def _joined(chunks: Iterable[bytes | Slot]) -> Iterator[bytes | Slot]:
    """Neighbouring bytes as one."""
    held = b""
    for chunk in chunks:
        if isinstance(chunk, bytes):
            held += chunk
        else:
            yield from (held, chunk)
            held = b""
    yield held
