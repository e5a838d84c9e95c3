"""The entries of topic feeds: one table for every format they are written in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from urllib.parse import urlsplit

from kammerton.domain.addresses import EVENTS, ISSUES, NEWS, OFFERS, Addresses, issue_path, item_path, offer_path
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.document import Document, Element
from kammerton.domain.entries import OfferEntry
from kammerton.domain.event import Event
from kammerton.domain.issue import Issue
from kammerton.domain.moments import ZONE
from kammerton.domain.news_item import NewsItem
from kammerton.domain.revision import revised_at
from kammerton.rendering.event_words import event_title
from kammerton.rendering.frozen import as_sent
from kammerton.rendering.html import to_html
from kammerton.rendering.labels import EVENT_TYPES
from kammerton.rendering.network_words import event_when, event_where
from kammerton.rendering.offer_words import offer_name, short_facts
from kammerton.site.cards import example_badge
from kammerton.site.context import SiteContext

_MOST = 50


@dataclass(frozen=True)
class FeedEntry:
    """A thing in a feed: addresses are complete, ``summary`` is text, ``content`` HTML, ``related`` a page of somebody else."""

    id: str
    link: str
    title: str
    published: datetime
    updated: datetime
    language: str
    summary: str = ""
    content: str = ""
    related: str = ""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True)
class TopicFeed:
    """The newest things of a section, whose list is ``section``; never empty."""

    section: str
    title: str
    entries: tuple[FeedEntry, ...]

    @property
    def updated(self) -> datetime:
        """When the newest entry was last revised, never the moment of the build."""
        return self.entries[0].updated


def feeds(context: SiteContext) -> Iterator[TopicFeed]:
    """News, coming events, open offers and issues of the newsletter, each with at most 50 entries, last revised first.

    There is no feed for a section that has nothing: its ``updated`` could only be invented.
    """
    network = context.library.network
    sections: tuple[tuple[str, Message, Iterator[FeedEntry]], ...] = (
        (NEWS, M("Neues"), (_news(context, item) for item in network.current_news)),
        (EVENTS, M("Termine"), (_event(context, event) for event in network.coming_events)),
        (OFFERS, M("Neue Angebote"), (_offer(context, entry) for entry in context.library.open_offers)),
        (ISSUES, M("Newsletter für Betriebe"), (_issue(context, issue) for issue in context.library.issues)),
    )
    for section, title, entries in sections:
        newest = _newest(entries)
        if newest:
            yield TopicFeed(section, f"{context.t(title)} – {context.library.settings.name}", newest)


def _newest(entries: Iterable[FeedEntry]) -> tuple[FeedEntry, ...]:
    """Entries revised at the same moment keep the order of their lists."""
    return tuple(sorted(entries, key=lambda entry: entry.updated, reverse=True)[:_MOST])


def tag_uri(addresses: Addresses, published: datetime, *path: str) -> str:
    """The identity of an entry (RFC 4151): the site's host, the year of ``datum`` and oldest ids, so that it outlives a new address.

    >>> tag_uri(Addresses("https://probe.example/region"), datetime(2026, 5, 1, tzinfo=ZONE), "termin", "messe")
    'tag:probe.example,2026:region/termin/messe'
    """
    parts = urlsplit(addresses.site_address)
    return f"tag:{parts.hostname},{published.astimezone(ZONE).year}:{'/'.join((*parts.path.split('/')[1:], *path))}"


def _news(context: SiteContext, item: NewsItem) -> FeedEntry:
    return FeedEntry(
        id=tag_uri(context.addresses, item.published, "meldung", item.oldest_id),
        link=context.addresses.absolute(item_path("meldung", item.id)),
        title=item.title,
        published=item.published,
        updated=revised_at(item, item.published, context.library.today),
        language=item.language,
        summary=item.teaser,
        content=str(to_html(item.body, context.links.absolute)),
        related=item.link or "",
        topics=item.topics,
    )


def _event(context: SiteContext, event: Event) -> FeedEntry:
    """An event; when and where stand in the text too, for programs show either summary or content."""
    facts = tuple(filter(None, (event_when(context.words, event), event_where(context.library, context.words, event))))
    body = Document((*(Element("p", (), (fact,)) for fact in facts), *event.body.nodes))
    return FeedEntry(
        id=tag_uri(context.addresses, event.published, "termin", event.oldest_id),
        link=context.addresses.absolute(item_path("termin", event.id)),
        title=event_title(context.words, event),
        published=event.published,
        updated=revised_at(event, event.published, context.library.today),
        language=event.language,
        summary=". ".join(filter(None, (", ".join(facts), event.teaser))),
        content=str(to_html(body, context.links.absolute)),
        topics=(context.t(EVENT_TYPES[event.type]), *event.topics),
    )


def _offer(context: SiteContext, entry: OfferEntry) -> FeedEntry:
    """An offer, as new as its ``seit``, else as its firm's ``datum``; that a firm was checked again makes no offer new."""
    portrait, offer = entry.portrait, entry.offer
    published = datetime.combine(offer.since, time(), ZONE) if offer.since else portrait.published
    badge = example_badge(context, portrait.example)
    title = f"{offer_name(context.library, entry)} – {portrait.title}"
    town = context.library.words.towns[portrait.town].title
    return FeedEntry(
        id=tag_uri(context.addresses, portrait.published, "betrieb", portrait.oldest_id, offer.id),
        link=context.addresses.absolute(offer_path(portrait, offer)),
        title=f"{title} ({badge})" if badge else title,
        published=published,
        updated=published,
        language=portrait.language,
        summary=" · ".join((town, *short_facts(context.library, context.words, entry))),
        topics=(entry.type.title,),
    )


def _issue(context: SiteContext, issue: Issue) -> FeedEntry:
    """An issue under the subject it was sent with."""
    issue = as_sent(context.library, issue)
    return FeedEntry(
        id=tag_uri(context.addresses, issue.published, "ausgabe", issue.oldest_id),
        link=context.addresses.absolute(issue_path(issue.id)),
        title=issue.subject,
        published=issue.published,
        updated=revised_at(issue, issue.published, context.library.today),
        language=issue.language,
        summary=issue.teaser,
    )
