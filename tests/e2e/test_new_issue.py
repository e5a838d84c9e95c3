"""The command that begins a newsletter issue, in a real project."""

from pathlib import Path

import pytest
from tests.e2e.conftest import kammerton

pytestmark = pytest.mark.e2e


def test_an_issue_is_begun_finished_and_mailed(project: Path) -> None:
    """The draft passes the check and stays unseen; without its status it becomes a mail with what is new."""
    begun = kammerton(project, "neue-ausgabe", now="2026-12-20 12:00")
    file = project / "newsletter" / "2027-01.md"
    assert (begun.returncode, file.is_file()) == (0, True), begun.stdout + begun.stderr
    assert "Ausgabe 5 ist angelegt, als Entwurf:" in begun.stdout
    text = file.read_text(encoding="utf-8")
    assert kammerton(project, "check").returncode == 0

    file.write_text(text.replace("status: entwurf\n", ""), encoding="utf-8")
    published = kammerton(project, "publish", now="2026-12-20 12:00")
    mail = (project / ".builds" / "aktuell" / "mail" / "2027-01.txt").read_text(encoding="utf-8")
    assert published.returncode == 0, published.stdout
    assert "Diese Fristen enden bald" in mail


def test_an_issue_is_never_overwritten(project: Path) -> None:
    """A file that is there stays, with a sentence and the exit code of a wrong set-up."""
    file = project / "newsletter" / "2026-11.md"
    before = file.read_bytes()
    refused = kammerton(project, "neue-ausgabe", "2026-11")

    assert (refused.returncode, file.read_bytes()) == (2, before)
    assert "newsletter/2026-11.md gibt es schon" in refused.stdout + refused.stderr


def test_a_wrong_month_is_refused(project: Path) -> None:
    """The sentence shows how a month is written."""
    refused = kammerton(project, "neue-ausgabe", "Januar")

    assert refused.returncode == 2
    assert "2027-01" in refused.stdout + refused.stderr
