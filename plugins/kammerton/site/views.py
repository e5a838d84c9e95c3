"""What the templates print: one frozen view for each page kind. Templates get a view and nothing else."""

from dataclasses import dataclass

from markupsafe import Markup

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LinkView:
    """A link in words; ``current`` marks the page one is on."""

    label: str
    href: str
    current: bool = False


@dataclass(frozen=True)
class Frame:
    """What stands around every page."""

    site_name: str
    language: str
    start: str
    theme: str
    navigation: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    feeds: tuple[LinkView, ...]
    publisher: tuple[str, ...]
    notice: str
    media_hosts: str


@dataclass(frozen=True)
class Head:
    """What search engines and browsers read about a page; ``path`` is relative to the site's root."""

    title: str
    description: str
    canonical: str
    json_ld: tuple[Markup, ...] = ()
    indexed: bool = True


@dataclass(frozen=True)
class Card:
    """One entry of a list."""

    title: str
    href: str
    text: str = ""
    facts: tuple[str, ...] = ()
    badge: str = ""
    colour: str = ""


@dataclass(frozen=True)
class CardGroup:
    """A part of a list under a letter or heading; ``anchor`` is its id in the page."""

    heading: str
    anchor: str
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class View:
    """A page: its frame and head."""

    frame: Frame
    head: Head


@dataclass(frozen=True)
class StartView(View):
    """The start page."""

    claim: str
    intro: str
    latest: Card | None
    doors: tuple[Card, ...]
    ways: tuple[Card, ...]
    portraits: tuple[Card, ...]
    count: str


@dataclass(frozen=True)
class ListView(View):
    """A list of anything, in groups, with links to jump to them."""

    title: str
    intro: str
    count: str
    jumps: tuple[LinkView, ...]
    groups: tuple[CardGroup, ...]
    empty: str = ""


@dataclass(frozen=True)
class ContactView:
    """Who answers, and how to reach them."""

    role: str
    name: str
    mail: str
    phone: str
    phone_link: str
    lines: tuple[str, ...]
    promise: str


@dataclass(frozen=True)
class PortraitView(View):
    """A company portrait."""

    title: str
    summary: str
    colour: str
    badge: str
    place: str
    body: Markup
    facts: Pairs
    lists: tuple[tuple[str, tuple[str, ...]], ...]
    contact: ContactView
    website: LinkView | None
    channels: tuple[LinkView, ...]
    offers: tuple[Card, ...]
    closed: tuple[Card, ...]
    episodes: tuple[Card, ...]
    as_of: str


@dataclass(frozen=True)
class OfferView(View):
    """One offer of a firm."""

    title: str
    firm: Card
    badge: str
    closed: str
    facts: Pairs
    apply: str
    apply_link: LinkView | None
    occupation: LinkView | None
    contact: ContactView
    others: tuple[Card, ...]
    as_of: str


@dataclass(frozen=True)
class OccupationView(View):
    """An occupation with the firms that offer it and the episodes about it."""

    title: str
    names: str
    fields: tuple[str, ...]
    offers: tuple[Card, ...]
    closed: tuple[Card, ...]
    episodes: tuple[Card, ...]
    related: tuple[Card, ...]


@dataclass(frozen=True)
class ShowView(View):
    """A podcast with its episodes."""

    title: str
    description: str
    cover: str
    cover_alt: str
    feed: str
    episodes: tuple[Card, ...]


@dataclass(frozen=True)
class CueView:
    """A part of a transcript."""

    clock: str
    href: str
    speaker: str
    text: str


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
    facts: Pairs
    body: Markup
    chapters: tuple[LinkView, ...]
    voices: Pairs
    transcript: tuple[CueView, ...]
    transcript_files: tuple[LinkView, ...]
    transcript_page: LinkView | None
    peaks: tuple[int, ...]
    waveform: str
    links: tuple[LinkView, ...]
    portraits: tuple[Card, ...]
    occupations: tuple[LinkView, ...]
    offers: tuple[Card, ...]
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True)
class TranscriptView(View):
    """A transcript that is too long for the page of its episode."""

    title: str
    episode: LinkView
    transcript: tuple[CueView, ...]
    transcript_files: tuple[LinkView, ...]


@dataclass(frozen=True)
class SectionView:
    """A part of a newsletter issue."""

    heading: str
    body: Markup
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class IssueView(View):
    """A newsletter issue in the archive."""

    title: str
    subject: str
    kicker: str
    sections: tuple[SectionView, ...]
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True)
class ArchiveView(View):
    """All newsletter issues."""

    title: str
    intro: str
    issues: tuple[Card, ...]
    subscribe: str


@dataclass(frozen=True)
class PageView(View):
    """A plain page, or the page for addresses that do not exist."""

    title: str
    body: Markup
    as_of: str
    ways_on: tuple[LinkView, ...] = ()


@dataclass(frozen=True)
class SitePage:
    """A page to be written: its path, its template and its view."""

    path: str
    template: str
    view: View
