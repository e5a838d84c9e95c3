"""Everything that was read, visible or not, with the place of every field."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar
from urllib.parse import urlsplit

from kammerton.domain.actor import Actor
from kammerton.domain.article import Article
from kammerton.domain.audio import TYPES, AudioFacts, Recording, suffix_of
from kammerton.domain.change import Change
from kammerton.domain.clip import ClipFacts
from kammerton.domain.deferred import Deferred
from kammerton.domain.diagnostic import Place
from kammerton.domain.document import BodyReference
from kammerton.domain.episode import AudioSource, Chapter, ChapterFile, Episode, RemoteAudio, Rendering
from kammerton.domain.event import Event
from kammerton.domain.issue import Issue
from kammerton.domain.item import Item
from kammerton.domain.news_item import NewsItem
from kammerton.domain.occupation_text import OccupationText
from kammerton.domain.open_point import OpenPoint
from kammerton.domain.outline import Outline
from kammerton.domain.page import Page
from kammerton.domain.picture import Picture, pictures_of
from kammerton.domain.pictures import PictureFacts, PictureProblem
from kammerton.domain.portrait import Portrait
from kammerton.domain.programme import Programme
from kammerton.domain.published import Published
from kammerton.domain.settings import SiteSettings
from kammerton.domain.show import Show
from kammerton.domain.story import Story
from kammerton.domain.transcript import Cue
from kammerton.domain.translation import Translation
from kammerton.domain.vocabulary import Activity, Certificate, Consent, Occupation, OccupationalField, OfferType, SearchWords, Sector, Term, Town

FieldPath = tuple[str | int, ...]
# Under which name of the inventory the items of each kind stand.
ITEM_FIELDS = {
    "betrieb": "portraits", "folge": "episodes", "ausgabe": "issues", "wissen": "articles", "akteur": "actors", "foerderung": "programmes", "termin": "events",
    "geschichte": "stories", "meldung": "news", "berufstext": "occupation_texts", "seite": "pages",
}  # fmt: skip


@dataclass(frozen=True)
class Source(Deferred):
    """Where a thing was read: its file and the line of each field, by German key and list index."""

    LATE: ClassVar[str] = "lines"

    file: str
    lines: Mapping[FieldPath, int] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """The place of a field, or of the nearest thing around it that has one."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return Place(self.file, self.lines[path[:length]])
        return Place(self.file, 1)


@dataclass(frozen=True)
class Unread:
    """A file with problems of its own: what it refers to is still judged, so that one run tells everything."""

    source: Source
    references: tuple[tuple[FieldPath, str, str], ...] = ()
    body_references: tuple[BodyReference, ...] = ()


@dataclass(frozen=True)
class Vocabularies:
    """The tables of words, each by id, in the order of its file."""

    occupations: Mapping[str, Occupation] = field(default_factory=dict)
    fields: Mapping[str, OccupationalField] = field(default_factory=dict)
    offer_types: Mapping[str, OfferType] = field(default_factory=dict)
    certificates: Mapping[str, Certificate] = field(default_factory=dict)
    towns: Mapping[str, Town] = field(default_factory=dict)
    sectors: Mapping[str, Sector] = field(default_factory=dict)
    consents: Mapping[str, Consent] = field(default_factory=dict)
    search_words: Mapping[str, SearchWords] = field(default_factory=dict)
    activities: Mapping[str, Activity] = field(default_factory=dict)

    def tables(self) -> Mapping[str, Mapping[str, Term]]:
        """Each table under the kind that references name."""
        return {
            "beruf": self.occupations,
            "berufsfeld": self.fields,
            "angebotsart": self.offer_types,
            "schulabschluss": self.certificates,
            "ort": self.towns,
            "branche": self.sectors,
            "einwilligung": self.consents,
            "suchwort": self.search_words,
            "taetigkeit": self.activities,
        }


