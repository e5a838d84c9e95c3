"""L1: what the channel says about the show."""

import re
from collections.abc import Iterator

from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found, channel_has, is_missing, is_wrong
from kammerton.audit.lint.values import clipped, is_positive, is_whole
from kammerton.audit.lint.words import DAYS
from kammerton.domain.diagnostic import M

MOST_BYTES = 4000
_MARK = re.compile(r"©|\(c\)|\bcopyright\b|\b(?:19|20)\d\d\b", re.IGNORECASE)
_MAIL = re.compile(r"\S@\S+\.\S")
_WIDEST, _HIGHEST = 144, 400


def _description(feed: Feed) -> Iterator[Found]:
    if not feed.channel.text("description"):
        yield is_missing(feed.channel.element, "<description>", "channel")


def _long_description(feed: Feed) -> Iterator[Found]:
    element = feed.channel.first("description")
    length = len((element.text or "").encode()) if element is not None else 0
    if element is not None and length > MOST_BYTES:
        yield Found(line_of(element), M("Die Beschreibung hat {n} Bytes; erlaubt sind {most}.", n=length, most=MOST_BYTES))


def _link_is_feed(feed: Feed) -> Iterator[Found]:
    link, own = feed.channel.text("link"), feed.link("self")
    element = feed.channel.first("link")
    if element is not None and link and link in (own, feed.address):
        yield Found(line_of(element), M("<link> führt auf den Feed selbst: „{link}“.", link=clipped(link)))


def _image_complete(feed: Feed) -> Iterator[Found]:
    for image in feed.channel.all("image"):
        for name in ("url", "title", "link"):
            if image.find(name) is None:
                yield is_missing(image, f"<{name}>", "image")


def _image_matches(feed: Feed) -> Iterator[Found]:
    for image in feed.channel.all("image"):
        for name in ("title", "link"):
            text = (image.findtext(name) or "").strip()
            if text and feed.channel.text(name) and text != feed.channel.text(name):
                yield is_wrong(image, f"<image> <{name}>", text, M("derselbe Text wie im <{name}> der Reihe", name=name))


def _image_size(feed: Feed) -> Iterator[Found]:
    for image in feed.channel.all("image"):
        for name, most in (("width", _WIDEST), ("height", _HIGHEST)):
            text = (image.findtext(name) or "").strip()
            if is_whole(text) and not 0 < int(text) <= most:
                yield is_wrong(image, f"<{name}>", text, M("eine Zahl von 1 bis {most}", most=most))


def _copyright(feed: Feed) -> Iterator[Found]:
    element = feed.channel.first("copyright")
    if element is not None and _MARK.search(element.text or ""):
        yield is_wrong(element, "<copyright>", element.text or "", M("nur der Name dessen, dem die Rechte gehören"))


def _mail_in_author(feed: Feed) -> Iterator[Found]:
    for part in feed.parts:
        element = part.first("itunes:author")
        if element is not None and _MAIL.search(element.text or ""):
            yield is_wrong(element, "<itunes:author>", element.text or "", M("ein Name ohne E-Mail-Adresse"))


def _rhythm(feed: Feed) -> Iterator[Found]:
    ttl = feed.channel.first("ttl")
    if ttl is not None and is_whole(feed.channel.text("ttl")) and not is_positive(feed.channel.text("ttl")):
        yield is_wrong(ttl, "<ttl>", feed.channel.text("ttl"), M("eine Zahl ab 1"))
    for element in feed.channel.element.iterfind("skipHours/hour"):
        text = (element.text or "").strip()
        if is_whole(text) and int(text) > 23:
            yield is_wrong(element, "<hour>", text, M("eine Zahl von 0 bis 23"))
    for element in feed.channel.element.iterfind("skipDays/day"):
        if (element.text or "").strip() not in DAYS:
            yield is_wrong(element, "<day>", element.text or "", M("ein englischer Wochentag wie „Monday“"))


