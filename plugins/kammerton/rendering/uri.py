"""Addresses as machines write them: feeds allow ASCII only (RSS 2.0, RFC 3986), people write umlauts."""

import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

_SAFE = "/%:@!$&'()*+,;=~?"


def ascii_uri(address: str) -> str:
    """A web address in ASCII characters only; one that is already so stays as it is.

    >>> ascii_uri("https://www.größe.example/über uns?was=Öl#ä")
    'https://www.xn--gre-6ka8i.example/%C3%BCber%20uns?was=%C3%96l#%C3%A4'
    >>> ascii_uri("https://x.example/a%20b?c=d&e=f")
    'https://x.example/a%20b?c=d&e=f'
    """
    if address.isascii() and " " not in address:
        return address
    try:
        parts = urlsplit(address)
    except ValueError:
        return quote(address, safe=_SAFE + "#")
    account, at, host = parts.netloc.rpartition("@")
    machine = ".".join(_label(label) for label in host.split("."))
    return urlunsplit((parts.scheme, f"{quote(account, safe=_SAFE)}{at}{machine}", *(quote(part, safe=_SAFE) for part in parts[2:])))


def _label(label: str) -> str:
    """A part of a host's name, in Punycode where it needs it (RFC 5891)."""
    return label if label.isascii() else "xn--" + unicodedata.normalize("NFC", label).lower().encode("punycode").decode()
