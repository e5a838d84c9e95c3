"""What of the library an issue may hold: named, new, coming, ending or open, and meant for its readers.

An entry is made only when it is taken, so that choosing five of many stays cheap.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import TypeVar

from kammerton.domain.entries import EpisodeEntry, OfferEntry
from kammerton.domain.episode import Episode
from kammerton.domain.event import Event
from kammerton.domain.issue import Block, Edition, Issue, OfferQuery
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.portrait import Portrait
from kammerton.domain.programme import Programme
from kammerton.domain.story import Story
from kammerton.newsletter.entries import Entries
from kammerton.rendering.composition import Entry
from kammerton.rendering.words import Words

I = TypeVar("I", bound=Item)  # noqa: E741 - a type variable
T = TypeVar("T")
Make = Callable[[], Entry]


def _deadline(entry: OfferEntry) -> date:
    assert entry.offer.apply_until is not None  # asked only of offers that have one
    return entry.offer.apply_until


class Selection:
    """Chooses for one edition of one issue."""

    def __init__(self, library: Library, words: Words, issue: Issue, edition: Edition) -> None:
        """Take what may be seen, and for whom."""
        self._library, self._issue, self._edition = library, issue, edition
        self._make = Entries(library, words)
        self._day = issue.published.astimezone(ZONE).date()
        earlier = [i.published for i in library.mailed_issues if i.published < issue.published]
        self._since = max(earlier, default=datetime.min.replace(tzinfo=ZONE))

    def named(self, block: Block) -> Iterator[Entry]:
        """The entry of a block that names one item, where it may be seen and is not over on the day of the issue."""
        library, network, make = self._library, self._library.network, self._make
        portrait, episode = library.portraits_by_id.get(block.portrait or ""), library.episodes_by_id.get(block.episode or "")
        if portrait is not None and self._may_mail(portrait):
            yield make.portrait(portrait)
        if episode is not None and self._may_mail(episode.episode):
            yield make.episode(episode)
        yield from (make.article(article) for article in network.articles if article.id == block.article)
        yield from (make.programme(programme) for programme in network.programmes if programme.id == block.programme and not self._has_ended(programme))
        yield from (make.event(event) for event in network.events if event.id == block.event and not event.is_over(self._issue.published))
        yield from (make.story(story) for story in network.stories if story.id == block.story and self._may_mail(story))
        yield from (make.actor(actor) for actor in network.actors if actor.id == block.actor)

    def new(self, kind: str) -> Iterator[tuple[datetime, Entry]]:
        """What of a kind appeared since the last issue and is meant for these readers, the newest first."""
        library, network, make = self._library, self._library.network, self._make
        found: dict[str, Callable[[], Iterable[tuple[Item, Make]]]] = {
            "folge": lambda: ((e.episode, partial(make.episode, e)) for e in self._new_episodes()),
            "betrieb": lambda: ((p, partial(make.portrait, p)) for p in self._mailable(self._appeared(library.oldest_portraits, lambda p: p.published))),
            "wissen": lambda: ((a, partial(make.article, a)) for a in library.listed(network.articles)),
            "termin": lambda: ((e, partial(make.event, e)) for e in self._standing_events()),
            "geschichte": lambda: ((s, partial(make.story, s)) for s in self._mailable(library.listed(network.stories))),
            "foerderung": lambda: ((p, partial(make.programme, p)) for p in self._open_programmes()),
            "meldung": lambda: ((n, partial(make.news, n)) for n in network.current_news if n.expires_on is None or n.expires_on >= self._day),
        }
        wanted = ((item.published, entry) for item, entry in found[kind]() if self._is_for(item))
        dated = [(appeared, entry) for appeared, entry in wanted if appeared and self._since < appeared <= self._issue.published]
        return ((appeared, entry()) for appeared, entry in sorted(dated, key=lambda pair: pair[0], reverse=True))

    def _new_episodes(self) -> Iterator[EpisodeEntry]:
        appeared = self._appeared(self._library.oldest_episodes, lambda entry: entry.episode.published)
        return (entry for entry in appeared if self._may_mail(entry.episode))

    def _appeared(self, oldest_first: Sequence[T], published: Callable[[T], datetime]) -> Sequence[T]:
        """What appeared since the last issue, cut out of all there is: an issue must not look at every firm."""
        first = bisect_right(oldest_first, self._since, key=published)
        return oldest_first[first : bisect_right(oldest_first, self._issue.published, lo=first, key=published)]

    def coming(self, days: int) -> Iterator[Entry]:
        """What takes place within some days of the issue, the next first."""
        until = self._issue.published + timedelta(days=days)
        return (self._make.event(event) for event in self._standing_events() if event.begins <= until and self._is_for(event))

    def ending(self, days: int) -> Iterator[Entry]:
        """Programmes, offers and events whose deadline ends within some days of the issue, the nearest first."""
        make, until = self._make, self._day + timedelta(days=days)
        deadlines: list[tuple[date | None, Make]] = [
            *((p.ends, partial(make.programme, p)) for p in self._open_programmes() if self._is_for(p)),
            *((e.offer.apply_until, partial(make.offer, e)) for e in self._mailable_offers(until)),
            *((e.register_until, partial(make.event, e)) for e in self._standing_events() if self._is_for(e)),
        ]
        near = [(day, entry) for day, entry in deadlines if day and self._day <= day <= until]
        return (entry() for _, entry in sorted(near, key=lambda pair: pair[0]))

    def offers(self, query: OfferQuery) -> Iterator[Entry]:
        """Open offers, chosen by type, town, occupation and field."""
        library = self._library
        narrowed = ((query.type, library.open_offers_by_type), (query.town, library.open_offers_by_town), (query.field, library.open_offers_by_field))
        lists = [library.open_offers, *(known.get(want, ()) for want, known in narrowed if want is not None)]
        return (self._make.offer(entry) for entry in min(lists, key=len) if self._fits(entry, query) and self._may_mail(entry.portrait))

    def _mailable_offers(self, until: date) -> Iterator[OfferEntry]:
        """Open offers whose deadline ends from the day of the issue to another day."""
        offers = self._library.open_offers_by_deadline
        first = bisect_left(offers, self._day, key=_deadline)
        near = offers[first : bisect_right(offers, until, lo=first, key=_deadline)]
        return (entry for entry in near if self._may_mail(entry.portrait))

    def _fits(self, entry: OfferEntry, query: OfferQuery) -> bool:
        offer = entry.offer
        wanted = ((query.type, offer.type), (query.town, entry.portrait.town), (query.occupation, offer.occupation))
        if not all(want is None or want == have for want, have in wanted):
            return False
        return query.field is None or query.field in {field.id for field in self._library.fields_of(offer)}

    def _standing_events(self) -> Iterator[Event]:
        """Events that take place, and not before the issue."""
        return (e for e in self._library.network.coming_events if e.state != "abgesagt" and not e.is_over(self._issue.published))

    def _open_programmes(self) -> Iterator[Programme]:
        network = self._library.network
        return (p for p in network.programmes if network.is_open(p) and not self._has_ended(p))

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

    def _mailable(self, items: Iterable[I]) -> Iterator[I]:
        return filter(self._may_mail, items)
