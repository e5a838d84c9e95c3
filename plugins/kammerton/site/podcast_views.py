"""The views of a podcast: show, episode, transcript."""

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
    json_feed: str
    facts: Pairs
    licence: LinkView | None
    voices: "tuple[VoiceView, ...]"
    funding: tuple[LinkView, ...]
    episodes: tuple[Card, ...]


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
