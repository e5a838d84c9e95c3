"""What the templates print: one frozen view for each page kind. Templates get a view and nothing else."""

from dataclasses import dataclass

from markupsafe import Markup

from kammerton.rendering.pictures import ShownPicture
from kammerton.rendering.signup import SignupForm
from kammerton.site.form_views import FinderView

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class LinkView:
    """A link in words; ``current`` marks the page one is on."""

    label: str
    href: str
    current: bool = False
    language: str = ""


@dataclass(frozen=True)
class Frame:
    """What stands around every page; ``frame_hosts`` are set only where a page embeds something from there after a click.

    ``search`` is the search page of the language, ``search_index`` what it loads.
    """

    site_name: str
    language: str
    start: str
    search: str
    search_index: str
    theme: str
    navigation: tuple[LinkView, ...]
    footer: tuple[LinkView, ...]
    more: tuple[LinkView, ...]
    feeds: tuple[LinkView, ...]
    subscribing: tuple[LinkView, ...]
    topics: tuple[LinkView, ...]
    saved: str
    publisher: tuple[str, ...]
    notice: str
    policy: str
    frame_hosts: str


@dataclass(frozen=True)
class Head:
    """What search engines and browsers read about a page.

    ``language`` is the BCP 47 tag of the text where it is not the page's own; ``alternates`` are its languages, the original first,
    ``direction`` is that of its script, ``hreflang`` the same as tags with complete addresses;
    ``changed`` is the ISO day of the last check; ``image`` is complete.
    """

    title: str
    description: str
    canonical: str
    json_ld: tuple[Markup, ...] = ()
    indexed: bool = True
    language: str = ""
    direction: str = "ltr"
    alternates: tuple[LinkView, ...] = ()
    hreflang: Pairs = ()
    image: str = ""
    image_alt: str = ""
    changed: str = ""


@dataclass(frozen=True)
class Card:
    """One entry of a list; ``saved_as`` is its name in the saved list (see ``domain.addresses.saved_name``), where it can be saved."""

    title: str
    href: str
    text: str = ""
    facts: tuple[str, ...] = ()
    badge: str = ""
    colour: str = ""
    day: tuple[str, str] | None = None
    picture: ShownPicture | None = None
    language: str = ""
    saved_as: str = ""


@dataclass(frozen=True)
class CardSection:
    """Cards under a heading of a page; ``kind`` is how they look, ``more`` leads to all where these are only the first."""

    title: str
    cards: tuple[Card, ...]
    kind: str = ""
    text: str = ""
    more: LinkView | None = None


@dataclass(frozen=True)
class CardGroup:
    """A part of a list under a letter or heading; ``anchor`` is its id in the page, ``kind`` how its cards look where it differs from the list's.

    ``more`` leads to the whole part where only its beginning is shown.
    """

    heading: str
    anchor: str
    cards: tuple[Card, ...]
    kind: str = ""
    more: LinkView | None = None


@dataclass(frozen=True)
class LinkGroup:
    """Links to lists under a heading."""

    heading: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True)
class Pager:
    """The way through a list on several pages: the neighbours, and the pages worth a link; a gap between them has no address."""

    label: str
    before: LinkView | None
    after: LinkView | None
    pages: tuple[LinkView, ...]


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
    sections: tuple[CardSection, ...]
    languages: tuple[LinkView, ...]
    figures: tuple[LinkView, ...]
    actions: tuple[LinkView, ...]
    fields: tuple[Card, ...]
    newsletter: LinkView


@dataclass(frozen=True)
class ListView(View):
    """A page of a list of anything, in groups, with links to jump to them.

    ``trail`` are the pages above it, ``ways`` links to the lists near it; ``finder`` stands on the first page of the directory.
    """

    title: str
    intro: str
    count: str
    jumps: tuple[LinkView, ...]
    groups: tuple[CardGroup, ...]
    empty: str = ""
    actions: tuple[LinkView, ...] = ()
    kind: str = ""
    trail: tuple[LinkView, ...] = ()
    pager: Pager | None = None
    ways: tuple[LinkGroup, ...] = ()
    finder: FinderView | None = None


@dataclass(frozen=True)
class SavedView(View):
    """The saved list: filled in the browser, from what it keeps and from the finder's ``file``; ``page`` is the list of firms."""

    title: str
    intro: str
    file: str
    page: str


