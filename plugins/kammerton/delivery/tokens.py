"""Tokens: what stands in links and mailboxes so that a click, an answer or a returned mail is known to be whose.

``PURPOSE ID [EXPIRY] MAC`` in base32 with small letters, at most 29 characters, for mailboxes fold capital letters and a local part has
room for 64 (RFC 5321, 4.5.3.1.1). The MAC is HMAC-SHA256 over everything before it, cut to 80 bits (RFC 2104, section 5).
Nothing is kept anywhere: who has the key can read every token, and nobody else can make one.
"""

import base64
import hmac
import re
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final, Literal

# What a token allows; its first letter is that of the German word.
Purpose = Literal["unsubscribe", "confirm", "preferences", "bounce"]
_LETTERS: Final[dict[Purpose, str]] = {"unsubscribe": "a", "confirm": "b", "preferences": "e", "bounce": "r"}
_PURPOSES: Final = {letter: purpose for purpose, letter in _LETTERS.items()}
# These end; the others hold for as long as somebody may find an old mail.
_ENDING: Final = frozenset[Purpose]({"confirm", "preferences"})
ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
ID_LENGTH: Final = 8
_EXPIRY, _MAC = 4, 16
_FORM = re.compile(rf"[aber][a-z2-7]{{{ID_LENGTH + _MAC},{ID_LENGTH + _EXPIRY + _MAC}}}", re.ASCII)
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def derived_key(key: bytes, use: str) -> bytes:
    """A key for one use, from the one that is kept."""
    return hmac.digest(key, f"kammerton/{use}".encode(), sha256)


class Tokens:
    """Makes and reads tokens with one key."""

    def __init__(self, key: bytes) -> None:
        """Take the key that is kept; tokens have one of their own, derived from it."""
        self._key = derived_key(key, "tokens")

    def make(self, purpose: Purpose, subscriber: str, until: datetime | None = None) -> str:
        """The token of a subscriber's id for one purpose; ``until``, an aware moment, is needed where the purpose ends, and holds to the hour."""
        assert (until is not None) == (purpose in _ENDING)
        body = _LETTERS[purpose] + subscriber + (_hours(until) if until else "")
        return body + self._mac(body)

    def read(self, token: str, purpose: Purpose, now: datetime) -> str | None:
        """The id of the subscriber; None where the token is not of this purpose, not ours, or over. Capital letters do not matter."""
        folded = token.lower()
        if not _FORM.fullmatch(folded) or _PURPOSES[folded[0]] != purpose:
            return None
        body, mac = folded[:-_MAC], folded[-_MAC:]
        if len(body) != 1 + ID_LENGTH + (_EXPIRY if purpose in _ENDING else 0):
            return None
        if not hmac.compare_digest(mac, self._mac(body)):
            return None
        expiry = body[1 + ID_LENGTH :]
        return None if expiry and _moment(expiry) <= now else body[1 : 1 + ID_LENGTH]

    def _mac(self, body: str) -> str:
        return base64.b32encode(hmac.digest(self._key, body.encode(), sha256)[:10]).decode().lower()


def purpose_of(token: str) -> Purpose | None:
    """What a token claims to be for, unchecked: where everything arrives in one mailbox, this says which question to ask."""
    folded = token.lower()
    return _PURPOSES[folded[0]] if _FORM.fullmatch(folded) else None


def _hours(moment: datetime) -> str:
    """An aware moment in whole hours since 2020, rounded up, as four letters: enough until the year 2139."""
    hours = -((_EPOCH - moment) // timedelta(hours=1))
    return "".join(ALPHABET[(hours >> shift) & 31] for shift in (15, 10, 5, 0))


def _moment(letters: str) -> datetime:
    hours = 0
    for letter in letters:
        hours = hours * 32 + ALPHABET.index(letter)
    return _EPOCH + timedelta(hours=hours)
