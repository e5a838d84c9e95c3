"""Chapters as JSON."""

import json
from typing import Any

import jsonschema
import pytest
from tests.app.projects import FOLGE, HOSTILE, library
from tests.podcast.schemas import CHAPTERS
from tests.sample import EPISODE, FILES

from kammerton.adapters.audio_tags import marks_of
from kammerton.domain.audio import AudioFacts, Mark
from kammerton.domain.episode import Chapter
from kammerton.podcast.chapters import chapters_json, timestamps


def chapters(lines: str) -> dict[str, Any]:
    """The file for an episode with these chapters (YAML)."""
    head, tail = EPISODE[: EPISODE.index("kapitel:")], EPISODE[EPISODE.index("stimmen:") :]
    of = library({**FILES, FOLGE: f"{head}kapitel:\n{lines}\n{tail}"})
    found = json.loads(chapters_json(of.inventory.chapters_of(of.episodes[0].episode), lambda picture: f"https://x.example/{picture.file}").decode("utf-8"))
    jsonschema.validate(found, CHAPTERS)
    return dict(found)


def test_the_form() -> None:
    """Version 1.2.0 with start times in seconds, ascending, whole ones without a point."""
    found = chapters('  - {zeit: "00:00", titel: Anfang}\n  - {zeit: "00:20.5", titel: Mitte}\n  - {zeit: "00:59", titel: Ende}')

    assert found == {
        "version": "1.2.0",
        "chapters": [{"startTime": 0, "title": "Anfang"}, {"startTime": 20.5, "title": "Mitte"}, {"startTime": 59, "title": "Ende"}],
    }


def test_a_chapter_may_have_an_address() -> None:
    """The address stands in the file; a chapter without one has none."""
    found = chapters('  - {zeit: "00:00", titel: Anfang, url: "https://x.example/a?b=c"}\n  - {zeit: "00:20", titel: Ende}')

    assert [chapter.get("url") for chapter in found["chapters"]] == ["https://x.example/a?b=c", None]


def test_titles_stay_text() -> None:
    """A hostile title comes back as it is."""
    assert chapters(f'  - {{zeit: "00:00", titel: "{HOSTILE}"}}')["chapters"][0]["title"] == HOSTILE


def test_the_same_input_gives_the_same_bytes() -> None:
    """Readable UTF-8 that ends with a line end, the same each time."""
    once, again = (chapters_json(library().episodes[0].episode.chapters, lambda _: None) for _ in range(2))

    assert once == again
    assert once.endswith(b"}\n")


def marks(*times: float) -> tuple[Chapter, ...]:
    """Chapters at these seconds."""
    return tuple(Chapter(at=float(at), title=f"Teil {n} & <mehr>") for n, at in enumerate(times))


def test_timestamps() -> None:
    """One paragraph for each chapter with hours, minutes and seconds in brackets, the title escaped."""
    assert timestamps(marks(0, 75.9, 3600), 4000).split("\n") == [
        "<p>(00:00:00) Teil 0 &amp; &lt;mehr&gt;</p>", "<p>(00:01:15) Teil 1 &amp; &lt;mehr&gt;</p>", "<p>(01:00:00) Teil 2 &amp; &lt;mehr&gt;</p>",
    ]  # fmt: skip


@pytest.mark.parametrize(("times", "limit"), [((), 4000), ((0, 10), 4000), ((5, 10, 20), 4000), ((0, 10, 20), 100)], ids=["none", "two", "late", "no room"])
def test_timestamps_nobody_would_read_are_left_out(times: tuple[float, ...], limit: int) -> None:
    """Apple and Spotify want at least three and the first at the beginning; half a list helps nobody."""
    assert timestamps(marks(*times), limit) == ""


FILE = "00:00 Aus der Datei <https://x.example/>\n00:30 Ende\n"
TAGGED = AudioFacts(60.0, 480_000, "audio/mpeg", marks=(Mark(0.0, "Aus der Aufnahme"),))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('kapitel: [{zeit: "00:01", titel: Aus dem Kopf}]\nkapiteldatei: a.txt', "Aus dem Kopf"),
        ("kapiteldatei: a.txt", "Aus der Datei"),
        ("", "Aus der Aufnahme"),
    ],
    ids=["head", "file", "recording"],
)
def test_where_chapters_come_from(head: str, expected: str) -> None:
    """The head of the episode comes first, then its chapter file, then the tags of the recording."""
    text = EPISODE[: EPISODE.index("kapitel:")] + head + "\n" + EPISODE[EPISODE.index("stimmen:") :]
    of = library({**FILES, FOLGE: text, "episodes/a.txt": FILE}, audio={"episodes/media/001-am-amboss.mp3": TAGGED})

    assert of.inventory.chapters_of(of.episodes[0].episode)[0].title == expected


def test_hostile_tags_become_chapters_or_nothing() -> None:
    """Whatever a recording's tags hold, reading them gives chapters that can be shown."""
    from mutagen.id3 import CHAP, ID3, TIT2, WXXX

    class MP3:
        tags = ID3()

    frames = [("x" * 5000, "https://x.example/" + "a" * 3000), ("\x00\x07", "javascript:alert(1)"), ("  ", ""), (HOSTILE, "https://x.example/ok")]
    for number, (title, url) in enumerate(frames):
        MP3.tags.add(CHAP(element_id=f"c{number}", start_time=number * 1000, end_time=0, sub_frames=[TIT2(text=title), WXXX(url=url)]))
    facts = AudioFacts(60.0, 480_000, "audio/mpeg", marks=marks_of(MP3()))
    text = EPISODE[: EPISODE.index("kapitel:")] + EPISODE[EPISODE.index("stimmen:") :]
    of = library({**FILES, FOLGE: text}, audio={"episodes/media/001-am-amboss.mp3": facts})

    assert [(c.title, c.url) for c in of.inventory.chapters_of(of.episodes[0].episode)] == [("x" * 128, None), (HOSTILE, "https://x.example/ok")]
