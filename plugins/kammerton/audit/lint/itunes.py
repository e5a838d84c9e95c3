"""L4: Apple's elements."""

import re
from collections.abc import Iterator

from kammerton.audit.lint.enclosures import ending_of
from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found, is_missing, is_wrong, items_have, texts_are
from kammerton.audit.lint.values import clipped, is_boolean, is_positive, is_url, seconds_of
from kammerton.audit.lint.words import CATEGORIES, PICTURES
from kammerton.domain.diagnostic import M
from kammerton.domain.suggestion import did_you_mean

_YES = frozenset({"yes", "Yes", "YES", "no", "No", "NO"})
_CLOCK = re.compile(r"(?:\d{1,2}:)?\d{1,3}:[0-5]\d", re.ASCII)
_SECONDS = re.compile(r"\d{1,7}", re.ASCII)
_OLD = ("itunes:keywords", "itunes:subtitle", "itunes:summary", "itunes:order", "itunes:isClosedCaptioned")
_MOST_CATEGORIES, _LONGEST_WORD = 3, 60


def _unknown(line: int, text: str, known: frozenset[str]) -> Found:
    what = M("Die Kategorie „{category}“ gibt es bei Apple so nicht.", category=clipped(text))
    near = did_you_mean(text[:_LONGEST_WORD], known)
    return Found(line, M("{what} {suggestion}", what=what, suggestion=near) if near else what)


def _category(feed: Feed) -> Iterator[Found]:
    for category in feed.channel.all("itunes:category"):
        text = category.get("text", "")
        if text and text not in CATEGORIES:
            below = next((top for top, inside in CATEGORIES.items() if text in inside), None)
            if below is None:
                yield _unknown(line_of(category), text, frozenset(CATEGORIES))
            else:
                yield Found(line_of(category), M("„{category}“ ist eine Unterkategorie von „{top}“.", category=text, top=below))


def _subcategory(feed: Feed) -> Iterator[Found]:
    for category in feed.channel.all("itunes:category"):
        subs = CATEGORIES.get(category.get("text", ""))
        for below in category:
            text = below.get("text", "")  # a comment has no attributes
            if subs is not None and text and text not in subs:
                yield _unknown(line_of(below), text, subs)


def _many_categories(feed: Feed) -> Iterator[Found]:
    found = feed.channel.all("itunes:category")
    if len(found) > _MOST_CATEGORIES:
        yield Found(line_of(found[_MOST_CATEGORIES]), M("Die Reihe hat {n} Kategorien.", n=len(found)))


def _is_duration(text: str) -> bool:
    return bool(_SECONDS.fullmatch(text) or _CLOCK.fullmatch(text)) and bool(seconds_of(text))


def _clock(feed: Feed) -> Iterator[Found]:
    for item in feed.items:
        element, text = item.first("itunes:duration"), item.text("itunes:duration")
        if element is not None and ":" in text and _is_duration(text):
            yield is_wrong(element, "<itunes:duration>", text, M("die Dauer in Sekunden, hier {n}", n=int(seconds_of(text) or 0)))


def _owner(feed: Feed) -> Iterator[Found]:
    for owner in feed.channel.all("itunes:owner"):
        if not any((child.text or "").strip() for child in owner if str(child.tag).endswith("}email")):
            yield is_missing(owner, "<itunes:email>", "itunes:owner")


