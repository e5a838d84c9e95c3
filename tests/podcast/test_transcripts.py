"""Transcripts as files, read back by programs of others."""

import io
import json
import re
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest
import webvtt
from tests.podcast.schemas import TRANSCRIPT

from kammerton.domain.transcript import Cue
from kammerton.podcast.transcripts import FORMATS, as_json, as_srt, as_text, as_vtt
from kammerton.reading.transcripts import read_transcript

EPISODES = Path(__file__).parents[2] / "episodes"
CUES = (
    Cue(0.0, None, "[Musik]", 1.5),
    Cue(1.5, "Mira", "Hallo & willkommen, <liebe> Leute.", 3.0),
    Cue(3.0, "Mira", "Heute geht es um " + "Dampfschifffahrt und " * 15 + "Leim.", 13.0),
    Cue(13.0, "Eine sehr lange Bezeichnung einer Person mit vielen Titeln und Ämtern", "Ja " + "x" * 200, 3600.25),
)
EXAMPLES = [read_transcript(path.name, path.read_bytes())[0] for path in sorted(EPISODES.glob("*.vtt"))]
ALL = pytest.mark.parametrize("cues", [CUES, *EXAMPLES])


def words(text: str) -> str:
    """A text without its blanks and line ends."""
    return re.sub(r"\s", "", text)


@ALL
def test_webvtt_is_read_by_others(cues: tuple[Cue, ...]) -> None:
    """webvtt-py finds every word, voice and time; no line is longer than 65 characters, no cue than two lines, none overlap."""
    found = webvtt.from_buffer(io.BytesIO(as_vtt(cues)))

    assert words("".join(c.text for c in found)) == words("".join(c.text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for c in cues))
    assert found[0].start_in_seconds == int(cues[0].start)
    assert {c.voice for c in found} - {None, ""} >= {c.speaker for c in cues if c.speaker and len(c.speaker) <= 40}
    assert all(before.end <= after.start for before, after in pairwise(found))
    lines = [line for line in as_vtt(cues).decode().replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split("\n") if "-->" not in line]
    assert max(map(len, lines)) <= 65
    assert max(len(c.lines) for c in found) <= 2


@ALL
def test_srt_is_read_by_others(cues: tuple[Cue, ...]) -> None:
    """webvtt-py reads the SRT file: numbers from 1, times with commas, the voice before a colon."""
    content = as_srt(cues)
    found = webvtt.from_buffer(io.BytesIO(content), format="srt")

    assert [int(n) for n in re.findall(r"(?m)^(\d+)\n\d\d:\d\d:\d\d,\d{3} --> ", content.decode())] == list(range(1, len(found) + 1))
    spoken = [cue for cue in cues if cue.speaker]
    assert f"{spoken[0].speaker}: " in content.decode()
    assert max(len(line) for line in content.decode().split("\n")) <= 65


@ALL
def test_json_keeps_its_schema(cues: tuple[Cue, ...]) -> None:
    """Segments with times in seconds, speaker and body, as Podcasting 2.0 wants them."""
    found = json.loads(as_json(cues))

    jsonschema.validate(found, TRANSCRIPT)
    assert [(s["startTime"], s.get("speaker"), s["body"], s["endTime"]) for s in found["segments"]] == [(c.start, c.speaker, c.text, c.end) for c in cues]


def test_text_has_a_paragraph_for_each_voice() -> None:
    """Plain text, as one would read it aloud."""
    text = as_text((Cue(0.0, None, "[Musik]", 1.0), Cue(1.0, "Mira", "Hallo", 2.0), Cue(2.0, "Mira", "du.", 3.0), Cue(3.0, "Ole", "Ja.", 4.0))).decode()

    assert text == "[Musik]\n\nMira: Hallo du.\n\nOle: Ja.\n"


@pytest.mark.parametrize("suffix", list(FORMATS))
def test_the_same_cues_give_the_same_bytes(suffix: str) -> None:
    """UTF-8 with a line end at its end, the same each time."""
    make = FORMATS[suffix][0]

    assert make(CUES) == make(CUES)
    assert make(CUES).endswith(b"\n")
    assert "Ämtern" in make(CUES).decode() or suffix in ("vtt", "srt")
