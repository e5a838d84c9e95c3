"""Dates and times as German offices write them, in the time zone of the region."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pydantic_core import PydanticCustomError

ZONE = ZoneInfo("Europe/Berlin")
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})", re.ASCII)
_GERMAN = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})", re.ASCII)
_TIME = re.compile(r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?(?: ?Uhr)?", re.ASCII)
_EARLIEST, _LATEST = 1900, 2199


def parse_date(value: object) -> object:
    """A day, from ISO 8601 (``2026-11-21``) or German (``21.11.2026``) spelling.

    Values that are dates already pass; anything else raises ``PydanticCustomError`` of type ``kt_date``.

    >>> parse_date("2026-11-21"), parse_date("03.04.2026")
    (datetime.date(2026, 11, 21), datetime.date(2026, 4, 3))
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    found = (_ISO.fullmatch(value) or _GERMAN.fullmatch(value)) if isinstance(value, str) else None
    if found is None:
        raise PydanticCustomError("kt_date", "not a date")
    year, month, day = (int(found[name]) for name in ("year", "month", "day"))
    try:
        parsed = date(year, month, day)
    except ValueError:
        raise PydanticCustomError("kt_no_such_day", "no such day") from None
    if not _EARLIEST <= parsed.year <= _LATEST:
        raise PydanticCustomError("kt_no_such_day", "no such day")
    return parsed


def parse_moment(value: object) -> object:
    """A moment: a day (then its first second) or a day and a time, in Europe/Berlin.

    >>> parse_moment("2026-11-05 06:00").isoformat()
    '2026-11-05T06:00:00+01:00'
    >>> parse_moment("21.11.2026").isoformat()
    '2026-11-21T00:00:00+01:00'
    """
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("kt_date", "not a date")
    day_text, _, time_text = value.replace("T", " ", 1).partition(" ")
    day = parse_date(day_text.rstrip(","))
    assert isinstance(day, date)
    return localise(day, _parse_time(time_text.strip(", ")) if time_text.strip() else time())


def parse_moment_with_time(value: object) -> object:
    """As ``parse_moment``, but the time of day must be given."""
    if isinstance(value, str) and not re.search(r"\d,?[T ]+.*\d", value):
        parse_date(value)
        raise PydanticCustomError("kt_time_missing", "time missing")
    return parse_moment(value)


def _parse_time(text: str) -> time:
    found = _TIME.fullmatch(text)
    if found is None:
        raise PydanticCustomError("kt_time", "not a time")
    try:
        return time(int(found["hour"]), int(found["minute"]), int(found["second"] or 0))
    except ValueError:
        raise PydanticCustomError("kt_time", "not a time") from None


def localise(day: date, at: time = time()) -> datetime:
    """The moment of a local day and time; a time skipped when clocks go forward is ``kt_skipped_time``."""
    moment = datetime.combine(day, at, tzinfo=ZONE)
    back = moment.astimezone(UTC).astimezone(ZONE)
    if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
        raise PydanticCustomError("kt_skipped_time", "this time does not exist")
    return moment


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def rfc2822(moment: datetime) -> str:
    """A moment as feeds want it, in the time of the region and in English, whatever the locale.

    >>> rfc2822(datetime(2026, 11, 5, 6, 0, tzinfo=ZONE))
    'Thu, 05 Nov 2026 06:00:00 +0100'
    """
    m = moment.astimezone(ZONE)
    return f"{_DAYS[m.weekday()]}, {m.day:02} {_MONTHS[m.month - 1]} {m.year:04} {m.hour:02}:{m.minute:02}:{m.second:02} {m:%z}"


def parse_offset(value: object) -> object:
    """A point in an audio file, in seconds: ``MM:SS``, ``HH:MM:SS`` or with a fraction (Normal Play Time).

    >>> parse_offset("01:30"), parse_offset("1:00:00.5")
    (90.0, 3600.5)
    """
    if isinstance(value, float):
        return value
    found = re.fullmatch(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{2}(?:\.\d{1,3})?)", value) if isinstance(value, str) else None
    if found is None or int(found[2]) >= 60 or float(found[3]) >= 60:
        raise PydanticCustomError("kt_offset", "not a point in time")
    return int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3])


def long_clock(seconds: float) -> str:
    """A point in a recording with hours and thousandths (Normal Play Time, RFC 2326 section 3.6).

    >>> long_clock(75), long_clock(3600.5)
    ('00:01:15.000', '01:00:00.500')
    """
    thousandths = round(seconds * 1000)
    whole, rest = divmod(thousandths, 1000)
    minutes, whole = divmod(whole, 60)
    return f"{minutes // 60:02}:{minutes % 60:02}:{whole:02}.{rest:03}"
