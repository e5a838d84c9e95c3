"""The one feedgen extension: writes the elements feedgen has no or wrong words for.

feedgen's own podcast extension refuses ``true`` and ``false`` for ``itunes:explicit`` and drops covers silently,
so the iTunes elements are written here too.
"""

from dataclasses import dataclass, field
from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree  # feedgen's extensions need lxml.etree imported before them

from kammerton.rendering.uri import ascii_uri

ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
PODCAST = "https://podcastindex.org/namespace/1.0"
PSC = "http://podlove.org/simple-chapters"
# Attributes that hold an address; editors may write umlauts in it.
_ADDRESSES = frozenset({"href", "url", "uri", "img"})
_NAMESPACES = {"itunes": ITUNES, "podcast": PODCAST, "psc": PSC}


@dataclass(frozen=True)
class Tag:
    """An element of a namespace: ``name`` is prefix and local name, such as ``itunes:author``."""

    name: str
    text: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    children: "tuple[Tag, ...]" = field(default=())


def _append(parent: Any, tag: Tag) -> None:
    prefix, _, local = tag.name.rpartition(":")
    element = etree.SubElement(parent, f"{{{_NAMESPACES[prefix]}}}{local}" if prefix else local)
    for name, value in tag.attributes:
        element.set(name, ascii_uri(value) if name in _ADDRESSES else value)
    element.text = tag.text
    for child in tag.children:
        _append(element, child)


class FeedTags(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Elements of the channel, written in order."""

    def __init__(self) -> None:
        """Start without elements."""
        self.tags: list[Tag] = []

    def extend_ns(self) -> dict[str, str]:
        """The namespaces of the whole feed."""
        return _NAMESPACES

    def extend_rss(self, feed: Any) -> Any:
        """Write the elements; ``feed`` is the rss root, its first child the channel."""
        for tag in self.tags:
            _append(feed[0], tag)
        return feed


class EntryTags(BaseEntryExtension):  # type: ignore[misc]
    """Elements of one item, written in order; its description is wrapped in CDATA."""

    def __init__(self) -> None:
        """Start without elements."""
        self.tags: list[Tag] = []

    def extend_rss(self, entry: Any) -> Any:
        """Write the elements; runs after feedgen has written its own."""
        description = entry.find("description")
        if description is not None:
            description.text = etree.CDATA(description.text)
        for tag in self.tags:
            _append(entry, tag)
        return entry
