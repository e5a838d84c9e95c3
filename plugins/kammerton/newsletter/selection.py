"""What of the library an issue may hold: named, new, coming, ending or open, and meant for its readers.

An entry is made only when it is taken, so that choosing five of many stays cheap.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from kammerton.domain.article import Article
from kammerton.domain.entries import OfferEntry
from kammerton.domain.episode import Episode
from kammerton.domain.event import Event
from kammerton.domain.issue import Block, Edition, Issue, OfferQuery
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.news_item import NewsItem
from kammerton.domain.portrait import Portrait
from kammerton.domain.programme import Programme
from kammerton.domain.story import Story
from kammerton.newsletter.entries import Entries
from kammerton.rendering.composition import Entry
from kammerton.rendering.words import Words

T = TypeVar("T")
Make = Callable[[], Entry]


# Each is asked only of what has such a moment or day.
def _moment(item: Item) -> datetime:
    assert item.published is not None
    return item.published


def _deadline(entry: OfferEntry) -> date:
    assert entry.offer.apply_until is not None
    return entry.offer.apply_until


def _ends(programme: Programme) -> date:
    assert programme.ends is not None
    return programme.ends


def _registration(event: Event) -> date:
    assert event.register_until is not None
    return event.register_until


class Selection:
    """Chooses for one edition of one issue."""

    def __init__(self, library: Library, words: Words, issue: Issue, edition: Edition) -> None:
        """Take what may be seen, and for whom."""
        self._library, self._issue, self._edition = library, issue, edition
        self._make = Entries(library, words)
        self._day = issue.published.astimezone(ZONE).date()
        earlier = bisect_left(library.mailing_moments, issue.published)
        self._since = library.mailing_moments[earlier - 1] if earlier else datetime.min.replace(tzinfo=ZONE)

    def named(self, block: Block) -> Iterator[Entry]:
        """The entry of a block that names one item, where it may be seen and is not over on the day of the issue."""
        library, network, make = self._library, self._library.network, self._make
        portrait, episode = library.portraits_by_id.get(block.portrait or ""), library.episodes_by_id.get(block.episode or "")
        if portrait is not None and self._may_mail(portrait):
            yield make.portrait(portrait)
        if episode is not None and self._may_mail(episode.episode):
            yield make.episode(episode)
        if (article := network.articles_by_id.get(block.article or "")) is not None:
            yield make.article(article)
        if (programme := network.programmes_by_id.get(block.programme or "")) is not None and not self._has_ended(programme):
            yield make.programme(programme)
        if (event := network.events_by_id.get(block.event or "")) is not None and not event.is_over(self._issue.published):
            yield make.event(event)
        if (story := network.stories_by_id.get(block.story or "")) is not None and self._may_mail(story):
            yield make.story(story)
        if (actor := network.actors_by_id.get(block.actor or "")) is not None:
            yield make.actor(actor)

    def new(self, kind: str) -> Iterator[tuple[datetime, Entry]]:
        """What of a kind appeared since the last issue and is meant for these readers, the newest first."""
        wanted = [(_moment(item), entry) for item, entry in self._new(kind) if self._is_for(item) and self._stands(item)]
        return ((appeared, entry()) for appeared, entry in sorted(wanted, key=lambda pair: pair[0], reverse=True))

    def _new(self, kind: str) -> Iterator[tuple[Item, Make]]:
        """What of a kind appeared since the last issue, and what makes its entry."""
        library, make = self._library, self._make
        if kind == "folge":
            return ((e.episode, partial(make.episode, e)) for e in self._appeared(library.oldest_episodes, lambda entry: entry.episode.published))
        if kind == "betrieb":
            return ((p, partial(make.portrait, p)) for p in self._appeared(library.oldest_portraits, lambda portrait: portrait.published))
        makers: dict[str, Callable[..., Entry]] = {
            "wissen": make.article,
            "termin": make.event,
            "geschichte": make.story,
            "foerderung": make.programme,
            "meldung": make.news,
        }
        return ((item, partial(makers[kind], item)) for item in self._appeared(library.network.appeared[kind], _moment))

    def _stands(self, item: Item) -> bool:
        """Whether an item is to be told of on the day of the issue: it is not over, and everybody concerned agrees."""
        if isinstance(item, Event):
            return item.state != "abgesagt" and not item.is_over(self._issue.published)
        if isinstance(item, Programme):
            return not self._has_ended(item)
        if isinstance(item, NewsItem):
            return item.expires_on is None or item.expires_on >= self._day
        return isinstance(item, Article) or self._may_mail(item)

    def _appeared(self, oldest_first: Sequence[T], published: Callable[[T], datetime]) -> Sequence[T]:
        """What appeared since the last issue, cut out of all there is: an issue must not look at every firm."""
        first = bisect_right(oldest_first, self._since, key=published)
        return oldest_first[first : bisect_right(oldest_first, self._issue.published, lo=first, key=published)]

    def coming(self, days: int) -> Iterator[Entry]:
        """What takes place within some days of the issue, the next first."""
        until = self._issue.published + timedelta(days=days)
        events = self._library.network.coming_events
        begun = events[: bisect_right(events, until, key=lambda event: event.begins)]
        return (self._make.event(event) for event in begun if self._stands(event) and self._is_for(event))

    def ending(self, days: int) -> Iterator[Entry]:
        """Programmes, offers and events whose deadline ends within some days of the issue, the nearest first."""
        library, make, until = self._library, self._make, self._day + timedelta(days=days)
        programmes = self._near(library.network.open_programmes_by_deadline, until, _ends)
        offers = self._near(library.open_offers_by_deadline, until, _deadline)
        events = self._near(library.network.coming_events_by_deadline, until, _registration)
        near: list[tuple[date, Make]] = [
            *((_ends(p), partial(make.programme, p)) for p in programmes if self._is_for(p)),
            *((_deadline(e), partial(make.offer, e)) for e in offers if self._may_mail(e.portrait)),
            *((_registration(e), partial(make.event, e)) for e in events if self._stands(e) and self._is_for(e)),
        ]
        return (entry() for _, entry in sorted(near, key=lambda pair: pair[0]))

    def _near(self, soonest_first: Sequence[T], until: date, day: Callable[[T], date]) -> Sequence[T]:
        """What has its day from that of the issue to another, cut out of all there is."""
        first = bisect_left(soonest_first, self._day, key=day)
        return soonest_first[first : bisect_right(soonest_first, until, lo=first, key=day)]

    def offers(self, query: OfferQuery) -> Iterator[Entry]:
        """Open offers, chosen by type, town, occupation and field."""
        library = self._library
        narrowed = ((query.type, library.open_offers_by_type), (query.town, library.open_offers_by_town), (query.field, library.open_offers_by_field))
        lists = [library.open_offers, *(known.get(want, ()) for want, known in narrowed if want is not None)]
        return (self._make.offer(entry) for entry in min(lists, key=len) if self._fits(entry, query) and self._may_mail(entry.portrait))

    def _fits(self, entry: OfferEntry, query: OfferQuery) -> bool:
        offer = entry.offer
        wanted = ((query.type, offer.type), (query.town, entry.portrait.town), (query.occupation, offer.occupation))
        if not all(want is None or want == have for want, have in wanted):
            return False
        return query.field is None or query.field in {field.id for field in self._library.fields_of(offer)}

    def _has_ended(self, programme: Programme) -> bool:
        return programme.ends is not None and programme.ends < self._day

    def _is_for(self, item: Item) -> bool:
        """Whether an item is meant for the readers of this edition; what names nobody is for everybody.

        Firms, episodes and stories are what a newsletter tells of: whom they address does not matter.
        """
        if isinstance(item, Portrait | Episode | Story):
            return True
        meant = item.audience or (item.beneficiaries if isinstance(item, Programme) else ())
        return not meant or not self._edition.audiences or bool(set(meant) & set(self._edition.audiences))

    def _may_mail(self, item: Item) -> bool:
        """Whether everybody concerned agrees to the newsletter, too."""
        return self._library.agrees(item, "newsletter")