RULES = (
    FeedRule(
        "L101", ERROR, "PSP-1, Apple, RSS 2.0; W3C: MissingTitle", M("Titel der Reihe fehlt"),
        M("Ohne Titel nimmt kein Verzeichnis die Reihe auf."), M("Ergänzen Sie <title> in <channel>."), channel_has("title"),
    ),
    FeedRule(
        "L102", ERROR, "PSP-1, Apple, RSS 2.0; W3C: MissingDescription", M("Beschreibung der Reihe fehlt"),
        M("Die Beschreibung ist das Erste, was Interessierte lesen."), M("Ergänzen Sie <description> in <channel>."), _description,
    ),
    FeedRule(
        "L103", ERROR, "PSP-1, RSS 2.0; W3C: MissingLink", M("Webadresse der Reihe fehlt"),
        M("Der Feed muss auf die Seite der Reihe verweisen."), M("Ergänzen Sie <link> in <channel>."), channel_has("link"),
    ),
    FeedRule(
        "L104", ERROR, "PSP-1, Apple; W3C: MissingDCLanguage", M("Sprache der Reihe fehlt"),
        M("Ohne Sprache ordnen Verzeichnisse die Reihe falsch ein, und Abschriften werden in der falschen Sprache gemacht."),
        M("Ergänzen Sie <language>de</language> in <channel>."), channel_has("language"),
    ),
    FeedRule(
        "L105", ERROR, "PSP-1, Apple; W3C: MissingItunesElement", M("Kategorie fehlt"),
        M("Apple und andere Verzeichnisse verlangen eine Kategorie aus Apples Liste."),
        M('Ergänzen Sie zum Beispiel <itunes:category text="Education"/> in <channel>.'), channel_has("itunes:category"),
    ),
    FeedRule(
        "L106", ERROR, "PSP-1, Apple; W3C: MissingItunesElement", M("Angabe zum Jugendschutz fehlt"),
        M("itunes:explicit sagt, ob die Reihe für Kinder ungeeignet ist. Ohne die Angabe wird sie nicht aufgenommen."),
        M("Ergänzen Sie <itunes:explicit>false</itunes:explicit> in <channel>."), channel_has("itunes:explicit"),
    ),
    FeedRule(
        "L107", ERROR, "PSP-1, Apple", M("Titelbild fehlt"),
        M("Ohne Titelbild nimmt Apple die Reihe nicht auf."), M('Ergänzen Sie <itunes:image href="https://…"/> in <channel>.'), channel_has("itunes:image"),
    ),
    FeedRule(
        "L109", HINT, "PSP-1, Podcasting 2.0", M("Kennung der Reihe fehlt"),
        M("podcast:guid bleibt bei einem Umzug gleich. Daran erkennen Verzeichnisse, dass es dieselbe Reihe ist."),
        M("Ergänzen Sie <podcast:guid>, bevor die Reihe umzieht; die Kennung vergibt zum Beispiel podcastindex.org."), channel_has("podcast:guid"),
    ),
    FeedRule(
        "L110", HINT, "PSP-1, Podcasting 2.0", M("Sperre gegen Übernahme fehlt"),
        M("podcast:locked sagt anderen Anbietern, ob sie die Reihe übernehmen dürfen."),
        M('Ergänzen Sie <podcast:locked owner="…">yes</podcast:locked>, für einen Umzug no.'), channel_has("podcast:locked"),
    ),
    FeedRule(
        "L111", HINT, "PSP-1, Apple", M("Herausgeber der Reihe fehlt"),
        M("Unter dem Titel steht in den Programmen, wer die Reihe macht."), M("Ergänzen Sie <itunes:author> in <channel>."), channel_has("itunes:author"),
    ),
    FeedRule(
        "L113", ERROR, "PSP-1, Apple", M("Beschreibung der Reihe ist zu lang"),
        M("Erlaubt sind 4000 Bytes; ein Umlaut zählt zwei."), M("Kürzen Sie die Beschreibung."), _long_description,
    ),
    FeedRule(
        "L114", ERROR, "PSP-1, Apple", M("Webadresse der Reihe ist der Feed"),
        M("<link> soll auf die Seite der Reihe führen, nicht auf den Feed."), M("Tragen Sie die Adresse der Seite ein."), _link_is_feed,
    ),
    FeedRule(
        "L115", ERROR, "RSS 2.0; W3C: MissingElement", M("Bild der Reihe unvollständig"),
        M("Das Element <image> für ältere Programme braucht url, title und link."), M("Ergänzen Sie, was fehlt, oder löschen Sie <image>."), _image_complete,
    ),
    FeedRule(
        "L116", HINT, "RSS 2.0 Profile; W3C: ImageTitleDoesntMatch, ImageLinkDoesntMatch", M("Bild der Reihe passt nicht zur Reihe"),
        M("title und link in <image> sollen dieselben sein wie in <channel>."), M("Gleichen Sie die Angaben an."), _image_matches,
    ),
    FeedRule(
        "L117", HINT, "PSP-1", M("Rechte mit Jahr oder Zeichen"),
        M("In <copyright> steht nur der Name; das Wort Copyright, das Zeichen und das Jahr ergänzen die Programme."), M("Lassen Sie nur den Namen stehen."), _copyright,
    ),
    FeedRule(
        "L118", ERROR, "RSS 2.0; W3C: InvalidWidth, InvalidHeight", M("Maße des Bildes außerhalb der Grenzen"),
        M("<image> darf höchstens 144 Pixel breit und 400 hoch sein; das große Titelbild steht in itunes:image."), M("Berichtigen oder löschen Sie die Maße."), _image_size,
    ),
    FeedRule(
        "L119", ERROR, "RSS 2.0; W3C: InvalidPositiveInteger, InvalidHour, InvalidDay", M("Ruhezeiten des Feeds nicht lesbar"),
        M("ttl, skipHours und skipDays sagen Programmen, wann sie nicht nachsehen müssen."), M("Berichtigen Sie den Wert, oder löschen Sie das Element."), _rhythm,
    ),
    FeedRule(
        "L122", HINT, "Apple", M("E-Mail-Adresse im Namen"),
        M("In itunes:author steht, was alle lesen. Eine Adresse dort sammelt nur unerwünschte Post."), M("Schreiben Sie nur den Namen."), _mail_in_author,
    ),
)  # fmt: skip
