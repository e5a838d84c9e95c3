"""The feed as two programs read it that know nothing of Kammerton."""

import io
from calendar import timegm
from collections.abc import Callable
from dataclasses import dataclass

import feedparser
import podcastparser
import pytest
from tests.app.projects import library
from tests.podcast.feeds import RICH, feed_bytes

from kammerton.domain.audio import AudioFacts
from kammerton.domain.guid import episode_guid
from kammerton.domain.library import Library

ADDRESS = "https://probe.example/podcast/feed.xml"


@dataclass(frozen=True)
class Told:
    """An episode as a reader tells it: dates as seconds since 1970, sizes in bytes, durations in seconds."""

    title: str
    guid: str
    link: str
    published: int
    url: str
    length: int
    mime: str
    duration: int


def by_feedparser(content: bytes) -> list[Told]:
    """The episodes feedparser finds."""
    found = feedparser.parse(content)
    assert not found.bozo
    return [
        Told(
            entry.title, entry.id, entry.link, timegm(entry.published_parsed), entry.enclosures[0].href, int(entry.enclosures[0].length),
            entry.enclosures[0].type, int(entry.itunes_duration),
        )
        for entry in found.entries
    ]  # fmt: skip


def by_podcastparser(content: bytes) -> list[Told]:
    """The episodes podcastparser finds."""
    return [
        Told(
            entry["title"], entry["guid"], entry["link"], entry["published"], entry["enclosures"][0]["url"], entry["enclosures"][0]["file_size"],
            entry["enclosures"][0]["mime_type"], entry["total_time"],
        )
        for entry in podcastparser.parse(ADDRESS, io.BytesIO(content))["episodes"]
    ]  # fmt: skip


def of_library(of: Library) -> list[Told]:
    """The episodes as the library holds them."""
    told = []
    for entry in of.episodes:
        episode, facts = entry.episode, of.inventory.audio_of(entry.episode)
        assert isinstance(facts, AudioFacts)
        page = f"https://probe.example/podcast/{episode.id}/"
        url = f"{page}{episode.id}.mp3" if isinstance(episode.audio, str) else episode.audio.url
        told.append(
            Told(
                episode.title, episode_guid(entry.show, episode), page, int(episode.published.timestamp()), url, facts.bytes, facts.mime, round(facts.duration)
            )
        )
    return told


@pytest.mark.parametrize("reader", [by_feedparser, by_podcastparser])
def test_readers_tell_what_the_library_holds(reader: Callable[[bytes], list[Told]]) -> None:
    """Titles, identities, pages, dates, addresses, sizes, types and durations come back as they went in."""
    of = library(RICH)

    assert of_library(of) == reader(feed_bytes(of) or b"")


def test_feedparser_knows_the_show() -> None:
    """Title, page, language and picture of the show are found."""
    feed = feedparser.parse(feed_bytes(library(RICH))).feed

    assert (feed.title, feed.link, feed.language) == ("Probe hört", "https://probe.example/podcast/", "de")
    assert feed.image.href == "https://probe.example/podcast/cover.png"


def test_podcastparser_knows_the_show() -> None:
    """Title, page, picture and kind of the show are found, and the transcript and chapters of each episode."""
    show = podcastparser.parse(ADDRESS, io.BytesIO(feed_bytes(library(RICH)) or b""))

    assert (show["title"], show["link"], show["cover_url"]) == ("Probe hört", "https://probe.example/podcast/", "https://probe.example/podcast/cover.png")
    assert show["explicit"] is False
    assert show["episodes"][0]["explicit"] is True


@pytest.mark.parametrize("name", ["feedparser", "podcastparser"])
def test_readers_find_the_chapters(name: str) -> None:
    """Podlove Simple Chapters arrive with their beginnings and titles."""
    content = feed_bytes(library(RICH)) or b""
    if name == "feedparser":
        found = [(chapter["start"], chapter["title"]) for chapter in feedparser.parse(content).entries[-1].psc_chapters["chapters"]]
    else:
        found = [(chapter["start"], chapter["title"]) for chapter in podcastparser.parse(ADDRESS, io.BytesIO(content))["episodes"][-1]["chapters"]]

    assert [title for _, title in found] == ["Anfang", "Ende"]
    assert "20" in str(found[1][0])