def _picture(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for image in part.all("itunes:image"):
            href = image.get("href", "").strip()
            if is_url(href) and ending_of(href)[0] not in PICTURES:
                yield is_wrong(image, "<itunes:image href>", href, M("eine Adresse, die auf .jpg oder .png endet"))


def _serial(feed: Feed) -> Iterator[Found]:
    if feed.channel.text("itunes:type") != "serial":
        return
    for item in feed.items:
        full = item.text("itunes:episodeType") in ("", "full")
        if full and item.first("itunes:episode") is None:
            yield is_missing(item.element, "<itunes:episode>", "item")


def _old(feed: Feed) -> Iterator[Found]:
    told: set[str] = set()
    for part in feed.parts:
        for name in _OLD:
            element = part.first(name)
            if element is not None and name not in told:
                told.add(name)
                yield Found(line_of(element), M("<{name}> liest Apple nicht mehr.", name=name))


def _no(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        for name in ("itunes:block", "itunes:complete"):
            element = part.first(name)
            if element is not None and part.text(name).lower() == "no":
                yield is_wrong(element, f"<{name}>", part.text(name), M("„yes“ oder gar nichts"))


RULES = (
    FeedRule(
        "L401", ERROR, "Apple, PSP-1; W3C: InvalidItunesCategory", M("Kategorie unbekannt"),
        M("Apple vergleicht Kategorien Buchstabe für Buchstabe, auch groß und klein; das & steht im XML als &amp;."),
        M("Schreiben Sie die Kategorie genau wie in Apples Liste; eine Unterkategorie steht innerhalb ihrer Kategorie."), _category,
    ),
    FeedRule(
        "L402", ERROR, "Apple, PSP-1; W3C: InvalidItunesCategory", M("Unterkategorie unbekannt"),
        M("Jede Unterkategorie gehört zu genau einer Kategorie."), M("Wählen Sie eine Unterkategorie aus Apples Liste."), _subcategory,
    ),
    FeedRule(
        "L403", ERROR, "Apple, PSP-1; W3C: InvalidYesNoClean", M("Angabe zum Jugendschutz falsch"),
        M("itunes:explicit ist true oder false; yes, no und clean gelten nicht mehr."), M("Schreiben Sie true oder false."),
        texts_are(("itunes:explicit",), is_boolean, M("„true“ oder „false“")),
    ),
    FeedRule(
        "L404", ERROR, "Apple, PSP-1; W3C: InvalidItunesChannelType", M("Art der Reihe unbekannt"),
        M("itunes:type ist episodic (neueste zuerst) oder serial (der Reihe nach)."), M("Schreiben Sie episodic oder serial."),
        texts_are(("itunes:type",), {"episodic", "serial"}.__contains__, M("„episodic“ oder „serial“")),
    ),
    FeedRule(
        "L405", ERROR, "Apple, PSP-1; W3C: InvalidItunesEpisodeType", M("Art der Folge unbekannt"),
        M("itunes:episodeType ist full, trailer oder bonus."), M("Schreiben Sie full, trailer oder bonus."),
        texts_are(("itunes:episodeType",), {"full", "trailer", "bonus"}.__contains__, M("„full“, „trailer“ oder „bonus“")),
    ),
    FeedRule(
        "L406", ERROR, "Apple, PSP-1; W3C: InvalidPositiveInteger", M("Nummer der Folge nicht lesbar"),
        M("itunes:episode ist eine ganze Zahl ab 1."), M("Schreiben Sie die Nummer in Ziffern; eine Folge 0 bekommt keine Nummer."),
        texts_are(("itunes:episode",), is_positive, M("eine ganze Zahl ab 1")),
    ),
    FeedRule(
        "L407", ERROR, "Apple, PSP-1; W3C: InvalidPositiveInteger", M("Nummer der Staffel nicht lesbar"),
        M("itunes:season ist eine ganze Zahl ab 1."), M("Schreiben Sie die Nummer in Ziffern."), texts_are(("itunes:season",), is_positive, M("eine ganze Zahl ab 1")),
    ),
    FeedRule(
        "L408", ERROR, "Apple, PSP-1; W3C: InvalidDuration", M("Dauer nicht lesbar"),
        M("itunes:duration ist die Dauer in ganzen Sekunden. Kommazahlen und Wörter verstehen die Programme nicht."),
        M("Schreiben Sie die Sekunden, zum Beispiel 1860 für 31 Minuten."), texts_are(("itunes:duration",), _is_duration, M("die Dauer in ganzen Sekunden")),
    ),
    FeedRule(
        "L409", HINT, "Apple, PSP-1", M("Dauer als Uhrzeit"),
        M("Apple und PSP-1 raten zu ganzen Sekunden; 12:30 wird mal als Stunden, mal als Minuten gelesen."), M("Schreiben Sie die Dauer in Sekunden."), _clock,
    ),
    FeedRule(
        "L410", ERROR, "Apple, PSP-1; W3C: InvalidYesNo", M("Angabe ist weder yes noch no"),
        M("itunes:block und itunes:complete kennen nur yes."), M("Schreiben Sie yes, oder löschen Sie das Element."),
        texts_are(("itunes:block", "itunes:complete"), _YES.__contains__, M("„yes“")),
    ),
    FeedRule(
        "L411", HINT, "PSP-1", M("Überflüssiges no"),
        M("itunes:block und itunes:complete gelten nur mit yes. Ein no wird von manchen Programmen für eine Angabe gehalten."), M("Löschen Sie das Element."), _no,
    ),
    FeedRule(
        "L413", ERROR, "Apple; W3C: MissingElement", M("E-Mail-Adresse des Inhabers fehlt"),
        M("itunes:owner dient dazu, dass Verzeichnisse schreiben können. Ohne Adresse nützt das Element nichts."),
        M("Ergänzen Sie <itunes:email> mit der Adresse der Redaktion."), _owner,
    ),
    FeedRule(
        "L414", ERROR, "Apple, PSP-1; W3C: UnsupportedItunesFormat", M("Titelbild weder JPEG noch PNG"),
        M("Apple nimmt nur JPEG und PNG, und die Adresse muss darauf enden."), M("Speichern Sie das Bild als JPEG oder PNG."), _picture,
    ),
    FeedRule(
        "L415", ERROR, "Apple, PSP-1", M("Folge einer Serie ohne Nummer"),
        M("In einer Reihe vom Typ serial braucht jede Folge eine Nummer, sonst ist die Reihenfolge Zufall."), M("Ergänzen Sie <itunes:episode>."), _serial,
    ),
    FeedRule(
        "L416", HINT, "Apple", M("Veraltete Angabe"),
        M("Apple hat diese Elemente aufgegeben. Sie schaden nicht, machen den Feed aber größer."), M("Löschen Sie das Element; <description> ersetzt es."), _old,
    ),
    FeedRule(
        "L418", HINT, "PSP-1, Apple", M("Viele Kategorien"),
        M("Apple nutzt nur die erste Kategorie, andere Verzeichnisse höchstens drei."), M("Lassen Sie die drei wichtigsten stehen."), _many_categories,
    ),
    FeedRule(
        "L421", HINT, "PSP-1, Apple", M("Dauer einer Folge fehlt"),
        M("Ohne itunes:duration weiß man vor dem Laden nicht, wie lang die Folge ist."), M("Ergänzen Sie <itunes:duration> in Sekunden."), items_have("itunes:duration"),
    ),
)  # fmt: skip
