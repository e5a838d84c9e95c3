"""The views of a podcast: show, subscribe page, episode, transcript."""

from dataclasses import dataclass

from markupsafe import Markup

from kammerton.rendering.pictures import ShownPicture
from kammerton.rendering.waveform import Landscape
from kammerton.site.views import Card, CardSection, LinkView, Pager, Pairs, View


@dataclass(frozen=True)
class ShowView(View):
    """A podcast with its episodes."""

    title: str
    description: str
    cover: str
    cover_alt: str
    feed: str
    subscribing: str
    json_feed: str
    facts: Pairs
    licence: LinkView | None
    voices: "tuple[VoiceView, ...]"
    funding: tuple[LinkView, ...]
    episodes: tuple[Card, ...]
    pager: Pager | None


@dataclass(frozen=True)
class AppView:
    """A link that opens a podcast app with the feed; ``devices`` is where the app runs."""

    name: str
    devices: str
    href: str


@dataclass(frozen=True)
class SubscribeView(View):
    """How to subscribe to a show; ``page`` is the complete address of this page, which the QR code (``code``) holds."""

    title: str
    show: LinkView
    feed: str
    page: str
    code: str
    apps: tuple[AppView, ...]
    directories: tuple[LinkView, ...]
    newsletter: LinkView
    latest: tuple[Card, ...]


@dataclass(frozen=True)
class ChapterView:
    """A mark in the recording: ``at`` in seconds, ``href`` leads there without script."""

    at: str
    clock: str
    title: str
    href: str


@dataclass(frozen=True)
class PlayerView:
    """What the player shows and remembers; its words stand in the template.

    ``key`` names the episode in the listener's browser, ``page`` is its page, ``duration`` is in whole seconds (0 where it
    is not known), ``language`` that of the player's words, ``speeds`` are (value, label).
    """

    key: str
    title: str
    show: str
    page: str
    language: str
    audio: str
    mime: str
    file: str
    duration: int
    total: str
    artwork: str
    landscape: Landscape
    speeds: Pairs


@dataclass(frozen=True)
class CueView:
    """A part of a transcript; ``at`` is its beginning in seconds."""

    at: str
    clock: str
    href: str
    speaker: str
    text: str


@dataclass(frozen=True)
class VoiceView:
    """Somebody heard in an episode."""

    name: str
    role: str
    link: str
    picture: ShownPicture | None


@dataclass(frozen=True)
class TranscriptPart:
    """A transcript under its episode: paragraphs (of a long one the first), the files, and the page of a long one."""

    cues: tuple[CueView, ...]
    files: tuple[LinkView, ...]
    page: LinkView | None


@dataclass(frozen=True)
class EpisodeView(View):
    """A podcast episode; ``snippet`` is what other sites copy to show its player, ``oembed`` the file from which they take it by themselves."""

    title: str
    kicker: str
    summary: str
    colour: str
    show: LinkView
    subscribing: str
    player: PlayerView
    renderings: tuple[LinkView, ...]
    snippet: str
    oembed: str
    facts: Pairs
    licence: LinkView | None
    also_at: tuple[LinkView, ...]
    body: Markup
    chapters: tuple[ChapterView, ...]
    voices: "tuple[VoiceView, ...]"
    transcript: TranscriptPart
    links: tuple[LinkView, ...]
    portraits: tuple[Card, ...]
    occupations: tuple[LinkView, ...]
    offers: tuple[Card, ...]
    sections: tuple[CardSection, ...]
    picture: ShownPicture | None
    pictures: tuple[ShownPicture, ...]
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True)
class TranscriptView(View):
    """A transcript that is too long for the page of its episode."""

    title: str
    episode: LinkView
    player: PlayerView
    transcript: TranscriptPart


@dataclass(frozen=True)
class EmbedView(View):
    """The player alone, for a frame on another site."""

    title: str
    kicker: str
    colour: str
    page: str
    player: PlayerView
    chapters: tuple[ChapterView, ...]
    picture: ShownPicture | None
