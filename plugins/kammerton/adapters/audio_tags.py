"""Title and chapters out of a recording's own tags, whatever its container."""

import re
from collections.abc import Iterator
from typing import Any

from pydantic_core import PydanticCustomError

from kammerton.domain.audio import Mark
from kammerton.domain.values import clean_text, parse_web_address

_MAX_MARKS = 1000
_MAX_TITLE, _MAX_ADDRESS = 128, 2000
_VORBIS = re.compile(r"(\d{1,3}):([0-5]?\d):([0-5]?\d(?:\.\d{1,9})?)", re.ASCII)


def title_of(found: Any) -> str:
    """The title in the tags of a mutagen file, or nothing."""
    tags = found.tags or {}
    key = {"MP3": "TIT2", "MP4": "\xa9nam"}.get(type(found).__name__, "title")
    try:
        value = tags[key]
        return _line(value.text[0] if key == "TIT2" else value[0])
    except (KeyError, IndexError, ValueError, AttributeError):
        return ""


def marks_of(found: Any) -> tuple[Mark, ...]:
    """The chapters in the tags of a mutagen file in order of time: ID3 CHAP, MP4 chpl, Vorbis CHAPTERnnn."""
    readers = {"MP3": _id3, "MP4": _mp4}
    marks = list(readers.get(type(found).__name__, _vorbis)(found))[:_MAX_MARKS]
    return tuple(sorted(marks, key=lambda mark: mark.at))


def _line(text: object) -> str:
    """One line without control characters, as long as a title of ours may be."""
    return str(clean_text(str(text)))[:_MAX_TITLE].strip()


def _id3(found: Any) -> Iterator[Mark]:
    for frame in found.tags.getall("CHAP") if found.tags else ():
        titles = frame.sub_frames.getall("TIT2")
        links = [f.url for f in frame.sub_frames.getall("WXXX")]
        if titles and titles[0].text and _line(titles[0].text[0]):
            yield Mark(frame.start_time / 1000, _line(titles[0].text[0]), _web(links[0]) if links else None)


def _mp4(found: Any) -> Iterator[Mark]:
    for chapter in found.chapters or ():
        if _line(chapter.title):
            yield Mark(round(float(chapter.start), 3), _line(chapter.title))


def _vorbis(found: Any) -> Iterator[Mark]:
    tags = found.tags or {}
    for number in range(_MAX_MARKS):
        stated = _VORBIS.fullmatch(tags.get(f"CHAPTER{number:03}", [""])[0].strip())
        title = _line(tags.get(f"CHAPTER{number:03}NAME", [""])[0])
        if stated and title:
            yield Mark(int(stated[1]) * 3600 + int(stated[2]) * 60 + float(stated[3]), title, _web(tags.get(f"CHAPTER{number:03}URL", [""])[0]))


def _web(text: str) -> str | None:
    try:
        return str(parse_web_address(text)) if len(text) <= _MAX_ADDRESS else None
    except PydanticCustomError:
        return None
