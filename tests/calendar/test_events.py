"""One event as calendars know it."""

import re

import pytest
from tests.app.projects import HOSTILE
from tests.calendar.calendars import AKTEUR, PATH, event, files_of, properties, told, unfolded, view
from tests.sample import SETTINGS

from kammerton.calendar.calendars import calendar_files

GOLDEN = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Kammerton//Kammerton//DE
CALSCALE:GREGORIAN
METHOD:PUBLISH
BEGIN:VTIMEZONE
TZID:Europe/Berlin
X-LIC-LOCATION:Europe/Berlin
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Ausbildungsmesse
DTSTART;TZID=Europe/Berlin:20260912T090000
DTEND;TZID=Europe/Berlin:20260912T140000
DTSTAMP:20260519T220000Z
UID:c4626b8d-bc23-59f8-b4df-369e4eac61ca
SEQUENCE:19
CATEGORIES:Messe
CLASS:PUBLIC
CONTACT:Amt für Ausbildung
CREATED:20260430T220000Z
DESCRIPTION:Achtzig Betriebe zeigen ihre Berufe.\n\nhttps://probe.example/
 termine/messe/
GEO:51.0;10.2
LAST-MODIFIED:20260519T220000Z
LOCATION:Kulturbahnhof\, Bahnhofstraße 1\, Probestadt
STATUS:CONFIRMED
TRANSP:OPAQUE
URL:https://probe.example/termine/messe/
END:VEVENT
END:VCALENDAR
"""


def test_a_whole_file() -> None:
    """The file of one event, byte for byte: lines end with CR and LF, long ones are folded."""
    assert files_of()["termine/messe/messe.ics"].decode() == GOLDEN.replace("\n", "\r\n")


def test_the_same_project_gives_the_same_bytes() -> None:
    """Nothing holds the time of the build."""
    assert files_of() == files_of()


# --- when -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("begins", "ends", "start", "end"),
    [
        ("2026-09-12 09:00", "2026-09-12 14:00", ("DTSTART;TZID=Europe/Berlin", "20260912T090000"), ("DTEND;TZID=Europe/Berlin", "20260912T140000")),
        ("2027-01-12 09:00", "2027-01-12 14:00", ("DTSTART;TZID=Europe/Berlin", "20270112T090000"), ("DTEND;TZID=Europe/Berlin", "20270112T140000")),
        ("2026-10-24 22:00", "2026-10-25 04:00", ("DTSTART;TZID=Europe/Berlin", "20261024T220000"), ("DTEND;TZID=Europe/Berlin", "20261025T040000")),
        ("2026-09-12 19:00", "2026-09-13 00:00", ("DTSTART;TZID=Europe/Berlin", "20260912T190000"), ("DTEND;TZID=Europe/Berlin", "20260913T000000")),
        ("2026-09-12 09:00", "", ("DTSTART;TZID=Europe/Berlin", "20260912T090000"), None),
        ("2026-09-12", "", ("DTSTART;VALUE=DATE", "20260912"), ("DTEND;VALUE=DATE", "20260913")),
        ("2026-09-12", "2026-09-12", ("DTSTART;VALUE=DATE", "20260912"), ("DTEND;VALUE=DATE", "20260913")),
        ("2026-12-30", "2027-01-02", ("DTSTART;VALUE=DATE", "20261230"), ("DTEND;VALUE=DATE", "20270103")),
        ("2026-09-12", "2026-09-13 14:00", ("DTSTART;VALUE=DATE", "20260912"), ("DTEND;VALUE=DATE", "20260914")),
    ],
    ids=["summer", "winter", "over the change of clocks", "until midnight", "no end", "a day", "a day with its end", "days over new year", "days with a time at the end"],
)  # fmt: skip
def test_when(begins: str, ends: str, start: tuple[str, str], end: tuple[str, str] | None) -> None:
    """Times stand in Europe/Berlin; whole days as dates, their end is the day after; an end that is not stated is not invented."""
    found = told(beginn=begins, ende=ends)

    assert [entry for entry in found.items() if entry[0].startswith(("DTSTART", "DTEND"))] == [start, *([end] if end else [])]


# --- revisions and identity -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stand", "sequence", "stamp"),
    [
        ("2026-05-20", "19", "20260519T220000Z"),
        ("2026-05-21", "20", "20260520T220000Z"),
        ("2026-05-01", "0", "20260430T220000Z"),
        ("2026-04-01", "0", "20260430T220000Z"),
        ("", "0", "20260430T220000Z"),
        ("2062-05-20", "0", "20260430T220000Z"),
    ],
    ids=["revised", "revised again", "the same day", "checked before", "never revised", "a day to come"],
)
def test_revisions(stand: str, sequence: str, stamp: str) -> None:
    """Each later ``stand`` gives a higher number; the moments are those of ``stand`` and ``datum``, never of the build."""
    found = told(stand=stand)

    assert (found["SEQUENCE"], found["DTSTAMP"], found["LAST-MODIFIED"], found["CREATED"]) == (sequence, stamp, stamp, "20260430T220000Z")


def test_a_renamed_event_stays_the_same() -> None:
    """With its old id in ``frueher`` the event keeps its UID under its new address."""
    renamed = dict(calendar_files(view({"content/termine/messe-2026.md": event("frueher: [messe, messe-herbst]")})))
    found = properties(renamed["termine/messe-2026/messe-2026.ics"])

    assert found["UID"] == told()["UID"]
    assert found["URL"] == "https://probe.example/termine/messe-2026/"


def test_a_moved_event_stays_the_same() -> None:
    """Another day, another revision, the same UID, and the title says so; it is as sure as any other."""
    before, after = told(), told("lage: verschoben", beginn="2026-09-19 09:00", ende="2026-09-19 14:00", stand="2026-06-01")

    assert after["UID"] == before["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert (after["SUMMARY"], after["STATUS"], after["TRANSP"]) == ("Neuer Termin: Ausbildungsmesse", "CONFIRMED", "OPAQUE")


def test_a_cancelled_event() -> None:
    """It says so in STATUS and title, for many programs show no STATUS, and leaves the day free."""
    found = told("lage: abgesagt")

    assert (found["SUMMARY"], found["STATUS"], found["TRANSP"]) == ("Abgesagt: Ausbildungsmesse", "CANCELLED", "TRANSPARENT")


@pytest.mark.parametrize(
    ("address", "same"),
    [("http://probe.example", True), ("https://PROBE.example", True), ("https://probe.example/region", False), ("https://andere.example", False)],
)
def test_identities_belong_to_a_site(address: str, same: bool) -> None:
    """Two sites may have events of the same name; a site that moves to https keeps its events."""
    assert (told(settings={**SETTINGS, "SITEURL": address})["UID"] == told()["UID"]) is same


# --- where and who ----------------------------------------------------------------------------------------------

ONLINE = "online_url: https://treffen.example/a,b;c?d=e"
ONE_CODE = {"content/daten/orte.csv": "id,titel,plz,lat,lon\nprobestadt,Probestadt,00101,51.0,10.2\n"}
NO_POSITION = {"content/daten/orte.csv": "id,titel,plz,lat,lon\nprobestadt,Probestadt,00101|00102,,\n"}


@pytest.mark.parametrize(
    ("text", "files", "location", "position"),
    [
        (event(), {}, r"Kulturbahnhof\, Bahnhofstraße 1\, Probestadt", "51.0;10.2"),
        (event(), ONE_CODE, r"Kulturbahnhof\, Bahnhofstraße 1\, 00101 Probestadt", "51.0;10.2"),
        (event(adresse=""), ONE_CODE, "00101 Probestadt", "51.0;10.2"),
        (event(adresse=""), NO_POSITION, "Probestadt", None),
        (event(ONLINE, adresse=""), {}, "Probestadt", "51.0;10.2"),
        (event(ONLINE, adresse="", ort=""), {}, "online", None),
    ],
    ids=["several postal codes", "one postal code", "only a town", "a town without position", "a town and online", "only online"],
)
def test_where(text: str, files: dict[str, str], location: str, position: str | None) -> None:
    """The venue and the town, with its postal code where it has only one; the position is the town's."""
    found = properties(dict(calendar_files(view({**files, PATH: text})))["termine/messe/messe.ics"])

    assert (found["LOCATION"], found.get("GEO")) == (location, position)


