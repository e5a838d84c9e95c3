"""What the pages the law asks for say by themselves."""

from typing import Any

import pytest
from tests.app.projects import FOLGE, build, library, pages, portrait, varied
from tests.app.rendered import html_of
from tests.sample import EPISODE, FILES, SETTINGS

FIRM = "content/betriebe/muster-metall.md"
REMOTE = '{url: "https://audio.example/a.mp3", bytes: 1, dauer: "01:00"}'


def body(path: str, files: dict[str, str] = FILES) -> Any:
    """The body of a plain page."""
    return pages(library(files))[path].view.body


def with_clip(clip: str) -> dict[str, str]:
    """The sample with a video of its firm."""
    return {**FILES, FIRM: portrait().replace("titel:", f"clip: {clip}\ntitel:", 1)}


def test_the_privacy_page_tells_what_is_on() -> None:
    """Cookies, what the device keeps, other servers: told for every site; players only where there is something to hear."""
    silent = {path: text for path, text in FILES.items() if path.startswith(("content/daten", "content/seiten"))}

    assert "Cookies: keine." in body("datenschutz/")
    assert "die Stelle und das Tempo" in body("datenschutz/")
    assert "die Stelle und das Tempo" not in body("datenschutz/", silent)
    assert "YouTube" not in body("datenschutz/")
    assert "audio.example" not in body("datenschutz/")


@pytest.mark.parametrize(("files", "sentence"), [({**FILES, FOLGE: varied(EPISODE, audio=REMOTE)}, "https://audio.example")])
def test_other_servers_are_named(files: dict[str, str], sentence: str) -> None:
    """Where recordings lie elsewhere, the page names the server."""
    assert sentence in body("datenschutz/", files)


def test_a_video_elsewhere_is_told_and_waits_for_a_click() -> None:
    """The page of the firm alone may frame YouTube, nothing of it is loaded by the markup, and the privacy page says so."""
    found = pages(library(with_clip("{titel: Ein Tag, youtube: abcdefghijk}")))
    html = html_of(found["betriebe/muster-metall/"])

    assert "frame-src https://www.youtube-nocookie.com" in html
    assert "<iframe" not in html
    assert 'data-embed="https://www.youtube-nocookie.com/embed/abcdefghijk?autoplay=1"' in html
    assert [path for path, page in found.items() if page.view.frame.frame_hosts] == ["betriebe/muster-metall/"]
    assert "Videos bei YouTube" in found["datenschutz/"].view.body


def test_servers_let_a_video_be_framed_where_there_is_one() -> None:
    """Header and page count at once, so the header names YouTube as soon as one page does, and not before."""
    files = (build(library(f)).files["_headers"].decode() for f in (FILES, with_clip("{titel: Ein Tag, youtube: abcdefghijk}")))

    assert ["frame-src https://www.youtube-nocookie.com" in text for text in files] == [False, True]


def test_the_imprint_adds_what_its_text_lacks() -> None:
    """Facts of the settings that stand in the text already are not said again; without any of them the page is as written."""
    publisher = SETTINGS["HERAUSGEBER"]
    said = ", ".join((publisher["name"], publisher["strasse"], publisher["vertreten_durch"], publisher["verantwortlich"], publisher["email"]))
    files = {**FILES, "content/seiten/impressum.md": f"---\ntitel: Impressum\nkurz: Wer.\nstand: 2026-01-01\n---\n{said}\n"}

    assert "Herausgeber: Probekammer" in body("impressum/")
    assert "<h2>" not in body("impressum/", files)


def test_the_statement_on_accessibility_counts_transcripts() -> None:
    """How many episodes have a transcript is counted; whom to tell of a barrier is said where the text does not."""
    assert "Abschriften: 1 von 1 Folge hat eine." in body("barrierefreiheit/")
    assert "Eine Barriere melden Sie an" in body("barrierefreiheit/")


def test_easy_language_stays_as_written() -> None:
    """Nothing is added to a text in Leichte Sprache."""
    files = {**FILES, "content/seiten/datenschutz.leicht.md": "---\ntitel: Daten-Schutz\nkurz: Kurz.\nstand: 2026-01-01\n---\nText.\n"}

    assert body("leicht/datenschutz/", files) == "<p>Text.</p>"
