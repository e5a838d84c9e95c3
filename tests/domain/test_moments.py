"""Dates and times: a value, or a named problem."""

from datetime import date, datetime

import pytest
from pydantic_core import PydanticCustomError

from kammerton.domain.moments import ZONE, parse_date, parse_moment, parse_moment_with_time, parse_offset

DAYS = [
    ("2026-11-21", date(2026, 11, 21)),
    ("21.11.2026", date(2026, 11, 21)),
    ("03.04.2026", date(2026, 4, 3)),
    ("3.4.2026", date(2026, 4, 3)),
    ("2028-02-29", date(2028, 2, 29)),
    ("20261121", "kt_date"),
    ("2026-11", "kt_date"),
    ("2026", "kt_date"),
    ("21.11.26", "kt_date"),
    ("morgen", "kt_date"),
    ("", "kt_date"),
    ("2026-02-29", "kt_no_such_day"),
    ("31.04.2026", "kt_no_such_day"),
    ("2026-13-01", "kt_no_such_day"),
    ("0026-11-21", "kt_no_such_day"),
    ("1899-12-31", "kt_no_such_day"),
    ("1900-01-01", date(1900, 1, 1)),
    ("31.12.2199", date(2199, 12, 31)),
    ("01.01.2200", "kt_no_such_day"),
    ("00.01.2026", "kt_no_such_day"),
    ("1900-02-29", "kt_no_such_day"),
    ("2026-1-2", "kt_date"),
    ("2026/11/21", "kt_date"),
    ("21. November 2026", "kt_date"),
    (" 2026-11-21", "kt_date"),
    ("2026-11-21\n", "kt_date"),
    (datetime(2026, 11, 21), "kt_date"),
    (date(2026, 11, 21), date(2026, 11, 21)),
    (["2026-11-21"], "kt_date"),
    ("2300-01-01", "kt_no_such_day"),
    (20261121, "kt_date"),
    (None, "kt_date"),
]
MOMENTS = [
    ("2026-11-05 06:00", datetime(2026, 11, 5, 6, tzinfo=ZONE)),
    ("2026-11-05T06:00", datetime(2026, 11, 5, 6, tzinfo=ZONE)),
    ("05.11.2026, 6.30 Uhr", datetime(2026, 11, 5, 6, 30, tzinfo=ZONE)),
    ("2026-11-05", datetime(2026, 11, 5, tzinfo=ZONE)),
    ("2026-10-25 02:30", datetime(2026, 10, 25, 2, 30, tzinfo=ZONE)),
    ("2026-10-25 03:00", datetime(2026, 10, 25, 3, tzinfo=ZONE)),
    ("2026-03-29 01:59", datetime(2026, 3, 29, 1, 59, tzinfo=ZONE)),
    ("2026-03-29 02:00", "kt_skipped_time"),
    ("2026-03-29 02:30", "kt_skipped_time"),
    ("29.03.2026, 02:59:59 Uhr", "kt_skipped_time"),
    ("2026-03-29 03:00", datetime(2026, 3, 29, 3, tzinfo=ZONE)),
    ("2026-11-05 23:59:59", datetime(2026, 11, 5, 23, 59, 59, tzinfo=ZONE)),
    ("2026-11-05 24:00", "kt_time"),
    ("2026-11-05 06:60", "kt_time"),
    ("2026-11-05 06:00+02:00", "kt_time"),
    ("2026-11-05 06:00 pm", "kt_time"),
    ("2026-11-05 abends", "kt_time"),
    ("2026-11-05 25:00", "kt_time"),
    ("2026-11-05 6 Uhr", "kt_time"),
    ("2026-02-30 06:00", "kt_no_such_day"),
    ("06:00", "kt_date"),
]
OFFSETS = [
    ("00:00", 0.0),
    ("01:30", 90.0),
    ("1:00:00", 3600.0),
    ("00:01.5", 1.5),
    ("90", "kt_offset"),
    ("1:60", "kt_offset"),
    ("-1:00", "kt_offset"),
    ("1:2", "kt_offset"),
    ("59:59.999", 3599.999),
    ("99:59:59", 359_999.0),
    ("100:00:00", "kt_offset"),
    ("60:00", "kt_offset"),
    ("1:60:00", "kt_offset"),
    ("00:00:00.1234", "kt_offset"),
    ("01:30 ", "kt_offset"),
    ("", "kt_offset"),
]


def value_or_problem(parse, text) -> object:
    """The parsed value, or the type of the problem."""
    try:
        return parse(text)
    except PydanticCustomError as reason:
        return reason.type


@pytest.mark.parametrize(("text", "expected"), DAYS, ids=[str(text) for text, _ in DAYS])
def test_days(text: object, expected: object) -> None:
    """A day is read in ISO or German order, or refused by name."""
    assert expected == value_or_problem(parse_date, text)


@pytest.mark.parametrize(("text", "expected"), MOMENTS, ids=[text for text, _ in MOMENTS])
def test_moments(text: str, expected: object) -> None:
    """A moment is a day with or without a time in the region's zone; a time the clock skips is refused."""
    assert expected == value_or_problem(parse_moment, text)


def test_a_moment_without_time_can_be_refused() -> None:
    """Episodes need the time."""
    assert value_or_problem(parse_moment_with_time, "2026-11-05") == "kt_time_missing"
    assert value_or_problem(parse_moment_with_time, "2026-11-05 06:00") == datetime(2026, 11, 5, 6, tzinfo=ZONE)
    assert value_or_problem(parse_moment_with_time, "5.11.2026, 6:00 Uhr") == datetime(2026, 11, 5, 6, tzinfo=ZONE)
    assert value_or_problem(parse_moment_with_time, "2026-02-30") == "kt_no_such_day"
    assert value_or_problem(parse_moment_with_time, "bald") == "kt_date"


def test_the_hour_that_comes_twice_is_the_first() -> None:
    """When clocks go back, a time that comes twice means summer time; a day is one day whatever the clock does."""
    twice, after = parse_moment("2026-10-25 02:30"), parse_moment("2026-10-25 03:00")

    assert (twice.strftime("%z"), after.strftime("%z")) == ("+0200", "+0100")


@pytest.mark.parametrize(("text", "expected"), OFFSETS, ids=[text for text, _ in OFFSETS])
def test_offsets(text: str, expected: object) -> None:
    """A point in a recording is minutes and seconds, with or without hours."""
    assert expected == value_or_problem(parse_offset, text)
