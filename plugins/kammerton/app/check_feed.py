"""Judge any podcast feed: a file, an address, or a feed of the built site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kammerton.audit.lint.files import BehindFeed, Files
from kammerton.audit.lint.linter import lint_feed
from kammerton.audit.lint.pages import FeedPage, Fetch
from kammerton.domain.diagnostic import MN, Diagnostic, Report

_MOST_ALIKE = 5


@dataclass(frozen=True)
class FeedSource:
    """A feed to be judged: its first page, the way to the others, and the files behind it."""

    first: FeedPage
    fetch: Fetch
    files: Files


@dataclass(frozen=True)
class FeedCheck:
    """How far to look: at all pages, at the files behind them."""

    all_pages: bool
    with_files: bool


def check_feed(source: FeedSource, wanted: FeedCheck, now: datetime) -> Report:
    """Everything the linter finds; a feed of the built site is always looked at with all its pages and the sizes of its files."""
    local = source.files.is_local
    behind = BehindFeed(source.files, deep=wanted.with_files) if local or wanted.with_files else None
    found = lint_feed(source.first, source.fetch if local or wanted.all_pages else None, behind, now)
    return Report.of(_shortened(Report.of(found)))


def _shortened(report: Report) -> Iterator[Diagnostic]:
    """The same mistake in three hundred episodes is told five times, and then counted."""
    alike: dict[tuple[str, str], list[Diagnostic]] = {}
    for diagnostic in report.diagnostics:
        alike.setdefault((diagnostic.place.file, diagnostic.code), []).append(diagnostic)
    for same in alike.values():
        yield from same[: _MOST_ALIKE - 1]
        rest = same[_MOST_ALIKE - 1 :]
        if len(rest) == 1:
            yield rest[0]
        elif rest:
            last = rest[0]
            what = MN("{what} Dasselbe steht noch {n}-mal im Feed.", "{what} Dasselbe steht noch {n}-mal im Feed.", len(rest) - 1, what=last.what)
            yield Diagnostic(last.code, last.severity, last.place, what, last.remedy)
