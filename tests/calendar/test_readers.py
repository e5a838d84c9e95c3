"""Calendars as two programs read them: the library they are written with, and the parser of Thunderbird and Nextcloud."""

import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from tests.calendar.calendars import MESSE, PATH, event, files_of, view, with_events
from tests.conftest import tool

from kammerton.calendar.calendars import calendar, event_calendar
from kammerton.domain.event import Event
from kammerton.domain.moments import ZONE
from kammerton.domain.values import Line, Teaser

READER = Path(__file__).parent / "read_calendar.mjs"
Read = Callable[[bytes], list[dict[str, Any]]]
SAMPLE = view({PATH: MESSE})
EVENT = SAMPLE.library.network.events[0]


@pytest.fixture(scope="module")
def ical_js() -> Iterator[Read]:
    """What ical.js finds in a calendar; one process reads them all."""
    process = subprocess.Popen([tool("node"), READER, tool("ical.js")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    assert process.stdin
    assert process.stdout

    def read(content: bytes) -> list[dict[str, Any]]:
        process.stdin.write(json.dumps(content.decode()) + "\n")
        process.stdin.flush()
        return json.loads(process.stdout.readline())

    yield read
    process.stdin.close()
    process.stdout.close()
    assert process.wait(timeout=10) == 0


def by_icalendar(content: bytes) -> list[dict[str, Any]]:
    """What the library finds in a calendar, in the form of the other reader."""

    def moment(found: Any, name: str) -> Any:
        value = found.decoded(name) if name in found else None
        return int(value.timestamp()) if isinstance(value, datetime) else value.isoformat() if value else None

    return [
        {
            "uid": str(found["UID"]), "summary": str(found["SUMMARY"]), "location": str(found["LOCATION"]), "description": str(found["DESCRIPTION"]),
            "begins": moment(found, "DTSTART"), "ends": moment(found, "DTEND"), "status": str(found["STATUS"]), "sequence": int(found["SEQUENCE"]),
            "url": str(found["URL"]), "conference": str(found["CONFERENCE"]) if "CONFERENCE" in found else None,
        }
        for found in icalendar.Calendar.from_ical(content).walk("VEVENT")
    ]  # fmt: skip


def valid(kind: Any) -> st.SearchStrategy[str]:
    """Any text a field takes, as the field keeps it; half of them made of the signs that mean something in calendars."""
    adapter: TypeAdapter[str] = TypeAdapter(kind)

    def taken(text: str) -> str:
        try:
            return adapter.validate_python(text)
        except ValidationError:
            assume(False)
            raise

    signs = st.text(st.sampled_from("\\nN;:,\"'^ %=\t\r\nä€😀\u0301\u200d\u00ad\u0085\u2028BEGIN"), min_size=1, max_size=255)
    return (st.text(min_size=1, max_size=255) | signs).map(taken)


EVENTS = st.lists(st.tuples(valid(Line), valid(Line), valid(Teaser)), min_size=1, max_size=8)
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much])


def told_of(texts: list[tuple[str, str, str]]) -> tuple[bytes, list[tuple[str, str, str]]]:
    """A calendar of events with these titles, venues and teasers, and what a reader should tell of them."""
    events = [EVENT.model_copy(update={"id": f"t{n}", "title": t, "venue": v, "summary": s}) for n, (t, v, s) in enumerate(texts)]
    pages = [f"https://probe.example/termine/t{n}/" for n in range(len(texts))]
    expected = [(t, f"{v}, Probestadt", f"{s}\n\n{page}") for (t, v, s), page in zip(texts, pages, strict=True)]
    return calendar(with_events(SAMPLE, *events)), expected


@PATIENT
@given(EVENTS)
def test_any_text_is_read_back_by_the_library(texts: list[tuple[str, str, str]]) -> None:
    """Whatever stands in title, venue and teaser comes back unchanged; lines are short, whole in UTF-8, and end with CR and LF."""
    content, expected = told_of(texts)
    lines = content.split(b"\r\n")

    assert [(e["summary"], e["location"], e["description"]) for e in by_icalendar(content)] == expected
    assert [line for line in lines if len(line) > 75] == []
    assert [line for line in lines if b"\n" in line or b"\r" in line] == []
    assert lines[-1] == b""
    assert [line.decode() for line in lines]


