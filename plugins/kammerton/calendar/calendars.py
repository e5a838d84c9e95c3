"""Calendars as bytes, and which there are."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import icalendar

from kammerton.calendar.text import Text
from kammerton.calendar.vevent import CalendarView
from kammerton.calendar.vtimezone import berlin
from kammerton.domain.addresses import EVENTS, calendar_path, event_calendar_path
from kammerton.domain.diagnostic import M
from kammerton.domain.event import Event
from kammerton.domain.item import AUDIENCES
from kammerton.domain.revision import revised_at
from kammerton.rendering.labels import AUDIENCES as AUDIENCE_LABELS

_PRODUCT = "-//Kammerton//Kammerton//DE"
_END = b"END:VCALENDAR\r\n"
_REFRESH = timedelta(hours=12)
# The name of CSS nearest to the brand colour of the theme (RFC 7986, section 5.9 takes names only).
_COLOUR = "slateblue"


def calendar_files(view: CalendarView) -> Iterator[tuple[str, bytes]]:
    """Every calendar of the site by its path.

    One rule: while the site has any event, past ones included, all five calendars exist, empty or not.
    An address somebody subscribed to thereby stays, and a page that lists events may always link all five.
    """
    for event in view.library.network.events:
        yield event_calendar_path(event.id), event_calendar(view, event)
    yield from audience_calendars(view)


def audience_calendars(view: CalendarView) -> Iterator[tuple[str, bytes]]:
    """The calendars to subscribe to, by their paths."""
    if view.library.network.events:
        for audience in ("", *AUDIENCES):
            yield calendar_path(audience), calendar(view, audience)


def event_calendar(view: CalendarView, event: Event) -> bytes:
    """One event to be put into one's own calendar: without a name, for Apple's program would make a new calendar of that name."""
    return _written(_frame(), view, [event])


def calendar(view: CalendarView, audience: str = "") -> bytes:
    """The events for an audience, or all, to subscribe to: coming ones and those of the last twelve months, in order.

    An event without ``zielgruppe`` is for everybody. Cancelled ones stay, archived ones stand in no list.
    """
    words, addresses = view.words, view.addresses
    events = tuple(_events(view, audience))
    heading = words.text(M("Termine für {audience}", audience=AUDIENCE_LABELS[audience]) if audience else M("Termine"))
    name = Text(f"{heading} – {view.library.settings.name}")
    about = Text(words.text(M("Termine rund um die Ausbildung in der Region {region}.", region=view.library.settings.region)))
    found = _frame()
    for key, value in (("NAME", name), ("X-WR-CALNAME", name), ("DESCRIPTION", about), ("X-WR-CALDESC", about), ("COLOR", _COLOUR)):
        found.add(key, value)
    found.add("URL", addresses.absolute(EVENTS))
    found.add("SOURCE", icalendar.vUri(addresses.absolute(calendar_path(audience))), {"VALUE": "URI"})
    found.add("REFRESH-INTERVAL", _REFRESH, {"VALUE": "DURATION"})
    found.add("X-PUBLISHED-TTL", icalendar.vDuration(_REFRESH))
    if events:
        found.add("LAST-MODIFIED", max(revised_at(event, event.published, view.library.today) for event in events))
    return _written(found, view, events)


def _events(view: CalendarView, audience: str) -> Iterator[Event]:
    oldest = _a_year_before(view.library.today)
    for event in view.library.listed(view.library.network.events):
        if event.last_day >= oldest and (not audience or not event.audience or audience in event.audience):
            yield event


def _a_year_before(day: date) -> date:
    """The same day of the year before; of 29 February the 28th.

    >>> _a_year_before(date(2028, 2, 29))
    datetime.date(2027, 2, 28)
    """
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def _frame() -> icalendar.Calendar:
    found = icalendar.Calendar()
    for key, value in (("VERSION", "2.0"), ("PRODID", _PRODUCT), ("CALSCALE", "GREGORIAN"), ("METHOD", "PUBLISH")):
        found.add(key, value)
    return found


def _written(frame: icalendar.Calendar, view: CalendarView, events: Iterable[Event]) -> bytes:
    """The file; the time zone is always in it, for a calendar must hold a component (RFC 5545, section 3.4)."""
    parts = (berlin(), *(view.vevent(event) for event in events))
    return bytes(frame.to_ical()).removesuffix(_END) + b"".join(parts) + _END
