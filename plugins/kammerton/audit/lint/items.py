"""L2: what an item says about its episode."""

import re
from collections.abc import Iterator

from kammerton.audit.lint.channel import MOST_BYTES
from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found, is_missing, is_wrong, items_have
from kammerton.audit.lint.values import clipped, is_boolean, is_url, moment_of
from kammerton.audit.lint.words import DANGEROUS, TAGS
from kammerton.domain.diagnostic import M

_HTML = ("description", "content:encoded", "itunes:summary")
_OPENED = re.compile(r"<([A-Za-z][A-Za-z0-9]*)")
_HANDLER = re.compile(r"<[A-Za-z][^<>]{0,2000}?\s(on[a-z]+)\s*=", re.IGNORECASE)
_TARGET = re.compile(r"""<[A-Za-z][^<>]{0,2000}?\s(?:href|src)\s*=\s*["']\s*([^"'<>]*)""", re.IGNORECASE)
_COMPLETE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_NUMBERED = re.compile(r"(?:(?:Folge|Episode|Ep\.?|Nr\.?|#)\s*#?\d{1,4}\b|\d{1,4}\s*[:–-]\s)", re.IGNORECASE)
_SHORTEST_NAME = 4


def _guid(feed: Feed) -> Iterator[Found]:
    for item in feed.items:
        if not item.text("guid"):
            yield is_missing(item.element, "<guid>", "item")


def _long_description(feed: Feed) -> Iterator[Found]:
    for item in feed.items:
        element = item.first("description")
        length = len((element.text or "").encode()) if element is not None else 0
        if element is not None and length > MOST_BYTES:
            yield Found(line_of(element), M("Die Beschreibung hat {n} Bytes; erlaubt sind {most}.", n=length, most=MOST_BYTES))


def _number_in_title(feed: Feed) -> Iterator[Found]:
    name = feed.channel.text("title")
    for item in feed.items:
        title, element = item.text("title"), item.first("title")
        if element is not None and (_NUMBERED.match(title) or (len(name) > _SHORTEST_NAME and title.startswith(name) and title != name)):
            yield is_wrong(element, "<title>", title, M("ein Titel ohne Nummer und ohne den Namen der Reihe"))


def _permalink(feed: Feed) -> Iterator[Found]:
    for item in feed.items:
        element = item.first("guid")
        # RSS takes a GUID for an address unless told otherwise
        if element is not None and item.text("guid") and element.get("isPermaLink", "true") == "true" and not is_url(item.text("guid")):
            yield is_wrong(element, "<guid>", item.text("guid"), M('eine Webadresse oder isPermaLink="false"'))


def _permalink_word(feed: Feed) -> Iterator[Found]:
    for item in feed.items:
        element = item.first("guid")
        if element is not None and not is_boolean(element.get("isPermaLink", "true")):
            yield is_wrong(element, "<guid isPermaLink>", element.get("isPermaLink", ""), M("„true“ oder „false“"))


def _tags(feed: Feed) -> Iterator[Found]:
    for element, name, text in feed.texts(("description",)):
        # once a tag: a text with a hundred pictures is one problem
        for tag in sorted({found.lower() for found in _OPENED.findall(text)} - TAGS - DANGEROUS):
            yield Found(line_of(element), M("In <{name}> steht <{tag}>.", name=name, tag=clipped(tag)))


def _dangerous(feed: Feed) -> Iterator[Found]:
    for element, name, text in feed.texts(_HTML):
        found = sorted({tag.lower() for tag in _OPENED.findall(text)} & DANGEROUS)
        handler = _HANDLER.search(text)
        for tag in [*found, *([handler[1]] if handler else [])]:
            yield Found(line_of(element), M("In <{name}> steht <{tag}>.", name=name, tag=tag))


def _relative(feed: Feed) -> Iterator[Found]:
    for element, name, text in feed.texts(_HTML):
        dead = next((target for target in _TARGET.findall(text) if not _COMPLETE.match(target)), None)
        if dead is not None:
            yield Found(line_of(element), M("In <{name}> führt eine Verknüpfung nach „{target}“.", name=name, target=clipped(dead)))


def _future(feed: Feed) -> Iterator[Found]:
    if feed.now is None:
        return
    for item in feed.items:
        element, moment = item.first("pubDate"), moment_of(item.text("pubDate"))
        if element is not None and moment is not None and moment > feed.now:
            yield Found(line_of(element), M("„{date}“ liegt in der Zukunft.", date=item.text("pubDate")))


def _described(feed: Feed) -> Iterator[Found]:
    for item in feed.items:
        if not (item.text("description") or item.text("content:encoded")):
            yield is_missing(item.element, "<description>", "item")


