"""L7: the pages of a feed (RFC 5005), one after another, and what must hold between them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found
from kammerton.audit.lint.values import clipped, moment_of
from kammerton.domain.diagnostic import Diagnostic, M, Message

MOST_PAGES = 1000


@dataclass(frozen=True)
class FeedPage:
    """A feed, or a page of one: its name in messages, its bytes, and how it was come by.

    ``address`` is where it lies in the end, ``moved`` where it was looked for before, ``mime`` how a server calls it.
    """

    name: str
    content: bytes
    address: str | None = None
    mime: str = ""
    moved: tuple[str, ...] = ()


Fetch = Callable[[str], FeedPage | Message]
"""From an address to the page that lies there, or to why it cannot be had."""

MISSING = FeedRule(
    "L710", ERROR, "RFC 5005", M("Nächste Seite fehlt"),
    M("Eine Seite des Feeds, auf die verwiesen wird, gibt es nicht. Manche Programme lehnen dann die ganze Reihe ab."), M("Veröffentlichen Sie die Seite, oder löschen Sie den Verweis."),
)  # fmt: skip
CIRCLE = FeedRule(
    "L711", ERROR, "RFC 5005", M("Seiten im Kreis"), M("Die Seiten verweisen im Kreis aufeinander. Programme lesen dann ohne Ende."),
    M("Löschen Sie auf der letzten Seite den Verweis auf die nächste."),
)  # fmt: skip
GUID_TWICE = FeedRule(
    "L712", ERROR, "RFC 5005, PSP-1", M("Folge auf zwei Seiten"), M("Dieselbe Kennung steht auf zwei Seiten. Was Programme damit machen, ist Zufall."),
    M("Lassen Sie jede Folge nur auf einer Seite stehen."),
)  # fmt: skip
ORDER = FeedRule(
    "L713", HINT, "RFC 5005", M("Seiten nicht nach Zeitpunkt geordnet"), M("Eine spätere Seite enthält neuere Folgen als die vor ihr."),
    M("Ordnen Sie die Seiten, die neuesten Folgen auf die erste."),
)  # fmt: skip
OTHER_SHOW = FeedRule(
    "L714", ERROR, "RFC 5005, Podcasting 2.0 (guid)", M("Seite gehört zu einer anderen Reihe"), M("Titel oder podcast:guid der Seite sind andere als auf der ersten."),
    M("Gleichen Sie die Angaben in <channel> auf allen Seiten an."),
)  # fmt: skip
ORPHAN = FeedRule(
    "L715", ERROR, "RFC 5005", M("Seite, auf die nichts verweist"), M("Eine Seite des Feeds wurde geschrieben, aber keine andere verweist auf sie. Ihre Folgen findet niemand."),
    M("Melden Sie das; Seiten schreibt das Programm selbst."),
)  # fmt: skip
RULES = (MISSING, CIRCLE, GUID_TWICE, ORDER, OTHER_SHOW, ORPHAN)


@dataclass
class Across:
    """What is remembered from page to page; no page is kept."""

    guids: dict[str, str] = field(default_factory=dict)
    addresses: set[str] = field(default_factory=set)
    show: tuple[str, str] | None = None
    oldest: datetime | None = None

    def judge(self, page: FeedPage, feed: Feed) -> Iterator[Diagnostic]:
        """What does not fit to the pages before."""
        self.addresses |= {address for address in (page.address, feed.link("self")) if address}
        yield from self._show(page, feed)
        for item in feed.items:
            element, guid = item.first("guid"), item.text("guid")
            if element is not None and self.guids.setdefault(guid, page.name) != page.name:
                what = M("Die Kennung „{guid}“ steht schon auf der Seite {page}.", guid=clipped(guid), page=self.guids[guid])
                yield GUID_TWICE.at(page.name, Found(line_of(element), what))
        yield from self._order(page, feed)

    def _show(self, page: FeedPage, feed: Feed) -> Iterator[Diagnostic]:
        show = (feed.channel.text("title"), feed.channel.text("podcast:guid"))
        self.show = self.show or show
        if show != self.show:
            yield OTHER_SHOW.at(page.name, Found(line_of(feed.channel.element), M("Die Seite gehört zu „{title}“.", title=clipped(show[0]))))

    def _order(self, page: FeedPage, feed: Feed) -> Iterator[Diagnostic]:
        moments = [moment for moment in (moment_of(item.text("pubDate")) for item in feed.items) if moment is not None]
        if moments and self.oldest is not None and max(moments) > self.oldest:
            yield ORDER.at(page.name, Found(line_of(feed.items[0].element), M("Diese Seite enthält eine neuere Folge als die vor ihr.")))
        self.oldest = min([*moments, *([self.oldest] if self.oldest else [])], default=None)


def next_of(feed: Feed) -> tuple[str, int] | None:
    """The address of the next page, and the line of the link to it."""
    for link in feed.channel.all("atom:link"):
        if link.get("rel") == "next" and link.get("href"):
            return link.get("href", "").strip(), line_of(link)
    return None
