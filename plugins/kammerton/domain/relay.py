"""The mail servers of the office's IT or provider: the relay that takes every message and delivers it, and the one where the mailbox is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

Security = Literal["tls", "starttls", "none"]
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_RELAY_PORTS = {"smtp": 587, "smtps": 465}
_MAILBOX_PORTS = {"imap": 143, "imaps": 993}
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?|::1", re.ASCII)


@dataclass(frozen=True)
class ServerAddress:
    """Where a mail server is and how the way there is protected.

    ``tls`` is encrypted from the first byte (RFC 8314), ``starttls`` before anything is said (RFC 3207); ``none`` is for this machine alone.
    """

    host: str
    port: int
    security: Security

    def __str__(self) -> str:
        """Host and port as people write them."""
        return f"{self.host}:{self.port}"


def relay_address(text: str) -> ServerAddress:
    """A relay as the settings name it: ``smtp://host[:port]`` (STARTTLS, port 587) or ``smtps://host[:port]`` (TLS, port 465).

    Raises ``PydanticCustomError``: ``kt_relay`` for another form, ``kt_relay_password`` where somebody's name or password stands in it.

    >>> relay_address("smtp://mail.sonnental.example"), relay_address("smtp://localhost:25").security
    (ServerAddress(host='mail.sonnental.example', port=587, security='starttls'), 'none')
    """
    return _address(text, _RELAY_PORTS, "kt_relay")


def mailbox_address(text: str) -> ServerAddress:
    """The server of a mailbox: ``imaps://host[:port]`` (TLS, port 993) or ``imap://host[:port]`` (STARTTLS, port 143).

    Raises ``PydanticCustomError``: ``kt_mailbox``, ``kt_mailbox_password``.

    >>> mailbox_address("imaps://mail.sonnental.example")
    ServerAddress(host='mail.sonnental.example', port=993, security='tls')
    """
    return _address(text, _MAILBOX_PORTS, "kt_mailbox")


def _address(text: str, ports: Mapping[str, int], problem: str) -> ServerAddress:
    try:
        parts = urlsplit(text)
        port = (parts.port or ports[parts.scheme]) if parts.scheme in ports else 0
    except ValueError:
        raise PydanticCustomError(problem, "no mail server") from None
    if "@" in parts.netloc:
        raise PydanticCustomError(f"{problem}_password", "credentials in the settings")
    host = parts.hostname or ""
    if not port or not _HOST.fullmatch(host) or parts.path.strip("/") or parts.query or parts.fragment:
        raise PydanticCustomError(problem, "no mail server")
    if parts.scheme.endswith("s"):
        return ServerAddress(host, port, "tls")
    return ServerAddress(host, port, "none" if host in LOOPBACK else "starttls")


def parse_relay(value: object) -> object:
    """The text of a relay's address, checked."""
    if not isinstance(value, str):
        raise PydanticCustomError("kt_relay", "not a relay")
    relay_address(value)
    return value


def parse_mailbox(value: object) -> object:
    """The text of a mailbox's server, checked."""
    if not isinstance(value, str):
        raise PydanticCustomError("kt_mailbox", "no mail server")
    mailbox_address(value)
    return value
