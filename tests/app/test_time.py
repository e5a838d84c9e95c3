"""Time changes what is shown, never whether the site can be published; neither does withdrawing a consent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from tests.app.projects import build
from tests.app.rendered import html_of, links, outputs
from tests.fakes import NOW, FakeSources
from tests.sample import CONSENTS, EPISODE, EVERYTHING, OF_KIND, PORTRAIT, SETTINGS

from kammerton.adapters.project import Project
from kammerton.app.load import load
from kammerton.domain.diagnostic import Report, Severity
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.reading.texts import Text, Wanted, read_text

ROOT = Path(__file__).parents[2]
# The day the example region was written for.
TODAY = datetime(2026, 11, 25, 12, tzinfo=ZONE)
YEARS = (0, 1, 2, 4)
REGISTER = "content/daten/einwilligungen.csv"


class Edited(Project):
    """The example region with some of its files changed in memory, measured once."""

    def __init__(self, changed: Mapping[str, bytes]) -> None:
        super().__init__(ROOT)
        self._changed = changed

    def read(self, path: str) -> bytes | None:
        return self._changed.get(path) or super().read(path)

    def texts(self, wanted: Sequence[Wanted]) -> Sequence[Text | None]:
        found = super().texts(wanted)
        return [read_text(one, self._changed[one.path]) if one.path in self._changed else text for one, text in zip(wanted, found, strict=True)]


@cache
def example(now: datetime, register: bytes = b"") -> tuple[Library, Report]:
    """The example region at a moment, with another register of consents where one is given."""
    return load(Edited({REGISTER: register} if register else {}), now)


def later(now: datetime, years: int) -> datetime:
    """The same day and hour some years on."""
    return now.replace(year=now.year + years)


def errors(report: Report) -> list[Any]:
    """The errors of a report."""
    return [d for d in report.diagnostics if d.severity is Severity.ERROR]


def dead_links(library: Library) -> dict[str, str]:
    """What pages link to that is not written."""
    built = build(library)
    there = {*(page.path for page in built.pages), *built.files, *built.copies}
    return {link: page.path for page in built.pages for link in links(html_of(page), built.addresses) - there}


@pytest.mark.parametrize("years", YEARS)
def test_a_year_brings_no_error_to_the_sample(years: int) -> None:
    """The sample is as free of errors in later years, its build is whole, and no page leads nowhere."""
    library, report = load(FakeSources(EVERYTHING, SETTINGS), later(NOW, years))

    assert errors(report) == []
    assert dead_links(library) == {}


@pytest.mark.parametrize("years", YEARS)
def test_a_year_brings_no_error_to_the_example(years: int) -> None:
    """The same files give the same errors, none, whatever the year; only hints may come, and no page leads nowhere."""
    library, report = example(later(TODAY, years))

    assert errors(report) == []
    assert dead_links(library) == {}


def test_a_year_changes_states() -> None:
    """Time does change what is shown: places close, events pass, programmes end, news leaves the lists."""
    now, then = (load(FakeSources(EVERYTHING, SETTINGS), later(NOW, years))[0] for years in (0, 2))

    for of_library in (lambda of: of.network.coming_events, lambda of: of.network.current_news, lambda of: of.open_offers_by_start):
        assert (bool(of_library(now)), bool(of_library(then))) == (True, False)
    assert [library.network.is_open(library.network.programmes[0]) for library in (now, then)] == [True, False]


@pytest.mark.parametrize("year", [2028, 2029, 2030])
def test_the_example_lives_for_years(year: int) -> None:
    """In later springs too the example region shows at least ten open offers and an event to come, and the pages say so."""
    library, _ = example(datetime(year, 3, 1, 12, tzinfo=ZONE))

    assert len(library.open_offers) >= 10
    assert [event.id for event in library.network.coming_events if event.state != "abgesagt"]


# --- consents -----------------------------------------------------------------------------------------------------

PICTURE = "{datei: mira.jpg, alt: Mira am Amboss, personen: erkennbar, einwilligung: E-0007}"
USES = {
    "geschichte": {OF_KIND["geschichte"]: EVERYTHING[OF_KIND["geschichte"]].replace("E-0001", "E-0007")},
    "betrieb": {OF_KIND["betrieb"]: PORTRAIT.replace("branche: metall\n", "branche: metall\neinwilligung: E-0007\n")},
    "folge": {OF_KIND["folge"]: EPISODE.replace("    rolle: moderation\n", "    rolle: moderation\n    einwilligung: E-0007\n")},
    "bild": {OF_KIND["seite"]: EVERYTHING[OF_KIND["seite"]].replace("titel:", f"bild: {PICTURE}\ntitel:", 1), "content/bilder/mira.jpg": ""},
}
# What of each nobody else has in the sample.
TRACES = {
    "geschichte": ["geschichten/funken", "Funken und Geduld"],
    "betrieb": ["betriebe/muster-metall/", "Muster Metall"],
    "folge": ["001-am-amboss"],
    "bild": ["Mira am Amboss", "0.avif"],  # the end of a width; server files name the ending alone
}
WITHDRAWALS = {"revoked": "E-0007,web|newsletter,,2026-06-01", "expired": "E-0007,web|newsletter,2026-05-31,", "no longer for the web": "E-0007,druck,,"}


def traces(what: str, row: str) -> tuple[list[str], Report]:
    """The outputs that show what a consent is for, and the report, with a row of the register."""
    library, report = load(FakeSources({**EVERYTHING, **USES[what], REGISTER: f"{CONSENTS}{row}\n"}), NOW)
    found = outputs(build(library))
    return [name for name, content in found.items() for trace in TRACES[what] if trace in name or trace in content.decode("utf-8", "replace")], report


@pytest.mark.parametrize("way", WITHDRAWALS)
@pytest.mark.parametrize("what", USES)
def test_a_withdrawn_consent_empties_every_output_by_itself(what: str, way: str) -> None:
    """One row of the register is edited: picture, story, portrait and episode are gone from every output, and nothing becomes an error."""
    before, _ = traces(what, "E-0007,web|newsletter,,")
    after, report = traces(what, WITHDRAWALS[way])

    assert before
    assert after == []
    assert errors(report) == []
    assert [d.code for d in report.diagnostics] == ["R024"]


def test_withdrawing_every_consent_of_the_example_leaves_a_whole_site() -> None:
    """Even when everybody withdraws at once the example can be published: fewer pages, no error, no link into nothing."""
    head, *rows = (ROOT / REGISTER).read_text(encoding="utf-8").splitlines()
    revoked = "\n".join([head, *(",".join([*row.split(",")[:3], "2026-11-25"]) for row in rows), ""]).encode()
    library, report = example(TODAY, revoked)
    before, _ = example(TODAY)

    assert errors(report) == []
    assert (len(library.network.stories), bool(before.network.stories)) == (0, True)
    assert dead_links(library) == {}


@pytest.mark.parametrize(("channels", "in_mails"), [("web|newsletter", True), ("web", False), ("web|social|druck", False)])
@pytest.mark.parametrize("what", ["geschichte", "betrieb", "folge"])
def test_who_agreed_to_the_website_only_is_in_no_mail(what: str, channels: str, in_mails: bool) -> None:
    """A consent for the website shows the item there and keeps it out of issues, whether a block names it or the issue composes itself."""
    kinds = {"geschichte": "geschichte: funken", "betrieb": "betrieb: muster-metall", "folge": "folge: 001-am-amboss"}
    blocks = f"bloecke:\n  - {kinds[what]}\n  - neu: {{arten: [folge, betrieb, geschichte]}}\n  - angebote: {{max: 5}}\n---\nGuten Tag."
    head = EVERYTHING[OF_KIND["ausgabe"]].partition("bloecke:")[0]
    files = {**EVERYTHING, **USES[what], OF_KIND["ausgabe"]: head + blocks, REGISTER: f"{CONSENTS}E-0007,{channels},,\n"}
    files["newsletter/2026-04.md"] = head.replace("nummer: 1", "nummer: 2") + "---\nGuten Tag.\n"
    found = outputs(build(load(FakeSources(files, SETTINGS), NOW)[0]))
    named = {name for name, content in found.items() for trace in TRACES[what] if trace in content.decode("utf-8", "replace")}

    assert any(name.startswith("mail/") for name in named) == in_mails
    assert any(name.startswith("newsletter/2026") for name in named) == in_mails
    assert "sitemap.xml" in named
