"""The structured data of every kind of page fits schema.org as schema-dts types it, and has what Google requires."""

import json
import re
import subprocess
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.app.projects import ROOT, build, library
from tests.app.rendered import html_of
from tests.conftest import MODULES, tool
from tests.fakes import NOW
from tests.sample import ARTICLE, EVENT, EVERYTHING, OF_KIND, PORTRAIT, TRANSLATION

from kammerton.adapters.project import Project
from kammerton.app.load import load
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE

pytestmark = pytest.mark.e2e
FAQ = ARTICLE.replace("art: fahrplan", "art: faq").replace("schritte:\n", "fragen: [{frage: Wie lange?, antwort: 'Drei **Jahre**.'}]\nschritte:\n")
SECOND_OFFER = "  - {id: tag, art: probetag, berufsfeld: metall, termine: [{von: 2026-07-01, bis: 2026-07-02}]}\n  - id: praktikum\n"
# The sample with every form of data: paid places, days, questions, an event online, one that costs, one that is cancelled, a translation.
FILES = {
    **EVERYTHING,
    OF_KIND["betrieb"]: PORTRAIT.replace("  - id: praktikum\n", SECOND_OFFER).replace(
        "    mindestabschluss: esa\n",
        "    mindestabschluss: esa\n    verguetung: [950, 1050]\n    plaetze: 2\n    dauer_monate: 42\n    bewerbungsschluss: 2027-03-31\n",
    ),
    "content/wissen/fragen.md": FAQ,
    "content/wissen/erstes-mal.en.md": TRANSLATION,
    "content/termine/online.md": EVENT.replace("ort: probestadt\n", "online_url: https://treffen.example/raum\nkosten: 5 Euro\nlage: abgesagt\n"),
    "content/termine/tag.md": EVENT.replace("beginn: 2026-09-12 09:00", "beginn: 2026-09-12").replace("ende: 2026-09-12 14:00\n", "lage: verschoben\n"),
    "content/daten/angebotsarten.csv": "id,titel,kurz,mehrzahl,schema_org,jobposting,pflichtfelder\n"
    "ausbildung,Ausbildung,Ausbildung,Ausbildungsplätze,JobPosting+WorkBasedProgram,ja,beruf|start|mindestabschluss\n"
    "praktikum,Praktikum,Praktikum,Praktika,EducationalOccupationalProgram,nein,\nprobetag,Schnuppertag,Tag,Schnuppertage,Event,nein,\n",
}
TRAINING, INTERNSHIP, DAY = (f"betriebe/muster-metall/{name}/" for name in ("metallbauer-2027", "praktikum", "tag"))


@cache
def sample(now: datetime = NOW) -> dict[str, list[dict[str, Any]]]:
    """The structured data of every page of the sample."""
    return data_of(library(FILES, now=now))


def data_of(of: Library) -> dict[str, list[dict[str, Any]]]:
    """The structured data of every page, read from its HTML."""
    pages = {page.path: html_of(page) for page in build(of).pages}
    return {
        path: [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)] for path, html in pages.items()
    }


def types(path: str, now: datetime = NOW) -> list[str]:
    """The types of data on a page, those of its place in the site left out."""
    return [entry["@type"] for entry in sample(now).get(path, []) if entry["@type"] not in ("BreadcrumbList", "CollectionPage")]


def shape(value: Any) -> Any:
    """What a type checker sees of data: keys and types, and the words that are types or enumerations."""
    if isinstance(value, dict):
        return tuple(sorted((key, entry if key == "@type" or str(entry).startswith("https://schema.org/") else shape(entry)) for key, entry in value.items()))
    return tuple(sorted({str(shape(entry)) for entry in value})) if isinstance(value, list) else type(value).__name__