RULES = (
    FeedRule(
        "L201", ERROR, "PSP-1, Apple; W3C: ItemMustContainTitleOrDescription", M("Titel einer Folge fehlt"),
        M("Eine Folge ohne Titel zeigen die Programme nicht an."), M("Ergänzen Sie <title>."), items_have("title"),
    ),
    FeedRule(
        "L202", ERROR, "PSP-1, Apple", M("Aufnahme einer Folge fehlt"),
        M("Ohne <enclosure> ist ein Eintrag keine Folge, sondern eine Nachricht."), M("Ergänzen Sie <enclosure> mit url, length und type."), items_have("enclosure"),
    ),
    FeedRule(
        "L203", ERROR, "PSP-1, Apple; W3C: MissingGuid", M("Kennung einer Folge fehlt"),
        M("An der Kennung erkennen Programme, welche Folge schon gehört wurde. Ohne sie erscheinen alte Folgen noch einmal."),
        M('Ergänzen Sie <guid isPermaLink="false"> mit einem Wert, der sich nie ändert.'), _guid,
    ),
    FeedRule(
        "L204", HINT, "PSP-1, Apple", M("Zeitpunkt einer Folge fehlt"),
        M("Ohne <pubDate> wissen Programme nicht, wo die Folge einzuordnen ist."), M("Ergänzen Sie <pubDate>."), items_have("pubDate"),
    ),
    FeedRule(
        "L205", HINT, "PSP-1, Apple", M("Beschreibung einer Folge fehlt"),
        M("Die Beschreibung sagt, worum es geht, und wird bei der Suche gelesen."), M("Ergänzen Sie <description>."), _described,
    ),
    FeedRule(
        "L206", HINT, "PSP-1, Apple", M("Webseite einer Folge fehlt"),
        M("Von der Folge führt kein Weg zu ihrer Seite."), M("Ergänzen Sie <link> mit der Adresse der Seite."), items_have("link"),
    ),
    FeedRule(
        "L207", ERROR, "PSP-1, Apple", M("Beschreibung einer Folge ist zu lang"),
        M("Erlaubt sind 4000 Bytes samt Auszeichnung; ein Umlaut zählt zwei. Apple schneidet den Rest ab oder lehnt den Feed ab."),
        M("Kürzen Sie die Beschreibung; der ganze Text gehört nach <content:encoded>."), _long_description,
    ),
    FeedRule(
        "L208", HINT, "PSP-1, Apple", M("Nummer oder Name der Reihe im Titel"),
        M("Programme zeigen Nummer und Reihe selbst. Im Titel nehmen sie den Platz weg, an dem man liest, worum es geht."),
        M("Schreiben Sie die Nummer nach <itunes:episode>."), _number_in_title,
    ),
    FeedRule(
        "L210", ERROR, "RSS 2.0; W3C: InvalidHttpGUID", M("Kennung ist keine Adresse"),
        M('Eine Kennung gilt als Webadresse, solange nicht isPermaLink="false" dabeisteht.'),
        M('Ergänzen Sie isPermaLink="false"; ändern Sie die Kennung selbst nicht.'), _permalink,
    ),
    FeedRule(
        "L212", ERROR, "RSS 2.0; W3C: InvalidBooleanAttribute", M("isPermaLink nicht lesbar"),
        M("isPermaLink ist true oder false."), M('Schreiben Sie isPermaLink="false".'), _permalink_word,
    ),
    FeedRule(
        "L213", HINT, "PSP-1, Apple", M("Auszeichnung in der Beschreibung"),
        M("Apple zeigt in Beschreibungen nur Absätze, Listen und Verknüpfungen, PSP-1 erlaubt dazu Fettes und Kursives. Anderes fällt weg."),
        M("Lassen Sie die Auszeichnung weg; in <content:encoded> ist sie erlaubt."), _tags,
    ),
    FeedRule(
        "L214", ERROR, "Apple; W3C: SecurityRisk", M("Programm oder Rahmen im Text"),
        M("Skripte, Rahmen, Formulare und eingebettete Spieler werden in Podcast-Programmen entfernt; Apple lehnt Feeds damit ab."),
        M("Löschen Sie das Element; eine Verknüpfung tut es auch."), _dangerous,
    ),
    FeedRule(
        "L215", ERROR, "PSP-1, Apple; W3C: ContainsRelRef", M("Unvollständige Verknüpfung im Text"),
        M("Ein Feed hat keine Seite, auf die sich eine Verknüpfung beziehen könnte. In jedem Programm führt sie ins Leere."),
        M("Schreiben Sie die ganze Adresse mit https://."), _relative,
    ),
    FeedRule(
        "L216", HINT, "W3C: ImplausibleDate", M("Folge aus der Zukunft"),
        M("Manche Programme verstecken Folgen, deren Zeitpunkt noch nicht da ist, andere zeigen sie ganz oben."),
        M("Veröffentlichen Sie die Folge erst zu ihrem Zeitpunkt."), _future,
    ),
)  # fmt: skip
