"""A new newsletter issue begun."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from tests.app.projects import AUSGABE, FIRM, episode, issue, library, portrait
from tests.fakes import WORDS
from tests.sample import EVERYTHING, FILES, SETTINGS

from kammerton.app.new_issue import NewIssue, begin_issue, next_month
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.issue import Issue
from kammerton.domain.kinds import KINDS
from kammerton.newsletter.compose import compose
from kammerton.reading.items import read_item

KIND = next(kind for kind in KINDS if kind.name == "ausgabe")


@dataclass
class FakeShelf:
    """A project in memory."""

    laid: dict[str, str] = field(default_factory=dict)

    def lay_down(self, file: str, text: str) -> None:
        self.laid[file] = text


def begun(files: dict[str, Any], month: str | None = None, settings: dict[str, Any] = SETTINGS) -> NewIssue:
    """The issue that was begun; it was laid down."""
    shelf = FakeShelf()
    found = begin_issue(library(files, settings), WORDS, shelf, month)
    assert shelf.laid == {found.file: found.text}
    return found


def read(new: NewIssue) -> Issue:
    """The written file as the program reads it; it must have no problem."""
    item, _, problems = read_item(KIND, new.file, new.text.encode())
    assert problems == []
    assert isinstance(item, Issue)
    return item


def test_the_next_issue() -> None:
    """The month after the last, the next number, the same weekday and time, its audience; a draft without a problem."""
    new = begun({**FILES, AUSGABE: issue("  - betrieb: muster-metall\n", datum="2026-05-14 10:30\nzielgruppe: [schulen]")}, "2026-07")
    found = read(new)

    assert (new.file, found.number, found.status, found.audience) == ("newsletter/2026-07.md", 2, "entwurf", ("schulen",))
    assert f"{found.published:%A %Y-%m-%d %H:%M}" == "Thursday 2026-07-09 10:30"


def test_what_is_new_is_in_it() -> None:
    """What appeared since the last issue is named, each with its title beside it; more than three are there to be taken up."""
    files = {**EVERYTHING, AUSGABE: issue("  - betrieb: muster-metall\n", datum="2026-03-15"), FIRM: portrait(datum="2026-04-01")}
    for n in range(2, 7):
        files |= episode(n, datum=f"2026-05-{n:02} 06:00", titel=f'"Folge {n}: ja # nein"')
    new = begun(files)
    found = read(new)

    assert [block.episode for block in found.blocks if block.episode] == ["006-folge", "005-folge", "004-folge"]
    assert [block.portrait for block in found.blocks if block.portrait] == ["muster-metall"]
    assert "  # - folge: 003-folge # Folge 3: ja # nein\n" in new.text
    assert new.found == 7
    assert found.subject == "Neu: Folge 6: ja # nein"
    assert found.preheader == "5 neue Folgen, 1 neuer Betrieb und die nächsten Termine."


def test_what_fills_itself_is_in_it() -> None:
    """News, events, deadlines and places are blocks of their own; the finished draft becomes an issue."""
    new = begun({**EVERYTHING, AUSGABE: issue("  - betrieb: muster-metall\n", datum="2026-03-15")}, "2026-06")
    of = library({**EVERYTHING, AUSGABE: issue("  - betrieb: muster-metall\n", datum="2026-03-15"), new.file: new.text.replace("status: entwurf\n", "")})

    assert [name for block in read(new).blocks for name in block.chosen][-4:] == ["new", "events", "deadlines", "offers"]
    assert {section.heading for section in compose(of, WORDS, of.mailed_issues[0]).sections} >= {"Kurz gemeldet", "Ausbildungsplätze"}


def test_every_line_is_explained() -> None:
    """Each field and each block that fills itself has a German comment above it."""
    lines = begun({**FILES}).text.split("\n")
    keys = ("titel:", "nummer:", "datum:", "status:", "betreff:", "vorschau:", "kurz:", "bloecke:", "  - neu:", "  - termine:", "  - fristen:", "  - angebote:")

    assert [line for n, line in enumerate(lines) if line.startswith(keys) and not lines[n - 1].lstrip().startswith("# ")] == []
    assert [key for key in keys if not any(line.startswith(key) for line in lines)] == []


def test_the_first_issue() -> None:
    """Without an issue before it: this month, number 1, the second Thursday at ten."""
    new = begun({path: text for path, text in FILES.items() if path != AUSGABE})
    found = read(new)

    assert (new.file, found.number, f"{found.published:%A %Y-%m-%d %H:%M}") == ("newsletter/2026-06.md", 1, "Thursday 2026-06-11 10:00")


@pytest.mark.parametrize(("last", "expected"), [("2026-03", "2026-06"), ("2026-06", "2026-07"), ("2026-12", "2027-01"), ("sommer", "2026-06")])
def test_the_next_month(last: str, expected: str) -> None:
    """The month after the last issue, but never one that is past."""
    files = {path: text for path, text in FILES.items() if path != AUSGABE}

    assert next_month(library({**files, f"newsletter/{last}.md": FILES[AUSGABE]})) == expected


@pytest.mark.parametrize("month", ["2026-13", "2026-1", "Januar", "2026-00", "26-01", "2026-01-01", "../2026-01"])
def test_no_month(month: str) -> None:
    """Anything but year and month is refused with a sentence."""
    with pytest.raises(SetupError):
        begun(FILES, month)


def test_long_and_awkward_names() -> None:
    """A long title of the newsletter, and quotation marks in it, make a file that can be read."""
    settings = {**SETTINGS, "NEWSLETTER": {**SETTINGS["NEWSLETTER"], "titel": 'Der "Brief": ' + "Ausbildungskoordinierungsstelle " * 7}}
    found = read(begun(FILES, settings=settings))

    assert len(found.subject) <= 60
