"""Calendars in real calendar programs: khal, and calcurse with a parser of its own."""

import os
import re
import subprocess
from pathlib import Path

import pytest
from tests.calendar.calendars import event, view
from tests.conftest import tool
from tests.e2e.conftest import kammerton

from kammerton.calendar.calendars import calendar_files

pytestmark = pytest.mark.e2e
EVENTS = {
    "content/termine/abend.md": event("lage: abgesagt", titel="'Abend, mit; Zeichen: \"&\"'", beginn="2026-10-01 18:00", ende="2026-10-01 20:00"),
    "content/termine/tage.md": event(titel="Tage", beginn="2026-10-10", ende="2026-10-12"),
    "content/termine/nacht.md": event(titel="Nacht der Ausbildung über die Umstellung der Uhren hinweg, mit einem Titel aus äöü", beginn="2026-10-24 22:00",
                                      ende="2026-10-25 04:00"),
    "content/termine/winter.md": event("online_url: https://treffen.example/x", titel="Winter", beginn="2027-01-11 09:00", ende="2027-01-11 10:30", ort="",
                                       adresse=""),
}  # fmt: skip
KHAL = """[calendars]
[[termine]]
path = {folder}/termine
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = {zone}
default_timezone = {zone}
[sqlite]
path = {folder}/khal.db
"""
FORMAT = "{start}|{end}|{title}|{location}|{status}|{uid}"


def calendar(path: Path, files: dict[str, str]) -> Path:
    """The calendar of all events, as a file."""
    path.write_bytes(dict(calendar_files(view(files)))["termine/kalender.ics"])
    return path


def run(folder: Path, *command: str | Path) -> str:
    """What a program of the system says, in the time zone of the region."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder), "TZ": "Europe/Berlin", "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, env=environment, cwd=folder, capture_output=True, text=True, check=True).stdout


def khal(folder: Path, file: Path, zone: str = "Europe/Berlin") -> list[tuple[str, ...]]:
    """What khal lists after it has taken a calendar in: begin, end, title, place, state and identity, each event once."""
    config = folder / "khal.conf"
    config.write_text(KHAL.format(folder=folder, zone=zone))
    run(folder, tool("khal"), "-c", config, "import", "--batch", "-a", "termine", file)
    listed = run(folder, tool("khal"), "-c", config, "list", "--day-format", "", "--format", FORMAT, "2026-09-01", "1900d")
    return [tuple(part.strip() for part in line.split("|")) for line in dict.fromkeys(listed.splitlines()) if line]


def test_khal_lists_the_events(tmp_path: Path) -> None:
    """Moments, days, titles, places and states are those of the content."""
    place = "Kulturbahnhof, Bahnhofstraße 1, Probestadt"
    found = khal(tmp_path, calendar(tmp_path / "a.ics", EVENTS))

    assert [entry[:-1] for entry in found] == [
        ("2026-10-01 18:00", "2026-10-01 20:00", 'Abgesagt: Abend, mit; Zeichen: "&"', place, "CANCELLED"),
        ("2026-10-10", "2026-10-12", "Tage", place, "CONFIRMED"),
        (
            "2026-10-24 22:00",
            "2026-10-25 04:00",
            "Nacht der Ausbildung über die Umstellung der Uhren hinweg, mit einem Titel aus äöü",
            place,
            "CONFIRMED",
        ),
        ("2027-01-11 09:00", "2027-01-11 10:30", "Winter", "online", "CONFIRMED"),
    ]
    assert len({entry[-1] for entry in found}) == len(EVENTS)


def test_khal_elsewhere(tmp_path: Path) -> None:
    """Who sits in another time zone sees the same moments, and whole days as the same days."""
    found = khal(tmp_path, calendar(tmp_path / "a.ics", EVENTS), zone="America/New_York")

    assert [entry[:2] for entry in found] == [
        ("2026-10-01 12:00", "2026-10-01 14:00"),
        ("2026-10-10", "2026-10-12"),
        ("2026-10-24 16:00", "2026-10-24 23:00"),
        ("2027-01-11 03:00", "2027-01-11 04:30"),
    ]


def test_a_moved_event_moves_in_khal(tmp_path: Path) -> None:
    """Taken in again after the event was moved, renamed and cancelled, the calendar holds the event once, at its new time."""
    khal(tmp_path, calendar(tmp_path / "a.ics", {"content/termine/messe.md": event()}))
    moved = event("frueher: [messe]", "lage: verschoben", beginn="2026-10-03 10:00", ende="2026-10-03 15:00", stand="2026-05-28")
    khal(tmp_path, calendar(tmp_path / "b.ics", {"content/termine/messe-2026.md": moved}))
    cancelled = moved.replace("verschoben", "abgesagt").replace("stand: 2026-05-28", "stand: 2026-05-30")
    found = khal(tmp_path, calendar(tmp_path / "c.ics", {"content/termine/messe-2026.md": cancelled}))

    assert [(entry[0], entry[2], entry[4]) for entry in found] == [("2026-10-03 10:00", "Abgesagt: Ausbildungsmesse", "CANCELLED")]


def test_calcurse_lists_the_events(tmp_path: Path) -> None:
    """A parser that shares nothing with Python reads the same moments, days and titles, and skips nothing."""
    files = {**EVENTS, "content/termine/pfad.md": event(titel="'C:\\Neu'", beginn="2026-11-02 09:00", ende="2026-11-02 10:00")}
    told = run(tmp_path, tool("calcurse"), "-q", "-D", tmp_path / "calcurse", "-i", calendar(tmp_path / "a.ics", files))
    listed = (tmp_path / "calcurse" / "apts").read_text(encoding="utf-8").splitlines()

    assert told == ""
    assert sorted(re.sub(r" ?>[0-9a-f]{40} \|?", ": ", line) for line in listed) == [
        "01/11/2027 @ 09:00 -> 01/11/2027 @ 10:30: Winter",
        '10/01/2026 @ 18:00 -> 10/01/2026 @ 20:00: Abgesagt: Abend, mit; Zeichen: "&"',
        "10/10/2026 [1] {1D -> 10/12/2026}: Tage",
        "10/24/2026 @ 22:00 -> 10/25/2026 @ 04:00: Nacht der Ausbildung über die Umstellung der Uhren hinweg, mit einem Titel aus äöü",
        "11/02/2026 @ 09:00 -> 11/02/2026 @ 10:00: C:\\Neu",
    ]


def test_the_published_calendars(project: Path, tmp_path: Path) -> None:
    """The example region as published: each of its events is in a program once, the audit has nothing to say, xmllint neither."""
    result = kammerton(project, "publish")
    written = project / "output" / "termine" / "kalender.ics"
    listed = khal(tmp_path, written)
    feeds = sorted((project / "output").glob("*/atom.xml"))

    assert result.returncode == 0, result.stdout
    assert len(listed) > 5
    assert {entry[-1] for entry in listed} == set(re.findall(r"(?m)^UID:(\S+)", written.read_text(encoding="utf-8")))
    assert run(tmp_path, tool("calcurse"), "-q", "-D", tmp_path / "calcurse", "-i", written) == ""
    assert [feed.parent.name for feed in feeds] == ["angebote", "neues", "newsletter", "termine"]
    assert run(tmp_path, tool("xmllint"), "--noout", *feeds) == ""
