"""The feed as a table: which element gets which value.

Requirements: PSP-1 (https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification),
Apple "A Podcaster's Guide to RSS", Podcasting 2.0 (https://github.com/Podcastindex-org/podcast-namespace).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kammerton.domain.addresses import Addresses, cover_path, episode_file_path, feed_path, portrait_path
from kammerton.domain.audio import AudioFacts
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.episode import Chapter, Episode, Voice
from kammerton.domain.library import Library
from kammerton.domain.moments import long_clock
from kammerton.domain.show import Show
from kammerton.podcast.rss.extension import Tag
from kammerton.podcast.transcripts import FORMATS
from kammerton.rendering.links import Links

# English words of the podcast taxonomy, which clients understand; the site shows German ones.
_ROLES = {"moderation": "host", "gast": "guest", "redaktion": "editor", "technik": "audio engineer", "musik": "theme music"}
_SHOWN_IN_FEED = frozenset({"moderation", "gast"})


@dataclass(frozen=True)
class ShowView:
    """A show with what its feed needs."""

    library: Library
    links: Links
    addresses: Addresses
    show: Show

    @property
    def cover(self) -> str:
        """The complete address of the cover."""
        suffix = self.library.inventory.attachments.covers[self.show.cover][2]
        return self.addresses.absolute(cover_path(self.show.id, suffix))

    @property
    def feed(self) -> str:
        """The complete address of the feed."""
        return self.addresses.absolute(feed_path(self.show.id))


@dataclass(frozen=True)
class EpisodeView:
    """An episode with what its item needs."""

    of: ShowView
    episode: Episode
    audio: AudioFacts

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters, wherever they come from."""
        return self.of.library.inventory.chapters_of(self.episode)

    def file(self, suffix: str) -> str:
        """The complete address of a file of the episode."""
        return self.of.addresses.absolute(episode_file_path(self.of.show.id, self.episode, suffix))


def yes(value: bool) -> str:  # noqa: FBT001 - a converter
    """``true`` or ``false``, as Apple and PSP-1 want it."""
    return "true" if value else "false"


def _category(view: ShowView) -> Iterator[Tag]:
    top, *below = view.show.category or ("Education",)
    yield Tag("itunes:category", None, (("text", top),), tuple(Tag("itunes:category", None, (("text", sub),)) for sub in below[:1]))


def _owner(view: ShowView) -> Iterator[Tag]:
    contact = view.show.contact
    yield Tag("itunes:owner", None, (), (Tag("itunes:name", contact.name), Tag("itunes:email", contact.mail)))


CHANNEL: tuple[Callable[[ShowView], Iterator[Tag]], ...] = (
    lambda v: iter([Tag("itunes:author", v.show.author)]),
    _owner,
    _category,
    lambda v: iter([Tag("itunes:explicit", yes(v.show.explicit))]),
    lambda v: iter([Tag("itunes:image", None, (("href", v.cover),))]),
    lambda v: iter([Tag("itunes:type", v.show.type)]),
    lambda v: iter([Tag("itunes:title", v.show.title)]),
    lambda v: iter([Tag("podcast:guid", v.show.guid)]),
    lambda v: iter([Tag("podcast:locked", "yes" if v.show.locked else "no", (("owner", v.show.contact.mail),))]),
    lambda _: iter([Tag("podcast:medium", "podcast")]),
)


def _numbers(view: EpisodeView) -> Iterator[Tag]:
    if view.episode.number:
        yield Tag("itunes:episode", str(view.episode.number))
    if view.episode.season:
        yield Tag("itunes:season", str(view.episode.season))


def _transcript(view: EpisodeView) -> Iterator[Tag]:
    if view.episode.transcript in view.of.library.inventory.attachments.transcripts:
        for suffix, (_, mime, relation) in FORMATS.items():
            related = (("rel", relation),) if relation else ()
            yield Tag("podcast:transcript", None, (("url", view.file(suffix)), ("type", mime), ("language", view.episode.language), *related))


def _chapters(view: EpisodeView) -> Iterator[Tag]:
    if view.chapters:
        yield Tag("podcast:chapters", None, (("url", view.file("json")), ("type", "application/json+chapters")))
        yield Tag("psc:chapters", None, (("version", "1.2"),), tuple(_simple_chapter(chapter) for chapter in view.chapters))


def _simple_chapter(chapter: Chapter) -> Tag:
    href = (("href", chapter.url),) if chapter.url else ()
    return Tag("psc:chapter", None, (("start", long_clock(chapter.at)), ("title", chapter.title), *href))


def _persons(view: EpisodeView) -> Iterator[Tag]:
    for voice in view.episode.voices:
        if voice.role in _SHOWN_IN_FEED:
            yield Tag("podcast:person", voice.name, (("role", _ROLES[voice.role]), *_person_href(view, voice)))


def _person_href(view: EpisodeView, voice: Voice) -> tuple[tuple[str, str], ...]:
    if voice.url:
        return (("href", voice.url),)
    firms = (p for p in view.of.library.portraits if p.id == voice.portrait)
    return tuple(("href", view.of.addresses.absolute(portrait_path(firm))) for firm in firms)


ITEM: tuple[Callable[[EpisodeView], Iterator[Tag]], ...] = (
    lambda v: iter([Tag("itunes:title", v.episode.title)]),
    lambda v: iter([Tag("itunes:duration", str(max(1, round(v.audio.duration))))]),
    lambda v: iter([Tag("itunes:explicit", yes(v.episode.explicit))]),
    lambda v: iter([Tag("itunes:episodeType", v.episode.type)]),
    _numbers,
    _transcript,
    _chapters,
    _persons,
)


def integrity(view: EpisodeView, address: str) -> Iterator[Tag]:
    """The recording once more with its hash (Subresource Integrity), where its published copy is known."""
    recording = view.of.library.inventory.attachments.recordings.get(view.episode.id)
    if recording is not None and isinstance(view.episode.audio, str):
        facts = (("type", view.audio.mime), ("length", str(view.audio.bytes)), ("bitrate", str(view.audio.bitrate)), ("default", "true"))
        inside = Tag("podcast:source", None, (("uri", address),)), Tag("podcast:integrity", None, (("type", "sri"), ("value", f"sha384-{recording.sha384}")))
        yield Tag("podcast:alternateEnclosure", None, facts, inside)


def episode_views(view: ShowView, entries: tuple[EpisodeEntry, ...]) -> Iterator[EpisodeView]:
    """The episodes whose audio is known."""
    for entry in entries:
        audio = view.library.inventory.audio_of(entry.episode)
        if audio is not None:
            yield EpisodeView(view, entry.episode, audio)
