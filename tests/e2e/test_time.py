"""The real command publishes the example region in every year, and when everybody withdraws."""

from pathlib import Path

import pytest
from tests.e2e.conftest import kammerton

pytestmark = pytest.mark.e2e
REGISTER = Path("content/daten/einwilligungen.csv")


@pytest.mark.parametrize("now", ["2026-11-25 12:00", "2027-11-25 12:00", "2031-03-01 12:00"])
def test_the_example_is_published_in_every_year(project: Path, now: str) -> None:
    """Exit 0 now, in a year and when everything has closed: errors depend on files, never on the clock, and the audit finds no link into nothing."""
    result = kammerton(project, "publish", now=now)

    assert (result.returncode, result.stderr) == (0, ""), result.stdout


def test_the_example_is_published_when_everybody_withdraws(project: Path) -> None:
    """All consents are revoked in the register and nothing else is touched: exit 0, and no story, and no picture of people, is in the site."""
    head, *rows = (project / REGISTER).read_text(encoding="utf-8").splitlines()
    (project / REGISTER).write_text("\n".join([head, *(",".join([*row.split(",")[:3], "2026-11-01"]) for row in rows), ""]), encoding="utf-8")
    result = kammerton(project, "publish")

    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert list((project / "output").rglob("geschichten/*/index.html")) == []
    assert "Es wurde nichts veröffentlicht" not in result.stdout
