"""The one feedgen extension: the elements feedgen has no or wrong words for.

feedgen's own podcast extension refuses ``true`` and ``false`` for ``itunes:explicit`` and drops covers silently,
so the iTunes elements are written here too; so are all links of Atom, of which feedgen keeps one.
"""

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree  # feedgen's extensions need lxml.etree imported before them

from kammerton.podcast.rss.element import ATOM, NAMESPACES, fill
from kammerton.podcast.rss.table import CHANNEL
from kammerton.podcast.view import ShowView

MARK = "kammerton"
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())


class ChannelTags(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """The elements of the channel, from the table."""

    view: ShowView

    def __init__(self) -> None:
        """Start without links."""
        self.links: list[dict[str, str]] = []

    def extend_ns(self) -> dict[str, str]:
        """The namespaces of the whole feed."""
        return NAMESPACES

    def extend_rss(self, feed: Any) -> Any:
        """Write the elements; ``feed`` is the rss root, its first child the channel."""
        channel = feed[0]
        after = channel.find("description")
        for link in reversed(self.links):
            after.addnext(etree.Element(f"{{{ATOM}}}link", link))
        channel.extend(list(etree.fromstring(f"<channel {_DECLARED}>{fill(CHANNEL, self.view, '')}</channel>")))
        return feed


class EntryTags(BaseEntryExtension):  # type: ignore[misc]
    """A mark in each item, which ``feed.py`` replaces by the text of the table (decision 14); the description is wrapped in CDATA."""

    def extend_rss(self, entry: Any) -> Any:
        """Set the mark; runs after feedgen has written its own."""
        description = entry.find("description")
        description.text = etree.CDATA(description.text)
        etree.SubElement(entry, MARK)
        return entry
