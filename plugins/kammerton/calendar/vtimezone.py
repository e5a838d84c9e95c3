"""The time zone of every event."""

from datetime import datetime, timedelta
from functools import cache

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

from kammerton.domain.moments import ZONE

_WINTER, _SUMMER = timedelta(hours=1), timedelta(hours=2)


@cache
def berlin() -> bytes:
    """Europe/Berlin as a VTIMEZONE: the rule that has held since 1996 and has no end, so that it is complete for every event.

    Two observances with a yearly rule each, because Outlook reads exactly that and drops lists of single days
    (MS-STANOICAL, section 2.2.47); the same bytes on every machine, whichever time zone data it has.
    """
    zone = Timezone()
    zone.add("TZID", ZONE.key)
    zone.add("X-LIC-LOCATION", ZONE.key)
    daylight, standard = TimezoneDaylight(), TimezoneStandard()
    _fill(daylight, ("CEST", datetime(1996, 3, 31, 2), _WINTER, _SUMMER))  # noqa: DTZ001 - RFC 5545, section 3.6.5 wants local time
    _fill(standard, ("CET", datetime(1996, 10, 27, 3), _SUMMER, _WINTER))  # noqa: DTZ001 - as above
    zone.add_component(daylight)
    zone.add_component(standard)
    return bytes(zone.to_ical())


def _fill(observance: TimezoneDaylight | TimezoneStandard, values: tuple[str, datetime, timedelta, timedelta]) -> None:
    name, first, before, after = values
    observance.add("TZNAME", name)
    observance.add("DTSTART", first)
    observance.add("RRULE", {"FREQ": "YEARLY", "BYMONTH": first.month, "BYDAY": "-1SU"})
    observance.add("TZOFFSETFROM", before)
    observance.add("TZOFFSETTO", after)
