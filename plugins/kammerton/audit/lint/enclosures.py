"""L3: the recording of an item."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from lxml import etree

from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found, is_missing, is_wrong
from kammerton.audit.lint.values import clipped, is_mime, is_safe, is_url, is_whole
from kammerton.audit.lint.words import APPLE, TYPES
from kammerton.domain.diagnostic import M

_BLANK_OR_FOREIGN = re.compile(r"[^!-~]")


def _enclosures(feed: Feed) -> "Iterator[etree._Element]":
    for part in feed.parts:
        yield from part.all("enclosure")


def ending_of(url: str) -> tuple[str, str]:
    """The ending of an address' path in small letters, and its query.

    >>> ending_of("https://x.example/a/Eins.MP3?quelle=feed")
    ('mp3', 'quelle=feed')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    last = parts.path.rpartition("/")[2]
    return (last.rpartition(".")[2].lower() if "." in last else ""), parts.query


def _address(feed: Feed) -> Iterator[Found]:
    for enclosure in _enclosures(feed):
        url = enclosure.get("url", "").strip()
        if not url:
            yield is_missing(enclosure, "url", "enclosure")
        elif not _BLANK_OR_FOREIGN.search(url) and not is_url(url):
            yield is_wrong(enclosure, "<enclosure url>", url, M("eine vollständige Adresse mit https://"))


def _length(feed: Feed) -> Iterator[Found]:
    for enclosure in _enclosures(feed):
        length = enclosure.get("length")
        if length is None:
            yield is_missing(enclosure, "length", "enclosure")
        elif not is_whole(length.strip()):
            yield is_wrong(enclosure, "<enclosure length>", length, M("die Größe der Datei in Bytes, nur Ziffern"))


def _zero_length(feed: Feed) -> Iterator[Found]:
    for enclosure in _enclosures(feed):
        length = enclosure.get("length", "").strip()
        if is_whole(length) and int(length) == 0:
            yield is_wrong(enclosure, "<enclosure length>", length, M("die Größe der Datei in Bytes"))


def _type(feed: Feed) -> Iterator[Found]:
    for enclosure in _enclosures(feed):
        mime = enclosure.get("type")
        if mime is None:
            yield is_missing(enclosure, "type", "enclosure")
        elif not is_mime(mime.strip()):
            yield is_wrong(enclosure, "<enclosure type>", mime, M("ein Medientyp wie „audio/mpeg“"))


def _type_fits(feed: Feed) -> Iterator[Found]:
    for enclosure in _enclosures(feed):
        wanted = TYPES.get(ending_of(enclosure.get("url", ""))[0])
        mime = enclosure.get("type", "").partition(";")[0].strip()
        if wanted and is_mime(mime) and mime.lower() not in wanted:
            yield is_wrong(
                enclosure, "<enclosure type>", mime, M("„{type}“, passend zur Endung der Datei", type=min(wanted, key=lambda t: (t not in APPLE, t)))
            )


def _playable(feed: Feed) -> Iterator[Found]:
    told: set[str] = set()
    for enclosure in _enclosures(feed):
        mime = enclosure.get("type", "").partition(";")[0].strip().lower()
        known = any(mime in types for types in TYPES.values())
        if known and mime not in APPLE and mime not in told:
            told.add(mime)
            yield Found(line_of(enclosure), M("Aufnahmen vom Typ „{type}“ spielt Apple nicht.", type=mime))


def _ascii(feed: Feed) -> Iterator[Found]:
    for enclosure in _enclosures(feed):
        url = enclosure.get("url", "").strip()
        if _BLANK_OR_FOREIGN.search(url):
            yield is_wrong(enclosure, "<enclosure url>", url, M("eine Adresse aus ASCII-Zeichen ohne Leerzeichen"))


def _ending(feed: Feed) -> Iterator[Found]:
    for enclosure in _enclosures(feed):
        url = enclosure.get("url", "").strip()
        if url and ending_of(url)[0] not in TYPES:
            yield is_wrong(enclosure, "<enclosure url>", url, M("eine Adresse, die auf .mp3, .m4a oder eine andere Endung für Aufnahmen endet"))


def _query(feed: Feed) -> Iterator[Found]:
    for enclosure in _enclosures(feed):
        url = enclosure.get("url", "")
        if ending_of(url)[1]:
            yield Found(line_of(enclosure), M("Hinter der Endung steht noch etwas: „{url}“.", url=clipped(url)))


def _safe(feed: Feed) -> Iterator[Found]:
    for enclosure in _enclosures(feed):
        url = enclosure.get("url", "").strip()
        if not is_safe(url):
            yield is_wrong(enclosure, "<enclosure url>", url, M("eine Adresse mit https://"))


