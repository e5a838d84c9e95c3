"""Publishing: errors stop it before anything is built, defects of the result before anything is seen."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from tests.app.projects import AUSGABE, FIRM, ROOT, portrait, varied
from tests.fakes import NOW, WORDS, FakeSite, FakeSources, copied
from tests.sample import FILES, ISSUE, SETTINGS

from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build, Placed
from kammerton.app.pieces import Made, together
from kammerton.app.publish import Outcome, check, publish
from kammerton.app.reuse import Observation
from kammerton.audit.facts import UNAIDED, Means
from kammerton.domain.addresses import file_of


@dataclass
class FakeBuild:
    """A build folder in memory that notes what is done with it; ``broken`` replaces files that were written."""

    broken: Mapping[str, str] = field(default_factory=dict)
    done: list[str] = field(default_factory=list)
    kept: int = 0
    files: dict[str, str | bytes] = field(default_factory=dict)
    start: str = "/"
    outside: tuple[str, ...] = ()
    same: bool = False
    records: dict[str, bytes] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)

    def make(self, watch: Observation) -> tuple[Made, Placed]:
        return together(piece.made(watch.workshop) for piece in watch.plan.pieces), Placed()

    def write(self, build: Build) -> None:
        self.done.append("write")
        page = f'<html lang="de"><body><a href="{self.start}">Start</a></body></html>'
        self.files = {file_of(written.path): page for written in build.pages} | dict(build.files)
        self.files |= dict.fromkeys(build.drawings, b"")
        self.files |= {path: copied(path) for path in build.copies} | {"theme/icon.svg": b""} | dict(self.broken)

    def site(self) -> FakeSite:
        self.done.append("site")
        return FakeSite(self.files)

    def means(self) -> Means:
        return UNAIDED

    def strays(self) -> Iterable[str]:
        return self.outside

    def sentences(self) -> Iterable[str]:
        return ("Ausbildung finden",)

    def publish(self) -> bool:
        self.done.append("publish")
        return not self.same

    def forget(self, is_unfit: Callable[[bytes], bool]) -> None:
        self.forgotten = [name for name, record in self.records.items() if is_unfit(record)]

    @contextmanager
    def new(self, kept: int) -> Iterator["FakeBuild"]:
        self.kept = kept
        self.done.append("new")
        yield self
        self.done.append("end")


def published(folder: FakeBuild, files: Mapping[str, str | bytes] = FILES, settings: Mapping[str, Any] = SETTINGS, now: datetime = NOW) -> Outcome:
    """What comes of publishing a project into a folder, with the theme's real mail templates."""
    return publish(FakeSources(files, settings), now, WORDS, ThemeTemplates(ROOT, "de"), folder.new)


def test_a_good_project_is_published() -> None:
    """Written, audited, published, in this order; the outcome holds the build."""
    folder = FakeBuild()
    outcome = published(folder)

    assert folder.done == ["new", "write", "site", "publish", "end"]
    assert outcome.report.diagnostics == ()
    assert outcome.build is not None
    assert [mail.issue_id for mail in outcome.build.mails] == ["2026-03"]


def test_errors_stop_before_anything_is_built() -> None:
    """With an error in one file no folder is made."""
    folder = FakeBuild()
    outcome = published(folder, {**FILES, FIRM: portrait(datum="gestern")})

    assert (folder.done, outcome.build) == ([], None)
    assert [d.code for d in outcome.report.diagnostics] == ["F003"]


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        ({"index.html": '<a href="/weg/">x</a>'}, "A001"),
        ({"index.html": '<img src="https://fremd.example/p.png" alt="">'}, "A002"),
        ({"podcast/feed.xml": "<rss>"}, "L001"),
        ({"podcast/001-am-amboss/001-am-amboss.mp3": "kurz"}, "L802"),
        ({"sitemap.xml": '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"/>'}, "A004"),
        ({"angebote/atom.xml": "<feed>"}, "A006"),
    ],
)
def test_defects_of_the_result_stop_before_it_is_seen(broken: dict[str, str], code: str) -> None:
    """What the audit finds keeps the old site in place."""
    folder = FakeBuild(broken)
    outcome = published(folder)

    assert (folder.done, outcome.build) == (["new", "write", "site", "end"], None)
    assert {code} == {d.code for d in outcome.report.diagnostics}


DRAFT = {"content/seiten/geheime-sache.md": "---\ntitel: Die geheime Sache im Werk\nkurz: Kurz.\nstatus: entwurf\n---\nText.\n"}


