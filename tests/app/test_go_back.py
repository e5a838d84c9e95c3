"""Going back: an older build comes back only when all it holds may be seen now, and nothing is forgotten."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from tests.app.projects import FIRM, FOLGE, build, library, portrait
from tests.deploy.histories import read
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import CONSENTS, EVERYTHING, FILES

from kammerton.app.go_back import GoneBack, go_back
from kammerton.deploy.contents import contents_of, read_contents, rests_on, written
from kammerton.domain.contents import CONTENTS
from kammerton.domain.diagnostic import SetupError, Severity
from kammerton.domain.published import MANIFEST

REGISTER = "content/daten/einwilligungen.csv"
NAMED = portrait(rolle="Leitung\n  name: Jana Beispiel\n  gueltig_bis: 2026-06-28", stand="2026-02-01\neinwilligung: E-0002")
OLD = {**EVERYTHING, FIRM: NAMED, REGISTER: CONSENTS + "E-0002,web|newsletter,2030-12-31,\n"}


@dataclass
class FakeBuilds:
    """Finished builds in memory: their record and memory by number; the highest is published."""

    kept: dict[int, tuple[bytes | None, bytes | None]]
    now: int | None = None
    memory: list[bytes] = field(default_factory=list)

    def published(self) -> int | None:
        return self.now or max(self.kept, default=None)

    def before(self) -> int | None:
        current = self.published()
        return max((n for n in self.kept if current is not None and n < current), default=None)

    def contents(self, number: int) -> bytes | None:
        return self.kept[number][0]

    def manifest(self, number: int) -> bytes | None:
        return self.kept[number][1]

    def publish(self, number: int, manifest: bytes) -> None:
        self.now = number
        self.memory.append(manifest)


def finished(files: Mapping[str, str | bytes]) -> tuple[bytes, bytes]:
    """Record and memory of a build of these files."""
    beside = build(library(files)).beside
    return beside[CONTENTS], beside[MANIFEST]


def back(files: Mapping[str, str | bytes], now: datetime = NOW, old: Mapping[str, str | bytes] = OLD) -> tuple[GoneBack, FakeBuilds]:
    """Going back from a build of nothing special to one of ``old`` files, with ``files`` in the project."""
    builds = FakeBuilds({4: finished(old), 5: finished(FILES)})
    return go_back(FakeSources(files), now, builds), builds


def test_a_build_that_holds_nothing_forbidden_comes_back() -> None:
    """The build before is published; what was published since is remembered together with what it remembers itself."""
    outcome, builds = back(OLD)

    assert (outcome.before, outcome.now, builds.now) == (5, 4, 4)
    assert {page.id for page in read(builds.memory[0]).pages} >= {"muster-metall", "probekammer", "2026-03"}


STORY = next(path for path in EVERYTHING if path.startswith("content/geschichten/") and ".en." not in path)


@pytest.mark.parametrize(
    ("changed", "file"),
    [
        ({FIRM: NAMED.replace("titel:", "status: entwurf\ntitel:", 1)}, FIRM),
        ({FIRM: NAMED.replace("2026-01-10", "2026-06-02")}, FIRM),
        ({FIRM: NAMED.replace("titel:", "titel: [", 1)}, FIRM),
        ({REGISTER: CONSENTS + "E-0002,web|newsletter,2030-12-31,2026-05-31\n"}, REGISTER),
        ({REGISTER: CONSENTS + "E-0002,newsletter,2030-12-31,\n"}, REGISTER),
        ({REGISTER: CONSENTS}, REGISTER),
        ({REGISTER: "nummer;quatsch\n"}, REGISTER),
        ({STORY: ""}, STORY),
    ],
    ids=["draft", "embargo", "unreadable", "revoked", "not for the web", "not in the register", "register unreadable", "deleted"],
)
def test_what_was_withdrawn_since_does_not_come_back(changed: Mapping[str, str], file: str) -> None:
    """A draft, a later date, a revoked or missing consent, a deleted file, one that cannot be read: refused, naming it."""
    files = {path: text for path, text in {**OLD, **changed}.items() if text}
    outcome, builds = back(files)
    errors = outcome.report.of_severity(Severity.ERROR)

    assert (outcome.now, builds.now) == (None, None)
    assert {d.code for d in errors} == {"A009"}
    assert any(d.place.file == file or file.removesuffix(".md").rpartition("/")[2] in WORDS.text(d.what) for d in errors)


@pytest.mark.parametrize(("days", "comes_back"), [(27, True), (28, False)])
def test_a_persons_name_comes_back_only_within_its_time(days: int, comes_back: bool) -> None:
    """The name may be shown until 28 June, whatever the build says."""
    assert (back(OLD, NOW + timedelta(days=days))[0].now == 4) is comes_back


def test_a_picture_whose_consent_was_added_and_revoked_does_not_come_back() -> None:
    """The older build showed it without a number; the number it has now is revoked."""
    old = {**OLD, FIRM: NAMED.replace("kurz:", "bild: {datei: werkstatt.jpg, alt: Eine Werkstatt}\nkurz:", 1), "content/bilder/werkstatt.jpg": ""}
    new = {
        **old,
        FIRM: NAMED.replace("kurz:", "bild: {datei: werkstatt.jpg, alt: Zwei Menschen, personen: erkennbar, einwilligung: E-0003}\nkurz:", 1),
        REGISTER: str(OLD[REGISTER]) + "E-0003,web,,2026-05-01\n",
    }
    outcome, _ = back(new, old=old)

    assert [(d.code, d.place.file) for d in outcome.report.of_severity(Severity.ERROR)] == [("A009", FIRM)]


def test_renamed_items_come_back_and_offers_taken_back_are_told() -> None:
    """A file with another name is the same item; an offer that was deleted is a hint."""
    renamed = {path: text for path, text in OLD.items() if path != FOLGE}
    renamed["episodes/001-amboss.md"] = OLD[FOLGE].replace("titel:", "frueher: [001-am-amboss]\ntitel:", 1)
    renamed[FIRM] = NAMED.replace("id: praktikum", "id: schnuppern")
    outcome, _ = back(renamed)

    assert outcome.now == 4
    assert [(d.code, d.place.file) for d in outcome.report.diagnostics] == [("A009", FIRM)]


def test_what_cannot_be_gone_back_to_is_told() -> None:
    """Nothing published, no older build, one that does not say what it holds."""
    record = finished(FILES)
    for builds in (FakeBuilds({}), FakeBuilds({5: record}), FakeBuilds({4: (None, None), 5: record}), FakeBuilds({4: (b"{", None), 5: record})):
        with pytest.raises(SetupError):
            go_back(FakeSources(OLD), NOW, builds)
        assert builds.now is None


def test_the_record_of_contents() -> None:
    """It holds no texts, is the same each time, and is read back; one that cannot be read rests on everything."""
    contents = contents_of(library(OLD))
    record = written(contents)

    assert (read_contents(record), written(contents_of(library(OLD)))) == (contents, record)
    assert b"Treppen" not in record
    assert b"Jana" not in record
    assert "E-0002" in contents.consents
    assert rests_on(record, frozenset({"E-0002"}))
    assert not rests_on(record, frozenset({"E-0099"}))
    assert not rests_on(b"", frozenset())
    assert rests_on(b"", frozenset({"E-0099"}))
