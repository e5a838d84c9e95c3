"""A file of chapters, in the formats programs write: MP4chaps text, Audacity labels, Podlove XML, Auphonic and podcast JSON.

See https://podlove.org/simple-chapters, https://manual.audacityteam.org (label tracks),
https://github.com/Podcastindex-org/podcast-namespace (JSON chapters 1.2.0).
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic_core import PydanticCustomError

from kammerton.domain.diagnostic import Diagnostic, M, Message, Place
from kammerton.domain.episode import Chapter, ChapterFile
from kammerton.domain.values import clean_text, parse_web_address
from kammerton.reading.frontmatter import decode, error
from kammerton.reading.problems import CHAPTERS

_PODLOVE = "{http://podlove.org/simple-chapters}chapter"
_CLOCK = re.compile(r"(?:(\d{1,3}):)?([0-5]?\d):([0-5]\d(?:[.,]\d{1,9})?)", re.ASCII)
_SECONDS = re.compile(r"\d{1,7}(?:[.,]\d{1,9})?", re.ASCII)
_LINE = re.compile(r"[(\[]?(\d[\d:.,]*)[)\]]?(?:[ \t]+[-–—][ \t]+|[ \t]+)(\S.*)")
_AUDACITY = re.compile(r"(\d+[.,]\d+)\t\d+[.,]\d+(?:\t(.*))?")
_ADDRESS = re.compile(r"(.*?)[ \t]*<(https?://[^<>]*)>")
_START_KEY = re.compile(r'"(?:startTime|start)"\s*:')
_MAX_TITLE, _MAX_ADDRESS = 128, 2000
_MAX_CHAPTERS = 1000
_Row = tuple[int, str, object, object]  # line, time, title, address


def read_chapters(file: str, content: bytes) -> tuple[ChapterFile, list[Diagnostic]]:
    """The chapters of a file in their order there, or what keeps it from having some. Never raises."""
    text, problems = decode(file, content)
    if problems:
        return ChapterFile(file), problems
    start = text.lstrip()[:1]
    rows = list(_of_json(text) if start in ("{", "[") else _of_xml(text) if start == "<" else _of_text(text))[: _MAX_CHAPTERS + 1]
    chapters, lines = [], []
    for row in rows:
        wrong, chapter = _chapter(*row)
        if chapter is None:
            problems.append(error(CHAPTERS, Place(file, row[0]), wrong, M("Schreiben Sie zum Beispiel: 00:01:30 Der erste Arbeitstag")))
        else:
            chapters.append(chapter)
            lines.append(row[0])
    if len(rows) > _MAX_CHAPTERS or not rows:
        what = M("In der Datei stehen mehr als tausend Kapitel.") if rows else M("In der Datei sind keine Kapitel zu finden.")
        problems.append(error(CHAPTERS, Place(file, 1), what, M("Prüfen Sie, ob es die richtige Datei ist.")))
    return ChapterFile(file, tuple(chapters), tuple(lines)), problems


def _of_text(text: str) -> Iterator[_Row]:
    for number, line in enumerate(text.split("\n"), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith(("#", "\\")):
            continue
        label, found = _AUDACITY.fullmatch(line.rstrip(" \r")), _LINE.fullmatch(stripped)
        if label is not None:
            yield number, label[1], label[2] or "", None
        elif found is not None:
            parts = _ADDRESS.fullmatch(found[2])
            yield number, found[1], parts[1] if parts else found[2], parts[2] if parts else None
        else:
            yield number, stripped, "", None


def _of_xml(text: str) -> Iterator[_Row]:
    from lxml import etree

    try:
        root = etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True, encoding="utf-8"))
    except etree.XMLSyntaxError:
        return
    for element in root.iter(_PODLOVE):
        line = element.sourceline
        yield line if isinstance(line, int) else 1, str(element.get("start", "")), element.get("title", ""), element.get("href")


def _of_json(text: str) -> Iterator[_Row]:
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return
    entries = whole.get("chapters") if isinstance(whole, dict) else whole
    if not isinstance(entries, list):
        return
    first = max(0, text.find('"chapters"'))
    places = [text.count("\n", 0, found.start()) + 1 for found in _START_KEY.finditer(text, first)]
    for number, entry in enumerate(entries[: _MAX_CHAPTERS + 1]):
        line = places[number] if len(places) == len(entries) else text.count("\n", 0, first) + 1
        fields: dict[str, Any] = entry if isinstance(entry, dict) else {}
        if fields.get("toc") is False:
            continue  # a mark that players do not list
        start = fields.get("startTime", fields.get("start", ""))
        yield line, str(start), fields.get("title", ""), fields.get("url", fields.get("href")) or None


def _chapter(_line: int, time: str, title: object, address: object) -> tuple[Message, Chapter | None]:
    """A chapter, or what is wrong with it."""
    at = _seconds(time)
    text = str(clean_text(title)) if isinstance(title, str) else ""
    if at is None:
        return M("„{value}“ beginnt nicht mit einer Zeit.", value=time[:40]), None
    if not text:
        return M("Das Kapitel hat keine Überschrift."), None
    if len(text) > _MAX_TITLE:
        return M("Die Überschrift hat {length} Zeichen; höchstens {limit} sind möglich.", length=len(text), limit=_MAX_TITLE), None
    try:
        url = None if address is None else str(parse_web_address(address))
    except PydanticCustomError:
        url = ""
    if url is not None and not 0 < len(url) <= _MAX_ADDRESS:
        return M("„{value}“ ist keine vollständige Internetadresse.", value=str(address)[:60]), None
    return M(""), Chapter(at=at, title=text, url=url)


def _seconds(text: str) -> float | None:
    """Normal Play Time: hours, minutes and seconds, or seconds alone."""
    found = _CLOCK.fullmatch(text.strip())
    if found is not None:
        return round(int(found[1] or 0) * 3600 + int(found[2]) * 60 + float(found[3].replace(",", ".")), 3)
    return round(float(text.strip().replace(",", ".")), 3) if _SECONDS.fullmatch(text.strip()) else None
