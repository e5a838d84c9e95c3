"""The one feedgen extension: writes the elements feedgen has no or wrong words for.

feedgen's own podcast extension refuses ``true`` and ``false`` for ``itunes:explicit`` and drops covers silently,
so the iTunes elements are written here too; so are all links of Atom, of which feedgen keeps one.
"""

from typing import Any

from feedgen.ext.base import BaseEntryExtension, BaseExtension
from lxml import etree

from kammerton.podcast.rss.element import ATOM, NAMESPACES, fill
from kammerton.podcast.rss.table import CHANNEL, ITEM
from kammerton.podcast.view import EpisodeView, ShowView


class FeedTags(BaseExtension):  # type: ignore[misc]  # feedgen has no types
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
        fill(channel, CHANNEL, self.view)
        return feed


class EntryTags(BaseEntryExtension):  # type: ignore[misc]
    """The elements of one item, from the table; its description is wrapped in CDATA."""

    view: EpisodeView

    def extend_rss(self, entry: Any) -> Any:
        """Write the elements; runs after feedgen has written its own."""
        description = entry.find("description")
        if description is not None:
            description.text = etree.CDATA(description.text)
        fill(entry, ITEM, self.view)
        return entry
