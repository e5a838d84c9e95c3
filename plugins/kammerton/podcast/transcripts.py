"""Transcripts as files for players and readers: WebVTT, SRT, JSON, HTML, plain text.

See https://www.w3.org/TR/webvtt1/ and https://github.com/Podcastindex-org/podcast-namespace, transcripts.
"""

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping

from kammerton.domain.document import cut_at_word
from kammerton.domain.moments import long_clock
from kammerton.domain.transcript import Cue, merged

_WIDTH = 65  # characters a line: Podcasting 2.0 asks for no more, the name of the voice counts
_LINES = 2
_NAME = 40
Cues = tuple[Cue, ...]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _subtitles(cues: Cues, lead: Callable[[str], str]) -> Iterator[tuple[Cue, list[str]]]:
    """Each cue in pieces of at most two lines of 65 characters; ``lead`` is what stands before the text of a voice.

    The pieces share the time of the cue by their length.
    """
    for cue in cues:
        room = len(lead(_name(cue)))
        # Words of the lead's length keep its place on the first line of each piece.
        lines = textwrap.wrap(cue.text, _WIDTH - room) if room else textwrap.wrap(cue.text, _WIDTH)
        pieces = [lines[n : n + _LINES] for n in range(0, len(lines), _LINES)]
        whole, before = sum(len(line) for line in lines), cue.start
        for number, piece in enumerate(pieces, start=1):
            share = (cue.end - cue.start) * sum(len(line) for line in piece) / whole
            after = cue.end if number == len(pieces) else round(before + share, 3)
            yield Cue(before, cue.speaker, "", after), piece
            before = after


def _name(cue: Cue) -> str:
    return cut_at_word(cue.speaker, _NAME) if cue.speaker else ""


def as_vtt(cues: Cues, note: str = "") -> bytes:
    """WebVTT with voices, under the first line a ``note`` for whoever opens the file; ``text/vtt``."""

    def lead(name: str) -> str:
        return f"<v {_escaped(name)}>" if name else ""

    parts = ["WEBVTT\n", *([f"NOTE {note}\n"] if note else [])]
    for cue, lines in _subtitles(cues, lead):
        said = "\n".join(_escaped(line) for line in lines)
        parts.append(f"{long_clock(cue.start)} --> {long_clock(cue.end)}\n{lead(_name(cue))}{said}\n")
    return "\n".join(parts).encode()


def as_srt(cues: Cues) -> bytes:
    """SubRip; ``application/x-subrip``."""

    def lead(name: str) -> str:
        return f"{name}: " if name else ""

    parts = []
    for number, (cue, lines) in enumerate(_subtitles(cues, lead), start=1):
        times = f"{long_clock(cue.start)} --> {long_clock(cue.end)}".replace(".", ",")
        said = "\n".join(lines)
        parts.append(f"{number}\n{times}\n{lead(_name(cue))}{said}\n")
    return "\n".join(parts).encode()


def as_json(cues: Cues) -> bytes:
    """JSON of Podcasting 2.0, version 1.0.0, times in seconds; ``application/json``."""
    segments = [{**({"speaker": c.speaker} if c.speaker else {}), "startTime": c.start, "endTime": c.end, "body": c.text} for c in cues]
    return (json.dumps({"version": "1.0.0", "segments": segments}, ensure_ascii=False, indent=1) + "\n").encode()


def as_text(cues: Cues) -> bytes:
    """Paragraphs, each with who speaks; ``text/plain``."""
    return "\n".join(f"{c.speaker}: {c.text}\n" if c.speaker else f"{c.text}\n" for c in merged(cues)).encode()


def as_html(cues: Cues, title: str, language: str, page: str) -> bytes:
    """HTML of Podcasting 2.0: who speaks, from when, and what, with nothing around it; ``page`` is what search engines keep to."""
    looks = '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">'
    found = f'<meta name="robots" content="noindex"><link rel="canonical" href="{_escaped(page)}">'
    head = f'<meta charset="utf-8"><title>{_escaped(title)}</title>{looks}{found}'
    said = "".join(f"{_html_speaker(cue)}<time>{long_clock(cue.start).partition('.')[0]}</time>\n<p>{_escaped(cue.text)}</p>\n" for cue in merged(cues))
    return f'<!DOCTYPE html>\n<html lang="{language}">\n<head>{head}</head>\n<body>\n<main>\n<h1>{_escaped(title)}</h1>\n{said}</main>\n</body>\n</html>\n'.encode()


def _html_speaker(cue: Cue) -> str:
    return f"<cite>{_escaped(cue.speaker)}:</cite>\n" if cue.speaker else ""


# The ending of the HTML file and its type.
HTML = ("html", "text/html")
# The ending of each other file, how it is made, its type and its relation in the feed.
FORMATS: Mapping[str, tuple[Callable[[Cues], bytes], str, str]] = {
    "vtt": (as_vtt, "text/vtt", "captions"),
    "srt": (as_srt, "application/x-subrip", "captions"),
    "abschrift.json": (as_json, "application/json", ""),
    "txt": (as_text, "text/plain", ""),
}
