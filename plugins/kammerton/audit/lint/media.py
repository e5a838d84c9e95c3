"""L5 and L6: what accompanies a recording: other versions of it, excerpts, trailers, transcripts, chapters."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from lxml import etree

from kammerton.audit.lint.feed import Feed, Part, line_of, name_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found, attributes_are, is_missing, is_wrong
from kammerton.audit.lint.values import clipped, is_number, is_sri, seconds_of
from kammerton.audit.lint.words import OLD_TRANSCRIPTS, TRANSCRIPTS
from kammerton.domain.diagnostic import M

_SHORTEST, _LONGEST = 15, 120
_CHAPTERS = frozenset({"application/json+chapters", "application/json"})
_STAMP = re.compile(r"(?:^|<p>|<br ?/?>|<li>)\s*[(\[]?((?:\d{1,2}:)?\d{1,2}:\d\d)[)\]]?\s", re.MULTILINE)
_FEWEST = 3


def _sources(version: "etree._Element", name: str) -> "list[etree._Element]":
    return [child for child in version if name_of(child) == name]


def _versions(feed: Feed) -> "Iterator[tuple[Part, etree._Element]]":
    for part in feed.parts:
        for version in part.all("podcast:alternateEnclosure"):
            yield part, version


def _soundbite_end(feed: Feed) -> Iterator[Found]:
    for item in feed.items:
        whole = seconds_of(item.text("itunes:duration"))
        for bite in item.all("podcast:soundbite"):
            start, duration = bite.get("startTime", ""), bite.get("duration", "")
            if whole and is_number(start) and is_number(duration) and float(start) + float(duration) > whole + 1:
                what = M("Der Ausschnitt endet nach {end} Sekunden, die Aufnahme nach {whole}.", end=round(float(start) + float(duration)), whole=round(whole))
                yield Found(line_of(bite), what)


def _soundbite_length(feed: Feed) -> Iterator[Found]:
    for item in feed.items:
        for bite in item.all("podcast:soundbite"):
            duration = bite.get("duration", "").strip()
            if is_number(duration) and not _SHORTEST <= float(duration) <= _LONGEST:
                yield is_wrong(bite, "<podcast:soundbite duration>", duration, M("15 bis 120 Sekunden"))


def _transcript_type(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for transcript in part.all("podcast:transcript"):
            mime = transcript.get("type", "").partition(";")[0].strip().lower()
            if mime and mime not in TRANSCRIPTS and mime not in OLD_TRANSCRIPTS:
                yield is_wrong(
                    transcript, "<podcast:transcript type>", mime, M("„text/vtt“, „application/x-subrip“, „application/json“, „text/html“ oder „text/plain“")
                )


def _old_transcript_type(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for transcript in part.all("podcast:transcript"):
            if transcript.get("type", "").strip().lower() in OLD_TRANSCRIPTS:
                yield is_wrong(transcript, "<podcast:transcript type>", transcript.get("type", ""), M("„application/x-subrip“"))


def _without_source(feed: Feed) -> Iterator[Found]:
    for _, version in _versions(feed):
        if not _sources(version, "podcast:source"):
            yield is_missing(version, "<podcast:source>", "podcast:alternateEnclosure")


def _integrity(feed: Feed) -> Iterator[Found]:
    for _, version in _versions(feed):
        for proof in _sources(version, "podcast:integrity"):
            kind, value = proof.get("type", ""), proof.get("value", "")
            if kind not in ("", "sri", "pgp-signature"):
                yield is_wrong(proof, "<podcast:integrity type>", kind, M("„sri“ oder „pgp-signature“"))
            elif kind == "sri" and value and not is_sri(value):
                yield is_wrong(proof, "<podcast:integrity value>", value, M("eine Prüfsumme wie „sha384-…“ in base64"))


def _default(feed: Feed) -> Iterator[Found]:
    for part, version in _versions(feed):
        enclosure = part.first("enclosure")
        if version.get("default") != "true" or enclosure is None:
            continue
        for name in ("type", "length"):
            mine, other = version.get(name), enclosure.get(name)
            if mine is not None and other is not None and mine.strip() != other.strip():
                yield is_wrong(version, f"<podcast:alternateEnclosure {name}>", mine, M("„{value}“ wie in <enclosure>", value=clipped(other)))


def _starts(chapters: "etree._Element") -> "list[tuple[etree._Element, float]]":
    found = []
    for chapter in _sources(chapters, "psc:chapter"):
        at = seconds_of(chapter.get("start", "").strip())
        if at is not None:
            found.append((chapter, at))
    return found


def _chapter_lists(feed: Feed) -> "Iterator[tuple[Part, etree._Element]]":
    for part in feed.parts:
        for chapters in part.all("psc:chapters"):
            yield part, chapters


def _chapter_start(feed: Feed) -> Iterator[Found]:
    for _, chapters in _chapter_lists(feed):
        for chapter in _sources(chapters, "psc:chapter"):
            start = chapter.get("start", "").strip()
            if start and seconds_of(start) is None:
                yield is_wrong(chapter, "<psc:chapter start>", start, M("eine Zeit wie „00:01:23.000“"))


def _chapter_order(feed: Feed) -> Iterator[Found]:
    for _, chapters in _chapter_lists(feed):
        starts = _starts(chapters)
        for (_, before), (chapter, at) in pairwise(starts):
            if at <= before:
                yield Found(line_of(chapter), M("Das Kapitel „{title}“ beginnt nicht nach dem vorigen.", title=clipped(chapter.get("title", ""))))


def _first_chapter(feed: Feed) -> Iterator[Found]:
    for _, chapters in _chapter_lists(feed):
        starts = _starts(chapters)
        if starts and starts[0][1] >= 1:
            yield Found(line_of(starts[0][0]), M("Das erste Kapitel beginnt bei {start}.", start=clipped(starts[0][0].get("start", ""))))


def _chapter_end(feed: Feed) -> Iterator[Found]:
    for part, chapters in _chapter_lists(feed):
        whole = seconds_of(part.text("itunes:duration"))
        for chapter, at in _starts(chapters):
            if whole and at >= whole + 1:
                yield Found(line_of(chapter), M("Das Kapitel „{title}“ beginnt nach dem Ende der Aufnahme.", title=clipped(chapter.get("title", ""))))


def _no_chapters(feed: Feed) -> Iterator[Found]:
    for _, chapters in _chapter_lists(feed):
        if not _sources(chapters, "psc:chapter"):
            yield is_missing(chapters, "<psc:chapter>", "psc:chapters")


def _in_order(times: Sequence[float]) -> bool:
    return all(a < b for a, b in pairwise(times))


def _timestamps(feed: Feed) -> Iterator[Found]:
    for element, _, text in feed.texts(("description",)):
        if ":" not in text:
            continue
        times = [seconds_of(stamp) or 0.0 for stamp in _STAMP.findall(text)]
        if len(times) > 1 and (len(times) < _FEWEST or times[0] >= 1 or not _in_order(times)):
            yield Found(line_of(element), M("In der Beschreibung stehen {n} Zeitmarken, die Verzeichnisse nicht als Kapitel lesen.", n=len(times)))


RULES = (
    FeedRule(
        "L516", ERROR, "Podcasting 2.0 (soundbite)", M("Ausschnitt endet nach der Aufnahme"),
        M("startTime und duration müssen innerhalb der Aufnahme liegen."), M("Berichtigen Sie Anfang oder Dauer."), _soundbite_end,
    ),
    FeedRule(
        "L517", HINT, "Podcasting 2.0 (soundbite)", M("Ausschnitt zu kurz oder zu lang"),
        M("Ein Ausschnitt soll 15 bis 120 Sekunden dauern."), M("Wählen Sie eine andere Dauer."), _soundbite_length,
    ),
    FeedRule(
        "L519", HINT, "Podcasting 2.0 (transcript)", M("Veralteter Typ einer Abschrift"),
        M("SRT-Dateien haben heute den Typ application/x-subrip."), M("Ändern Sie den Typ."), _old_transcript_type,
    ),
    FeedRule(
        "L520", ERROR, "Podcasting 2.0 (transcript), Apple", M("Typ einer Abschrift unbekannt"),
        M("Programme lesen Abschriften in WebVTT, SRT, JSON, HTML und Text und erkennen sie am Typ."), M("Tragen Sie einen der genannten Typen ein."), _transcript_type,
    ),
    FeedRule(
        "L521", ERROR, "Podcasting 2.0 (transcript)", M("Bezug einer Abschrift unbekannt"),
        M("rel kennt bei Abschriften nur captions: Untertitel mit Zeiten."), M("Schreiben Sie captions, oder löschen Sie rel."),
        attributes_are("podcast:transcript", "rel", "captions".__eq__, M("„captions“")),
    ),
    FeedRule(
        "L522", ERROR, "Podcasting 2.0 (chapters)", M("Typ der Kapitel unbekannt"),
        M("Kapitel stehen in einer JSON-Datei vom Typ application/json+chapters."), M("Tragen Sie den genannten Typ ein."),
        attributes_are("podcast:chapters", "type", _CHAPTERS.__contains__, M("„application/json+chapters“")),
    ),
    FeedRule(
        "L530", ERROR, "Podcasting 2.0 (alternateEnclosure)", M("Weitere Fassung ohne Datei"),
        M("podcast:alternateEnclosure braucht mindestens ein podcast:source."), M('Ergänzen Sie <podcast:source uri="…"/>.'), _without_source,
    ),
    FeedRule(
        "L531", ERROR, "Podcasting 2.0 (integrity), W3C SRI", M("Prüfsumme nicht lesbar"),
        M("podcast:integrity hat den Typ sri oder pgp-signature; bei sri besteht der Wert aus Verfahren, Bindestrich und Prüfsumme in base64."),
        M("Berechnen Sie die Prüfsumme neu."), _integrity,
    ),
    FeedRule(
        "L536", ERROR, "Podcasting 2.0 (alternateEnclosure)", M("Bevorzugte Fassung passt nicht zur Aufnahme"),
        M('Mit default="true" ist dieselbe Datei wie in <enclosure> gemeint; Typ und Größe müssen übereinstimmen.'), M("Gleichen Sie die Angaben an."), _default,
    ),
    FeedRule(
        "L601", ERROR, "Podlove Simple Chapters 1.2", M("Zeit eines Kapitels nicht lesbar"),
        M("start nennt Stunden, Minuten und Sekunden mit Doppelpunkten."), M("Schreiben Sie zum Beispiel 00:01:23.000."), _chapter_start,
    ),
    FeedRule(
        "L602", ERROR, "Podlove Simple Chapters 1.2, Apple, Spotify", M("Kapitel durcheinander"),
        M("Kapitel stehen in der Reihenfolge ihrer Zeiten, jede nur einmal."), M("Ordnen Sie die Kapitel."), _chapter_order,
    ),
    FeedRule(
        "L603", HINT, "Apple, Spotify", M("Erstes Kapitel beginnt nicht am Anfang"),
        M("Spotify und Apple verlangen, dass das erste Kapitel bei 0 beginnt."), M("Ergänzen Sie ein Kapitel bei 00:00:00."), _first_chapter,
    ),
    FeedRule(
        "L605", ERROR, "Podlove Simple Chapters 1.2", M("Kapitel nach dem Ende"),
        M("Ein Kapitel beginnt erst, wenn die Aufnahme schon vorbei ist."), M("Berichtigen Sie die Zeit oder die Dauer der Folge."), _chapter_end,
    ),
    FeedRule(
        "L606", HINT, "Podlove Simple Chapters 1.2", M("Fassung der Kapitel unbekannt"),
        M("version ist 1.0, 1.1 oder 1.2."), M("Schreiben Sie 1.2."), attributes_are("psc:chapters", "version", {"1.0", "1.1", "1.2"}.__contains__, M("„1.2“")),
    ),
    FeedRule(
        "L608", ERROR, "Podlove Simple Chapters 1.2", M("Liste ohne Kapitel"), M("psc:chapters ist leer."), M("Ergänzen Sie Kapitel, oder löschen Sie das Element."), _no_chapters,
    ),
    FeedRule(
        "L609", HINT, "Apple, Spotify", M("Zeitmarken in der Beschreibung werden nicht gelesen"),
        M("Apple und Spotify machen aus Zeitmarken Kapitel, wenn es mindestens drei sind, die erste 00:00 ist und sie aufsteigen."),
        M("Ergänzen Sie die fehlenden Zeitmarken, oder lassen Sie alle weg."), _timestamps,
    ),
)  # fmt: skip
