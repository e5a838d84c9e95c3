"""Defects of calendars and of the feeds of lists are found where they are."""

import pytest
from tests.audit.sites import ATOM, CALENDAR, FILES, JSON, SITE, calendar, findings
from tests.fakes import WORDS, FakeSite

from kammerton.audit.calendars import check_calendars
from kammerton.domain.addresses import Addresses

LONG = "DESCRIPTION:" + "x" * 64
EVENT = CALENDAR[CALENDAR.index("BEGIN:VEVENT") : CALENDAR.index("END:VCALENDAR")]


def with_line(line: str) -> bytes:
    """The calendar with a further line in its event."""
    return calendar(CALENDAR.replace("UID:eins\n", f"UID:eins\n{line}\n"))


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (CALENDAR.encode(), 2),
        (calendar().replace(b"UID:eins\r\n", b"UID:eins\n"), 3),
        (calendar().replace(b"UID:eins\r\n", b"UID:ei\rns\r\n"), 1),
        (calendar()[:-2], 2),
        (with_line(LONG), 1),
        (with_line("DESCRIPTION:" + "ä" * 32), 1),
        (with_line("DESCRIPTION:").replace(b"DESCRIPTION:", b"DESCRIPTION:\xc3\r\n \xa4"), 1),
        (b"", 1),
        (calendar(CALENDAR.replace("END:VEVENT\n", "")), 1),
        (calendar(CALENDAR.replace("END:VEVENT\n", "END:VTODO\n")), 1),
        (calendar(CALENDAR + "END:VCALENDAR\n"), 1),
        (calendar(CALENDAR + CALENDAR), 1),
        (calendar("VERSION:2.0\n" + CALENDAR), 1),
        (with_line("Kein Doppelpunkt"), 1),
        (with_line('ORGANIZER;CN="ein" Name:mailto:a@x.example'), 1),
        (calendar(CALENDAR.replace("UID:eins\n", "")), 1),
        (calendar(CALENDAR.replace("DTSTART;TZID=Europe/Berlin:20260912T090000\n", "")), 1),
        (calendar(CALENDAR.replace("VERSION:2.0\n", "").replace("DTSTAMP:20260501T000000Z\n", "")), 2),
        (calendar(CALENDAR.replace("END:VCALENDAR", f"{EVENT}END:VCALENDAR")), 1),
        (calendar(CALENDAR.replace("TZID:Europe/Berlin", "TZID:Europe/Wien")), 1),
        (calendar(CALENDAR.replace("/termine/messe/", "/termine/weg/")), 1),
        (calendar(CALENDAR.replace(f"{SITE}/termine/messe/", "/termine/messe/")), 1),
        (calendar(CALENDAR.replace("kalender.ics", "weg.ics")), 1),
    ],
    ids=[
        "only line feeds", "one line feed", "a carriage return", "last line not ended", "a long line", "a line long in bytes", "a cut sign", "empty",
        "a part without end", "ends crossed", "an end too many", "two calendars", "something before it", "no colon", "a quoted name that goes on", "no identity",
        "no beginning", "two things missing", "an identity twice", "an unknown zone", "a dead link", "a link without host", "a dead source",
    ],
)  # fmt: skip
def test_calendars_with_defects(content: bytes, count: int) -> None:
    """Each defect that would make a program give up without a word is told."""
    assert [("A005", "output/termine/kalender.ics")] * count == findings({**FILES, "termine/kalender.ics": content})


@pytest.mark.parametrize(
    "line", ["DESCRIPTION:" + "x" * 63, 'X-A;B="c;d:e,f",g;H=i:j:k', "SUMMARY:", "ATTACH;FMTTYPE=text/html:https://anderswo.example/"]
)  # fmt: skip
def test_lines_in_order(line: str) -> None:
    """Lines of 75 bytes, quoted and several parameters, and empty values are as they may be."""
    assert findings({**FILES, "termine/kalender.ics": with_line(line)}) == []


