"""The proof of consents: a chain of entries that can be checked, and that holds nothing of a person once their key is gone.

Every entry is sealed with an HMAC under the key of its person and linked to the one before by a hash. What is not personal (when, what, how,
version of the text) is in the chain itself; who it was, and details, are only in the seal. Deleting a person deletes key, name and details:
the seals stay and the links still hold, but nobody can tell any more whose they were.
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal

# What happened. mailed: the question whether it was them went out.
Happening = Literal["requested", "mailed", "confirmed", "imported", "changed", "left", "bounced", "blocked", "expired", "forgotten"]
BEGINNING: Final = bytes(32)


@dataclass(frozen=True)
class Evidence:
    """What happened: when (ISO 8601 with offset), what, by which way, under which text; ``detail`` is personal and may be empty."""

    moment: str
    what: Happening
    how: str
    text_version: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Entry:
    """One entry of the chain; ``person`` is empty once the person is forgotten, and with it the detail."""

    number: int
    evidence: Evidence
    seal: bytes
    link: bytes
    person: str


@dataclass(frozen=True)
class Person:
    """Whose entries a seal can be checked against: the key, and the keyed hash of the address."""

    key: bytes
    mark: bytes


def seal(person: Person, number: int, evidence: Evidence) -> bytes:
    """The HMAC that ties an entry to its person."""
    return hmac.digest(person.key, _canonical(number, *_public(evidence), evidence.detail, person.mark.hex()), sha256)


def link(previous: bytes, number: int, evidence: Evidence, sealed: bytes) -> bytes:
    """The hash that ties an entry to all before it."""
    return sha256(previous + _canonical(number, *_public(evidence), sealed.hex())).digest()


def broken_entries(entries: Iterable[Entry], persons: Mapping[str, Person]) -> list[int]:
    """The numbers of the entries that were changed, whose predecessor is missing, or that were put down to somebody else; none where all is well."""
    broken: list[int] = []
    previous, expected = BEGINNING, 1
    for entry in entries:
        person = persons.get(entry.person)
        is_linked = entry.number == expected and hmac.compare_digest(entry.link, link(previous, entry.number, entry.evidence, entry.seal))
        is_theirs = hmac.compare_digest(entry.seal, seal(person, entry.number, entry.evidence)) if person else not entry.person
        if not (is_linked and is_theirs):
            broken.append(entry.number)
        previous, expected = entry.link, entry.number + 1
    return broken


def _public(evidence: Evidence) -> tuple[str, ...]:
    return evidence.moment, evidence.what, evidence.how, evidence.text_version


def _canonical(*values: object) -> bytes:
    """The same bytes for the same values, and for no others."""
    return json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()
