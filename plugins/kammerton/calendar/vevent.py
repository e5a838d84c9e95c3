"""One event as calendars know it."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import icalendar

from kammerton.calendar.text import Text
from kammerton.domain.addresses import Addresses, item_path
from kammerton.domain.diagnostic import M
from kammerton.domain.event import Event
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.revision import revised_at, revision_number
from kammerton.rendering.event_words import event_location, event_title
from kammerton.rendering.labels import EVENT_TYPES
from kammerton.rendering.network_words import named
from kammerton.rendering.words import Words

_NONE: Mapping[str, str] = {}
# Name, value and parameters of a property.
Property = tuple[str, object, Mapping[str, str]]
Once = Callable[[tuple[object, ...], Callable[[], bytes]], bytes]


def _each_time(_name: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
    return make()


@dataclass(frozen=True)
class CalendarView:
    """What the calendars of one build need."""

    library: Library
    words: Words
    addresses: Addresses
    once: Once = _each_time

    def page(self, event: Event) -> str:
        """The complete address of an event's page."""
        return self.addresses.absolute(item_path("termin", event.id))

    def vevent(self, event: Event) -> bytes:
        """An event as a VEVENT. It stands in up to six files, so ``once`` may keep what was made under a name."""
        return self.once(("vevent", event.id), lambda: bytes(vevent(self, event).to_ical()))


def event_uid(addresses: Addresses, event: Event) -> str:
    """What programs know the event by: UUIDv5 of the site's host, its folder and the oldest id of the event.

    A renamed file that lists its old id stays the same event. A UUID, because RFC 7986, section 5.3 wants no host in
    plain sight; the scheme is not part of it, so that a site that moves to https keeps its events.
    """
    parts = urlsplit(addresses.site_address)
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"//{parts.hostname}{parts.path}/termin/{event.oldest_id}"))


def vevent(view: CalendarView, event: Event) -> icalendar.Event:
    """The event as a VEVENT (RFC 5545, section 3.6.1), the same in every file and in every build.

    ``SEQUENCE`` are the days from ``datum`` to ``stand``. RFC 5545, section 3.8.7.4 wants a number that starts at 0 and
    grows with each revision; a build knows no revisions but the day somebody states with each of them, and days only
    go up. Two revisions on one day share a number: a program that subscribes takes the whole file each time anyway.
    """
    component = icalendar.Event()
    for part in (_revision, _time, _title, _place, _people):
        for name, value, parameters in part(view, event):
            component.add(name, value, dict(parameters))
    return component


def _revision(view: CalendarView, event: Event) -> Iterator[Property]:
    today = view.library.today
    revised = revised_at(event, event.published, today)
    yield "UID", event_uid(view.addresses, event), _NONE
    yield "SEQUENCE", revision_number(event, event.published, today), _NONE
    yield "CREATED", event.published, _NONE
    yield "DTSTAMP", revised, _NONE
    yield "LAST-MODIFIED", revised, _NONE


def _time(_view: CalendarView, event: Event) -> Iterator[Property]:
    """When; days end with the day after the last one, and an end that is not stated is not invented.

    All-day and cancelled events leave the day free. A moved event is as sure as any other, only at another time:
    RFC 5545, section 3.8.1.11 keeps TENTATIVE for what may not take place, and Outlook shows it so.
    """
    if event.is_all_day:
        yield "DTSTART", event.first_day, _NONE
        yield "DTEND", max(event.first_day, event.last_day) + timedelta(days=1), _NONE
    else:
        yield "DTSTART", _moment(event.begins), _NONE
        if event.ends is not None and event.ends.timestamp() > event.begins.timestamp():  # > would compare clocks, not moments
            yield "DTEND", _moment(event.ends), _NONE
    is_cancelled = event.state == "abgesagt"
    yield "STATUS", "CANCELLED" if is_cancelled else "CONFIRMED", _NONE
    yield "TRANSP", "TRANSPARENT" if is_cancelled or event.is_all_day else "OPAQUE", _NONE


def _moment(value: datetime) -> datetime:
    """In the region's zone; in the hour that clocks show twice in UTC, for programs do not agree on which of the two is meant."""
    local = value.astimezone(ZONE)
    is_once = local.replace(fold=0).utcoffset() == local.replace(fold=1).utcoffset()
    return local if is_once else local.astimezone(UTC)


def _title(view: CalendarView, event: Event) -> Iterator[Property]:
    """What it is; the state stands in the title too, for many programs show no STATUS."""
    page = view.page(event)
    online = view.words.text(M("Online teilnehmen: {address}", address=event.online_at)) if event.online_at else ""
    yield "SUMMARY", Text(event_title(view.words, event)), _NONE
    yield "DESCRIPTION", Text("\n\n".join(filter(None, (event.teaser, online, page)))), _NONE
    yield "URL", page, _NONE
    yield "CATEGORIES", [view.words.text(EVENT_TYPES[event.type])], _NONE
    yield "CLASS", "PUBLIC", _NONE


def _place(view: CalendarView, event: Event) -> Iterator[Property]:
    """Where: in words, as the position of the town, and online (RFC 7986, section 5.11)."""
    location = event_location(view.library, view.words, event)
    if location:
        yield "LOCATION", Text(location), _NONE
    town = view.library.words.towns.get(event.town or "")
    if town and town.latitude is not None and town.longitude is not None:
        yield "GEO", (town.latitude, town.longitude), _NONE
    if event.online_at:
        yield "CONFERENCE", icalendar.vUri(event.online_at), {"VALUE": "URI", "LABEL": view.words.text(M("Online teilnehmen"))}


def _people(view: CalendarView, event: Event) -> Iterator[Property]:
    """Who invites: ORGANIZER needs a mail address, so it is there only where an actor states one; else the name as CONTACT."""
    name = named(view.library, event.organiser)
    actor = view.library.network.actors_by_id.get(event.organiser)
    mail = next((contact.email for contact in actor.contacts if contact.email), None) if actor else None
    if mail:
        yield "ORGANIZER", icalendar.vCalAddress(f"mailto:{mail}"), {"CN": name}
    elif name:
        yield "CONTACT", Text(name), _NONE