@dataclass(frozen=True)
class Attachments:
    """What lies beside the Markdown files and was measured or read.

    Pictures are under their path below ``content/bilder``; ``derivatives`` tells for the published name of each derived
    picture where it lies in the project folder, ``derivative_sizes`` how many bytes it has.
    """

    audio: Mapping[str, AudioFacts] = field(default_factory=dict)
    audio_problems: Mapping[str, str] = field(default_factory=dict)
    transcripts: Mapping[str, tuple[Cue, ...]] = field(default_factory=dict)
    covers: Mapping[str, tuple[int, int, str]] = field(default_factory=dict)
    pictures: Mapping[str, PictureFacts] = field(default_factory=dict)
    picture_problems: Mapping[str, PictureProblem] = field(default_factory=dict)
    derivatives: Mapping[str, str] = field(default_factory=dict)
    clips: Mapping[str, ClipFacts] = field(default_factory=dict)
    clip_problems: Mapping[str, str] = field(default_factory=dict)
    downloads: Mapping[str, int] = field(default_factory=dict)
    derivative_sizes: Mapping[str, int] = field(default_factory=dict)
    chapters: Mapping[str, ChapterFile] = field(default_factory=dict)
    recordings: Mapping[str, Recording] = field(default_factory=dict)


def rendering_key(episode: Episode, rendering: Rendering) -> str:
    """Under which name the published copy of a further rendering is kept; an id holds no point, so no episode has it."""
    return f"{episode.id}.{rendering.audio}"


