"""When the site changes by itself: the list is complete, and each entry is where something happens."""

from datetime import datetime, timedelta

import pytest
from tests.app.projects import AUSGABE, FIRM, FOLGE, ROOT, library, portrait, varied
from tests.fakes import NOW, WORDS
from tests.sample import EPISODE, FILES

from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build, assemble
from kammerton.domain.coming import coming
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE

CONSENTS = "nummer,kanaele,gilt_bis,widerrufen_am\nE-0001,web|newsletter,2026-06-20,\nE-0002,web,,2026-07-09\n"
EVENT = """---
titel: Messe für alle
kurz: Ein Tag.
datum: 2026-05-01
beginn: 2026-06-12 09:00
ende: 2026-06-12 14:00
veranstalter: Probekammer
art: messe
ort: probestadt
anmeldung_url: https://probe.example/anmelden
anmeldeschluss: 2026-06-08
---
Kommen Sie.
"""
NEWS = "---\ntitel: Kurz gesagt\nkurz: Kurz.\ndatum: 2026-05-01\nablauf: 2026-06-15\n---\nText.\n"
LATER = "---\ntitel: Später gesagt\nkurz: Kurz.\ndatum: 2026-06-16 18:30\nstand: 2026-07-20\n---\nText.\n"
MONEY = "---\ntitel: Geld für alle\nkurz: Geld.\ndatum: 2026-05-01\ntraeger: Probekammer\nebene: land\nantrag_bis: 2026-06-18\n---\nText.\n"
STORY = """---
titel: Mira erzählt
kurz: Wie es war.
datum: 2026-05-01
person: {vorname_oder_pseudonym: Mira, rolle: azubi}
einwilligung: E-0001
gueltig_bis: 2026-06-25
---
Text.
"""
SOURCES = {
    **FILES,
    FIRM: portrait(rolle="Leitung\n  name: Jana Beispiel\n  gueltig_bis: 2026-06-28"),
    FOLGE: EPISODE.replace("    rolle: moderation\n", "    rolle: moderation\n    einwilligung: E-0002\n", 1),
    "content/daten/einwilligungen.csv": CONSENTS,
    "content/termine/messe.md": EVENT,
    "content/meldungen/kurz.md": NEWS,
    "content/meldungen/spaeter.md": LATER,
    "content/foerderung/geld.md": MONEY,
    "content/geschichten/mira.md": STORY,
    AUSGABE: varied(FILES[AUSGABE], datum="2026-07-01"),
}


def at(moment: datetime) -> Library:
    """The project at a moment."""
    return library(SOURCES, now=moment)


def built(moment: datetime) -> tuple[object, ...]:
    """Everything a build at a moment writes."""
    build: Build = assemble(at(moment), WORDS, ThemeTemplates(ROOT, "de"))
    return build.pages, dict(build.files), dict(build.copies), build.mails, dict(build.beside), dict(build.drawings)


def test_nothing_changes_between_two_moments_and_something_at_each() -> None:
    """From one moment of the list to the next the builds are the same, up to the last second; at it they differ."""
    now, seen = NOW, []
    while (changes := coming(at(now))) and changes[0].moment < datetime(2026, 8, 1, tzinfo=ZONE):
        then = changes[0].moment
        assert built(now) == built(then - timedelta(seconds=1)), changes[0]
        assert built(then) != built(then - timedelta(seconds=1)), changes[0]
        now = then
        seen.append((then.astimezone(ZONE).strftime("%m-%d %H:%M"), changes[0].id))

    assert seen == [
        ("06-09 00:00", "messe"), ("06-12 14:00", "messe"), ("06-16 00:00", "kurz"), ("06-16 18:30", "spaeter"), ("06-19 00:00", "geld"),
        ("06-21 00:00", "mira"), ("06-29 00:00", "muster-metall"), ("07-01 00:00", "2026-03"), ("07-09 00:00", "001-am-amboss"), ("07-20 00:00", "spaeter"),
    ]  # fmt: skip


@pytest.mark.parametrize(("field", "value", "moment"), [("bewerbungsschluss", "2026-06-30", "2026-07-01"), ("seit", "2026-06-03", "2026-06-03")])
def test_offers(field: str, value: str, moment: str) -> None:
    """An offer closes with the day after its deadline, and appears with the first moment of its day."""
    files = {**FILES, FIRM: portrait(art=f"praktikum\n    {field}: {value}")}
    first = coming(library(files))[0]

    assert (first.moment.astimezone(ZONE).strftime("%Y-%m-%d %H:%M"), first.path) == (f"{moment} 00:00", ("angebote", 0, field))


def test_an_item_that_cannot_be_seen_on_its_day_does_not_appear() -> None:
    """A story whose consent has ended by then is not announced."""
    files = {**SOURCES, "content/geschichten/mira.md": STORY.replace("2026-05-01", "2026-06-22")}

    assert "mira" not in {change.id for change in coming(library(files))}


def test_an_event_leaves_the_calendars_after_a_year() -> None:
    """What is over for twelve months goes out of the files people subscribe to; that is announced, too."""
    past = datetime(2027, 6, 1, tzinfo=ZONE)
    leaving = [change for change in coming(at(past)) if change.id == "messe"]

    assert [change.moment for change in leaving] == [datetime(2027, 6, 13, tzinfo=ZONE)]
    assert built(leaving[0].moment) != built(leaving[0].moment - timedelta(seconds=1))
