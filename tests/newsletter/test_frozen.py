"""What was sent stays as it was sent, but for what was renamed or withdrawn."""

import json
from collections.abc import Mapping

import pytest
from tests.app.projects import AUSGABE, FIRM, build, issue, library, pages, portrait
from tests.app.proofs import TEMPLATES, proofs
from tests.app.rendered import html_of, main_of
from tests.fakes import WORDS
from tests.newsletter.test_compose import DIVIDED, SOON
from tests.sample import EVERYTHING

from kammerton.app.freeze_issue import freeze_issue, frozen_file
from kammerton.app.handover import hand_over
from kammerton.domain.library import Library
from kammerton.newsletter.compose import compose
from kammerton.rendering.composition import Composition
from kammerton.rendering.frozen import UnreadableFrozen, freeze, read_frozen

KEPT = "newsletter/gesendet/2026-03.json"
STORY = "content/geschichten/funken.md"
ALL = {
    **SOON,
    AUSGABE: issue(
        "  - betrieb: muster-metall\n  - geschichte: funken\n  - fristen: {}\n  - angebote: {}\n  - neu: {arten: [folge, meldung]}\n", datum="2026-06-01"
    ),
}


class FakeShelf:
    """Files in memory."""

    def __init__(self) -> None:
        self.files: dict[str, str] = {}

    def lay_down(self, file: str, text: str) -> None:
        self.files[file] = text


def whole(of: Library) -> Composition:
    """The newest issue as the archive shows it."""
    return compose(of, WORDS, of.mailed_issues[0])


def sent(files: Mapping[str, str]) -> dict[str, str]:
    """The project after its newest issue was sent."""
    of, shelf = library(files), FakeShelf()
    assert freeze_issue(of, WORDS, shelf, of.mailed_issues[0]) == KEPT == frozen_file("2026-03")
    return {**files, **shelf.files}


def said(composition: Composition) -> list[tuple[str, list[str]]]:
    """Heading and words of each section."""
    return [(s.heading, [e.title for e in s.entries] or [str(s.document.nodes)]) for s in composition.sections]


def test_nothing_changes_by_being_kept() -> None:
    """Read back, the issue is what it was: head, texts, entries, pictures, links."""
    assert whole(library(sent(ALL))) == whole(library(ALL))


def test_later_changes_do_not_reach_it() -> None:
    """New words of a firm, a closed offer, another subject and other blocks leave the issue as it was sent."""
    before = said(whole(library(ALL)))
    kept = sent(ALL)
    kept[FIRM] = portrait(titel="Ganz anders").replace("id: praktikum", "id: praktikum\n    stand_plaetze: vergeben")
    kept[AUSGABE] = issue("  - folge: 001-am-amboss\n", betreff="Ein anderer Betreff", datum="2026-06-01")
    after = whole(library(kept))

    assert said(after) == before
    assert after.issue.subject == "Neues aus der Probe"


def test_what_was_withdrawn_becomes_a_neutral_line() -> None:
    """A story whose consent was revoked leaves no word in the archive but that something is missing."""
    kept = {**sent(ALL), "content/daten/einwilligungen.csv": "nummer,kanaele,gilt_bis,widerrufen_am\nE-0001,web|newsletter,,2026-05-31\n"}
    of = library(kept)

    assert "Funken" not in str(whole(of))
    assert "Ein Beitrag aus dieser Ausgabe ist nicht mehr verfügbar." in str(pages(of)["newsletter/2026-03/"].view)


def test_drawings_stay() -> None:
    """A firm with another title keeps the drawing of the mail, whose file is still made."""
    before, after = (library({**sent(ALL), FIRM: portrait(titel=title)}) for title in ("Muster Metall GmbH", "Ganz anders"))
    shown = {e.picture.large for s in whole(after).sections for e in s.entries if e.picture and e.picture.drawing}

    assert shown == {e.picture.large for s in whole(before).sections for e in s.entries if e.picture and e.picture.drawing} != set()
    assert shown <= set(build(after).drawings)


