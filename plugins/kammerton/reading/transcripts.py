"""A transcript read into cues: WebVTT or SRT, as programs and people write them.

See https://www.w3.org/TR/webvtt1/. The usual defects are mended and told as hints: a missing first line, times with a
comma or without thousandths, arrows without blanks, cues out of order, overlapping, or ending before they begin.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kammerton.domain.diagnostic import MN, Diagnostic, M, Message, Place, Severity
from kammerton.domain.transcript import Cue
from kammerton.reading.frontmatter import decode, error
from kammerton.reading.problems import MENDED, TRANSCRIPT

ENDINGS = (".vtt", ".srt")
_TIME = r"((?:\d{1,3}:)?[0-5]?\d:[0-5]?\d(?:[.,]\d{1,3})?)"
_TIMING = re.compile(rf"{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?", re.ASCII)
_EXACT = re.compile(r"(?:\d{2,3}:)?\d{2}:\d{2}[.,]\d{3}", re.ASCII)
# No part of these can match the same signs in two ways: their time grows with the length of a line only.
_VOICE = re.compile(r"<v(?:\.[^\s.<>]+)*[ \t]([^<>]+)>")
_TAG = re.compile(r"<[^<>]*>|\{\\[^{}]*\}")  # WebVTT's, and those SRT files bring along
_PREFIX = re.compile(r"([^:<>]{1,60}):[ \t]+(?=\S)")
_SHORTEST = 0.001


@dataclass
class _Defects:
    """What was mended: for each kind the first line and how often."""

    found: dict[str, list[int]] = field(default_factory=dict)

    def note(self, kind: str, line: int) -> None:
        self.found.setdefault(kind, []).append(line)

    def hints(self, file: str) -> Iterator[Diagnostic]:
        for kind, lines in self.found.items():
            remedy = M("Das ist für die Website ausgebessert; in Ihrer Datei bleibt es, wie es ist.")
            yield Diagnostic(MENDED.code, Severity.HINT, Place(file, lines[0]), _told(kind, len(lines)), remedy)

    def errors(self, file: str) -> Iterator[Diagnostic]:
        for kind, lines in self.found.items():
            remedy = M("Diese Datei wird veröffentlicht, wie sie ist. Ein Absatz beginnt so: 00:01.000 --> 00:04.500; die erste Zeile ist WEBVTT.")
            yield error(TRANSCRIPT, Place(file, lines[0]), _told(kind, len(lines)), remedy)


def _told(kind: str, n: int) -> Message:
    return {
        "head": M("Die erste Zeile WEBVTT fehlt."),
        "comma": MN("Eine Zeit steht mit Komma statt mit Punkt da.", "{n} Zeiten stehen mit Komma statt mit Punkt da.", n),
        "short": MN("Eine Zeitangabe ist unvollständig geschrieben.", "{n} Zeitangaben sind unvollständig geschrieben.", n),
        "arrow": MN("Neben einem Pfeil --> fehlt ein Leerzeichen.", "Neben {n} Pfeilen --> fehlt ein Leerzeichen.", n),
        "order": MN("Ein Absatz steht nicht an seiner Stelle in der Zeit.", "{n} Absätze stehen nicht an ihrer Stelle in der Zeit.", n),
        "overlap": MN("Ein Absatz beginnt, bevor der vorige endet.", "{n} Absätze beginnen, bevor der vorige endet.", n),
        "backwards": MN("Ein Absatz endet, bevor er beginnt.", "{n} Absätze enden, bevor sie beginnen.", n),
    }[kind]


def read_transcript(file: str, content: bytes, voices: Iterable[str] = (), *, mend: bool = True) -> tuple[tuple[Cue, ...], list[Diagnostic]]:
    """The cues of a WebVTT or SRT file in order of time, none overlapping, with what was mended; or what keeps it from being one.

    A cue that begins with one of the ``voices`` and a colon is spoken by it. Without ``mend``, for a file that is published
    as it is, each defect is an error. Never raises.
    """
    text, problems = decode(file, content)
    if problems:
        return (), problems
    defects, lines = _Defects(), text.split("\n")
    is_srt = file.endswith(".srt")
    if not is_srt and not re.match(r"WEBVTT(?:[ \t].*)?(?:\n|$)", text):
        defects.note("head", 1)
    names = {name.casefold(): name for name in voices}
    spoken: list[tuple[int, Cue]] = []
    for number, line in enumerate(lines):
        if "-->" not in line:
            continue
        found = _TIMING.fullmatch(line.strip())
        if found is None:
            remedy = M("Schreiben Sie zum Beispiel 00:01.000 --> 00:04.500.")
            problems.append(error(TRANSCRIPT, Place(file, number + 1), M("Diese Zeitangabe ist nicht lesbar."), remedy))
            continue
        _note_form(found, defects, number + 1, is_srt=is_srt)
        start, end = _seconds(found[1]), _seconds(found[2])
        if end < start:
            defects.note("backwards", number + 1)
        spoken += [(number + 1, cue) for cue in _cues(start, max(start, end), _said(lines, number + 1), names)]
    if not spoken and not problems:
        return (), [
            error(
                TRANSCRIPT, Place(file, 1), M("In der Abschrift steht nichts Gesprochenes."), M("Vor jedem Absatz steht seine Zeit: 00:01.000 --> 00:04.500.")
            )
        ]
    return tuple(_in_time(spoken, defects)), problems + list(defects.hints(file) if mend else defects.errors(file))


def _note_form(found: re.Match[str], defects: _Defects, line: int, *, is_srt: bool) -> None:
    """What of a timing line is not as WebVTT (or SRT, where commas belong) wants it."""
    times = (found[1], found[2])
    if not is_srt and any("," in time for time in times):
        defects.note("comma", line)
    if not all(_EXACT.fullmatch(time) for time in times):
        defects.note("short", line)
    if not re.search(r"[ \t]-->[ \t]", found[0]):
        defects.note("arrow", line)


def _seconds(text: str) -> float:
    seconds = 0.0
    for part in text.replace(",", ".").split(":"):
        seconds = seconds * 60 + float(part)
    return round(seconds, 3)


def _said(lines: list[str], start: int) -> str:
    """The text after a timing line, up to the next empty or timing line; a number right before that one belongs to it."""
    said: list[str] = []
    for number in range(start, len(lines)):
        line = lines[number].strip()
        if not line:
            break
        if "-->" in line:
            if said and said[-1].isdigit():
                said.pop()
            break
        said.append(line)
    return " ".join(said)


def _cues(start: float, end: float, said: str, names: dict[str, str]) -> list[Cue]:
    """What one cue says, one for each voice in it; they share its time by the length of their texts."""
    places = list(_VOICE.finditer(said))
    heard: list[tuple[str | None, str]] = [(None, said[: places[0].start()] if places else said)]
    ends = [*(found.start() for found in places[1:]), len(said)]
    heard += [(found[1], said[found.end() : end]) for found, end in zip(places, ends[: len(places)], strict=True)]
    parts = [_spoken(voice, text, names) for voice, text in heard]
    return _share(start, end, [(voice, text) for voice, text in parts if text])


def _spoken(voice: str | None, text: str, names: dict[str, str]) -> tuple[str | None, str]:
    """Who speaks and what, without marks."""
    plain = html.unescape(_TAG.sub("", text)).strip()
    if voice is not None:
        return html.unescape(voice).strip() or None, plain
    found = _PREFIX.match(plain)
    name = names.get(found[1].strip().casefold()) if found else None
    return (name, plain[found.end() :]) if found and name else (None, plain)


def _share(start: float, end: float, parts: list[tuple[str | None, str]]) -> list[Cue]:
    whole, cues, before = sum(len(text) for _, text in parts), [], start
    for number, (voice, text) in enumerate(parts, start=1):
        after = end if number == len(parts) else round(before + (end - start) * len(text) / whole, 3)
        cues.append(Cue(before, voice, text, after))
        before = after
    return cues


def _in_time(spoken: list[tuple[int, Cue]], defects: _Defects) -> Iterator[Cue]:
    """The cues in order of time, each ending when the next begins at the latest; those that begin together share the time."""
    latest = 0.0
    for line, cue in spoken:
        if cue.start < latest:
            defects.note("order", line)
        latest = max(latest, cue.start)
    ordered = sorted(spoken, key=lambda entry: entry[1].start)
    place = 0
    while place < len(ordered):
        start, after = ordered[place][1].start, place + 1
        while after < len(ordered) and ordered[after][1].start == start:
            defects.note("overlap", ordered[after][0])
            after += 1
        together = [cue for _, cue in ordered[place:after]]
        end = max(*(cue.end for cue in together), start + _SHORTEST)
        if after < len(ordered) and end > ordered[after][1].start:
            defects.note("overlap", ordered[after][0])
            end = ordered[after][1].start
        yield from _share(start, end, [(cue.speaker, cue.text) for cue in together])
        place = after
