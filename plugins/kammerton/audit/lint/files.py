"""L8: the files behind a feed: recordings, covers, transcripts, chapters, and how a server gives them out."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from lxml import etree

from kammerton.audit.lint.enclosures import ending_of
from kammerton.audit.lint.feed import Feed, Part, line_of, name_of
from kammerton.audit.lint.pages import FeedPage
from kammerton.audit.lint.pictures import measures_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found
from kammerton.audit.lint.values import clipped, is_whole
from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.reading.picture_bytes import format_of

_MOST_TEXT = 10_000_000
_SMALLEST, _LARGEST = 1400, 3000
_ENDINGS = {"jpg": "jpeg", "jpeg": "jpeg", "png": "png"}


@dataclass(frozen=True)
class FileFacts:
    """What is known of a file without reading it; a server also tells its type and what it can do."""

    size: int | None
    mime: str = ""
    ranges: bool = True
    head: bool = True
    cors: bool = True


class Files(Protocol):
    """The files behind a feed, by their addresses."""

    is_local: bool

    def facts(self, address: str) -> FileFacts | Message | None:
        """What is known of a file, why it cannot be had, or None where nobody looks."""
        ...

    def read(self, address: str, most: int) -> bytes | None:
        """The content of a file of at most so many bytes, or None."""
        ...

    def digest(self, address: str, method: str) -> str | None:
        """The check sum of a file in base64, or None where that would cost too much."""
        ...


AUDIO = FeedRule(
    "L801", ERROR, "Apple, PSP-1", M("Datei einer Aufnahme fehlt"), M("Unter der Adresse der Aufnahme liegt nichts, oder der Server gibt sie nicht heraus."),
    M("Laden Sie die Datei hoch, oder berichtigen Sie die Adresse."),
)  # fmt: skip
SIZE = FeedRule(
    "L802", ERROR, "RSS 2.0, PSP-1", M("Größe einer Aufnahme stimmt nicht"), M("Die Datei hat eine andere Größe, als der Feed sagt. Programme brechen dann ab oder laden noch einmal."),
    M("Tragen Sie die wirkliche Größe in length ein."),
)  # fmt: skip
PICTURE = FeedRule(
    "L803", ERROR, "Apple, PSP-1", M("Bild fehlt"), M("Unter der Adresse des Bildes liegt nichts."), M("Laden Sie das Bild hoch, oder berichtigen Sie die Adresse."),
)  # fmt: skip
MEASURES = FeedRule(
    "L804", ERROR, "Apple, PSP-1", M("Maße des Titelbildes"), M("Ein Titelbild ist quadratisch und hat 1400 bis 3000 Pixel Kantenlänge."), M("Speichern Sie das Bild in der richtigen Größe."),
)  # fmt: skip
FORMAT = FeedRule(
    "L805", ERROR, "Apple, PSP-1", M("Titelbild ist etwas anderes, als seine Endung sagt"), M("Titelbilder sind JPEG oder PNG, und die Endung passt dazu. Ein umbenanntes WebP lehnt Apple ab."),
    M("Speichern Sie das Bild als JPEG oder PNG."),
)  # fmt: skip
TEXT = FeedRule(
    "L806", ERROR, "Podcasting 2.0, Apple", M("Abschrift oder Kapiteldatei fehlt"), M("Unter der Adresse liegt nichts."), M("Laden Sie die Datei hoch, oder löschen Sie das Element."),
)  # fmt: skip
TRANSCRIPT = FeedRule(
    "L807", ERROR, "Podcasting 2.0 (transcript), WebVTT", M("Abschrift nicht lesbar"), M("Der Inhalt der Datei passt nicht zu dem Typ, den der Feed nennt."),
    M("Speichern Sie die Abschrift in dem genannten Format, in UTF-8."),
)  # fmt: skip
CHAPTERS = FeedRule(
    "L808", ERROR, "Podcasting 2.0 (chapters)", M("Kapiteldatei nicht lesbar"), M("Die Datei muss JSON mit version und chapters sein, und startTime muss aufsteigen."),
    M("Schreiben Sie die Datei nach der Beschreibung von Podcasting 2.0 neu."),
)  # fmt: skip
SUM = FeedRule(
    "L810", ERROR, "Podcasting 2.0 (integrity), W3C SRI", M("Prüfsumme stimmt nicht"), M("Die Datei ist eine andere als die, für die die Prüfsumme berechnet wurde."),
    M("Berechnen Sie die Prüfsumme neu, oder laden Sie die richtige Datei hoch."),
)  # fmt: skip
RANGES = FeedRule(
    "L811", ERROR, "Apple", M("Server kann keine Ausschnitte"), M("Apple verlangt, dass sich Teile einer Aufnahme laden lassen (byte ranges). Ohne das kann man nicht vorspulen."),
    M("Bitten Sie den Anbieter, byte ranges einzuschalten."),
)  # fmt: skip
SERVED = FeedRule(
    "L812", HINT, "Apple, Podcasting 2.0", M("Server nennt einen anderen Typ"), M("Der Server nennt für die Datei einen anderen Typ als der Feed."),
    M("Stellen Sie den Typ auf dem Server richtig ein."),
)  # fmt: skip
HEAD = FeedRule(
    "L813", ERROR, "Apple, PSP-1", M("Server beantwortet HEAD nicht"), M("Verzeichnisse fragen mit HEAD nach, ob eine Datei noch da ist."), M("Bitten Sie den Anbieter, HEAD zu erlauben."),
)  # fmt: skip
CORS = FeedRule(
    "L814", HINT, "Podcasting 2.0 (transcript, chapters)", M("Server erlaubt Webspielern keinen Zugriff"),
    M("Programme im Browser dürfen Abschriften und Kapitel nur lesen, wenn der Server Access-Control-Allow-Origin: * sagt."), M("Stellen Sie das auf dem Server ein."),
)  # fmt: skip
COLOURS = FeedRule(
    "L816", HINT, "Apple", M("Titelbild nicht in RGB"), M("Apple verlangt Farben in RGB, nicht CMYK oder Grau."), M("Speichern Sie das Bild in RGB.")
)
PAGE = FeedRule(
    "L818", ERROR, "PSP-1", M("Verknüpfung im Feed führt ins Leere"), M("Eine Adresse innerhalb der eigenen Website gibt es nicht."), M("Prüfen Sie die Adresse im Text der Folge."),
)  # fmt: skip
RULES = (AUDIO, SIZE, PICTURE, MEASURES, FORMAT, TEXT, TRANSCRIPT, CHAPTERS, SUM, RANGES, SERVED, HEAD, CORS, COLOURS, PAGE)
Finds = Iterator[tuple[FeedRule, Found]]


@dataclass
class BehindFeed:
    """Looks at the files behind one feed, each only once; ``deep`` computes check sums."""

    files: Files
    deep: bool = False

    def __post_init__(self) -> None:
        self._known: dict[str, FileFacts | Message | None] = {}

    def judge(self, page: FeedPage, feed: Feed) -> Iterator[Diagnostic]:
        """What is wrong with the files of one page."""
        for part in feed.parts:
            for find in (self._recordings(part), self._pictures(part), self._texts(part), self._pages(part)):
                yield from (rule.at(page.name, found) for rule, found in find)

    def _facts(self, address: str) -> FileFacts | Message | None:
        if address not in self._known:
            self._known[address] = self.files.facts(address)
        return self._known[address]

    def _first_time(self, address: str) -> bool:
        return address not in self._known

    def _recordings(self, part: Part) -> Finds:
        for name in ("enclosure", "podcast:trailer"):
            for element in part.all(name):
                yield from self._recording(element, element.get("url", "").strip(), element)
        for version in part.all("podcast:alternateEnclosure"):
            for source in (child for child in version if name_of(child) == "podcast:source"):
                yield from self._recording(source, source.get("uri", "").strip(), version)
                yield from self._sums(version, source.get("uri", "").strip())

    def _recording(self, element: "etree._Element", address: str, stated: "etree._Element") -> Finds:
        first, facts, line = self._first_time(address), self._facts(address), line_of(element)
        if isinstance(facts, Message):
            yield AUDIO, Found(line, M("Die Aufnahme „{file}“ fehlt: {reason}", file=clipped(address), reason=facts))
        if not isinstance(facts, FileFacts):
            return
        length = stated.get("length", "").strip()
        if facts.size is not None and is_whole(length) and int(length) != facts.size:
            yield SIZE, Found(line, M("Die Aufnahme „{file}“ hat {size} Bytes; im Feed steht {length}.", file=clipped(address), size=facts.size, length=length))
        if first:
            yield from _served(element, address, facts, stated.get("type", ""))
            if not facts.ranges:
                yield RANGES, Found(line, M("Der Server schickt von „{file}“ immer die ganze Datei.", file=clipped(address)))

    def _sums(self, version: "etree._Element", address: str) -> Finds:
        if not self.deep or not isinstance(self._facts(address), FileFacts):
            return
        for proof in (child for child in version if name_of(child) == "podcast:integrity" and child.get("type") == "sri"):
            method, _, stated = proof.get("value", "").partition("-")
            found = self.files.digest(address, method) if method in ("sha256", "sha384", "sha512") else None
            if found is not None and found != stated.strip():
                yield SUM, Found(line_of(proof), M("Die Prüfsumme von „{file}“ ist {found}.", file=clipped(address), found=f"{method}-{found}"))

    def _pictures(self, part: Part) -> Finds:
        for name in ("itunes:image", "podcast:image"):
            for image in part.all(name):
                address = image.get("href", "").strip()
                first, facts = self._first_time(address), self._facts(address)
                if isinstance(facts, Message):
                    yield PICTURE, Found(line_of(image), M("Das Bild „{file}“ fehlt: {reason}", file=clipped(address), reason=facts))
                elif facts is not None and first:
                    yield from _served(image, address, facts, "")
                if isinstance(facts, FileFacts) and first and name == "itunes:image":
                    yield from _cover(image, address, self.files.read(address, _MOST_TEXT) or b"")

    def _texts(self, part: Part) -> Finds:
        for name in ("podcast:transcript", "podcast:chapters"):
            for element in part.all(name):
                address = element.get("url", "").strip()
                facts = self._facts(address)
                if isinstance(facts, Message):
                    yield TEXT, Found(line_of(element), M("Die Datei „{file}“ fehlt: {reason}", file=clipped(address), reason=facts))
                if not isinstance(facts, FileFacts):
                    continue
                yield from _served(element, address, facts, element.get("type", ""))
                if not facts.cors:
                    yield CORS, Found(line_of(element), M("„{file}“ kommt ohne Access-Control-Allow-Origin.", file=clipped(address)))
                yield from _text(element, address, self.files.read(address, _MOST_TEXT) or b"")

    def _pages(self, part: Part) -> Finds:
        if not self.files.is_local:
            return
        for name, attribute in (("link", None), ("podcast:person", "href"), ("podcast:person", "img")):
            for element in part.all(name):
                address = ((element.text if attribute is None else element.get(attribute)) or "").strip()
                facts = self._facts(address) if address else None
                if isinstance(facts, Message):
                    yield PAGE, Found(line_of(element), M("Die Verknüpfung „{link}“ führt ins Leere.", link=clipped(address)))


def _served(element: "etree._Element", address: str, facts: FileFacts, stated: str) -> Finds:
    served, wanted = (text.partition(";")[0].strip().lower() for text in (facts.mime, stated))
    if served and wanted and served != wanted:
        what = M("Der Server nennt „{file}“ „{served}“; im Feed steht „{stated}“.", file=clipped(address), served=clipped(served), stated=clipped(wanted))
        yield SERVED, Found(line_of(element), what)
    if not facts.head:
        yield HEAD, Found(line_of(element), M("Auf HEAD nach „{file}“ antwortet der Server nicht.", file=clipped(address)))


def _cover(image: "etree._Element", address: str, content: bytes) -> Finds:
    line, ending = line_of(image), ending_of(address)[0]
    found = format_of(content)
    if found not in ("jpeg", "png") or _ENDINGS.get(ending, found) != found:
        yield FORMAT, Found(line, M("„{file}“ ist {format}.", file=clipped(address), format=(found or "?").upper()))
        return
    measures = measures_of(content)
    if measures is None:
        yield FORMAT, Found(line, M("„{file}“ ist unvollständig.", file=clipped(address)))
        return
    width, height, colours = measures
    if width != height or not _SMALLEST <= width <= _LARGEST:
        yield MEASURES, Found(line, M("„{file}“ hat {width} × {height} Pixel.", file=clipped(address), width=width, height=height))
    if colours != 3:
        yield COLOURS, Found(line, M("„{file}“ ist in {colours}.", file=clipped(address), colours=M("Grau") if colours == 1 else "CMYK"))


def _text(element: "etree._Element", address: str, content: bytes) -> Finds:
    is_chapters = name_of(element) == "podcast:chapters"
    reason = _wrong_chapters(content) if is_chapters else _wrong_transcript(content, element.get("type", "").partition(";")[0].strip())
    if reason is not None:
        yield CHAPTERS if is_chapters else TRANSCRIPT, Found(line_of(element), M("„{file}“: {reason}", file=clipped(address), reason=reason))


def _wrong_transcript(content: bytes, mime: str) -> Message | None:
    try:
        text = content.decode("utf-8-sig")
        if mime == "application/json":
            json.loads(text)
    except ValueError:  # UnicodeDecodeError and JSONDecodeError among them
        return M("Der Inhalt ist nicht lesbar.")
    except RecursionError:
        return M("Der Inhalt ist nicht lesbar.")
    if not text.strip():
        return M("Die Datei ist leer.")
    if mime == "text/vtt" and not text.startswith("WEBVTT"):
        return M("Die erste Zeile ist nicht WEBVTT.")
    return M("Es steht keine Zeit darin.") if mime in ("text/vtt", "application/x-subrip") and "-->" not in text else None


def _wrong_chapters(content: bytes) -> Message | None:
    try:
        found = json.loads(content)
        starts = [float(chapter["startTime"]) for chapter in found["chapters"]]
        version = str(found["version"])
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError):
        return M("Der Inhalt ist nicht lesbar.")
    if not version.startswith("1."):
        return M("Die Fassung ist unbekannt.")
    if any(after < before for before, after in pairwise(starts)):
        return M("Die Kapitel sind nicht nach der Zeit geordnet.")
    return None
