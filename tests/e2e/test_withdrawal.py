"""Publish, publish again without a change, revoke, go back: the real commands on the example region."""

import re
from pathlib import Path

import pytest
from tests.e2e.conftest import kammerton

pytestmark = pytest.mark.e2e
NUMBER, STORY = "E-0046", "geschichten/samuel-bleibt-im-flur"
REGISTER = "content/daten/einwilligungen.csv"


def current(project: Path) -> str:
    """The number of the published build."""
    return (project / ".builds" / "aktuell").readlink().name


def holding(project: Path, word: str) -> set[str]:
    """The files of the published site that hold a word, without rules for servers."""
    site = (project / "output").resolve()
    files = (file for file in site.rglob("*") if file.is_file() and not file.name.startswith((".", "_")))
    return {file.relative_to(site).as_posix() for file in files if word.encode() in file.read_bytes()}


def test_a_consent_is_revoked_and_stays_revoked(project: Path) -> None:
    """Every place is named; the next publish shows none of them, nothing kept holds them, and no way back brings them."""
    assert kammerton(project, "publish").returncode == 0
    before, inode = holding(project, STORY), (project / "output" / "index.html").stat().st_ino
    again = kammerton(project, "publish", "--if-changed")
    assert (again.returncode, current(project)) == (0, "1")
    assert (project / "output" / "index.html").stat().st_ino == inode
    assert "bleibt, wie sie ist" in again.stdout

    register = (project / REGISTER).read_bytes()
    asked = kammerton(project, "widerruf", NUMBER)
    assert (asked.returncode, (project / REGISTER).read_bytes()) == (2, register)
    revoked = kammerton(project, "widerruf", NUMBER, "--ja", "--alles")
    assert revoked.returncode == 0, revoked.stdout
    named = set(re.findall(r"^  output/(\S+):\d+:", revoked.stdout, re.MULTILINE))
    assert named == {file for file in before if not file.endswith((".jpg", ".avif"))}
    lines = [(old, new) for old, new in zip(register.splitlines(), (project / REGISTER).read_bytes().splitlines(), strict=True) if old != new]
    assert lines == [(b"E-0046,web|newsletter|social,2031-12-31,", b"E-0046,web|newsletter|social,2031-12-31,2026-11-26")]

    assert kammerton(project, "publish").returncode == 0
    assert holding(project, STORY) == set()
    assert {path.name for path in (project / ".builds").iterdir() if path.name.isdigit()} == {"2"}
    assert b"samuel" in (project / "output" / ".htaccess").read_bytes()
    refused = kammerton(project, "zurueck")
    assert (refused.returncode, current(project)) == (2, "2")


def test_going_back_brings_nothing_withdrawn(project: Path) -> None:
    """The build before comes back in one step; where a firm became a draft since, it is refused with file and line."""
    for how in ([], ["--neu"]):
        assert kammerton(project, "publish", *how).returncode == 0
    went = kammerton(project, "zurueck")
    assert (went.returncode, current(project)) == (0, "1")
    firm = project / "content" / "betriebe" / "orgelbau-silberklang.md"
    firm.write_text(firm.read_text(encoding="utf-8").replace("titel:", "status: entwurf\ntitel:", 1), encoding="utf-8")
    (project / ".builds" / "aktuell").unlink()
    (project / ".builds" / "aktuell").symlink_to("2")
    refused = kammerton(project, "zurueck")

    assert (refused.returncode, current(project)) == (1, "2")
    assert "content/betriebe/orgelbau-silberklang.md:2: Fehler A009" in refused.stdout


def test_what_comes_by_itself_is_named(project: Path) -> None:
    """The next moment, with file and line; alone for other programs; and schedules to be there in time."""
    told, moment = kammerton(project, "faellig"), kammerton(project, "faellig", "--nur-zeit")
    planned = kammerton(project, "zeitplan")

    assert re.search(r"^  content/termine/\S+\.md:\d+: Der Termin", told.stdout, re.MULTILINE)
    assert moment.stdout == "2026-12-08T17:00:00+01:00\n"
    assert planned.returncode == 0
    assert {file.name for file in (project / ".builds" / "zeitplan").iterdir()} >= {"cron.txt", "github.yml", "gitlab-ci.yml"}