def test_taking_part_online() -> None:
    """The address stands where new programs look and, for the others, in the description."""
    found = told(ONLINE)

    assert found["CONFERENCE;LABEL=Online teilnehmen;VALUE=URI"] == "https://treffen.example/a,b;c?d=e"
    assert r"\n\nOnline teilnehmen: https://treffen.example/a\,b\;c?d=e\n\n" in found["DESCRIPTION"]


MAIL = AKTEUR.replace("telefon: 0000 12345", "email: amt@kammer.example")


@pytest.mark.parametrize(
    ("files", "organiser", "name", "value"),
    [
        ({}, "Amt für Ausbildung", "CONTACT", "Amt für Ausbildung"),
        ({"content/netzwerk/kammer-probe.md": AKTEUR}, "kammer-probe", "CONTACT", "Kammer Probe"),
        ({"content/netzwerk/kammer-probe.md": MAIL}, "kammer-probe", 'ORGANIZER;CN="Kammer Probe"', "mailto:amt@kammer.example"),
        ({"content/netzwerk/kammer-probe.md": MAIL.replace("titel: Kammer Probe", "titel: 'Kammer; \"Probe\"'")}, "kammer-probe",
         "ORGANIZER;CN=\"Kammer; ^'Probe^'\"", "mailto:amt@kammer.example"),
        ({"content/netzwerk/kammer-probe.md": MAIL.replace("titel:", "datum: 2026-12-01\ntitel:")}, "kammer-probe", None, None),
    ],
    ids=["words", "an actor without mail", "an actor with mail", "an actor with a hostile name", "an actor that is not to be seen"],
)  # fmt: skip
def test_who(files: dict[str, str], organiser: str, name: str | None, value: str | None) -> None:
    """An actor with a mail address is the organiser, any other name the contact; no address is invented, nobody hidden is named."""
    found = properties(dict(calendar_files(view({**files, PATH: event(veranstalter=organiser)})))["termine/messe/messe.ics"])

    assert {key: found[key] for key in found if key.startswith(("ORGANIZER", "CONTACT"))} == ({name: value} if name else {})


