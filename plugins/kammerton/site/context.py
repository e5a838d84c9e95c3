"""What every page builder needs: the library, words, addresses, and the frame around pages."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TypeVar, cast
from urllib.parse import urlsplit

from markupsafe import Markup

from kammerton.domain.addresses import (
    SAVED,
    SEARCH,
    START,
    Addresses,
    feed_path,
    page_path,
    search_index_path,
    subscribe_path,
    topic_feed_path,
    translated_path,
)
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.document import cut_at_word
from kammerton.domain.episode import RemoteAudio
from kammerton.domain.issue import Issue
from kammerton.domain.item import Item
from kammerton.domain.library import Library, checked_day
from kammerton.domain.page import Page
from kammerton.domain.policy import page_policy
from kammerton.domain.translation import EASY
from kammerton.rendering.composition import Composition
from kammerton.rendering.jsonld import to_json_ld
from kammerton.rendering.links import Links
from kammerton.rendering.pictures import plain_path
from kammerton.rendering.words import Words
from kammerton.site.sections import footer_sections, sections, topic_sections
from kammerton.site.trail import Data, breadcrumbs
from kammerton.site.views import Frame, Head, LinkView

_DESCRIPTION = 200
_PREVIEW_WIDTH = 1200
_LEGAL = ("impressum", "datenschutz", "barrierefreiheit")
_ORIGINAL = "de"
T = TypeVar("T")
Composer = Callable[[Library, Words, Issue], Composition]


@dataclass(frozen=True)
class SiteContext:
    """Shared by all page builders of one build; ``variant`` is set while translations are built.

    ``composer`` composes an issue of the newsletter. ``kept`` holds what ``once`` made.
    ``full_text`` says whether the site gets a full-text search, for which another program is needed.
    """

    library: Library
    words: Words
    links: Links
    addresses: Addresses
    variant: str = ""
    full_text: bool = False
    composer: Composer | None = None
    kept: dict[tuple[object, ...], object] = field(default_factory=dict, compare=False, repr=False)

    def in_variant(self, variant: str) -> "SiteContext":
        """The context for the translations into a language or Leichte Sprache."""
        words = self.words if variant == EASY else self.words.speaking(variant)
        return replace(self, words=words, links=Links(self.library, self.addresses, variant), variant=variant, kept={})

    def once(self, name: tuple[object, ...], make: Callable[[], T]) -> T:
        """What ``make`` makes, made once: an offer, for instance, stands in up to ten lists."""
        if name not in self.kept:
            self.kept[name] = make()
        return cast("T", self.kept[name])

    def composition(self, issue: Issue) -> Composition:
        """An issue of the newsletter, composed as a whole."""
        assert self.composer is not None  # given wherever pages of issues are made
        return self.once(("composition", issue.id), partial(self.composer, self.library, self.words, issue))

    def t(self, message: Message) -> str:
        """A message in the language of the page."""
        return self.words.text(message)

    def link(self, path: str) -> str:
        """The link to a page."""
        return self.addresses.link(path)

    def own(self, path: str) -> str:
        """The path of the page being built: under the language's folder while translations are built."""
        return translated_path(self.variant, path) if self.variant else path

    @property
    def speaks(self) -> bool:
        """Whether the frame of the page is in the language of the translation being built: there is a catalogue for it."""
        return bool(self.variant) and self.words.language == self.variant.partition("-")[0]

    def spoken(self) -> tuple["SiteContext", ...]:
        """The languages the site has pages in, beyond its own, as far as there is a catalogue; Leichte Sprache is for people to write."""
        visible = [named for named in self.library.inventory.translations if self.links.path_of(*named) is not None]
        variants = {translation.variant for named in visible for translation in self.library.translations_of(*named)} - {EASY}
        return tuple(inside for inside in map(self.in_variant, sorted(variants)) if inside.speaks)

    def spoken_versions(self, path: str) -> tuple[tuple[str, str, str], ...]:
        """The languages of a page that is made in every one the site speaks, where there are several: label, path, BCP 47 tag."""
        others = tuple((inside.words.own_name(inside.variant), translated_path(inside.variant, path), inside.variant) for inside in self.spoken())
        return ((self.words.own_name(self.words.language), path, self.words.language), *others) if others else ()

    def subscribing(self, show_id: str) -> str:
        """The link to a show's subscribe page, in the language of the page where there is one."""
        return self._own_link(subscribe_path(show_id))

    def _own_link(self, path: str) -> str:
        """The link to a page that there is in every language the site speaks."""
        return self.link(self.own(path) if self.speaks else path)

    def as_of(self, item: Item) -> str:
        """When an item was last checked, in words."""
        day = checked_day(item)
        return self.t(M("Stand: {day}", day=self.words.day(day))) if day else ""

    def head(self, path: str, title: str, description: str, *data: Mapping[str, object], indexed: bool = True) -> Head:
        """The head of a page; ``data`` is its structured data."""
        name = self.library.settings.name
        full = title if title == name else f"{title} – {name}"
        json_ld: tuple[Markup, ...] = tuple(to_json_ld(entry) for entry in data)
        return Head(full, cut_at_word(description, _DESCRIPTION), self.addresses.absolute(path), json_ld, indexed)

    def item_head(self, kind: str, item: Item, path: str, *data: Data) -> Head:
        """The head of an item's page: its words, its languages, its picture, its place in the site."""
        trail = breadcrumbs(self.addresses, [*self._trail(path), (item.title, self.own(path))])
        head = self.head(self.own(path), item.title, item.teaser, *data, trail)
        day = checked_day(item)
        facts = self.library.inventory.attachments.pictures.get(item.image.file) if item.image and self.library.may_show(item.image) else None
        image = self.addresses.absolute(plain_path(facts, max(w for w in facts.widths if w <= _PREVIEW_WIDTH or w == facts.widths[0]))) if facts else ""
        versions = tuple(self._versions(kind, item, path))
        return replace(
            head,
            language=item.language if item.language != self.words.language else "",
            direction=self.words.direction(item.language),
            alternates=tuple(LinkView(label, self.link(one), one == self.own(path), language) for label, one, language in versions),
            hreflang=tuple((language, self.addresses.absolute(one)) for _, one, language in versions),
            image=image,
            image_alt=(item.image.alt or "") if item.image else "",
            changed=day.isoformat() if day else "",
        )

    def _trail(self, path: str) -> list[tuple[str, str]]:
        """The pages above a page: the start and the list of its section."""
        above = [(self.t(label), section) for label, section in sections(self.library) if section and path.startswith(section) and path != section]
        return [(self.library.settings.name, START), *above[:1]]

    def _versions(self, kind: str, item: Item, path: str) -> Iterator[tuple[str, str, str]]:
        """The languages a page is there in, the original first: label, path, BCP 47 tag."""
        translations = self.library.translations_of(kind, item.id)
        if not translations:
            return
        written = self.library.inventory.by_id.get((kind, item.id))
        original = written.language if written else _ORIGINAL
        yield self.words.own_name(original), path, original
        for translation in translations:
            label = self.t(M("Leichte Sprache")) if translation.variant == EASY else self.words.own_name(translation.variant)
            yield label, translated_path(translation.variant, path), translation.language

    def frame(self, section: str = "") -> Frame:
        """The frame of a page in a section; ``section`` is the path of the section's list. Pages whose frames are the same share one."""
        marked = section if section in self._marked else ""
        if marked not in self._frames:
            self._frames[marked] = self._frame(marked)
        return self._frames[marked]

    @cached_property
    def _frames(self) -> dict[str, Frame]:
        """The frames made so far, by the section they mark."""
        return {}

    @cached_property
    def _marked(self) -> frozenset[str]:
        """The pages to which every frame has a link, marked on the page itself."""
        linked = (path for _, path in (*sections(self.library), *footer_sections(self.library)))
        return frozenset((*linked, *(page_path(page.id) for page in self._footer_pages())))

    def _frame(self, section: str) -> Frame:
        settings = self.library.settings
        publisher = settings.publisher
        return Frame(
            site_name=settings.name,
            language=self.words.language,
            start=self.link(START),
            search=self._own_link(SEARCH),
            search_index=self._own_link(search_index_path(self.words.language)),
            theme=self.link("theme/"),
            navigation=tuple(self._links(sections(self.library), section)),
            footer=tuple(LinkView(page.title, self.link(page_path(page.id)), page_path(page.id) == section) for page in self._footer_pages()),
            more=tuple(self._links(footer_sections(self.library), section)),
            feeds=tuple(LinkView(show.title, self.link(feed_path(show.id))) for show in settings.shows if self.library.episodes_of(show)),
            subscribing=tuple(LinkView(show.title, self.subscribing(show.id)) for show in settings.shows if self.library.episodes_of(show)),
            topics=tuple(LinkView(self.t(label), self.link(topic_feed_path(path))) for label, path in topic_sections(self.library)),
            saved=self.link(SAVED),
            publisher=tuple(filter(None, (publisher.name, publisher.unit, f"{publisher.street}, {publisher.postal_code} {publisher.town}"))),
            notice=settings.notice or "",
            frame_hosts="",
            policy=page_policy(self.media_hosts(), self.form_host()),
        )

    def _links(self, named: list[tuple[Message, str]], current: str) -> Iterator[LinkView]:
        return (LinkView(self.t(label), self.link(path), path == current) for label, path in named)

    def _footer_pages(self) -> list[Page]:
        """Plain pages, those the law asks for last."""
        pages = self.library.listed(self.library.pages)
        return [*(p for p in pages if p.id not in _LEGAL), *(p for id_ in _LEGAL for p in pages if p.id == id_)]

    def media_hosts(self) -> set[str]:
        """Hosts of audio that lies elsewhere, for the Content-Security-Policy."""
        remote = (e.episode.audio for e in self.library.episodes if isinstance(e.episode.audio, RemoteAudio))
        return {f"https://{urlsplit(audio.url).netloc}" for audio in remote}

    def form_host(self) -> str:
        """Where the form that orders the newsletter is sent, for the Content-Security-Policy; empty without the service."""
        parts = urlsplit(self.library.settings.newsletter.service or "")
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
