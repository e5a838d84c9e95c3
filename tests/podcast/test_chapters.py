"""Chapters as JSON."""

import json
from typing import Any

from tests.app.projects import FOLGE, HOSTILE, library
from tests.sample import EPISODE, FILES

from kammerton.podcast.chapters import chapters_json


def chapters(lines: str) -> dict[str, Any]:
    """The file for an episode with these chapters (YAML)."""
    head, tail = EPISODE[: EPISODE.index("kapitel:")], EPISODE[EPISODE.index("stimmen:") :]
    content = chapters_json(library({**FILES, FOLGE: f"{head}kapitel:\n{lines}\n{tail}"}).episodes[0].episode)
    return dict(json.loads(content.decode("utf-8")))


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
    once, again = (chapters_json(library().episodes[0].episode) for _ in range(2))

    assert once == again
    assert once.endswith(b"}\n")
