"""L9: what only the feed as a whole tells."""

from collections.abc import Iterator

from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.rule import ERROR, HINT, FeedRule, Found
from kammerton.audit.lint.values import clipped, moment_of
from kammerton.audit.lint.words import LISTS
from kammerton.domain.diagnostic import M

_LARGE = 5_000_000


def _empty(feed: Feed) -> Iterator[Found]:
    if not feed.items and not feed.live and feed.channel.text("podcast:medium") not in LISTS:
        yield Found(line_of(feed.channel.element), M("Im Feed steht keine Folge."))


def _guid_twice(feed: Feed) -> Iterator[Found]:
    seen: dict[str, int] = {}
    for item in feed.items:
        element, guid = item.first("guid"), item.text("guid")
        if element is None or not guid:
            continue
        if guid in seen:
            yield Found(line_of(element), M("Die Kennung „{guid}“ steht schon in Zeile {line}.", guid=clipped(guid), line=seen[guid]))
        else:
            seen[guid] = line_of(element)


def _order(feed: Feed) -> Iterator[Found]:
    before = None
    for item in feed.items:
        moment = moment_of(item.text("pubDate"))
        if moment is None:
            continue
        if before is not None and moment > before:
            yield Found(line_of(item.element), M("Diese Folge ist neuer als die vor ihr."))
            return  # an order is told once
        before = moment


def _large(feed: Feed) -> Iterator[Found]:
    if feed.size > _LARGE:
        yield Found(0, M("Der Feed hat {n} Bytes.", n=feed.size))


def _number_twice(feed: Feed) -> Iterator[Found]:
    seen: dict[tuple[str, str], int] = {}
    for item in feed.items:
        element = item.first("itunes:episode")
        if element is None or item.text("itunes:episodeType") not in ("", "full"):
            continue
        key = (item.text("itunes:season"), item.text("itunes:episode"))
        if key in seen:
            yield Found(line_of(element), M("Die Nummer {number} steht schon in Zeile {line}.", number=clipped(key[1]), line=seen[key]))
        else:
            seen[key] = line_of(element)


RULES = (
    FeedRule("L901", ERROR, "PSP-1, Apple", M("Feed ohne Folgen"), M("Apple nimmt eine Reihe erst mit der ersten Folge auf."), M("Veröffentlichen Sie eine Folge oder einen Trailer."), _empty),
    FeedRule(
        "L902", ERROR, "PSP-1, RSS 2.0; W3C: DuplicateValue", M("Kennung einer Folge doppelt"),
        M("Folgen mit derselben Kennung gelten als eine. Programme zeigen nur eine davon."), M("Geben Sie der neueren Folge eine eigene Kennung."), _guid_twice,
    ),
    FeedRule(
        "L903", HINT, "RFC 5005, Apple", M("Folgen nicht nach Zeitpunkt geordnet"),
        M("Viele Programme lesen nur den Anfang des Feeds. Die neueste Folge gehört nach oben."), M("Ordnen Sie die Folgen, die neueste zuerst."), _order,
    ),
    FeedRule(
        "L905", HINT, "W3C: ValidatorLimit", M("Feed ist groß"),
        M("Über 5 Millionen Bytes lesen manche Programme und der Prüfdienst des W3C nicht mehr."), M("Verteilen Sie die Folgen auf mehrere Seiten (RFC 5005)."), _large,
    ),
    FeedRule(
        "L908", HINT, "Apple", M("Nummer einer Folge doppelt"),
        M("Zwei Folgen derselben Staffel haben dieselbe Nummer."), M("Berichtigen Sie eine der Nummern."), _number_twice,
    ),
)  # fmt: skip
