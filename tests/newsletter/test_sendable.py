"""What keeps an issue from going out, and that it never keeps the site from appearing."""

from collections.abc import Mapping

import pytest
from tests.app.projects import AUSGABE, FIRM, issue, library, portrait
from tests.fakes import WORDS
from tests.sample import EVERYTHING, FILES

from kammerton.domain.diagnostic import Diagnostic, Severity
from kammerton.newsletter.compose import compose
from kammerton.newsletter.sendable import sendable

MESSE, STARTGELD, FUNKEN = "content/termine/probemesse.md", "content/foerderung/startgeld.md", "content/geschichten/funken.md"


def told(files: Mapping[str, str], edition: int = 0) -> list[Diagnostic]:
    """What is told of the sample's issue; the project itself has no error."""
    of = library(files)
    number = next(i for i in of.inventory.issues if i.id == "2026-03")
    composition = compose(of, WORDS, number, number.editions[edition])
    return list(sendable(of, WORDS, composition))


def short(diagnostics: list[Diagnostic]) -> list[tuple[str, int, str]]:
    """Code, line and severity."""
    return [(d.code, d.place.line, d.severity.value) for d in diagnostics]


def test_a_good_issue_may_go_out() -> None:
    """Nothing is told of an issue whose day has come and whose blocks can be seen."""
    assert told(FILES) == []


NAMED = "  - betrieb: muster-metall\n  - {block}\n"


@pytest.mark.parametrize(
    ("block", "path", "old", "new", "reason"),
    [
        ("folge: 001-am-amboss", "episodes/001-am-amboss.md", "titel:", "status: entwurf\ntitel:", "Es ist ein Entwurf."),
        ("wissen: erstes-mal", "content/wissen/erstes-mal.md", "datum: 2026-01-15", "datum: 2026-06-02", "Es erscheint erst am 2. Juni 2026."),
        ("termin: probemesse", MESSE, "2026-09-12", "2026-05-12", "Der Termin ist vorbei."),
        ("foerderung: startgeld", STARTGELD, "antrag_bis: 2026-12-31", "antrag_bis: 2026-05-31", "Anträge waren nur bis zum 31. Mai 2026 möglich."),
        ("geschichte: funken", FUNKEN, "gueltig_bis: 2030-12-31", "gueltig_bis: 2026-05-31", "Es war nur bis zum 31. Mai 2026 zu sehen."),
        (
            "geschichte: funken", "content/daten/einwilligungen.csv", "web|newsletter", "web",
            "Es ist nicht zu sehen, oder die Einwilligung gilt nicht für den Newsletter.",
        ),
    ],
    ids=["draft", "embargoed", "past", "ended", "gone", "no consent"],
)  # fmt: skip
def test_a_block_without_its_content_is_refused(block: str, path: str, old: str, new: str, reason: str) -> None:
    """A German sentence names the thing, the reason and the line of the block; the site is built all the same."""
    files = {**EVERYTHING, path: EVERYTHING[path].replace(old, new, 1 if old == "titel:" else -1), AUSGABE: issue(NAMED.replace("{block}", block))}
    (found,) = told(files)

    assert (found.code, found.severity, found.place.file, found.place.line) == ("N001", Severity.ERROR, AUSGABE, 10)
    assert WORDS.text(found.what).endswith(reason)
    assert found.remedy is not None


def test_what_ends_before_the_issue_is_refused() -> None:
    """An event between now and the day of the issue is over when the mail is read."""
    files = {**EVERYTHING, MESSE: EVERYTHING[MESSE].replace("2026-09-12", "2026-06-12"), AUSGABE: issue("  - termin: probemesse\n", datum="2026-06-20")}

    assert ("N001", 9, "error") in short(told(files))


def test_only_blocks_of_the_edition_count() -> None:
    """A past event in a block for schools does not keep the firms' edition from going out."""
    blocks = "  - betrieb: muster-metall\n  - termin: probemesse\n    zielgruppe: [schulen]\n"
    files = {
        **EVERYTHING,
        MESSE: EVERYTHING[MESSE].replace("2026-09-12", "2026-05-12"),
        AUSGABE: issue(blocks, datum="2026-05-15\nzielgruppe: [betriebe, schulen]"),
    }

    assert short(told(files, 0)) == []
    assert short(told(files, 1)) == [("N001", 11, "error")]


NO_BLOCKS = issue("", datum="2026-05-20")
EARLIER = {"newsletter/2026-02.md": issue("  - betrieb: muster-metall\n", nummer="9", datum="2026-05-01")}


def test_nothing_new_is_refused() -> None:
    """An issue that composes itself needs more than places that were there before."""
    (found,) = told({**FILES, **EARLIER, AUSGABE: NO_BLOCKS})

    assert (found.code, found.severity) == ("N002", Severity.ERROR)
    assert WORDS.text(found.what).startswith("Es gibt nichts Neues: Seit der letzten Ausgabe ist nichts erschienen")


@pytest.mark.parametrize(
    "more",
    [
        {FIRM: portrait(datum="2026-05-10")},
        {MESSE: EVERYTHING[MESSE].replace("2026-09-12", "2026-06-12"), "content/netzwerk/probekammer.md": EVERYTHING["content/netzwerk/probekammer.md"]},
    ],
    ids=["firm", "event"],
)
def test_something_new_is_enough(more: dict[str, str]) -> None:
    """A new firm, or an event within 45 days, makes an issue."""
    assert told({**FILES, **EARLIER, AUSGABE: NO_BLOCKS, **more}) == []


def test_blocks_without_content_are_refused() -> None:
    """Where no block becomes anything, the greeting alone is no issue."""
    assert short(told({**FILES, AUSGABE: issue("  - neu: {arten: [meldung]}\n")})) == [("N002", 1, "error")]
    assert short(told({**FILES, AUSGABE: issue("  - text: Wir ziehen um.\n")})) == []


def test_a_draft_is_refused() -> None:
    """What is not finished does not go out."""
    assert short(told({**FILES, AUSGABE: FILES[AUSGABE].replace("titel:", "status: entwurf\ntitel:", 1)})) == [("N003", 1, "error")]


def test_a_coming_issue_has_no_web_copy_yet() -> None:
    """Before its day an issue may go out to be tested, with a hint that its page is missing."""
    assert short(told({**FILES, AUSGABE: issue("  - betrieb: muster-metall\n", datum="2026-06-15")})) == [("N003", 1, "hint")]