@pytest.mark.parametrize("broken", [{"index.html": "Die geheime Sache im Werk"}, {"robots.txt": "/geheime-sache/"}, {"geheime-sache.txt": ""}])
def test_what_gives_a_draft_away_stops_before_it_is_seen(broken: dict[str, str]) -> None:
    """Its title, its address, or a file named after it, in whatever file of the site."""
    folder = FakeBuild(broken)
    outcome = published(folder, {**FILES, **DRAFT})

    assert (folder.done[-2:], outcome.build) == (["site", "end"], None)
    assert "A008" in {d.code for d in outcome.report.diagnostics}


def test_a_draft_that_leaves_no_trace_stops_nothing() -> None:
    """As drafts should."""
    folder = FakeBuild()

    assert not published(folder, {**FILES, **DRAFT}).report.has_errors
    assert "publish" in folder.done


def test_what_lies_outside_stops_before_it_is_seen() -> None:
    """A file somewhere else, or a link out of the build."""
    folder = FakeBuild(outside=("/anderswo",))
    outcome = published(folder)

    assert ("publish" in folder.done, {d.code for d in outcome.report.diagnostics}) == (False, {"A007"})


def test_an_equal_build_is_told_as_such() -> None:
    """Where only changes are wanted and there are none, the outcome says so, and is no failure."""
    outcome = published(FakeBuild(same=True))

    assert (outcome.is_unchanged, outcome.report.has_errors, outcome.build is not None) == (True, False, True)
    assert not published(FakeBuild()).is_unchanged


def test_kept_builds_with_something_revoked_are_forgotten() -> None:
    """After each publish, by what they say they hold."""
    register = {"content/daten/einwilligungen.csv": "nummer,kanaele,gilt_bis,widerrufen_am\nE-0001,web,,2026-05-01\nE-0002,web,,\n"}
    records = {"4": b'{"einwilligungen": ["E-0001"]}', "5": b'{"einwilligungen": ["E-0002"]}', "6": b"{"}
    folder = FakeBuild(records=records)
    published(folder, {**FILES, **register})
    untouched = FakeBuild(records=records)
    published(untouched)

    assert (folder.forgotten, untouched.forgotten) == (["4", "6"], [])


def test_hints_stop_nothing() -> None:
    """A hint is told, and the site is published."""
    folder = FakeBuild()
    outcome = published(folder, {**FILES, FIRM: portrait(kurz="")})

    assert "publish" in folder.done
    assert [d.code for d in outcome.report.diagnostics] == ["R014"]
    assert outcome.build is not None


def test_an_issue_that_waits_for_its_day_stops_nothing() -> None:
    """An issue for next month is mailed from this build; that its web copy appears with its day is no dead link."""
    folder = FakeBuild()
    outcome = published(folder, {**FILES, AUSGABE: varied(ISSUE, datum="2026-07-01")})

    assert outcome.report.diagnostics == ()
    assert "publish" in folder.done


def test_a_draft_of_an_issue_is_not_mailed() -> None:
    """Nothing is made of a draft."""
    outcome = published(FakeBuild(), {**FILES, AUSGABE: varied(ISSUE, titel="Brief\nstatus: entwurf")})

    assert outcome.build is not None
    assert outcome.build.mails == ()


def test_addresses_with_umlauts_are_published() -> None:
    """What editors write with umlauts stands in the feed in ASCII, so that the linter has nothing to say."""
    folder = FakeBuild()
    text = FILES["episodes/001-am-amboss.md"].replace("    rolle: moderation\n", "    rolle: gast\n    url: https://www.größe.example/über\n")
    outcome = published(folder, {**FILES, "episodes/001-am-amboss.md": text})

    assert outcome.report.diagnostics == ()
    assert b'href="https://www.xn--gre-6ka8i.example/%C3%BCber"' in bytes(folder.files["podcast/feed.xml"])


def test_the_settings_say_how_many_builds_are_kept() -> None:
    """The number reaches the folder."""
    folder = FakeBuild()
    published(folder, settings={**SETTINGS, "STAENDE_BEHALTEN": 7})

    assert folder.kept == 7


def test_a_site_in_a_folder_of_its_host_is_published() -> None:
    """With a path in SITEURL the audit finds every file of feed, sitemap and mails."""
    folder = FakeBuild(start="/region/")
    outcome = published(folder, settings={**SETTINGS, "SITEURL": "https://probe.example/region"})

    assert outcome.report.diagnostics == ()
    assert "publish" in folder.done


def test_checking_writes_nothing() -> None:
    """The report is the one publishing would begin with."""
    files = {**FILES, FIRM: portrait(datum="gestern")}

    assert published(FakeBuild(), files).report == check(FakeSources(files), NOW)
    assert check(FakeSources(), NOW).diagnostics == ()