@PATIENT
@given(texts=EVENTS)
def test_any_text_is_read_back_by_ical_js(ical_js: Read, texts: list[tuple[str, str, str]]) -> None:
    """A program of others reads the same texts."""
    content, expected = told_of(texts)

    assert [(e["summary"], e["location"], e["description"]) for e in ical_js(content)] == expected


# --- moments ----------------------------------------------------------------------------------------------------


def own_file(begins: datetime, ends: datetime) -> bytes:
    """The file of one event at this time."""
    of = with_events(SAMPLE, EVENT.model_copy(update={"begins": begins, "ends": ends}))
    return event_calendar(of, of.library.network.events[0])


def moments() -> st.SearchStrategy[datetime]:
    """Moments of the years the rule of the time zone covers, often around the change of clocks; none that the clock skips."""
    changes = st.tuples(st.integers(1997, 2060), st.sampled_from([(3, 31), (10, 31)]), st.integers(0, 6 * 24 * 60)).map(
        lambda drawn: datetime(drawn[0], *drawn[1], 6) - timedelta(minutes=drawn[2])
    )
    anywhere = st.datetimes(datetime(1996, 11, 1), datetime(2099, 12, 31)).map(lambda moment: moment.replace(microsecond=0))
    return (changes | anywhere).map(lambda moment: datetime.fromtimestamp(moment.replace(tzinfo=ZONE).timestamp(), ZONE).replace(fold=0))


@PATIENT
@given(begins=moments(), length=st.timedeltas(timedelta(minutes=1), timedelta(days=3)))
def test_moments_are_the_same_everywhere(ical_js: Read, begins: datetime, length: timedelta) -> None:
    """The time zone in the file, read by a program that knows no other, gives the moments the event has."""
    ends = datetime.fromtimestamp(begins.timestamp() + length.total_seconds() // 1, ZONE).replace(fold=0)
    assume(begins.time() != time() and ends > begins)
    own = own_file(begins, ends)

    for read in (ical_js, by_icalendar):
        found = read(own)[0]
        assert (found["begins"], found["ends"]) == (int(begins.timestamp()), int(ends.timestamp()))


@PATIENT
@given(first=st.dates(date(1997, 1, 1), date(2099, 1, 1)), days=st.integers(0, 40))
def test_days_are_the_same_everywhere(ical_js: Read, first: date, days: int) -> None:
    """A program that shows an all-day event shows it from its first to its last day."""
    begins, ends = (datetime.combine(day, time(), ZONE) for day in (first, first + timedelta(days)))
    own = own_file(begins, ends)

    for read in (ical_js, by_icalendar):
        found = read(own)[0]
        assert (found["begins"], found["ends"]) == (first.isoformat(), (first + timedelta(days + 1)).isoformat())


# --- the whole ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "changed"),
    [
        ([], {}),
        (["lage: abgesagt"], {}),
        (["lage: verschoben"], {"stand": "2026-05-30"}),
        (["online_url: https://treffen.example/a,b;c?d=e"], {"adresse": "", "ort": ""}),
        ([], {"beginn": "2026-12-30", "ende": "2027-01-02"}),
        ([], {"ende": ""}),
    ],
    ids=["planned", "cancelled", "moved", "online", "days", "without end"],
)
def test_both_programs_tell_the_same(ical_js: Read, more: list[str], changed: dict[str, str]) -> None:
    """State, number of the revision, page, place and moments are read alike."""
    for content in files_of(*more, **changed).values():
        assert ical_js(content) == by_icalendar(content)


def test_programs_take_the_newest_revision(ical_js: Read) -> None:
    """Of two files for the same event the later one has the same identity and the higher number."""
    before = ical_js(files_of()["termine/messe/messe.ics"])[0]
    after = ical_js(files_of(beginn="2026-09-19 09:00", ende="2026-09-19 14:00", stand="2026-06-01")["termine/messe/messe.ics"])[0]

    assert before["uid"] == after["uid"]
    assert before["sequence"] < after["sequence"]
    assert after["begins"] - before["begins"] == 7 * 24 * 3600


def test_the_sample_is_an_event() -> None:
    """The models the properties start from are those of the reader."""
    assert isinstance(EVENT, Event)
    assert event() == MESSE
