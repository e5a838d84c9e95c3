"""The linter: a feed, its pages and the files behind it in, diagnostics out."""

from collections.abc import Iterator
from datetime import datetime

from kammerton.audit.lint import channel, enclosures, files, items, itunes, links, media, pages, podcasting, reading, rss, whole
from kammerton.audit.lint.feed import Feed
from kammerton.audit.lint.files import BehindFeed
from kammerton.audit.lint.pages import CIRCLE, MISSING, MOST_PAGES, Across, FeedPage, Fetch, next_of
from kammerton.audit.lint.rule import HINT, FeedRule, Found
from kammerton.audit.lint.values import clipped
from kammerton.domain.diagnostic import Diagnostic, M, Message

_FEED_TYPES = frozenset({"application/rss+xml", "application/xml", "text/xml", "application/x-rss+xml"})
SERVED = FeedRule(
    "L819", HINT, "RSS 2.0, PSP-1; W3C: UnexpectedContentType", M("Server nennt einen anderen Typ für den Feed"),
    M("Ein Podcast-Feed hat den Typ application/rss+xml. Als text/html ausgeliefert erkennen ihn manche Programme nicht."), M("Stellen Sie den Typ auf dem Server richtig ein."),
)  # fmt: skip
MOVED = FeedRule(
    "L820", HINT, "Apple, PSP-1; W3C: TempRedirect", M("Adresse des Feeds leitet weiter"),
    M("Unter der Adresse liegt der Feed nicht mehr; der Server schickt weiter. Für einen Umzug ist das richtig, auf Dauer kostet es bei jedem Abruf Zeit."),
    M("Tragen Sie in Verzeichnissen die neue Adresse ein; die Weiterleitung bleibt bestehen."),
)  # fmt: skip
_MODULES = (rss, channel, items, enclosures, itunes, podcasting, media, links, whole)
_ONE_FEED: tuple[FeedRule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)
RULES: tuple[FeedRule, ...] = (*reading.RULES, *_ONE_FEED, *pages.RULES, *files.RULES, SERVED, MOVED)
WITH_CHECKS = _ONE_FEED


def lint_page(page: FeedPage, now: datetime | None = None) -> tuple[Feed | None, list[Diagnostic]]:
    """One page alone: the feed, where it could be read, and everything that is wrong with it."""
    feed, problems = reading.read_feed(page.content, page.address, now)
    found = [rule.at(page.name, found) for rule, found in problems]
    served = page.mime.partition(";")[0].strip().lower()
    if served and served not in _FEED_TYPES:
        found.append(SERVED.at(page.name, Found(0, M("Der Server nennt den Feed „{served}“.", served=clipped(served)))))
    for address in page.moved:
        found.append(
            MOVED.at(page.name, Found(0, M("„{address}“ leitet weiter nach „{target}“.", address=clipped(address), target=clipped(page.address or ""))))
        )
    if feed is not None:
        found += [rule.at(page.name, find) for rule in _ONE_FEED for find in rule.check(feed)]
    return feed, found


def lint_feed(first: FeedPage, fetch: Fetch | None = None, behind: BehindFeed | None = None, now: datetime | None = None) -> Iterator[Diagnostic]:
    """A feed, with all pages behind it where ``fetch`` gets them, and the files ``behind`` it where they are to be looked at."""
    across = Across()
    page: FeedPage | None = first
    for _ in range(MOST_PAGES):
        if page is None:
            return
        feed, found = lint_page(page, now)
        yield from found
        if feed is None:
            return
        yield from across.judge(page, feed)
        if behind is not None:
            yield from behind.judge(page, feed)
        if fetch is None:
            return
        page, told = _next(page, feed, across, fetch)
        yield from told


def _next(page: FeedPage, feed: Feed, across: Across, fetch: Fetch) -> tuple[FeedPage | None, list[Diagnostic]]:
    found = next_of(feed)
    if found is None:
        return None, []
    address, line = found
    if address in across.addresses:
        return None, [CIRCLE.at(page.name, Found(line, M("Die nächste Seite „{link}“ wurde schon gelesen.", link=clipped(address))))]
    fetched = fetch(address)
    if isinstance(fetched, Message):
        return None, [MISSING.at(page.name, Found(line, M("Die nächste Seite „{link}“ fehlt: {reason}", link=clipped(address), reason=fetched)))]
    return fetched, []
