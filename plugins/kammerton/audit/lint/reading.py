"""From bytes to a feed, without trusting them: no entities, no files, no network, and only so much."""

import re
from datetime import datetime
from typing import Any

from lxml import etree

from kammerton.audit.lint.feed import Feed, line_of, name_of, part_of
from kammerton.audit.lint.grammar import grammar_of
from kammerton.audit.lint.rule import ERROR, FeedRule, Found
from kammerton.audit.lint.values import clipped
from kammerton.domain.diagnostic import M

LARGEST = 64_000_000
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})")

_HTML = re.compile(rb"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)

BROKEN = FeedRule(
    "L001", ERROR, "XML 1.0, RSS 2.0; W3C: SAXError", M("Feed ist nicht wohlgeformt"),
    M("Der Feed lässt sich nicht als XML lesen. Podcast-Programme zeigen dann gar keine Folge mehr an."),
    M("Sehen Sie in der genannten Zeile nach: Oft steht dort ein „&“, das „&amp;“ heißen muss, oder ein Element ist nicht geschlossen."),
)  # fmt: skip
ENCODING = FeedRule(
    "L002", ERROR, "PSP-1; W3C: NotUTF8, UnicodeError", M("Zeichensatz ist nicht UTF-8"),
    M("PSP-1 verlangt UTF-8. Andere Zeichensätze verderben in manchen Programmen die Umlaute."),
    M('Speichern Sie den Feed in UTF-8 und schreiben Sie in die erste Zeile encoding="UTF-8".'),
)  # fmt: skip
DOCTYPE = FeedRule(
    "L003", ERROR, "W3C: ContainsSystemEntity, InvalidDoctype", M("Dokumenttyp im Feed"),
    M("Ein Feed braucht keine Zeile mit DOCTYPE. Viele Programme lehnen sie aus Sicherheitsgründen ab, weil sich damit fremde Dateien einbinden lassen."),
    M("Löschen Sie die Angabe und schreiben Sie Sonderzeichen als Zeichen oder als Nummer, zum Beispiel &#228;."),
)  # fmt: skip
TOO_LARGE = FeedRule(
    "L004", ERROR, "W3C: ValidatorLimit", M("Feed ist zu groß"),
    M("Der Feed hat mehr als 64 Millionen Bytes. Er wird nicht geprüft, und Podcast-Programme geben bei solchen Mengen auf."),
    M("Verteilen Sie die Folgen auf mehrere Seiten (RFC 5005)."),
)  # fmt: skip
NOT_RSS = FeedRule(
    "L005", ERROR, "RSS 2.0; W3C: InvalidRSSVersion, MissingElement", M("Datei ist kein RSS 2.0"),
    M("Ein Podcast-Feed ist RSS in der Fassung 2.0: ein Element rss mit genau einem channel darin. Andere Formate wie Atom kennen die Podcast-Verzeichnisse nicht."),
    M("Prüfen Sie, ob Datei oder Adresse stimmen: Oft ist es eine Webseite oder der Feed eines Blogs."),
)  # fmt: skip
RULES = (BROKEN, ENCODING, DOCTYPE, TOO_LARGE, NOT_RSS)
Problems = list[tuple[FeedRule, Found]]


def read_feed(content: bytes, address: str | None = None, now: datetime | None = None) -> tuple[Feed | None, Problems]:
    """The feed, where there is one to be judged, and what went wrong on the way."""
    if len(content) > LARGEST:
        return None, [(TOO_LARGE, Found(0, M("Der Feed hat {n} Bytes.", n=len(content))))]
    problems, readable = _encoding(content)
    if not readable:
        return None, problems
    if _HTML.match(content):
        return None, [(NOT_RSS, Found(1, M("Das ist eine Webseite (HTML), kein Feed.")))]
    root, unread = _parsed(content)
    problems += unread
    if root is None:
        return None, problems
    document: Any = root.getroottree().docinfo  # lxml-stubs does not know all of it
    if document.doctype:
        problems.append((DOCTYPE, Found(1, M("Im Feed steht „{doctype}“.", doctype=clipped(document.doctype)))))
    found = _shape(root)
    if found is not None:
        return None, [*problems, (NOT_RSS, found)]
    version = root.get("version", "")
    if version != "2.0":  # told, and judged all the same
        problems.append((NOT_RSS, Found(max(1, line_of(root)), M("Die Fassung von RSS ist „{version}“; erwartet wird „2.0“.", version=clipped(version)))))
    channels = [child for child in root if name_of(child) == "channel"]
    channel = part_of(channels[0])
    items = tuple(part_of(item) for item in channel.all("item"))
    live = tuple(part_of(item) for item in channel.all("podcast:liveItem"))
    return Feed(root, channel, items, live, len(content), address, now, grammar_of(root)), problems


def _encoding(content: bytes) -> tuple[Problems, bool]:
    """What is wrong with the encoding, and whether the feed can be read all the same."""
    declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
    name = declared[1].decode("ascii") if declared else "UTF-8"
    if name.upper() not in ("UTF-8", "UTF8", "US-ASCII", "ASCII"):
        return [(ENCODING, Found(1, M("Der Feed ist in „{encoding}“ geschrieben; erwartet wird UTF-8.", encoding=name)))], _is_known(name)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as reason:
        line = content.count(b"\n", 0, reason.start) + 1
        return [(ENCODING, Found(line, M("Hier steht ein Zeichen, das nicht in UTF-8 geschrieben ist.")))], False
    return [], True


def _is_known(encoding: str) -> bool:
    try:
        "".encode(encoding)
    except (LookupError, ValueError):
        return False
    return True


def _parsed(content: bytes) -> "tuple[etree._Element | None, Problems]":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    try:
        return etree.fromstring(content, parser), []
    except etree.XMLSyntaxError as reason:
        line = min(max(reason.lineno or 1, 1), content.count(b"\n") + 1)
        return None, [(BROKEN, Found(line, M("Der Feed ist hier nicht wohlgeformt: {reason}.", reason=clipped((reason.msg or "").partition(", line")[0]))))]
    except (ValueError, LookupError):
        return None, [(BROKEN, Found(1, M("Der Feed ist nicht wohlgeformt.")))]


def _shape(root: "etree._Element") -> Found | None:
    if name_of(root) != "rss":
        return Found(max(1, line_of(root)), M("Die Datei beginnt mit <{name}> statt mit <rss>.", name=clipped(etree.QName(root).localname)))
    channels = sum(1 for child in root if name_of(child) == "channel")
    if channels != 1:
        return Found(max(1, line_of(root)), M("In <rss> steht {n}-mal <channel>; erwartet wird es einmal.", n=channels))
    return None
