"""The views of a podcast: show, subscribe page, episode, transcript."""

from dataclasses import dataclass

from markupsafe import Markup

from kammerton.rendering.pictures import ShownPicture
from kammerton.site.views import Card, CardSection, LinkView, Pairs, View


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
class CueView:
    """A part of a transcript."""

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
    """A podcast episode; ``peaks`` (0 to 100, none where unknown) are what ``waveform``, the path of an SVG, is drawn from."""

    title: str
    kicker: str
    summary: str
    colour: str
    show: LinkView
    subscribing: str
    audio: str
    audio_type: str
    renderings: tuple[LinkView, ...]
    facts: Pairs
    licence: LinkView | None
    also_at: tuple[LinkView, ...]
    body: Markup
    chapters: tuple[LinkView, ...]
    voices: "tuple[VoiceView, ...]"
    transcript: TranscriptPart
    peaks: tuple[int, ...]
    waveform: str
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
    transcript: TranscriptPart
