"""Requests and answers of the newsletter's web service, without a server: forms taken apart, headers every answer carries."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from itertools import islice
from typing import Final
from urllib.parse import parse_qsl

MOST_BYTES: Final = 16_384
_MOST_FIELDS = 40
_FORM, _PARTS = "application/x-www-form-urlencoded", "multipart/form-data"


@dataclass(frozen=True)
class Request:
    """What somebody asks for: method, path below the service's address, fields of the form, and where they are (an IP address)."""

    method: str
    path: str
    fields: tuple[tuple[str, str], ...] = ()
    client: str = ""

    def field(self, name: str) -> str:
        """The first value of a field, empty where there is none."""
        return next((value for key, value in self.fields if key == name), "")

    def several(self, name: str) -> tuple[str, ...]:
        """All values of a field."""
        return tuple(value for key, value in self.fields if key == name)


@dataclass(frozen=True)
class Answer:
    """What goes back: status, body, type, and headers beyond those of all answers."""

    status: int
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


def form_fields(content_type: str, body: bytes) -> tuple[tuple[str, str], ...]:
    """The fields of a form, in both forms browsers and mail providers send (RFC 8058, 3.2); nothing where it is no form. Never raises.

    >>> form_fields("application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click")
    (('List-Unsubscribe', 'One-Click'),)
    """
    kind = content_type.partition(";")[0].strip().lower()
    if kind == _FORM:
        try:
            return tuple(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
        except ValueError:
            return ()
    return _parts(content_type, body) if kind == _PARTS else ()


def _parts(content_type: str, body: bytes) -> tuple[tuple[str, str], ...]:
    head = content_type.replace("\r", "").replace("\n", "").encode("ascii", "replace")
    message = BytesParser(EmailMessage, policy=policy.HTTP).parsebytes(b"Content-Type: " + head + b"\r\n\r\n" + body)
    found = []
    for part in islice(message.iter_parts(), _MOST_FIELDS):
        name, content = part.get_param("name", header="content-disposition"), part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(content, bytes):
            found.append((name, content.decode("utf-8", "replace").rstrip("\r\n")))
    return tuple(found)


def general_headers(site: str) -> dict[str, str]:
    """What every answer carries; ``site`` is the origin of the website, where a form may lead in the end.

    Tokens stand in addresses, so no address is told to anybody (Referrer-Policy), kept (Cache-Control) or found by search engines.
    """
    policy_ = (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self' {site}"
    )  # fmt: skip
    return {
        "Content-Security-Policy": policy_,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow",
        "Cache-Control": "no-store",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