def test_calendars_of_others_are_not_judged() -> None:
    """A calendar that an editor offers to take away is the editor's."""
    assert findings({**FILES, "wissen/ferien/ferien.ics": b"kaputt"}) == []


def test_a_finding_says_what_is_wrong() -> None:
    """The sentence names what is missing or dead."""
    content = calendar(CALENDAR.replace("UID:eins\n", "").replace("/termine/messe/", "/termine/weg/"))
    found = [WORDS.text(d.what) for d in check_calendars(FakeSite({**FILES, "termine/kalender.ics": content}), Addresses(SITE))]

    assert found == ["In der Kalenderdatei fehlt „VEVENT/UID“.", f"Die Verknüpfung „{SITE}/termine/weg/“ führt ins Leere."]


# --- feeds of lists ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ("", 1),
        (ATOM.replace("</feed>", ""), 1),
        (ATOM.replace("<title>Eins</title>", "<title>A & B</title>"), 1),
        (ATOM.replace("<title>Neues</title>", ""), 1),
        (ATOM.replace("<author><name>Probe</name></author>", ""), 1),
        (ATOM.replace('<link rel="self"', '<link rel="first"'), 1),
        (ATOM.replace("<title>Eins</title>", ""), 1),
        (ATOM[: ATOM.index("<entry>")] + "</feed>", 1),
        (ATOM.replace("</feed>", ATOM[ATOM.index("<entry>") :]), 1),
        (ATOM.replace('2026-05-01T00:00:00+02:00</updated>\n<link rel="alt', '2026-05-01</updated>\n<link rel="alt'), 1),
        (ATOM.replace("2026-05-01T00:00:00+02:00", "gestern"), 2),
        (ATOM.replace("/neues/#eins", "/neues/eins/"), 1),
        (ATOM.replace(f"{SITE}/neues/#eins", "/neues/"), 1),
        (ATOM.replace("icon.svg", "weg.svg"), 1),
        (ATOM.replace("/betriebe/", "/betriebe/weg/"), 1),
        (ATOM.replace(f"{SITE}/betriebe/", "/betriebe/"), 1),
    ],
    ids=[
        "empty", "cut off", "bare ampersand", "no title", "no author", "no self", "entry without title", "no entry", "an identity twice", "a day for a moment",
        "no moments", "a dead link", "a link without host", "a dead icon", "a dead link in the text", "a link without host in the text",
    ],
)  # fmt: skip
def test_atom_with_defects(content: str, count: int) -> None:
    """A feed is well-formed, complete, not empty, and leads to pages that are there."""
    assert [("A006", "output/neues/atom.xml")] * count == findings({**FILES, "neues/atom.xml": content})


@pytest.mark.parametrize(
    ("content", "count"),
    [
        ("", 1),
        ("[]", 1),
        ('{"items": [1]}', 1),
        (JSON.replace('"items"', '"eintraege"'), 1),
        (JSON.replace('"title": "Eins"', '"title": ""'), 1),
        (JSON.replace("content_html", "inhalt"), 1),
        (JSON.replace("2026-05-01T00:00:00+02:00", "gestern"), 1),
        (JSON.replace('"url": "https://probe.example/neues/"', '"url": "https://probe.example/neues/weg/"'), 1),
        (JSON.replace("/betriebe/", "/betriebe/weg/"), 1),
    ],
    ids=["empty", "a list", "an item that is none", "no items", "no title", "no content", "no moment", "a dead link", "a dead link in the text"],
)
def test_json_feeds_with_defects(content: str, count: int) -> None:
    """The JSON Feed keeps the same promises."""
    assert [("A006", "output/neues/feed.json")] * count == findings({**FILES, "neues/feed.json": content})


def test_topic_feeds_do_not_read_files() -> None:
    """A document type with entities is not followed."""
    content = ATOM.replace("<feed", '<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]><feed', 1).replace("<title>Eins</title>", "<title>&x;</title>")

    assert findings({**FILES, "neues/atom.xml": content}) in ([], [("A006", "output/neues/atom.xml")])
