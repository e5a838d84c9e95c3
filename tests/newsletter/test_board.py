"""The page of the proofreading board."""

from dataclasses import replace
from typing import Any

import pytest
from lxml import html
from tests.app.projects import AUSGABE, HOSTILE, issue
from tests.app.proofs import TEMPLATES, proofs
from tests.fakes import WORDS
from tests.sample import FILES

from kammerton.app.proof import board_folder


def board(files: dict[str, str] = FILES) -> Any:
    """The board of an issue as a tree."""
    built, (proof,) = proofs(files)
    return html.document_fromstring(board_folder(proof, built, WORDS, TEMPLATES).files["pruefseite.html"].decode())


def words(of: Any) -> str:
    """The words of an element."""
    return " ".join(of.text_content().split())


def test_every_view_at_both_widths() -> None:
    """Light, dark, without pictures and without styles, each 600 and 360 pixels wide, in a sandbox with a name."""
    frames = list(board().iter("iframe"))

    assert [(frame.get("src"), frame.get("width")) for frame in frames] == [
        (f"ansichten/{form}.html", width) for form in ("hell", "dunkel", "ohne-bilder", "ohne-stile") for width in ("600", "360")
    ]
    assert {frame.get("sandbox") for frame in frames} == {"allow-same-origin"}
    assert len({frame.get("title") for frame in frames}) == 8


def test_text_links_sizes_and_head() -> None:
    """Beside the views stand the text part, every link with its words, sizes, and the head of the message."""
    page = board()
    _, (proof,) = proofs()
    told = words(page)

    assert page.find(".//pre").text == proof.mail.text
    for link in proof.read.links:
        assert link.href in told
        assert link.words in told
    assert "19 von höchstens 60 Zeichen" in told
    assert "kB von höchstens 90" in told
    assert "List-Id" in told
    assert "Ohne Fehler: die Ausgabe kann verschickt werden" in told


def test_findings_stand_on_top() -> None:
    """What keeps an issue from being sent is told with code and remedy."""
    told = words(board({**FILES, AUSGABE: issue('  - text: "Mehr dazu [hier](seite:impressum)."\n  - folge: 001-am-amboss\n')}))

    assert "1 Fehler: so kann die Ausgabe nicht verschickt werden" in told
    assert "Fehler M010 Die Verknüpfung „hier“ sagt nicht, wohin sie führt." in told
    assert "Nennen Sie das Ziel" in told


@pytest.mark.parametrize("field", ["betreff", "vorschau"])
def test_hostile_words_stay_text(field: str) -> None:
    """Markup in an issue's fields is text on the board."""
    page = board({**FILES, AUSGABE: issue("  - folge: 001-am-amboss\n", **{field: f'"{HOSTILE}"'})})

    assert list(page.iter("script")) == []
    assert HOSTILE in words(page)


def test_nothing_is_loaded_from_elsewhere() -> None:
    """The board needs no network: frames and nothing else are loaded, from its own folder; there is no script."""
    page = board()

    assert [element.tag for element in page.iter("script", "img", "link", "object", "embed")] == []
    assert all(not str(frame.get("src")).startswith(("http", "/")) for frame in page.iter("iframe"))


def test_the_board_speaks_its_reader_s_language() -> None:
    """The language of the page is that of its words."""
    built, (proof,) = proofs()
    english = replace(WORDS, language="en") if hasattr(WORDS, "__dataclass_fields__") else WORDS
    page = html.document_fromstring(board_folder(proof, built, english, TEMPLATES).files["pruefseite.html"].decode())

    assert page.get("lang") == english.language
