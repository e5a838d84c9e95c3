"""What feeds need of a show and of its episodes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import gcd

from kammerton.domain.addresses import (
    Addresses,
    cover_path,
    episode_file_path,
    episode_path,
    feed_page_path,
    feed_path,
    portrait_path,
    rendering_path,
    show_path,
)
from kammerton.domain.audio import AudioFacts, suffix_of
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.episode import Chapter, Episode, RemoteAudio, Rendering, Voice
from kammerton.domain.guid import episode_guid
from kammerton.domain.library import Library
from kammerton.domain.moments import rfc2822
from kammerton.domain.picture import Picture
from kammerton.domain.pictures import height_at
from kammerton.domain.show import Show
from kammerton.rendering.html import to_html
from kammerton.rendering.links import Links
from kammerton.rendering.pictures import alt_of, plain_path
from kammerton.rendering.uri import ascii_uri


@dataclass(frozen=True)
class FeedPicture:
    """A published picture: its complete address, its description, its size in pixels."""

    address: str
    alt: str
    width: int
    height: int

    @property
    def ratio(self) -> str:
        """The shape as CSS writes it, such as ``16/9``."""
        common = gcd(self.width, self.height)
        return f"{self.width // common}/{self.height // common}"


@dataclass(frozen=True)
class ShowView:
    """A show with what its feeds need."""

    library: Library
    links: Links
    addresses: Addresses
    show: Show

    @cached_property
    def page(self) -> str:
        """The complete address of the show's page."""
        return self.addresses.absolute(show_path(self.show.id))

    @property
    def cover(self) -> FeedPicture:
        """The cover."""
        width, height, suffix = self.library.inventory.attachments.covers[self.show.cover]
        return FeedPicture(self.addresses.absolute(cover_path(self.show.id, suffix)), self.show.cover_alt, width, height)

    @property
    def feed(self) -> str:
        """The complete address of the feed."""
        return self.addresses.absolute(feed_path(self.show.id))

    @property
    def voices(self) -> tuple[Voice, ...]:
        """Who makes the show regularly and agrees to be named."""
        return tuple(voice for voice in self.show.voices if voice.consent is None or self.library.allows(voice.consent))

    @property
    def trailers(self) -> "tuple[EpisodeView, ...]":
        """The episodes with which the show introduces itself."""
        return tuple(episode_view(self, *found) for found in with_audio(self, self.library.trailers.get(self.show.id, ())))

    def feed_page(self, number: int) -> str:
        """The complete address of a page of the feed."""
        return self.addresses.absolute(feed_page_path(self.show.id, number))

    def picture(self, picture: Picture | None, *, largest: bool = False) -> FeedPicture | None:
        """A picture as JPEG while it may be shown: of middle size, or as large as there is."""
        if picture is None or not self.library.may_show(picture):
            return None
        facts = self.library.inventory.attachments.pictures[picture.file]
        width = max(facts.widths) if largest else max((w for w in facts.widths if w <= _MIDDLE), default=facts.widths[0])
        return FeedPicture(self.addresses.absolute(plain_path(facts, width)), alt_of(picture), width, height_at(facts, width))

    def person_page(self, voice: Voice) -> str | None:
        """The page of a person, else of the firm somebody speaks for."""
        firm = self.library.portraits_by_id.get(voice.portrait or "")
        return ascii_uri(voice.url) if voice.url else (self.addresses.absolute(portrait_path(firm)) if firm else None)


_MIDDLE = 800


@dataclass(frozen=True)
class EpisodeView:
    """An episode with what its entries need, made once for all of them: ``episode_view``.

    ``page``, ``address`` (of the recording) and ``files`` (all but the ending) are complete, ``html`` are the notes
    with complete addresses, ``chapters`` are there wherever they come from.
    """

    of: ShowView
    episode: Episode
    audio: AudioFacts
    guid: str
    page: str
    address: str
    files: str
    html: str
    chapters: tuple[Chapter, ...]
    picture: FeedPicture | None

    @property
    def date(self) -> str:
        """When it was published, in the words of RFC 2822."""
        return rfc2822(self.episode.published)

    @property
    def duration(self) -> int:
        """Whole seconds, at least one."""
        return max(1, round(self.audio.duration))

    @property
    def has_transcript(self) -> bool:
        """Whether there is a transcript that could be read."""
        return self.episode.transcript in self.of.library.inventory.attachments.transcripts

    def file(self, suffix: str) -> str:
        """The complete address of a file of the episode."""
        return self.files + suffix

    def renderings(self) -> Iterator[tuple[Rendering, AudioFacts, str]]:
        """Each further rendering with its facts and its complete address."""
        for rendering in self.episode.renderings:
            facts = self.of.library.inventory.rendering_of(self.episode, rendering)
            if facts is not None:
                yield rendering, facts, self.rendering_address(rendering)

    def rendering_address(self, rendering: Rendering) -> str:
        """The complete address of a further rendering."""
        audio = rendering.audio
        return ascii_uri(audio.url) if isinstance(audio, RemoteAudio) else self.of.addresses.absolute(rendering_path(self.of.show.id, self.episode, audio))


def episode_view(view: ShowView, episode: Episode, audio: AudioFacts) -> EpisodeView:
    """An episode with what its entries need."""
    show, absolute = view.show, view.addresses.absolute
    files = absolute(episode_file_path(show.id, episode, ""))
    return EpisodeView(
        of=view,
        episode=episode,
        audio=audio,
        guid=episode_guid(show, episode),
        page=absolute(episode_path(show.id, episode)),
        address=ascii_uri(episode.audio.url) if isinstance(episode.audio, RemoteAudio) else files + suffix_of(episode.audio),
        files=files,
        html=str(to_html(episode.body, view.links.absolute)),
        chapters=view.library.inventory.chapters_of(episode),
        picture=view.picture(episode.image, largest=True) if episode.image else None,
    )


def with_audio(view: ShowView, entries: Iterable[EpisodeEntry]) -> list[tuple[Episode, AudioFacts]]:
    """The episodes whose audio is known."""
    known = ((entry.episode, view.library.inventory.audio_of(entry.episode)) for entry in entries)
    return [(episode, audio) for episode, audio in known if audio is not None]
