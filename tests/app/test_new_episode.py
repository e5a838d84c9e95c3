"""A new episode begun from its recording."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.projects import episode, library
from tests.fakes import WORDS
from tests.sample import FILES, SETTINGS

from kammerton.app.new_episode import NewEpisode, begin_episode
from kammerton.domain.audio import AudioFacts, Mark
from kammerton.domain.diagnostic import Diagnostic, SetupError
from kammerton.domain.episode import Episode
from kammerton.domain.kinds import KINDS
from kammerton.domain.transcript import Cue
from kammerton.reading.items import read_item

FACTS = AudioFacts(754.0, 480_000, "audio/mpeg", title='Papier: "eine" Richtung', marks=(Mark(0.0, "Leim"), Mark(90.25, "- Öl: ja?", "https://x.example/")))
FOLGE = next(kind for kind in KINDS if kind.name == "folge")


@dataclass
class FakeDesk:
    """A desk in memory: notes what is laid down."""

    place: str = "aufnahmen/2026-05 Papier_roh.MP3"
    in_project: str | None = None
    found: AudioFacts | str = FACTS
    beside: str | None = ".vtt"
    said: tuple[Cue, ...] | None = None
    existing: set[str] = field(default_factory=set)
    laid: list[tuple[NewEpisode, bytes | None]] = field(default_factory=list)

    def facts(self) -> AudioFacts | str:
        return self.found

    def transcript_ending(self) -> str | None:
        return self.beside

    def recognise(self, language: str) -> tuple[Cue, ...] | None:
        assert language == "de"
        return self.said

    def refuse_existing(self, episode: NewEpisode) -> None:
        if {episode.file, episode.audio, episode.transcript} & self.existing:
            raise SetupError(WORDS_USED)

    def lay_down(self, episode: NewEpisode, transcript: bytes | None) -> None:
        self.laid.append((episode, transcript))


WORDS_USED: Any = type("Message", (), {"template": "gibt es schon"})()


def begun(desk: FakeDesk, files: dict[str, Any] = FILES, settings: dict[str, Any] = SETTINGS, **wish: str) -> NewEpisode:
    """The episode that was begun."""
    found = begin_episode(library(files, settings), WORDS, desk, **wish)
    assert isinstance(found, NewEpisode)
    return found


def read(new: NewEpisode) -> Episode:
    """The written file as the program reads it; it must have no problem."""
    item, _, problems = read_item(FOLGE, new.file, new.text.encode())
    assert problems == []
    assert isinstance(item, Episode)
    return item


def test_the_next_episode() -> None:
    """Number, names, date, chapters and title; read back they are what the recording says, and a draft."""
    desk = FakeDesk()
    new = begun(desk)
    found = read(new)

    assert (new.file, new.audio, new.transcript) == (
        "episodes/002-papier-eine-richtung.md", "episodes/media/002-papier-eine-richtung.mp3", "episodes/002-papier-eine-richtung.vtt",
    )  # fmt: skip
    assert (found.number, found.title, found.status) == (2, 'Papier: "eine" Richtung', "entwurf")
    assert (found.audio, found.transcript) == ("002-papier-eine-richtung.mp3", "002-papier-eine-richtung.vtt")
    assert f"{found.published:%Y-%m-%d %H:%M}" == "2026-06-02 06:00"
    assert [(c.at, c.title, c.url) for c in found.chapters] == [(0.0, "Leim", None), (90.25, "- Öl: ja?", "https://x.example/")]
    assert "12:34" in new.text
    assert desk.laid == [(new, None)]


@pytest.mark.parametrize(
    ("facts", "wish", "title"),
    [(FACTS, {"title": "Anders"}, "Anders"), (FACTS, {}, FACTS.title), (replace(FACTS, title=""), {}, "05 Papier roh")],
    ids=["command line", "tags", "file name"],
)
def test_where_the_title_comes_from(facts: AudioFacts, wish: dict[str, str], title: str) -> None:
    """What was said, else what the recording says, else the name of its file without number in front."""
    assert read(begun(FakeDesk(found=facts), **wish)).title == title


def test_numbers_follow_the_season() -> None:
    """The highest number of the running season and one more; another season does not count."""
    files = {**FILES, **episode(7, datum="2026-04-01 06:00"), **episode(3, datum="2026-05-01 06:00")}
    files["episodes/003-folge.md"] = files["episodes/003-folge.md"].replace("nummer: 3", "nummer: 3\nstaffel: 2")

    assert begun(FakeDesk(), {**FILES, **episode(7, datum="2026-04-01 06:00")}).number == 8
    found = read(begun(FakeDesk(), files))
    assert (found.season, found.number) == (2, 4)


def test_without_transcript_and_chapters_the_file_tells_how_to_add_them() -> None:
    """The lines stand there as comments; the file is read without them."""
    new = begun(FakeDesk(beside=None, found=replace(FACTS, marks=())))

    assert (new.transcript, read(new).transcript, read(new).chapters) == (None, None, ())
    assert "# transkript: 002-papier-eine-richtung.vtt" in new.text
    assert "# kapitel:" in new.text


def test_a_recording_that_lies_in_the_project_keeps_its_name() -> None:
    """It is not copied under a second name."""
    assert read(begun(FakeDesk(in_project="roh.mp3"))).audio == "roh.mp3"


def test_a_model_drafts_the_transcript() -> None:
    """Only where none lies beside; the draft says in its first lines that it is one."""
    said = (Cue(0.0, None, "Hallo.", 1.0),)
    desk, with_own = FakeDesk(beside=None, said=said), FakeDesk(beside=".srt", said=said)
    new = begun(desk)

    assert (read(new).transcript, begun(with_own).transcript) == ("002-papier-eine-richtung.vtt", "episodes/002-papier-eine-richtung.srt")
    assert desk.laid[0][1] is not None
    assert desk.laid[0][1].startswith(b"WEBVTT\n\nNOTE Entwurf")
    assert with_own.laid[0][1] is None


@pytest.mark.parametrize("file", ["episodes/002-papier-eine-richtung.md", "episodes/media/002-papier-eine-richtung.mp3"])
def test_nothing_is_overwritten(file: str) -> None:
    """Where one of the files is there, nothing is laid down."""
    desk = FakeDesk(existing={file})

    with pytest.raises(SetupError):
        begun(desk)
    assert desk.laid == []


def test_a_broken_recording_is_told() -> None:
    """The same words as in a check, with the name as it was given; nothing is laid down."""
    desk = FakeDesk(found="truncated")
    found = begin_episode(library(), WORDS, desk)

    assert isinstance(found, Diagnostic)
    assert (found.code, found.place.file, desk.laid) == ("R007", desk.place, [])


TWO = {
    **SETTINGS,
    "PODCASTS": [{**SETTINGS["PODCASTS"][0], "id": name, "guid": f"{n}17393e3-1b1e-5cef-ace4-edaa54e1f810"} for n, name in enumerate(("podcast", "kurz"))],
}
IN_SHOW = {**FILES, "episodes/001-am-amboss.md": FILES["episodes/001-am-amboss.md"].replace("nummer: 1", "nummer: 1\nreihe: podcast")}


@pytest.mark.parametrize(("shows", "wish"), [(TWO, None), (TWO, "kruz"), ({**SETTINGS, "PODCASTS": []}, None)], ids=["which", "unknown", "none"])
def test_the_show_must_be_clear(shows: dict[str, Any], wish: str | None) -> None:
    """With several shows one must be named, and it must exist."""
    files = IN_SHOW if shows is TWO else {k: v for k, v in FILES.items() if not k.startswith(("episodes", "newsletter"))}
    with pytest.raises(SetupError):
        begin_episode(library(files, shows), WORDS, FakeDesk(), show=wish)


def test_each_show_counts_for_itself() -> None:
    """The first episode of a second show has number 1 and names its show."""
    found = read(begun(FakeDesk(), IN_SHOW, TWO, show="kurz"))

    assert (found.show, found.number) == ("kurz", 1)


@given(title=st.text(max_size=300), mark=st.text(max_size=300))
def test_any_title_is_read_back(title: str, mark: str) -> None:
    """Whatever tags hold, the file is read without a problem."""
    from kammerton.adapters.audio_tags import _line

    facts = replace(FACTS, title=_line(title), marks=(Mark(1.0, _line(mark)),) if _line(mark) else ())

    assert read(begun(FakeDesk(found=facts))).title
