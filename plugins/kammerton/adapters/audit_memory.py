"""What the audit found out about single files, kept below ``.cache/pruefung``, a table for each kind of fact.

Everything there may be deleted at any time; a table that is damaged, or was written by another version of the program, counts
as missing. A file begins with the version, its name, and the SHA-256 of what follows; it is written beside its place and renamed.

A large table is not written anew for each page that changed: what differs from it lies in a supplement beside it, until that has grown.
The tables are written by ``marshal``: several times as fast as JSON, for it keeps each string once, and unlike ``pickle`` it
cannot name code to be run. It trusts its input, which is why nothing is given to it but what matches its hash.
"""

import hashlib
import marshal
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from kammerton.adapters.files import CACHE, write_new
from kammerton.audit import Remembered

FOLDER = f"{CACHE}pruefung"
# From how many entries on a table has a supplement, and which part of the table that may reach.
_LARGE, _PART = 500, 8
# The storeys a fact may depend on: the audit, and what it may import.
_SOURCES = ("audit", "rendering", "reading", "domain")
_Facts = dict[str, Remembered]


class AuditMemory:
    """The real ``kammerton.audit.Memory`` of a project."""

    def __init__(self, root: Path, version: str | None = None) -> None:
        """Take the project folder; ``version`` is what facts depend on, the program as it is unless something else is said."""
        self._folder, self._version = root / FOLDER, version or program_version()
        self._tables: dict[str, _Table] = {}

    def recall(self, kind: str, key: str) -> Mapping[str, Remembered]:
        """Every fact of a kind, unless it was kept under another key."""
        return self._table(kind).facts(key)

    def keep(self, kind: str, key: str, facts: Mapping[str, Remembered]) -> None:
        """Write the facts of a kind; where the disk does not take them they will be found out again."""
        with suppress(OSError):
            self._table(kind).write(key, dict(facts))

    def _table(self, kind: str) -> "_Table":
        if kind not in self._tables:
            self._tables[kind] = _Table(self._folder / kind, self._version)
        return self._tables[kind]


class _Table:
    """The facts of a kind: a file, and its supplement."""

    def __init__(self, file: Path, version: str) -> None:
        self._file, self._supplement, self._version = file, file.with_name(f"{file.name}-nachtrag"), version
        self._key, self._base = "", _Facts()
        self._hash, kept = _read(file, version)
        if kept is not None:
            self._key, self._base = kept
        self._facts = self._base
        _, more = _read(self._supplement, version)
        if more is not None and more[0] == self._hash:
            self._facts = self._base | more[1]

    def facts(self, key: str) -> _Facts:
        return self._facts if key == self._key else {}

    def write(self, key: str, facts: _Facts) -> None:
        changed = {name: entry for name, entry in facts.items() if self._base.get(name) is not entry}
        is_gone = not self._base.keys() <= facts.keys()  # and then from the disk, too: it may be somebody's name
        if key == self._key and not is_gone and len(self._base) >= _LARGE and len(changed) <= len(self._base) // _PART:
            _write(self._supplement, self._version, (self._hash, changed))
        else:
            self._hash, self._key, self._base = _write(self._file, self._version, (key, facts)), key, facts
            self._supplement.unlink(missing_ok=True)
        self._facts = facts


def _read(file: Path, version: str) -> tuple[str, Any]:
    """The hash and content of a file that is whole and of this version; else an empty hash and nothing."""
    try:
        head, _, content = file.read_bytes().partition(b"\n")
        digest = hashlib.sha256(content).hexdigest()
        return (digest, marshal.loads(content)) if head == _head(file, version, digest) else ("", None)  # noqa: S302 - our own, by its hash
    except (OSError, ValueError, EOFError, TypeError):
        return "", None


def _write(file: Path, version: str, value: Any) -> str:
    """Write a value; its hash."""
    content = marshal.dumps(value)
    digest = hashlib.sha256(content).hexdigest()
    write_new(file, _head(file, version, digest) + b"\n" + content)
    return digest


def _head(file: Path, version: str, digest: str) -> bytes:
    return f"{version} {file.name} {digest}".encode()


@cache
def program_version() -> str:
    """The version of this program."""
    return version_of(Path(__file__).parents[1])


def version_of(package: Path) -> str:
    """Changes with every source a fact may depend on, with the interpreter, and with the parser."""
    from lxml import etree

    digest = hashlib.sha256(repr((sys.version, etree.LXML_VERSION, etree.LIBXML_VERSION)).encode())
    for file in sorted(file for folder in _SOURCES for file in (package / folder).rglob("*.py")):
        content = file.read_bytes()
        digest.update(f"{file.relative_to(package)} {len(content)}\n".encode() + content)
    return digest.hexdigest()
