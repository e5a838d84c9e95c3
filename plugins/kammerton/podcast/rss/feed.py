"""A page of the feed of a show as RSS 2.0: the channel by feedgen, the items from the table."""

from collections.abc import Mapping, Sequence
from typing import Any

from feedgen.feed import FeedGenerator
from lxml import etree

from kammerton.domain.addresses import FEED_STYLE
from kammerton.domain.document import cut_at_word
from kammerton.domain.moments import ZONE
from kammerton.podcast.notes import DESCRIPTION_BYTES
from kammerton.podcast.rss.element import Title, fill, written
from kammerton.podcast.rss.extension import ChannelTags, NoEntryTags
from kammerton.podcast.rss.table import ITEM
from kammerton.podcast.view import EpisodeView, ShowView

_RSS = "application/rss+xml"
_END = b"  </channel>"
_INDENT = "      "


def rss_feed(view: ShowView, episodes: Sequence[EpisodeView], number: int, relations: Mapping[str, int]) -> bytes:
    """The RSS of one page, newest episode first; ``relations`` are the pages it names, by RFC 5005 relation.

    The same input gives the same bytes: ``lastBuildDate`` is the newest ``pubDate``.
    """
    feed = _channel(view)
    newest = episodes[0].episode.published.astimezone(ZONE)
    feed.lastBuildDate(newest)
    feed.pubDate(newest)
    feed.kammerton.links = _links(view, number, relations)
    # rss_str() cannot indent and declare UTF-8 the way strict readers like it; _create_rss is what it calls.
    root, document = feed._create_rss()  # noqa: SLF001
    etree.indent(root)
    _stylesheet(root, view)
    head, _, tail = bytes(etree.tostring(document, encoding="UTF-8", xml_declaration=True)).rpartition(_END)
    items = "".join([f"    <item>\n{fill(ITEM, episode, _INDENT)}    </item>\n" for episode in episodes])
    return b"".join((_plain_title(view, head), items.encode(), _END, tail, b"\n"))


def _plain_title(view: ShowView, head: bytes) -> bytes:
    """The title of the show as readers take it for text, where feedgen has written it: in the channel and its image."""
    by_feedgen, ours = (written("title", value, "").strip().encode() for value in (view.show.title, Title(view.show.title)))
    return head.replace(by_feedgen, ours)


def _stylesheet(root: Any, view: ShowView) -> None:
    """Let browsers show the feed with a style sheet that says what it is (https://www.w3.org/TR/xml-stylesheet/); apps ignore it."""
    root.addprevious(etree.ProcessingInstruction("xml-stylesheet", f'type="text/css" href="{view.addresses.link(FEED_STYLE)}"'))


def _channel(view: ShowView) -> Any:
    show = view.show
    feed = FeedGenerator()
    feed.register_extension("kammerton", ChannelTags, NoEntryTags, atom=False)
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
