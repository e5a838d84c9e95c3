"""A page of the feed of a show as RSS 2.0."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from feedgen.feed import FeedGenerator
from lxml import etree

from kammerton.domain.addresses import FEED_STYLE
from kammerton.domain.document import cut_at_word
from kammerton.domain.moments import ZONE
from kammerton.podcast.notes import DESCRIPTION_BYTES, description
from kammerton.podcast.rss.extension import EntryTags, FeedTags
from kammerton.podcast.view import EpisodeView, ShowView

_RSS = "application/rss+xml"
_TITLE = re.compile(rb"(?<=<title>)[^<]*&[^<]*(?=</title>)")


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
    _stylesheet(root, view)
    written = bytes(etree.tostring(document, encoding="UTF-8", xml_declaration=True)) + b"\n"
    return _TITLE.sub(_plain_references, written)


def _plain_references(title: re.Match[bytes]) -> bytes:
    """``&`` and ``<`` of a title as numbers: the form in which every reader takes them for text (W3C validator, CharacterData)."""
    return title[0].replace(b"&amp;", b"&#x26;").replace(b"&lt;", b"&#x3C;").replace(b"&gt;", b"&#x3E;")


def _stylesheet(root: Any, view: ShowView) -> None:
    """Let browsers show the feed with a style sheet that says what it is (https://www.w3.org/TR/xml-stylesheet/); apps ignore it."""
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{view.addresses.link(FEED_STYLE)}"'))


def _channel(view: ShowView) -> Any:
    show = view.show
    feed = FeedGenerator()
    feed.register_extension("kammerton", FeedTags, EntryTags, atom=False)
    feed.kammerton.view = view
    feed.title(show.title)
    feed.description(_within(show.description))
    feed.language(show.language)
    if show.copyright:
        feed.copyright(show.copyright)
    feed.generator("Kammerton")
    feed.managingEditor(f"{show.contact.mail} ({show.contact.name})")
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


def _item(feed: Any, view: EpisodeView) -> None:
    entry = feed.add_entry(order="append")
    entry.title(view.episode.title)
    entry.guid(view.guid, permalink=False)
    entry.link(href=view.page)
    entry.pubDate(view.episode.published.astimezone(ZONE))
    entry.description(description(view))
    if view.html:
        entry.content(view.html, type="CDATA")
    entry.enclosure(view.address, str(view.audio.bytes), view.audio.mime)
    entry.kammerton.view = view