@dataclass(frozen=True)
class Inventory:
    """All things of a project, as read; ``kammerton.domain.library`` decides what of it is visible.

    ``sent``: for each issue that was sent, the file that keeps it. ``outline``: of the region, for its map.
    ``tokens``: what tells two versions of an item's file apart, by kind and id as in ``sources``; where a token is the same,
    the item is. ``field_links``: the links in the texts of an item's fields, where there are any, by the same.
    ``names``: kind and id of all that an item's fields refer to, where it is known.
    """

    settings: SiteSettings
    vocabularies: Vocabularies = Vocabularies()
    portraits: tuple[Portrait, ...] = ()
    episodes: tuple[Episode, ...] = ()
    issues: tuple[Issue, ...] = ()
    articles: tuple[Article, ...] = ()
    actors: tuple[Actor, ...] = ()
    programmes: tuple[Programme, ...] = ()
    events: tuple[Event, ...] = ()
    stories: tuple[Story, ...] = ()
    news: tuple[NewsItem, ...] = ()
    occupation_texts: tuple[OccupationText, ...] = ()
    pages: tuple[Page, ...] = ()
    translations: Mapping[tuple[str, str], tuple[Translation, ...]] = field(default_factory=dict)
    sources: Mapping[tuple[str, str], Source] = field(default_factory=lambda: MappingProxyType({}))
    attachments: Attachments = Attachments()
    unread: Mapping[tuple[str, str], Unread] = field(default_factory=dict)
    unread_tables: frozenset[str] = frozenset()
    open_points: tuple[OpenPoint, ...] = ()
    remembered: Published = field(default_factory=Published)
    changes: tuple[Change, ...] = ()
    sent: Mapping[str, bytes] = field(default_factory=dict)
    outline: Outline | None = None
    tokens: Mapping[tuple[str, str], str] = field(default_factory=dict)
    field_links: Mapping[tuple[str, str], tuple[BodyReference, ...]] = field(default_factory=dict)
    names: Mapping[tuple[str, str], frozenset[tuple[str, str]]] = field(default_factory=dict)

    def items(self) -> Iterator[tuple[str, Item]]:
        """Every Markdown item with the name of its kind."""
        for kind, name in ITEM_FIELDS.items():
            for thing in getattr(self, name):
                yield kind, thing

    @cached_property
    def by_id(self) -> Mapping[tuple[str, str], Item]:
        """Every item by its kind and id, whoever may see it."""
        return {(kind, item.id): item for kind, item in self.items()}

    def pictures(self) -> tuple[tuple[Source, FieldPath, Picture], ...]:
        """Every picture of every item, drafts included, and of the shows: where it was read, the path of its field."""
        return self._pictures

    @cached_property
    def _pictures(self) -> tuple[tuple[Source, FieldPath, Picture], ...]:
        settings = self.source("einstellungen", "")
        of_items = ((self.source(kind, item.id), path, picture) for kind, item in self.items() for path, picture in pictures_of(item))
        of_shows = ((settings, ("PODCASTS", n, *path), picture) for n, show in enumerate(self.settings.shows) for path, picture in pictures_of(show))
        return (*of_items, *of_shows)

    def source(self, kind: str, id_: str) -> Source:
        """Where an item was read; a translation's id is ``<id>.<variant>``."""
        found = self.sources.get((kind, id_))
        return Source(f"{kind}:{id_}") if found is None else found

    def renamed(self, kind: str, id_: str) -> str | None:
        """What the item that names this id under ``frueher`` is called now."""
        return self._former_ids.get((kind, id_))

    @cached_property
    def _former_ids(self) -> Mapping[tuple[str, str], str]:
        """What is called differently now, by its former ids; the first that names one has it."""
        found: dict[tuple[str, str], str] = {}
        for kind, item in self.items():
            for former in item.former_ids:
                found.setdefault((kind, former), item.id)
        return found

    def known_ids(self) -> Mapping[str, Collection[str]]:
        """The ids a reference may name, by kind, in their order.

        A file or table that could not be read has its own problems; nothing is said about references to it.
        """
        return self._known_ids

    @cached_property
    def _known_ids(self) -> Mapping[str, Collection[str]]:
        tables = self.vocabularies.tables().items()
        known: dict[str, Collection[str]] = {kind: table.keys() for kind, table in tables if kind not in self.unread_tables}
        found: dict[str, dict[str, None]] = {kind: dict.fromkeys(item.id for item in getattr(self, name)) for kind, name in ITEM_FIELDS.items()}
        for kind, id_ in self.unread:
            found[kind][id_] = None
        known |= {kind: ids.keys() for kind, ids in found.items()}
        known["reihe"] = dict.fromkeys(show.id for show in self.settings.shows).keys()
        return known

    def show_of(self, episode: Episode) -> Show | None:
        """The show an episode belongs to: the one it names, or the only one."""
        shows = self.settings.shows
        if episode.show is None:
            return shows[0] if len(shows) == 1 else None
        return next((show for show in shows if show.id == episode.show), None)

    def audio_of(self, episode: Episode) -> AudioFacts | None:
        """The measured facts of an episode's audio with the size of its published copy, or the stated ones of a remote file."""
        return self._facts(episode.audio, self.attachments.recordings.get(episode.id))

    def rendering_of(self, episode: Episode, rendering: Rendering) -> AudioFacts | None:
        """As ``audio_of``, for a further rendering of an episode."""
        return self._facts(rendering.audio, self.recording_of(episode, rendering))

    def recording_of(self, episode: Episode, rendering: Rendering) -> Recording | None:
        """The published copy of a further rendering, where it is made here."""
        return self.attachments.recordings.get(rendering_key(episode, rendering))

    def _facts(self, source: AudioSource, published: Recording | None) -> AudioFacts | None:
        if isinstance(source, RemoteAudio):
            mime = TYPES.get(suffix_of(urlsplit(source.url).path), "audio/mpeg")
            return AudioFacts(source.duration, source.bytes, mime)
        facts = self.attachments.audio.get(source)
        return replace(facts, bytes=published.bytes) if facts and published else facts

    def chapters_of(self, episode: Episode) -> tuple[Chapter, ...]:
        """The chapters of an episode: its own, else those of its chapter file, else those in the tags of its recording."""
        if episode.chapters:
            return episode.chapters
        if episode.id in self.attachments.chapters:
            return self.attachments.chapters[episode.id].chapters
        facts = self.audio_of(episode)
        return tuple(Chapter(at=mark.at, title=mark.title, url=mark.url) for mark in facts.marks) if facts else ()
