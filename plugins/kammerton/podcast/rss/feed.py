"""The feed of a show as bytes."""

from typing import Any

from feedgen.feed import FeedGenerator
from lxml import etree
from markupsafe import Markup, escape

from kammerton.domain.addresses import FEED_STYLE, episode_path, show_path
from kammerton.domain.audio import suffix_of
from kammerton.domain.document import cut_at_word
from kammerton.domain.episode import RemoteAudio
from kammerton.domain.guid import episode_guid
from kammerton.domain.moments import ZONE
from kammerton.podcast.chapters import timestamps
from kammerton.podcast.rss.extension import EntryTags, FeedTags
from kammerton.podcast.rss.table import CHANNEL, ITEM, EpisodeView, ShowView, episode_views, integrity
from kammerton.rendering.html import to_html
from kammerton.rendering.limited_html import limited_html, paragraphs

# Apple and PSP-1 count bytes, not characters.
_DESCRIPTION_BYTES = 4000


def show_feed(view: ShowView) -> bytes | None:
    """The RSS feed of a show, newest episode first; None while nothing has appeared.

    The same input gives the same bytes: ``lastBuildDate`` is the newest ``pubDate``.
    """
    entries = view.library.episodes_of(view.show)
    items = tuple(episode_views(view, entries))
    if not items:
        return None
    feed = _channel(view)
    feed.lastBuildDate(items[0].episode.published.astimezone(ZONE))
    for item in items:
        _item(feed, item)
    # rss_str() cannot indent and declare UTF-8 the way strict readers like it; _create_rss is what it calls.
    root, document = feed._create_rss()  # noqa: SLF001
    etree.indent(root)
    _stylesheet(root, view)
    return bytes(etree.tostring(document, encoding="UTF-8", xml_declaration=True)) + b"\n"


def _stylesheet(root: Any, view: ShowView) -> None:
    """Let browsers show the feed with a style sheet that says what it is (https://www.w3.org/TR/xml-stylesheet/); apps ignore it."""
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{view.addresses.link(FEED_STYLE)}"'))


def _channel(view: ShowView) -> Any:
    show = view.show
    feed = FeedGenerator()
    feed.register_extension("kammerton", FeedTags, EntryTags, atom=False)
    feed.title(show.title)
    feed.description(_within(show.description))
    feed.language(show.language)
    if show.copyright:
        feed.copyright(show.copyright)
    feed.generator("Kammerton")
    # Order matters: feedgen writes the last link added as <link> (trap 3) and the first self as atom:link (trap 4).
    feed.link(href=view.feed, rel="self", type="application/rss+xml")
    page = view.addresses.absolute(show_path(show.id))
    feed.link(href=page, rel="alternate")
    feed.image(url=view.cover, title=show.title, link=page)
    feed.kammerton.tags = [tag for row in CHANNEL for tag in row(view)]
    return feed


def _within(text: str) -> str:
    """A plain text cut at a word to the bytes a description may have."""
    while (over := len(text.encode()) - _DESCRIPTION_BYTES) > 0:
        text = cut_at_word(text, len(text) - max(1, over // 4))
    return text


def _item(feed: Any, item: EpisodeView) -> None:
    episode, view = item.episode, item.of
    entry = feed.add_entry(order="append")
    entry.title(episode.title)
    entry.guid(episode_guid(view.show, episode), permalink=False)
    entry.link(href=view.addresses.absolute(episode_path(view.show.id, episode)))
    entry.pubDate(episode.published.astimezone(ZONE))
    entry.description(str(_description(item)))
    full = to_html(episode.body, view.links.absolute)
    if full:
        entry.content(str(full), type="CDATA")
    address = _enclosure_address(item)
    entry.enclosure(address, str(item.audio.bytes), item.audio.mime)
    entry.kammerton.tags = [*(tag for row in ITEM for tag in row(item)), *integrity(item, address)]


def _description(item: EpisodeView) -> Markup:
    """The notes cut to what a description may hold, and under them the chapters as timestamps, which Apple and Spotify read."""
    marks = timestamps(item.chapters, _DESCRIPTION_BYTES // 2)
    room = _DESCRIPTION_BYTES - len(marks.encode()) - 1
    notes = limited_html(item.episode.body, item.of.links.absolute, room)
    if not marks:
        return notes or escape(item.episode.teaser)
    return (notes or paragraphs([item.episode.teaser])) + "\n" + marks


def _enclosure_address(item: EpisodeView) -> str:
    audio = item.episode.audio
    return audio.url if isinstance(audio, RemoteAudio) else item.file(suffix_of(audio))
