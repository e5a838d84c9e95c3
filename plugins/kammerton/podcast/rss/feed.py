"""A page of the feed of a show as RSS 2.0: by feedgen, and from the table what it has no words for."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from feedgen.feed import FeedGenerator
from lxml import etree

from kammerton.domain.addresses import FEED_STYLE
from kammerton.domain.document import cut_at_word
from kammerton.domain.moments import ZONE
from kammerton.podcast.notes import DESCRIPTION_BYTES, description
from kammerton.podcast.rss.element import fill
from kammerton.podcast.rss.extension import MARK, ChannelTags, EntryTags
from kammerton.podcast.rss.table import ITEM
from kammerton.podcast.view import EpisodeView, ShowView

_RSS = "application/rss+xml"
_INDENT = "      "
_MARK = f"{_INDENT}<{MARK}/>\n".encode()
_SPECIAL = re.compile("([&<>])")


def rss_feed(view: ShowView, episodes: Sequence[EpisodeView], number: int, relations: Mapping[str, int]) -> bytes:
    """The RSS of one page, newest episode first; ``relations`` are the pages it names, by RFC 5005 relation.

    The same input gives the same bytes: ``lastBuildDate`` is the newest ``pubDate``.
    """
    feed = _channel(view)
    newest = episodes[0].episode.published.astimezone(ZONE)
    feed.lastBuildDate(newest)
    feed.pubDate(newest)
    feed.kammerton.links = _links(view, number, relations)
    for episode in episodes:
        _item(feed, episode)
    # rss_str() cannot indent and declare UTF-8 the way strict readers like it; _create_rss is what it calls.
    root, document = feed._create_rss()  # noqa: SLF001
    etree.indent(root)
    _plain_titles(root)
    _stylesheet(root, view)
    first, *rest = bytes(etree.tostring(document, encoding="UTF-8", xml_declaration=True)).split(_MARK)
    items = (fill(ITEM, episode, _INDENT).encode() + after for episode, after in zip(episodes, rest, strict=True))
    return b"".join((first, *items, b"\n"))


def _item(feed: Any, view: EpisodeView) -> None:
    """What feedgen has words for."""
    entry = feed.add_entry(order="append")
    entry.title(view.episode.title)
    entry.link(href=view.page)
    entry.guid(view.guid, permalink=False)
    entry.description(description(view))
    if view.html:
        entry.content(view.html, type="CDATA")
    entry.enclosure(view.address, str(view.audio.bytes), view.audio.mime)
    entry.pubDate(view.episode.published.astimezone(ZONE))


def _plain_titles(root: Any) -> None:
    """``&``, ``<`` and ``>`` of a title as numbers: the form in which every reader takes them for text (W3C validator, CharacterData)."""
    for title in root.iter("title"):
        start, *rest = _SPECIAL.split(title.text)
        title.text = start
        for sign, after in zip(rest[::2], rest[1::2], strict=True):
            number = etree.Entity(f"#x{ord(sign):X}")
            number.tail = after
            title.append(number)


def _stylesheet(root: Any, view: ShowView) -> None:
    """Let browsers show the feed with a style sheet that says what it is (https://www.w3.org/TR/xml-stylesheet/); apps ignore it."""
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{view.addresses.link(FEED_STYLE)}"'))


def _channel(view: ShowView) -> Any:
    show = view.show
    feed = FeedGenerator()
    feed.register_extension("kammerton", ChannelTags, EntryTags, atom=False)
    feed.kammerton.view = view
    feed.title(show.title)
    feed.description(_within(show.description))
    feed.language(show.language)
    if show.copyright:
        feed.copyright(show.copyright)
    feed.generator("Kammerton")
    feed.link(href=view.page, rel="alternate")
    feed.image(url=view.cover.address, title=show.title, link=view.page)
    return feed


def _links(view: ShowView, number: int, relations: Mapping[str, int]) -> list[dict[str, str]]:
    """The links of Atom: this page, the hub that tells of new episodes, the other pages."""
    own = [{"href": view.feed_page(number), "rel": "self", "type": _RSS}]
    hub = [{"href": view.show.hub, "rel": "hub"}] if view.show.hub else []
    return [*own, *hub, *({"href": view.feed_page(page), "rel": relation, "type": _RSS} for relation, page in relations.items())]


def _within(text: str) -> str:
    """A plain text cut at a word to the bytes a description may have."""
    while (over := len(text.encode()) - DESCRIPTION_BYTES) > 0:
        text = cut_at_word(text, len(text) - max(1, over // 4))
    return text