def checked(folder: Path, entries: list[dict[str, Any]]) -> list[str]:
    """What the compiler says of data, one constant a line."""
    lines = [f"export const d{n}: s.WithContext<s.{entry['@type']}> = {json.dumps(entry, ensure_ascii=False)};" for n, entry in enumerate(entries)]
    file = folder / "daten.ts"
    file.write_text("\n".join(['import type * as s from "schema-dts";', *lines, ""]), encoding="utf-8")
    (folder / "node_modules").symlink_to(MODULES)
    command = [
        tool("node"),
        tool("tsc"),
        "--noEmit",
        "--strict",
        "--skipLibCheck",
        "--module",
        "nodenext",
        "--moduleResolution",
        "nodenext",
        "--pretty",
        "false",
        file.name,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found = [(int(match[1]) - 2, line) for line in done.stdout.split("\n") if (match := re.match(r"daten\.ts\((\d+),", line))]
    assert bool(found) == bool(done.returncode), done.stdout + done.stderr
    return [f"{entries[n]['@type']} {entries[n].get('name') or entries[n].get('headline') or ''}: {line}" for n, line in found]


def distinct() -> Iterator[dict[str, Any]]:
    """One of each form of data that the sample and the example region have."""
    region, report = load(Project(ROOT), datetime(2026, 11, 25, 12, tzinfo=ZONE))
    assert not report.has_errors, report.diagnostics
    seen = set()
    for entries in (*sample().values(), *data_of(region).values()):
        for entry in entries:
            form = str(shape(entry))
            if form not in seen:
                seen.add(form)
                yield entry


def test_all_data_fits_schema_org(tmp_path: Path) -> None:
    """Every form of structured data on any page of the sample and of the example region passes the type checker."""
    tool("schema-dts")
    entries = list(distinct())

    assert {entry["@type"] for entry in entries} >= {
        "WebSite", "LocalBusiness", "JobPosting", "WorkBasedProgram", "EducationalOccupationalProgram", "Event", "FAQPage", "Article", "NewsArticle",
        "Organization", "GovernmentService", "PodcastSeries", "PodcastEpisode", "BreadcrumbList", "CollectionPage", "DefinedTerm",
    }  # fmt: skip
    assert checked(tmp_path, entries) == []


@pytest.mark.parametrize(("right", "wrong"), [('"title"', '"titel"'), ('"JobPosting"', '"JobPostings"'), ('"datePosted": "', '"datePosted": true, "x": "')])
def test_wrong_data_does_not_pass(tmp_path: Path, right: str, wrong: str) -> None:
    """A misspelt property, a type that does not exist and a value of the wrong kind are refused, so that the test above says something."""
    tool("schema-dts")
    job = next(entry for entry in sample()[TRAINING] if entry["@type"] == "JobPosting")
    text = json.dumps(job)
    assert right in text

    assert checked(tmp_path, [json.loads(text.replace(right, wrong))])


def test_the_compiler_comes_with_the_modules() -> None:
    """What the folder of modules holds is what its lock says."""
    lock = json.loads((ROOT / "tests" / "e2e" / "package-lock.json").read_text())
    wanted = json.loads((ROOT / "tests" / "e2e" / "package.json").read_text())["dependencies"]

    assert {name: lock["packages"][f"node_modules/{name}"]["version"] for name in wanted} == wanted


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", ["WebSite"]),
        ("betriebe/", []),
        ("betriebe/muster-metall/", ["LocalBusiness"]),
        (TRAINING, ["JobPosting", "WorkBasedProgram"]),
        (INTERNSHIP, ["EducationalOccupationalProgram"]),
        (DAY, ["Event"]),
        ("angebote/ausbildung/", []),
        ("berufe/metallbauer/", ["DefinedTerm"]),
        ("berufsfelder/metall/", []),
        ("podcast/", ["PodcastSeries"]),
        ("podcast/001-am-amboss/", ["PodcastEpisode"]),
        ("wissen/erstes-mal/", ["Article"]),
        ("en/wissen/erstes-mal/", ["Article"]),
        ("wissen/fragen/", ["FAQPage"]),
        ("netzwerk/probekammer/", ["Organization"]),
        ("foerderung/startgeld/", ["GovernmentService"]),
        ("termine/probemesse/", ["Event"]),
        ("geschichten/funken/", ["Article"]),
        ("neues/halle/", ["NewsArticle"]),
        ("impressum/", []),
        ("404.html", []),
    ],
)
def test_what_is_on_which_page(path: str, expected: list[str]) -> None:
    """Each kind of page has its own kind of data and no other."""
    assert types(path) == expected


