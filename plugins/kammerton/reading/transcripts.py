"""A WebVTT transcript read into cues. See https://www.w3.org/TR/webvtt1/."""

import html
import re
from collections.abc import Iterable

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.transcript import Cue
from kammerton.reading.frontmatter import decode, error
from kammerton.reading.problems import TRANSCRIPT

_TIME = r"((?:\d{1,3}:)?[0-5]\d:[0-5]\d\.\d{3})"
_TIMING = re.compile(rf"{_TIME}[ \t]+-->[ \t]+{_TIME}(?:[ \t].*)?")
# No part of these can match the same signs in two ways: their time grows with the length of a line only.
_VOICE = re.compile(r"<v(?:\.[^\s.<>]+)*[ \t]([^<>]+)>")
_TAG = re.compile(r"<[^<>]*>")


def read_transcript(file: str, content: bytes) -> tuple[tuple[Cue, ...], list[Diagnostic]]:
    """The cues of a WebVTT file in order, or the problems that keep it from being one. Never raises."""
    text, problems = decode(file, content)
    if problems:
        return (), problems
    if not re.match(r"WEBVTT(?:[ \t].*)?(?:\n|$)", text):
        return (), [error(TRANSCRIPT, Place(file, 1), M("Die Abschrift beginnt nicht mit der Zeile WEBVTT."), M("Schreiben Sie WEBVTT in die erste Zeile."))]
    cues: list[Cue] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if "-->" not in line:
            continue
        found = _TIMING.fullmatch(line.strip())
        if found is None:
            problems.append(
                error(TRANSCRIPT, Place(file, number + 1), M("Diese Zeitangabe ist nicht lesbar."), M("Schreiben Sie zum Beispiel 00:01.000 --> 00:04.500."))
            )
            continue
        cues += _cue(_seconds(found[1]), (lines[n] for n in range(number + 1, len(lines))))
    return tuple(cues), problems


def _seconds(text: str) -> float:
    seconds = 0.0
    for part in text.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds


def _cue(start: float, following: Iterable[str]) -> list[Cue]:
    """The text after a timing line, up to the next empty or timing line, with its speaker."""
    said = []
    for line in following:
        if not line.strip() or "-->" in line:
            break
        said.append(line.strip())
    joined = " ".join(said)
    voice = _VOICE.search(joined)
    text = html.unescape(_TAG.sub("", joined)).strip()
    return [Cue(start, html.unescape(voice[1]).strip() or None if voice else None, text)] if text else []
