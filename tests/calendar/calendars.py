"""Calendars of varied events, as bytes and unfolded."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from tests.app.projects import library, varied
from tests.fakes import NOW, WORDS
from tests.sample import FILES, SETTINGS

from kammerton.calendar.calendars import calendar_files
from kammerton.calendar.vevent import CalendarView
from kammerton.domain.addresses import Addresses
from kammerton.domain.event import Event
from kammerton.domain.library import Library

MESSE = """---
titel: Ausbildungsmesse
kurz: Achtzig Betriebe zeigen ihre Berufe.
datum: 2026-05-01
stand: 2026-05-20
beginn: 2026-09-12 09:00
ende: 2026-09-12 14:00
ort: probestadt
adresse: Kulturbahnhof, Bahnhofstraße 1
veranstalter: Amt für Ausbildung
art: messe
---
Kommt vorbei.
"""
AKTEUR = """---
titel: Kammer Probe
kurz: Berät Betriebe.
stand: 2026-01-01
art: kammer
ansprechstellen:
  - rolle: Beratung
    telefon: 0000 12345
---
Text.
"""
PATH = "content/termine/messe.md"


def event(*more: str, **changed: str) -> str:
    """The event of the sample with some lines changed and others added."""
    text = varied(MESSE, **changed)
    return text.replace("titel:", "\n".join((*more, "titel:")), 1) if more else text


def view(files: Mapping[str, str], settings: Mapping[str, Any] = SETTINGS, now: datetime = NOW) -> CalendarView:
    """What the calendars of a project need; the sample's files are there."""
    return view_of(library({**FILES, **files}, settings, now))


def view_of(of: Library) -> CalendarView:
    """What the calendars of a library need."""
    return CalendarView(of, WORDS, Addresses(of.settings.address))


def with_events(of: CalendarView, *events: Event) -> CalendarView:
    """The same project with other events, as models."""
    return view_of(Library(replace(of.library.inventory, events=events), of.library.now))


def files_of(*more: str, settings: Mapping[str, Any] = SETTINGS, now: datetime = NOW, **changed: str) -> dict[str, bytes]:
    """Every calendar of a project with one event."""
    return dict(calendar_files(view({PATH: event(*more, **changed)}, settings, now)))


def unfolded(content: bytes) -> list[str]:
    """The lines of a calendar as they were before they were folded."""
    return content.decode().replace("\r\n ", "").split("\r\n")


def properties(content: bytes) -> dict[str, str]:
    """Values of the first event of a calendar by name; parameters belong to the name."""
    lines = unfolded(content)
    inside = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    return dict(re.split(r":(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", line, maxsplit=1) for line in inside)


def told(*more: str, settings: Mapping[str, Any] = SETTINGS, now: datetime = NOW, **changed: str) -> dict[str, str]:
    """The properties of one event in its own file."""
    return properties(files_of(*more, settings=settings, now=now, **changed)["termine/messe/messe.ics"])


def titles(content: bytes) -> list[str]:
    """The titles of a calendar, in its order."""
    return [line.removeprefix("SUMMARY:") for line in unfolded(content) if line.startswith("SUMMARY:")]