# --- what -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "written"),
    [
        (HOSTILE, r"Müller & Söhne <script>alert(1)</script> GmbH"),
        ("a;b,c:d", r"a\;b\,c:d"),
        ("C:\\Neu", r"C:\\Neu"),
        ("END:VEVENT", "END:VEVENT"),
    ],
)
def test_titles_stay_text(title: str, written: str) -> None:
    """No sign in a title ends its line or becomes a break."""
    yaml = "'" + title.replace("'", "''") + "'"

    assert told(titel=yaml)["SUMMARY"] == written


def test_lines_without_what_is_not_wanted() -> None:
    """No alarm rings in somebody's pocket, nobody is listed as a guest."""
    text = "\n".join(unfolded(files_of()["termine/messe/messe.ics"]))

    assert not re.search(r"VALARM|ATTENDEE|NAME:Termine|REFRESH-INTERVAL", text)


@pytest.mark.parametrize("kind", ["nacht-der-ausbildung", "girlsday", "offene-tuer", "sonstiges"])
def test_kinds_in_words(kind: str) -> None:
    """The category is the word a reader knows, not the key of the field."""
    assert told(art=kind)["CATEGORIES"] == {
        "nacht-der-ausbildung": "Nacht der Ausbildung", "girlsday": "Girls’Day", "offene-tuer": "Offene Tür", "sonstiges": "Termin",
    }[kind]  # fmt: skip


def test_the_teaser_of_an_event_without_summary() -> None:
    """The first paragraph stands in for it, before the address of the page."""
    assert told(kurz="")["DESCRIPTION"] == r"Kommt vorbei.\n\nhttps://probe.example/termine/messe/"
