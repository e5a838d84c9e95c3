"""The player's view, and the same episode on other sites."""

import json
from html.parser import HTMLParser

import pytest
from tests.app.projects import FOLGE, HOSTILE, build, episode, library, pages, varied
from tests.sample import EPISODE, FILES, SETTINGS

from kammerton.domain.audio import AudioFacts, Sound
from kammerton.site.podcast_views import EmbedView, EpisodeView, PlayerView

PAGE = "podcast/001-am-amboss/"
EMBED = f"{PAGE}einbetten/"


def player(path: str = PAGE, files: dict[str, str] = FILES, audio: dict[str, AudioFacts | str] | None = None) -> PlayerView:
    """The player of a page."""
    view = pages(library(files, audio=audio))[path].view
    assert isinstance(view, EpisodeView | EmbedView)
    return view.player


def test_the_player() -> None:
    """It knows what the browser cannot know before a byte of sound is loaded: length, size, where it belongs."""
    found = player()

    assert (found.key, found.page, found.language) == ("podcast/001-am-amboss", "/podcast/001-am-amboss/", "de")
    assert (found.duration, found.total, found.file) == (60, "1:00", "MP3, 480 kB")
    assert (found.title, found.show, found.artwork) == ("Am Amboss", "Probe hört", "/podcast/cover.png")
    assert found.speeds == (("0.8", "0,8×"), ("1", "1×"), ("1.25", "1,25×"), ("1.5", "1,5×"), ("1.75", "1,75×"), ("2", "2×"))


def test_the_landscape() -> None:
    """Peaks are drawn, chapters marked where they begin; without peaks there is only the shore."""
    heard = AudioFacts(60.0, 480_000, "audio/mpeg", sound=Sound((10, 50, 100, 20)))
    drawn = player(audio={"episodes/media/001-am-amboss.mp3": heard}).landscape

    assert (drawn.bars.count("M"), drawn.few.count("M")) == (4, 2)
    assert drawn.far.startswith("M0 74V")
    assert (drawn.marks, player().landscape.marks) == ("M333 8V74", "M333 8V74")
    assert (player().landscape.bars, player().landscape.far) == ("M0 74H1000", "")


def test_the_player_is_the_same_everywhere() -> None:
    """The frame for other sites has the player and the chapters of the page, and shares the page, not itself."""
    page, frame = (pages(library())[path].view for path in (PAGE, EMBED))
    assert isinstance(page, EpisodeView)
    assert isinstance(frame, EmbedView)

    assert (frame.player, frame.chapters, frame.page) == (page.player, page.chapters, page.player.page)
    assert (frame.title, frame.kicker) == ("Am Amboss", "Probe hört · Folge 1")


def test_frames_are_not_for_search_engines() -> None:
    """Who searches finds the page of the episode."""
    assert not pages(library())[EMBED].view.head.indexed


class _Frame(HTMLParser):
    found: dict[str, str | None]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the attributes of the frame."""
        assert tag == "iframe"
        self.found = dict(attrs)


@pytest.mark.parametrize("title", ["Am Amboss", f'"{HOSTILE}"'])
def test_the_words_to_copy(title: str) -> None:
    """They are a complete frame with a name for screen readers, whatever the episode is called."""
    view = pages(library({**FILES, FOLGE: varied(EPISODE, titel=title)}))[PAGE].view
    assert isinstance(view, EpisodeView)
    reader = _Frame()
    reader.feed(view.snippet)

    assert reader.found["src"] == f"https://probe.example/{EMBED}"
    assert reader.found["title"] == f"Player: {title.strip(chr(34))}"
    assert (reader.found["loading"], reader.found["width"]) == ("lazy", "100%")


def test_programs_find_the_frame() -> None:
    """The answer for oEmbed 1.0 lies ready for every episode, and the page names it."""
    built = build(library({**FILES, **episode(2, datum="2026-04-01 06:00")}))
    answers = {path: json.loads(content) for path, content in built.files.items() if path.endswith(".oembed.json")}
    view = pages(library())[PAGE].view
    assert isinstance(view, EpisodeView)

    assert sorted(answers) == ["podcast/001-am-amboss/001-am-amboss.oembed.json", "podcast/002-folge/002-folge.oembed.json"]
    first = answers["podcast/001-am-amboss/001-am-amboss.oembed.json"]
    assert (first["version"], first["type"], first["title"], first["html"]) == ("1.0", "rich", "Am Amboss", view.snippet)
    assert {type(first["width"]), type(first["height"])} == {int}
    assert view.oembed == "/podcast/001-am-amboss/001-am-amboss.oembed.json"


def test_a_show_of_another_name() -> None:
    """Frames lie under the name of their show."""
    shows = [{**SETTINGS["PODCASTS"][0], "id": "werkstatt"}]

    assert "werkstatt/001-am-amboss/einbetten/" in pages(library(settings={**SETTINGS, "PODCASTS": shows}))


def test_a_translated_episode_has_its_frame() -> None:
    """In English the player speaks English and leads to the English page."""
    files = {**FILES, "episodes/001-am-amboss.en.md": "---\ntitel: At the anvil\nkurz: Sparks.\nstand: 2026-03-01\n---\nText.\n"}
    view = pages(library(files))[f"en/{EMBED}"].view
    assert isinstance(view, EmbedView)

    assert (view.title, view.page, view.player.key) == ("At the anvil", f"/en/{PAGE}", "podcast/001-am-amboss")