@dataclass(frozen=True)
class ContactView:
    """Who answers, and how to reach them, under a heading."""

    heading: str
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
    saved_as: str
    offers: tuple[Card, ...]
    closed: tuple[Card, ...]
    episodes: tuple[Card, ...]
    sections: tuple[CardSection, ...]
    logo: ShownPicture | None
    clip: "ClipView | None"
    picture: ShownPicture | None
    pictures: tuple[ShownPicture, ...]
    as_of: str


@dataclass(frozen=True)
class ClipView:
    """A short video: an own one with its captions, or one that lies elsewhere: ``embed`` is what a click loads, ``elsewhere`` its page there."""

    title: str
    video: str
    captions: str
    language: str
    width: int
    height: int
    elsewhere: str
    embed: str


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
    saved_as: str
    contact: ContactView
    others: tuple[Card, ...]
    as_of: str


@dataclass(frozen=True)
class OccupationView(View):
    """An occupation with the firms that offer it and the episodes about it; ``pager`` leads to further offers, ``ways`` to lists by offer type."""

    title: str
    names: str
    colour: str
    fields: tuple[LinkView, ...]
    text_title: str
    body: Markup | None
    picture: ShownPicture | None
    pictures: tuple[ShownPicture, ...]
    as_of: str
    offers: tuple[Card, ...]
    closed: tuple[Card, ...]
    episodes: tuple[Card, ...]
    sections: tuple[CardSection, ...]
    related: tuple[Card, ...]
    pager: Pager | None = None
    ways: tuple[LinkGroup, ...] = ()


@dataclass(frozen=True)
class SectionView:
    """A part of a newsletter issue."""

    heading: str
    body: Markup
    cards: tuple[Card, ...]
    audience: str = ""


@dataclass(frozen=True)
class IssueView(View):
    """A newsletter issue in the archive."""

    title: str
    subject: str
    kicker: str
    sections: tuple[SectionView, ...]
    picture: ShownPicture | None
    pictures: tuple[ShownPicture, ...]
    previous: LinkView | None
    next: LinkView | None


@dataclass(frozen=True)
class ArchiveView(View):
    """All newsletter issues; ordered by ``signup`` where there is a service, else by the mail link ``subscribe``."""

    title: str
    intro: str
    issues: tuple[Card, ...]
    subscribe: str
    signup: SignupForm | None
    feed: str
    pager: Pager | None = None


@dataclass(frozen=True)
class MissingView(View):
    """The page for addresses that do not exist: what happened, and the ways on."""

    title: str
    text: str
    ways: tuple[LinkView, ...]
    doors: tuple[Card, ...]


@dataclass(frozen=True)
class PageView(View):
    """A plain page."""

    title: str
    body: Markup
    as_of: str
    picture: ShownPicture | None = None
    pictures: tuple[ShownPicture, ...] = ()


@dataclass(frozen=True)
class QuestionView:
    """A question and its answer."""

    question: str
    answer: Markup


@dataclass(frozen=True)
class StepView:
    """One step of a checklist or roadmap."""

    title: str
    when: str
    text: Markup


@dataclass(frozen=True)
class NoteView:
    """A source or a file: its link where there is one, and what is said of it."""

    label: str
    href: str
    note: str


@dataclass(frozen=True)
class QuoteView:
    """What somebody says, and who."""

    text: str
    by: str


@dataclass(frozen=True)
class EntryView(View):
    """An item of knowledge and network: article, actor, programme, event, story, piece of news. What an item lacks is empty."""

    title: str
    kicker: str
    summary: str
    colour: str
    notice: str
    body: Markup
    as_of: str
    picture: ShownPicture | None = None
    pictures: tuple[ShownPicture, ...] = ()
    actions: tuple[LinkView, ...] = ()
    quote: QuoteView | None = None
    facts: Pairs = ()
    facts_title: str = ""
    conditions: tuple[str, ...] = ()
    questions: tuple[QuestionView, ...] = ()
    steps: tuple[StepView, ...] = ()
    is_checklist: bool = False
    downloads: tuple[NoteView, ...] = ()
    sources: tuple[NoteView, ...] = ()
    contacts: tuple[ContactView, ...] = ()
    sections: tuple[CardSection, ...] = ()


@dataclass(frozen=True)
class RedirectView(View):
    """A page that leads on to where its content is now."""

    title: str
    target: LinkView


@dataclass(frozen=True)
class SitePage:
    """A page to be written: its path, its template and its view."""

    path: str
    template: str
    view: View
