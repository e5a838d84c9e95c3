"""A feed taken apart: its channel and items, each with its children by name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree

from kammerton.audit.lint.vocabulary import PREFIXES
from kammerton.domain.diagnostic import Message

_NAMES: dict[str, str | None] = {}
_MOST_NAMES = 2_000


def name_of(element: "etree._Element") -> str | None:
    """The name of an element as the tables have it, such as ``itunes:image``; None for other namespaces and for comments."""
    tag = element.tag
    if not isinstance(tag, str):
        return None
    known = _NAMES.get(tag, "")
    if known != "":
        return known
    namespace, _, local = tag.removeprefix("{").rpartition("}")
    prefix = PREFIXES.get(namespace)
    name = None if prefix is None else f"{prefix}:{local}" if prefix else local
    if len(_NAMES) < _MOST_NAMES:  # feeds are not trusted: a million different names are not kept
        _NAMES[tag] = name
    return name


def line_of(element: "etree._Element") -> int:
    """The line an element begins on."""
    line: Any = element.sourceline  # lxml-stubs has no type for it
    return line or 0


@dataclass(frozen=True)
class Part:
    """The channel, an item or a live item."""

    element: "etree._Element"
    children: Mapping[str, Sequence["etree._Element"]]

    def first(self, name: str) -> "etree._Element | None":
        """The first child of this name."""
        found = self.children.get(name)
        return found[0] if found else None

    def all(self, name: str) -> Sequence["etree._Element"]:
        """Every child of this name."""
        return self.children.get(name, ())

    def text(self, name: str) -> str:
        """The text of the first child of this name, without blanks around it."""
        found = self.first(name)
        return (found.text or "").strip() if found is not None else ""


@dataclass(frozen=True)
class Feed:
    """A feed that could be read. ``address`` is where it was fetched or belongs, ``now`` the moment of the check, where they are known."""

    root: "etree._Element"
    channel: Part
    items: tuple[Part, ...]
    live: tuple[Part, ...]
    size: int
    address: str | None = None
    now: datetime | None = None
    grammar: Mapping[str, Sequence[tuple[int, Message]]] = field(default_factory=dict)

    @property
    def parts(self) -> tuple[Part, ...]:
        """The channel and everything in it that is like an item."""
        return (self.channel, *self.items, *self.live)

    def texts(self, names: Sequence[str]) -> "Iterator[tuple[etree._Element, str, str]]":
        """Element, name and text of these elements of channel and items, where they hold any."""
        for part in self.parts:
            for name in names:
                for element in part.all(name):
                    if element.text:
                        yield element, name, element.text

    def link(self, relation: str) -> str | None:
        """The address of the first ``atom:link`` with this relation."""
        return next((link.get("href") for link in self.channel.all("atom:link") if link.get("rel") == relation), None)


def part_of(element: "etree._Element") -> Part:
    """An element with its children by name."""
    children: dict[str, list[etree._Element]] = {}
    for child in element:
        name = name_of(child)
        if name is not None:
            children.setdefault(name, []).append(child)
    return Part(element, children)
