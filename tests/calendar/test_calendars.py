"""Which calendars there are and what is in them."""

import subprocess
import sys
from datetime import datetime

import pytest
from tests.app.projects import build
from tests.calendar.calendars import MESSE, PATH, event, files_of, titles, unfolded, view
from tests.fakes import NOW
from tests.sample import SETTINGS

from kammerton.calendar.calendars import calendar, calendar_files
from kammerton.domain.moments import ZONE

HEAD = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Kammerton//Kammerton//DE
CALSCALE:GREGORIAN
METHOD:PUBLISH
DESCRIPTION:Termine rund um die Ausbildung in der Region Probetal.
X-WR-CALDESC:Termine rund um die Ausbildung in der Region Probetal.
NAME:Termine für Eltern – Probe
X-WR-CALNAME:Termine für Eltern – Probe
COLOR:slateblue
LAST-MODIFIED:20260519T220000Z
REFRESH-INTERVAL;VALUE=DURATION:PT12H
SOURCE;VALUE=URI:https://probe.example/termine/kalender-eltern.ics
URL:https://probe.example/termine/
X-PUBLISHED-TTL:PT12H
BEGIN:VTIMEZONE"""
AUDIENCES = ("jugendliche", "eltern", "schulen", "betriebe")
ALL_FIVE = {"termine/kalender.ics", *(f"termine/kalender-{audience}.ics" for audience in AUDIENCES)}


def test_the_head_of_a_calendar() -> None:
    """Name, purpose, colour, page, own address and how often to look for news, for old and new programs."""
    assert "\n".join(unfolded(files_of()["termine/kalender-eltern.ics"])).startswith(HEAD)


def test_every_file() -> None:
    """One file for each event and all five calendars."""
    assert set(files_of()) == {"termine/messe/messe.ics", *ALL_FIVE}


def test_a_site_without_events_has_no_calendars() -> None:
    """Nobody is offered what holds nothing."""
    assert dict(calendar_files(view({}))) == {}


def test_calendars_stay_when_their_events_are_gone() -> None:
    """An address somebody subscribed to stays while the site has any event, and its file stays valid: it holds a component."""
    found = files_of(now=datetime(2028, 1, 1, tzinfo=ZONE))

    assert set(found) > ALL_FIVE
    assert [line for path in ALL_FIVE for line in unfolded(found[path]) if line == "BEGIN:VEVENT"] == []
    assert all(b"BEGIN:VTIMEZONE" in content and b"LAST-MODIFIED" not in content for path, content in found.items() if path in ALL_FIVE)


@pytest.mark.parametrize(
    ("audience", "calendars"),
    [("", set(AUDIENCES)), ("[]", set(AUDIENCES)), ("[eltern]", {"eltern"}), ("[schulen, betriebe]", {"schulen", "betriebe"})],
)
def test_audiences(audience: str, calendars: set[str]) -> None:
    """An event stands in the calendars of those it is for, without ``zielgruppe`` in each, and always in that of all."""
    found = files_of(*([f"zielgruppe: {audience}"] if audience else []))

    assert {name for name in AUDIENCES if titles(found[f"termine/kalender-{name}.ics"])} == calendars
    assert titles(found["termine/kalender.ics"]) == ["Ausbildungsmesse"]


@pytest.mark.parametrize(
    ("now", "there"),
    [
        (datetime(2026, 9, 13, tzinfo=ZONE), True),
        (datetime(2027, 9, 12, 23, 59, tzinfo=ZONE), True),
        (datetime(2027, 9, 13, tzinfo=ZONE), False),
    ],
    ids=["the day after", "a year after", "a year and a day after"],
)
def test_past_events_stay_for_a_year(now: datetime, there: bool) -> None:
    """What is over stays twelve months in the calendars; its own file stays longer."""
    found = files_of(now=now)

    assert bool(titles(found["termine/kalender.ics"])) is there
    assert titles(found["termine/messe/messe.ics"]) == ["Ausbildungsmesse"]


def test_order_and_states() -> None:
    """Events stand in the order of their beginning; cancelled ones stay, archived ones do not."""
    files = {
        "content/termine/c.md": event(titel="C", beginn="2026-12-01", ende=""),
        "content/termine/a.md": event("lage: abgesagt", titel="A", beginn="2026-10-01", ende=""),
        "content/termine/b.md": event("status: archiv", titel="B", beginn="2026-11-01", ende=""),
        "content/termine/d.md": event("lage: verschoben", titel="D", beginn="2026-01-10", ende="", datum="2026-01-01"),
    }
    found = dict(calendar_files(view(files)))

    assert titles(found["termine/kalender.ics"]) == ["Neuer Termin: D", "Abgesagt: A", "C"]
    assert titles(found["termine/b/b.ics"]) == ["B"]


@pytest.mark.parametrize("line", ["status: entwurf", "datum: 2026-06-02"])
def test_nothing_hidden(line: str) -> None:
    """A draft and an embargoed event are in no file."""
    text = event(line) if line.startswith("status") else event(datum="2026-06-02")
    found = dict(calendar_files(view({PATH: text.replace("Ausbildungsmesse", "Geheim"), "content/termine/offen.md": MESSE})))

    assert "termine/messe/messe.ics" not in found
    assert [path for path, content in found.items() if b"Geheim" in content] == []


def test_the_same_event_reads_the_same_everywhere() -> None:
    """What programs compare by UID and SEQUENCE does not differ between the files."""
    found = files_of()
    bodies = {content[content.index(b"BEGIN:VEVENT") : content.index(b"END:VEVENT")] for content in found.values()}

    assert len(bodies) == 1


def test_the_build_has_the_calendars() -> None:
    """What the calendars are is what is written."""
    of = view({PATH: MESSE})

    assert dict(calendar_files(of)).items() <= dict(build(of.library).files).items()


def test_a_site_in_a_folder() -> None:
    """Every address in a calendar begins with the site's."""
    settings = {**SETTINGS, "SITEURL": "https://probe.example/region"}
    text = "\n".join(unfolded(calendar(view({PATH: MESSE}, settings, NOW))))

    assert text.count("https://probe.example/") == text.count("https://probe.example/region/") == 4


def test_the_standard_calendar_stays_itself() -> None:
    """Who imports ``calendar`` gets Python's, with the program loaded as well."""
    code = "import kammerton.calendar, kammerton.calendar.calendars, calendar; print(calendar.timegm((1970, 1, 2, 0, 0, 0)), calendar.__name__)"
    result = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True)

    assert result.stdout.split() == ["86400", "calendar"]
