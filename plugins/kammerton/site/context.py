"""What every page builder needs: the library, words, addresses, and the frame around pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from markupsafe import Markup

from kammerton.domain.addresses import ISSUES, OCCUPATIONS, OFFERS, PORTRAITS, START, THEME, Addresses, feed_path, page_path, show_path
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.document import cut_at_word
from kammerton.domain.episode import RemoteAudio
from kammerton.domain.library import Library
from kammerton.domain.page import Page
from kammerton.rendering.jsonld import to_json_ld
from kammerton.rendering.links import Links
from kammerton.rendering.words import Words
from kammerton.site.views import Frame, Head, LinkView

_DESCRIPTION = 200
_LEGAL = ("impressum", "datenschutz", "barrierefreiheit")


@dataclass(frozen=True)
class SiteContext:
    """Shared by all page builders of one build."""

    library: Library
    words: Words
    links: Links
    addresses: Addresses

    def t(self, message: Message) -> str:
        """A message in the language of the site."""
        return self.words.text(message)

    def link(self, path: str) -> str:
        """The link to a page."""
        return self.addresses.link(path)

    def head(self, path: str, title: str, description: str, *data: Mapping[str, object], indexed: bool = True) -> Head:
        """The head of a page; ``data`` is its structured data."""
        name = self.library.settings.name
        full = title if title == name else f"{title} – {name}"
        json_ld: tuple[Markup, ...] = tuple(to_json_ld(entry) for entry in data)
        return Head(full, cut_at_word(description, _DESCRIPTION), self.addresses.absolute(path), json_ld, indexed)

    def frame(self, section: str = "") -> Frame:
        """The frame of a page in a section; ``section`` is the path of the section's list."""
        settings = self.library.settings
        publisher = settings.publisher
        return Frame(
            site_name=settings.name,
            language=self.words.language,
            start=self.link(START),
            theme=self.link(THEME),
            navigation=tuple(LinkView(label, self.link(path), path == section) for label, path in self._sections()),
            footer=tuple(LinkView(page.title, self.link(page_path(page.id)), page_path(page.id) == section) for page in self._footer_pages()),
            feeds=tuple(LinkView(show.title, self.link(feed_path(show.id))) for show in settings.shows if self.library.episodes_of(show)),
            publisher=tuple(filter(None, (publisher.name, publisher.unit, f"{publisher.street}, {publisher.postal_code} {publisher.town}"))),
            notice=settings.notice or "",
            media_hosts=" ".join(sorted(self._media_hosts())),
        )

    def _sections(self) -> list[tuple[str, str]]:
        named = len(self.library.shows) > 1
        shows = [(show.title if named else self.t(M("Podcast")), show_path(show.id)) for show in self.library.shows]
        fixed = [(self.t(M("Betriebe")), PORTRAITS), (self.t(M("Angebote")), OFFERS), (self.t(M("Berufe")), OCCUPATIONS)]
        return [*shows, *fixed, (self.t(M("Newsletter")), ISSUES)]

    def _footer_pages(self) -> list[Page]:
        """Plain pages, those the law asks for last."""
        pages = self.library.listed(self.library.pages)
        return [*(p for p in pages if p.id not in _LEGAL), *(p for id_ in _LEGAL for p in pages if p.id == id_)]

    def _media_hosts(self) -> set[str]:
        """Hosts of audio that lies elsewhere, for the Content-Security-Policy."""
        remote = (e.episode.audio for e in self.library.episodes if isinstance(e.episode.audio, RemoteAudio))
        return {f"https://{urlsplit(audio.url).netloc}" for audio in remote}
