"""Feeds of varied samples, parsed strictly."""

from collections.abc import Mapping
from typing import Any

from lxml import etree
from tests.app.projects import FOLGE, HOSTILE, episode, library, links, varied
from tests.sample import EPISODE, FILES, SETTINGS

from kammerton.domain.addresses import Addresses
from kammerton.domain.library import Library
from kammerton.podcast.feeds import feed_files
from kammerton.podcast.view import ShowView

NS = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
}
REMOTE = '{url: https://audio.example/003.mp3, bytes: 12345, dauer: "1:01:05"}'
# Three episodes, one audio elsewhere, one a trailer without number, one named by a hostile firm.
RICH = {
    **FILES,
    **episode(2, titel=f'"{HOSTILE}"', kurz=f'"{HOSTILE}"', datum="2026-04-01 06:00"),
    **episode(3, datum="2026-05-01 18:30", audio=REMOTE, nummer=""),
}
RICH["episodes/003-folge.md"] = RICH["episodes/003-folge.md"].replace("titel:", "typ: trailer\nexplizit: ja\ntitel:", 1)


def show_settings(**changed: Any) -> dict[str, Any]:
    """The settings with the show changed."""
    return {**SETTINGS, "PODCASTS": [{**SETTINGS["PODCASTS"][0], **changed}]}


def show_view(of: Library, show: int = 0) -> ShowView:
    """One of the library's shows with what its feeds need."""
    return ShowView(of, links(of), Addresses(of.settings.address), of.settings.shows[show])


def all_files(of: Library, show: int = 0) -> dict[str, bytes]:
    """Every page of the feeds of one of the library's shows, by path."""
    return dict(feed_files(show_view(of, show)))


def feed_bytes(of: Library, show: int = 0) -> bytes | None:
    """The feed of one of the library's shows: its first page."""
    return all_files(of, show).get(f"{of.settings.shows[show].id}/feed.xml")


def channel(files: Mapping[str, str | bytes] = FILES, settings: Mapping[str, Any] = SETTINGS, show: int = 0) -> Any:
    """The channel of a feed, read by a strict parser."""
    content = feed_bytes(library(files, settings), show)
    assert content is not None
    found = etree.fromstring(content, etree.XMLParser(recover=False, resolve_entities=False, no_network=True)).find("channel")
    assert found is not None
    return found


def item(**changed: str) -> Any:
    """The only item of the sample with some lines of its episode changed."""
    return channel({**FILES, FOLGE: varied(EPISODE, **changed)}).find("item")


def values(element: Any, path: str) -> list[str]:
    """What an XPath expression finds, with the prefixes of feeds."""
    return [str(found) for found in element.xpath(path, namespaces=NS)]