@pytest.mark.parametrize("day", ["2026-06-01", "2027-03-31", "2027-04-01", "2027-08-02", "2030-01-01"])
def test_a_job_is_on_one_page_and_goes_with_its_deadline(day: str) -> None:
    """Only the page of the open offer is marked as a job; the day after the deadline no page is."""
    now = datetime.fromisoformat(f"{day} 12:00").replace(tzinfo=ZONE)
    found = {path for path in sample(now) if "JobPosting" in types(path, now)}

    assert found == ({TRAINING} if day <= "2027-03-31" else set())


@pytest.mark.parametrize(("day", "has_days"), [("2026-07-02", True), ("2026-07-03", False)])
def test_days_of_an_offer_go_when_they_are_over(day: str, has_days: bool) -> None:
    """The days on which an offer takes place are events until the last of them."""
    now = datetime.fromisoformat(f"{day} 23:59").replace(tzinfo=ZONE)

    assert ("Event" in types(DAY, now)) == has_days


REQUIRED = {
    # developers.google.com/search/docs/appearance/structured-data, "required properties" of each type
    "JobPosting": ["title", "description", "datePosted", "hiringOrganization.name", "jobLocation.address.addressCountry", "validThrough"],
    "Event": ["name", "startDate", "location"],
    "FAQPage": ["mainEntity.name", "mainEntity.acceptedAnswer.text"],
    "BreadcrumbList": ["itemListElement.position", "itemListElement.name", "itemListElement.item"],
}


def at(value: Any, path: str) -> list[Any]:
    """All values under a path; lists are gone through."""
    key, _, rest = path.partition(".")
    entries = value if isinstance(value, list) else [value]
    found = [entry.get(key) for entry in entries]
    return [deeper for one in found for deeper in at(one, rest)] if rest else found


@pytest.mark.parametrize("type_", REQUIRED)
def test_google_finds_what_it_requires(type_: str) -> None:
    """Every property that Google requires of a type is there and filled on every page that has the type."""
    found = [entry for entries in sample().values() for entry in entries if entry["@type"] == type_]

    assert found
    assert [(path, entry) for entry in found for path in REQUIRED[type_] if not all(at(entry, path))] == []


def test_breadcrumbs_lead_from_the_start_to_the_page() -> None:
    """Each page below the start says where it stands, from 1 on, and the last step is the page itself; a player in a frame stands elsewhere, the search and the saved list nowhere."""
    without = [path for path in sample() if path and not any(e["@type"] == "BreadcrumbList" for e in sample()[path])]
    assert [
        path
        for path in without
        if not re.fullmatch(r"4(?:04|10)\.html|merkliste/|suche/|podcast/|podcast/.*/einbetten/|newsletter/.*|betriebe/muster-metall/[\w-]+/", path)
    ] == []
    for path, entries in sample().items():
        for entry in entries:
            if entry["@type"] == "BreadcrumbList":
                steps = entry["itemListElement"]
                assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
                assert (steps[0]["item"], steps[-1]["item"]) == ("https://probe.example/", f"https://probe.example/{path}")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            "termine/probemesse/",
            {
                "startDate": "2026-09-12T09:00:00+02:00",
                "endDate": "2026-09-12T14:00:00+02:00",
                "eventStatus": "https://schema.org/EventScheduled",
                "isAccessibleForFree": True,
            },
        ),
        (
            "termine/online/",
            {
                "eventStatus": "https://schema.org/EventCancelled",
                "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
                "isAccessibleForFree": False,
            },
        ),
        ("termine/tag/", {"startDate": "2026-09-12", "eventStatus": "https://schema.org/EventRescheduled"}),
    ],
)
def test_events_say_what_is_so(path: str, expected: dict[str, Any]) -> None:
    """Time with its zone, a whole day without one, state, place and cost as they are."""
    event = sample()[path][0]

    assert {key: event.get(key) for key in expected} == expected


def test_answers_are_words() -> None:
    """The answer of a question is its text without marks, as the page shows it."""
    faq = sample()["wissen/fragen/"][0]

    assert [(q["name"], q["acceptedAnswer"]["text"]) for q in faq["mainEntity"]] == [("Wie lange?", "Drei Jahre.")]
