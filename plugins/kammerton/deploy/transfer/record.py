"""What we have put at a target: the record that lies there beside the files, and the lock of whoever is uploading."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

# Names at the root of a target. They belong to no build and are never listed.
RECORD, LOCK = ".kammerton-stand.json", ".kammerton-sperre.json"
# How the names of files end that are still on their way; the next run removes those a broken one left.
PART = ".kammerton-teil"
VERSION = 1
# A lock that nobody renewed for so long belongs to a run that has died.
LOCK_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a file holds: the SHA-256 of its content (and of what the target keeps with it), and its bytes."""

    digest: str
    size: int


Fingerprints = Mapping[str, Fingerprint]


@dataclass(frozen=True)
class Record:
    """What we have put at a target, by path.

    ``claimed`` are paths a run was about to write; whatever lies there is ours, though its content is not known.
    ``announced`` are the feeds whose hub was told, each with the digest that was announced. ``site`` is the address of the
    site all this belongs to.
    """

    files: Fingerprints = field(default_factory=dict)
    claimed: frozenset[str] = frozenset()
    announced: Mapping[str, str] = field(default_factory=dict)
    site: str = ""

    def is_ours(self, path: str) -> bool:
        """Whether we put a file there, or were about to."""
        return path in self.files or path in self.claimed

    def begun(self, uploads: Iterable[str]) -> "Record":
        """The record before these files travel: what lies at their place from now on is ours, and its content not known."""
        going = frozenset(uploads)
        return replace(self, files={path: found for path, found in self.files.items() if path not in going}, claimed=self.claimed | going)

    def with_announced(self, feeds: Mapping[str, str]) -> "Record":
        """The record once these feeds were announced."""
        return replace(self, announced={**self.announced, **feeds})


class RecordUnreadableError(Exception):
    """The record at the target is damaged, or was written by a newer version."""


def read_record(content: bytes | None) -> Record:
    """The record of a target; an empty one where there is none. Raises ``RecordUnreadableError``."""
    if content is None:
        return Record()
    try:
        values = json.loads(content)
        if values["fassung"] != VERSION:
            raise RecordUnreadableError
        files = {path: Fingerprint(str(digest), int(size)) for path, (digest, size) in values["dateien"].items()}
        claimed = frozenset(str(path) for path in values["begonnen"])
        announced = {str(path): str(digest) for path, digest in values["gemeldet"].items()}
        site = str(values["website"])
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise RecordUnreadableError from None
    if not all(is_safe(path) for path in (*files, *claimed)):
        raise RecordUnreadableError
    return Record(files, claimed, announced, site)


def is_safe(path: str) -> bool:
    """Whether a path stays inside the target: what lies there is not trusted.

    >>> [is_safe(path) for path in ("a/b.html", "../a", "/etc/passwd", "a//b", ".htaccess")]
    [True, False, False, False, True]
    """
    return path.isprintable() and all(part not in ("", ".", "..") for part in path.split("/"))


def written_record(record: Record) -> bytes:
    """The record as bytes: one file a line, in order; reading them gives the record."""
    files = ",\n".join(f"  {_json(path)}: {_json([found.digest, found.size])}" for path, found in sorted(record.files.items()))
    head = f' "fassung": {VERSION},\n "website": {_json(record.site)},\n "gemeldet": {_json(dict(sorted(record.announced.items())))},\n "begonnen": {_json(sorted(record.claimed))}'
    return f'{{\n{head},\n "dateien": {{\n{files}\n }}\n}}\n'.encode()


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


@dataclass(frozen=True)
class Holder:
    """Who is uploading: which project on which machine, since when (seconds since 1970), in words."""

    who: str
    seconds: int
    words: str

    def written(self) -> bytes:
        """The lock as bytes."""
        return (_json({"wer": self.who, "sekunden": self.seconds, "seit": self.words}) + "\n").encode()

    def excludes(self, other: "Holder") -> bool:
        """Whether this lock keeps another run away: not the same project's, whose runs exclude each other here, and not for ever."""
        return self.who != other.who and other.seconds - self.seconds < LOCK_SECONDS


def read_holder(content: bytes | None) -> Holder | None:
    """Who holds a lock; None where there is none, or one that says nothing."""
    try:
        values = json.loads(content or b"null")
        return Holder(str(values["wer"]), int(values["sekunden"]), str(values["seit"])) if values else None
    except (ValueError, TypeError, KeyError):
        return None
