"""Facts: what is found out about one file by itself, from its bytes alone, and remembered from build to build.

A fact is a tuple of parts, each a tuple of strings: quick to keep and to load, and a string many files have is held once.
What needs the whole site (does the target of a link exist?) is no fact; it is judged anew each time, from facts.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from kammerton.audit.audit import Stamp

Fact = tuple[tuple[str, ...], ...]
Remembered = tuple[Stamp, Fact]
F = TypeVar("F", bound=Fact)
Result = TypeVar("Result")


class Source(Protocol):
    """Texts by name, such as a site: each with its content and a stamp that tells whether it is the same as before."""

    def read(self, path: str, /) -> bytes:
        """A content."""
        ...

    def stamp(self, path: str, /) -> Stamp | None:
        """Equal where the content is equal to one seen before under this name; None where there is nothing."""
        ...


class Texts:
    """Texts that lie in no file, such as mails: their stamp is made of what they say."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Take the texts by name."""
        self._texts = texts

    def read(self, name: str) -> bytes:
        """The bytes of a text."""
        return self._texts[name].encode("utf-8", "replace")

    def stamp(self, name: str) -> Stamp | None:
        """The hash of a text."""
        return hashlib.blake2b(self.read(name), digest_size=16).hexdigest() if name in self._texts else None


class Memory(Protocol):
    """What was found out in earlier builds; whatever is lost costs the time to find it out again, nothing else."""

    def recall(self, kind: str, key: str) -> Mapping[str, Remembered]:
        """Every fact of a kind by name, with the stamp of what it was found in; none where they were kept under another key."""
        ...

    def keep(self, kind: str, key: str, facts: Mapping[str, Remembered]) -> None:
        """These are the facts of a kind from now on; an entry that was recalled is handed back as the same object."""
        ...


class Forgetful:
    """A memory that keeps nothing."""

    def recall(self, kind: str, key: str) -> Mapping[str, Remembered]:  # noqa: ARG002 - the port's
        """Nothing."""
        return {}

    def keep(self, kind: str, key: str, facts: Mapping[str, Remembered]) -> None:
        """Forget."""


class Each(Protocol):
    """Does something with each name, in their order: one after another, or in several processes."""

    def __call__(self, look: Callable[[str], Result], names: Sequence[str], /) -> Iterable[Result]:
        """The results, in the order of the names. ``look`` and results can be pickled where the source can."""
        ...


def _one_after_another(look: Callable[[str], Result], names: Sequence[str], /) -> Iterator[Result]:
    return map(look, names)


@dataclass(frozen=True)
class Means:
    """What the audit works with: a memory, and hands."""

    memory: Memory = field(default_factory=Forgetful)
    each: Each = _one_after_another


UNAIDED = Means()


@dataclass(frozen=True)
class FactKind(Generic[F]):
    """A kind of fact: its name in the memory, how it is found in bytes, how it is made of its parts again.

    ``key`` is what it depends on besides the bytes and the program.
    """

    name: str
    find: Callable[[bytes], F]
    made: Callable[[Iterable[tuple[str, ...]]], F]
    key: str = ""


def known(kind: FactKind[F], source: Source, names: Iterable[str], means: Means) -> dict[str, F]:
    """The fact of this kind for each name, in their order; only what changed is read."""
    before = means.memory.recall(kind.name, kind.key)
    stamps = {name: source.stamp(name) or "" for name in names}
    now = {name: entry for name, stamp in stamps.items() if (entry := before.get(name)) is not None and entry[0] == stamp}
    unread = [name for name in stamps if name not in now]
    strings: dict[str, str] = {}
    for name, fact in zip(unread, means.each(partial(_look, source, kind.find), unread), strict=True):
        now[name] = stamps[name], tuple(tuple(map(strings.setdefault, part, part)) for part in fact)
    if unread or len(now) != len(before):
        means.memory.keep(kind.name, kind.key, now)
    return {name: kind.made(now[name][1]) for name in stamps}


def one_part(parts: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...]]:
    """A fact of one part, made of its parts."""
    (part,) = parts
    return (part,)


def _look(source: Source, find: Callable[[bytes], Any], name: str) -> Any:
    return find(source.read(name))
