"""The relay: the mail server of the office's IT or provider that takes every message and delivers it."""

import re
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

Security = Literal["tls", "starttls", "none"]
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PORTS = {"smtp": 587, "smtps": 465}
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.:-]{0,251}[A-Za-z0-9])?|::1", re.ASCII)


@dataclass(frozen=True)
class RelayAddress:
    """Where the relay is and how the way there is protected.

    ``tls`` is encrypted from the first byte (RFC 8314), ``starttls`` before anything is said (RFC 3207); ``none`` is for this machine alone.
    """

    host: str
    port: int
    security: Security

    def __str__(self) -> str:
        """Host and port as people write them."""
        return f"{self.host}:{self.port}"


def relay_address(text: str) -> RelayAddress:
    """A relay as the settings name it: ``smtp://host[:port]`` (STARTTLS, port 587) or ``smtps://host[:port]`` (TLS, port 465).

    Raises ``PydanticCustomError``: ``kt_relay`` for another form, ``kt_relay_password`` where somebody's name or password stands in it.

    >>> relay_address("smtp://mail.sonnental.example"), relay_address("smtp://localhost:25").security
    (RelayAddress(host='mail.sonnental.example', port=587, security='starttls'), 'none')
    """
    try:
        parts = urlsplit(text)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise PydanticCustomError("kt_relay", "not a relay") from None
    if "@" in parts.netloc:
        raise PydanticCustomError("kt_relay_password", "credentials in the settings")
    host = parts.hostname or ""
    if not port or not _HOST.fullmatch(host) or parts.path.strip("/") or parts.query or parts.fragment:
        raise PydanticCustomError("kt_relay", "not a relay")
    if parts.scheme == "smtps":
        return RelayAddress(host, port, "tls")
    return RelayAddress(host, port, "none" if host in LOOPBACK else "starttls")


def parse_relay(value: object) -> object:
    """The text of a relay's address, checked."""
    if not isinstance(value, str):
        raise PydanticCustomError("kt_relay", "not a relay")
    relay_address(value)
    return value