def test_archive_and_second_hand_over_stay_but_for_what_was_withdrawn() -> None:
    """After handing over, another firm's text changes neither the page in the archive nor the files of a second hand-over; a withdrawn story does both."""
    kept = sent(ALL)
    edited = {**kept, FIRM: portrait(titel="Ganz anders", kurz="Ganz anders erzählt.")}
    withdrawn = {**kept, "content/daten/einwilligungen.csv": "nummer,kanaele,gilt_bis,widerrufen_am\nE-0001,web|newsletter,,2026-05-31\n"}

    def seen(files: Mapping[str, str]) -> tuple[str, dict[str, bytes]]:
        built, (proof,) = proofs(files, wanted="2026-03")
        page = next(page for page in built.pages if page.path == "newsletter/2026-03/")
        return main_of(html_of(page)), hand_over(proof, WORDS, TEMPLATES, None)

    page, files = seen(ALL)
    assert seen(kept) == seen(edited) == (page, files)
    without, left = seen(withdrawn)
    assert "Funken" in page
    for text in (without, *(content.decode() for content in left.values())):
        assert "Funken" not in text
    assert "Ein Beitrag aus dieser Ausgabe ist nicht mehr verfügbar." in without
    assert b"Ein Beitrag aus dieser Ausgabe" in left["2026-03.txt"]


def test_links_follow_what_was_renamed() -> None:
    """A firm under a new file name keeps its words in the issue, and its link leads to the new page."""
    kept = sent(ALL)
    text = kept.pop(FIRM).replace("titel: Muster Metall GmbH", "titel: Neu\nfrueher: [muster-metall]")
    renamed = {
        path: other.replace("betriebe: [muster-metall]", "betriebe: [neu]")
        .replace("betrieb: muster-metall", "betrieb: neu")
        .replace("betrieb:muster-metall", "betrieb:neu")
        for path, other in kept.items()
    }
    renamed = {path: other for path, other in renamed.items() if ".en." not in path} | {"content/betriebe/neu.md": text, KEPT: kept[KEPT]}
    entry = next(e for s in whole(library(renamed)).sections for e in s.entries if e.kind == "betrieb")

    assert (entry.title, entry.path) == ("Muster Metall GmbH", "betriebe/neu/")


def test_every_edition_is_kept() -> None:
    """Each audience's edition, and the whole for the archive."""
    files = {**EVERYTHING, AUSGABE: issue(DIVIDED).replace("nummer: 1", "nummer: 1\nzielgruppe: [betriebe, schulen]")}
    kept = sent(files)
    before, after = library(files), library(kept)
    number = before.mailed_issues[0]

    assert set(json.loads(kept[KEPT])["editions"]) == {"", "betriebe", "schulen"}
    assert [compose(before, WORDS, number, e) for e in number.editions] == [compose(after, WORDS, number, e) for e in number.editions]


def test_the_archive_says_for_whom_a_part_was() -> None:
    """Where an issue had editions, a part of one of them says so in the archive, and once it is kept, too; others say nothing."""
    files = {**EVERYTHING, AUSGABE: issue(DIVIDED).replace("nummer: 1", "nummer: 1\nzielgruppe: [betriebe, schulen]")}
    for of in (library(files), library(sent(files))):
        view = pages(of)["newsletter/2026-03/"].view
        assert [section.audience for section in view.sections] == ["", "", "Nur in der Fassung für: Schulen", "Nur in der Fassung für: Betriebe"]
    one = pages(library({**EVERYTHING, AUSGABE: issue(DIVIDED.replace("betriebe", "schulen")).replace("nummer: 1", "nummer: 1\nzielgruppe: [schulen]")}))
    assert {section.audience for section in one["newsletter/2026-03/"].view.sections} == {""}


def test_what_was_sent_first_counts() -> None:
    """Sending again writes nothing."""
    of, shelf = library(sent(ALL)), FakeShelf()

    assert freeze_issue(of, WORDS, shelf, of.mailed_issues[0]) is None
    assert shelf.files == {}


def test_the_same_issue_gives_the_same_file() -> None:
    """The file can be compared and kept under version control."""
    assert freeze([whole(library(ALL))]) == freeze([whole(library(ALL))])


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b'{"version": 2}', b"\xff", b'{"version": 1, "editions": {"": [{}]}, "issue": {}}'])
def test_other_files_are_refused(content: bytes) -> None:
    """What freezing did not write is told, never guessed at."""
    with pytest.raises(UnreadableFrozen):
        read_frozen(content)