def _twice(feed: Feed) -> Iterator[Found]:
    seen: dict[str, int] = {}
    for item in feed.items:
        enclosure = item.first("enclosure")
        url = enclosure.get("url", "").strip() if enclosure is not None else ""
        if enclosure is None or not url:
            continue
        if url in seen:
            yield Found(line_of(enclosure), M("Diese Aufnahme steht schon in Zeile {line}: „{url}“.", line=seen[url], url=clipped(url)))
        else:
            seen[url] = line_of(enclosure)


def _several(feed: Feed) -> Iterator[Found]:
    for item in feed.items:
        found = item.all("enclosure")
        if len(found) > 1:
            yield Found(line_of(found[1]), M("Die Folge hat {n} Aufnahmen.", n=len(found)))


RULES = (
    FeedRule(
        "L301", ERROR, "RSS 2.0, Apple; W3C: MissingAttribute, InvalidURLAttribute", M("Adresse einer Aufnahme fehlt oder ist unvollständig"),
        M("Ohne vollständige Adresse lässt sich die Aufnahme nicht laden."), M("Tragen Sie die ganze Adresse der Aufnahme ein."), _address,
    ),
    FeedRule(
        "L302", ERROR, "RSS 2.0, Apple; W3C: MissingAttribute, InvalidIntegerAttribute", M("Größe einer Aufnahme fehlt"),
        M("Programme zeigen die Größe an und prüfen damit, ob alles angekommen ist. Manche spielen ohne sie gar nicht."),
        M("Tragen Sie die Größe der Datei in Bytes ein."), _length,
    ),
    FeedRule(
        "L303", ERROR, "Apple, PSP-1", M("Größe einer Aufnahme ist 0"),
        M("Eine Aufnahme mit 0 Bytes gibt es nicht. Manche Programme laden sie nie, andere immer wieder."), M("Tragen Sie die Größe der Datei in Bytes ein."), _zero_length,
    ),
    FeedRule(
        "L304", ERROR, "RSS 2.0, Apple; W3C: MissingAttribute, InvalidMIMEAttribute", M("Typ einer Aufnahme fehlt"),
        M("Am Typ erkennen Programme, ob sie die Aufnahme abspielen können."), M("Tragen Sie den Typ ein, für MP3 audio/mpeg."), _type,
    ),
    FeedRule(
        "L305", ERROR, "Apple, PSP-1", M("Typ einer Aufnahme passt nicht zur Endung"),
        M("Für jede Endung gibt es einen Typ: MP3 ist audio/mpeg, M4A audio/x-m4a. audio/mp3 gibt es nicht."), M("Tragen Sie den genannten Typ ein."), _type_fits,
    ),
    FeedRule(
        "L306", HINT, "Apple", M("Aufnahmen, die Apple nicht spielt"),
        M("Apple nimmt nur MP3 und M4A (AAC) an, dazu Videos in MP4 und MOV."), M("Bieten Sie die Aufnahmen als MP3 an."), _playable,
    ),
    FeedRule(
        "L307", ERROR, "Apple; W3C: UriNotIri, InvalidUriChar", M("Sonderzeichen in der Adresse einer Aufnahme"),
        M("Apple erlaubt nur ASCII-Zeichen. Umlaute und Leerzeichen kommen auf manchen Wegen verändert an, und die Aufnahme fehlt dann."),
        M("Benennen Sie die Datei um, ohne Umlaute und Leerzeichen."), _ascii,
    ),
    FeedRule(
        "L308", HINT, "Apple, PSP-1", M("Anhängsel an der Adresse einer Aufnahme"),
        M("Die Endung soll am Schluss der Adresse stehen. Manche Programme erkennen die Art der Datei sonst nicht."),
        M("Lassen Sie weg, was hinter dem Fragezeichen steht, wenn der Anbieter das erlaubt."), _query,
    ),
    FeedRule(
        "L309", ERROR, "Apple, PSP-1", M("Aufnahme ohne Endung"),
        M("Apple verlangt, dass der Dateiname auf die Art der Datei endet."), M("Benennen Sie die Datei mit ihrer Endung, zum Beispiel folge-1.mp3."), _ending,
    ),
    FeedRule(
        "L310", HINT, "PSP-1, Apple", M("Aufnahme ohne https"),
        M("Programme im Browser spielen nichts, was unverschlüsselt kommt."), M("Ändern Sie http:// in https://, wenn der Server das kann."), _safe,
    ),
    FeedRule(
        "L311", ERROR, "Apple", M("Eine Aufnahme in zwei Folgen"),
        M("Apple lässt Folgen weg, deren Aufnahme schon in einer anderen steht."), M("Geben Sie jeder Folge ihre eigene Datei."), _twice,
    ),
    FeedRule(
        "L312", ERROR, "PSP-1, RSS 2.0 Profile; W3C: DuplicateEnclosure", M("Mehrere Aufnahmen in einer Folge"),
        M("Eine Folge hat genau eine <enclosure>. Welche von mehreren gespielt wird, ist Zufall."),
        M("Lassen Sie eine stehen; weitere Fassungen gehören nach <podcast:alternateEnclosure>."), _several,
    ),
)  # fmt: skip
