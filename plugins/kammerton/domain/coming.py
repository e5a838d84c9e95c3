"""When the site changes by itself: every moment at which something appears, closes, ends or goes. The one list of them.

``Visibility``, ``Library`` and ``Network`` decide what is so at a moment; whoever lets another field of an item be compared
with the clock adds its moment here. A property test holds that builds do not differ between two of these moments.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from kammerton.domain.consent_uses import consent_uses
from kammerton.domain.contact import Contact
from kammerton.domain.declaration import parts
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.event import Event
from kammerton.domain.inventory import FieldPath
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.news_item import NewsItem
from kammerton.domain.portrait import Portrait
from kammerton.domain.programme import Programme
from kammerton.domain.visibility import Visibility


@dataclass(frozen=True)
class Coming:
    """A change that comes by itself: when, of which field of which item, and what happens."""

    moment: datetime
    kind: str
    id: str
    path: FieldPath
    what: Message


_Change = tuple[datetime, FieldPath, Message]


def coming(library: Library) -> tuple[Coming, ...]:
    """Every change after ``library.now`` that can be told from what is seen now, the next first.

    What comes after a change may bring further ones: only the first moment is certain to be complete.
    """
    found = (change for change in _changes(library) if change.moment > library.now)
    return tuple(sorted(found, key=lambda change: (change.moment, change.kind, change.id, [str(part) for part in change.path])))


def unchanged_until(library: Library) -> datetime:
    """The moment before which nothing changes by itself on a site made of this library: the day itself may be shown."""
    return min((_after(library.today), *(change.moment for change in coming(library))))


def _changes(library: Library) -> Iterator[Coming]:
    for kind, item in library.inventory.items():
        changes = _of_item(item) if library.is_visible(item) else _appearing(library, item)
        yield from (Coming(moment, kind, item.id, path, what) for moment, path, what in changes)
    yield from _consents(library)


def _appearing(library: Library, item: Item) -> Iterator[_Change]:
    if item.published is not None and item.published > library.now and Visibility(library.inventory, item.published).is_visible(item):
        yield item.published, ("datum",), M("„{title}“ erscheint.", title=item.title)


def _of_item(item: Item) -> Iterator[_Change]:
    if item.gone_after is not None:
        yield _after(item.gone_after), ("gueltig_bis",), M("„{title}“ verschwindet.", title=item.title)
    if item.checked_on is not None:
        yield _start_of(item.checked_on), ("stand",), M("„{title}“ hat ab diesem Tag den angegebenen Stand.", title=item.title)
    for path, contact in parts(item, Contact):
        if contact.name and contact.valid_until:
            yield _after(contact.valid_until), (*path, "gueltig_bis"), M("Der Name der Ansprechstelle verschwindet.")
    yield from _of_kind(item)


def _of_kind(item: Item) -> Iterator[_Change]:
    """What only items of one kind have."""
    if isinstance(item, Portrait):
        yield from _of_portrait(item)
    elif isinstance(item, Event):
        yield from _of_event(item)
    elif isinstance(item, Programme) and item.ends is not None:
        yield _after(item.ends), ("antrag_bis",), M("Die Förderung „{title}“ endet.", title=item.title)
    elif isinstance(item, NewsItem) and item.expires_on is not None:
        yield _after(item.expires_on), ("ablauf",), M("Die Kurzmeldung „{title}“ verlässt die Listen.", title=item.title)


def _of_portrait(portrait: Portrait) -> Iterator[_Change]:
    for n, offer in enumerate(portrait.offers):
        here = ("angebote", n)
        if offer.since is not None:
            yield _start_of(offer.since), (*here, "seit"), M("Das Angebot „{id}“ erscheint.", id=offer.id)
        if offer.closes_on is not None:
            field = "bewerbungsschluss" if offer.apply_until else "start" if offer.start else "termine"
            yield _after(offer.closes_on), (*here, field), M("Das Angebot „{id}“ schließt.", id=offer.id)
        for day, stated in enumerate(offer.dates):
            yield _after(stated.last or stated.first), (*here, "termine", day), M("Ein Tag des Angebots „{id}“ ist vorbei.", id=offer.id)


def _of_event(event: Event) -> Iterator[_Change]:
    has_time = event.ends is not None and not event.is_all_day
    yield event.ends if has_time and event.ends else _after(event.last_day), ("ende",) if event.ends else ("beginn",), M("Der Termin „{title}“ ist vorbei.", title=event.title)  # fmt: skip
    if event.register_until is not None:
        yield _after(event.register_until), ("anmeldeschluss",), M("Die Anmeldung zu „{title}“ schließt.", title=event.title)
    yield _start_of(_a_year_after(event.last_day)), ("beginn",), M("Der Termin „{title}“ verlässt die Kalender.", title=event.title)


def _consents(library: Library) -> Iterator[Coming]:
    """Ends and announced revocations of consents that something rests on; issues are mailed before they are seen."""
    shown = {(kind, item.id) for kind, item in library.inventory.items() if library.is_visible(item) or (kind == "ausgabe" and item.status != "entwurf")}
    for use in consent_uses(library.inventory):
        consent = library.words.consents.get(use.number)
        if consent is None or (use.id and (use.kind, use.id) not in shown):
            continue
        ends = [_after(consent.until)] if consent.until else []
        ends += [_start_of(consent.revoked_on)] if consent.revoked_on else []
        if ends:
            yield Coming(min(ends), use.kind, use.id, use.path, M("Die Einwilligung {number} endet.", number=use.number))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _after(day: date) -> datetime:
    """The first moment after a day."""
    return _start_of(day + timedelta(days=1))


def _a_year_after(day: date) -> date:
    """The first day for which calendars leave out an event that ended on ``day``: they hold the last twelve months.

    >>> _a_year_after(date(2026, 3, 1)), _a_year_after(date(2028, 2, 28))
    (datetime.date(2027, 3, 2), datetime.date(2029, 3, 1))
    """
    after = day + timedelta(days=1)
    return date(after.year + 1, 3, 1) if (after.month, after.day) == (2, 29) else after.replace(year=after.year + 1)
