"""The podcast feeds of the build, all their pages and the files behind them, are judged by the linter."""

import base64
import hashlib
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from kammerton.audit.audit import BuiltSite, Stamp
from kammerton.audit.facts import UNAIDED, Means, Remembered
from kammerton.audit.lint.files import BehindFeed, FileFacts
from kammerton.audit.lint.linter import lint_feed
from kammerton.audit.lint.pages import ORPHAN, FeedPage
from kammerton.audit.lint.rule import Found
from kammerton.audit.packing import pack_diagnostic, unpack_diagnostic
from kammerton.domain.addresses import FEED_NAME, START, Addresses, file_of
from kammerton.domain.diagnostic import Diagnostic, M, Message, Severity

_FURTHER_PAGE = re.compile(r"feed-\d+\.xml")
_MISSING = M("Die Datei gibt es nicht.")
_KIND, _IS_MISSING, _IS_THERE = "feeds", "fehlt", "da"


class SiteFiles:
    """The real ``lint.files.Files`` of a build: what lies on other servers is not looked for."""

    is_local = True

    def __init__(self, site: BuiltSite, addresses: Addresses) -> None:
        """Take the site and its addresses."""
        self._site, self._addresses, self._paths = site, addresses, frozenset(site.paths())
        self.read_pages: dict[str, None] = {}
        self.seen: dict[str, Stamp] = {}

    def path_of(self, address: str) -> str | None:
        """The file of an address of this site, or None for others."""
        own = self._addresses.site_address
        if address != own and not address.startswith(own + "/"):
            return None
        path = unquote(urlsplit(address).path).removeprefix(urlsplit(own).path).removeprefix("/")
        return file_of(path or START)

    def facts(self, address: str) -> FileFacts | Message | None:
        """The size of a file of the site."""
        path = self.path_of(address)
        if path is None:
            return None
        self._see(path, only_there=path.endswith(".html"))
        return FileFacts(self._site.size(path)) if path in self._paths else _MISSING

    def read(self, address: str, most: int) -> bytes | None:
        """The content of a file of the site."""
        path = self.path_of(address)
        self._see(path)
        return self._site.read(path) if path in self._paths and self._site.size(path) <= most else None

    def digest(self, address: str, method: str) -> str | None:
        """The check sum of a file of the site."""
        path = self.path_of(address)
        self._see(path)
        return base64.b64encode(hashlib.new(method, self._site.read(path)).digest()).decode() if path in self._paths else None

    def page(self, path: str) -> FeedPage:
        """A feed of the site, by its path."""
        self.read_pages[path] = None
        self._see(path)
        return FeedPage(f"output/{path}", self._site.read(path), self._addresses.absolute(path))

    def fetch(self, address: str) -> FeedPage | Message:
        """A feed of the site, by its address."""
        path = self.path_of(address)
        if path is None:
            return _MISSING
        self._see(path)
        return self.page(path) if path in self._paths else _MISSING

    def begin(self) -> None:
        """Forget what was looked at, before the feed of another show."""
        self.read_pages, self.seen = {}, {}

    def is_as(self, path: str, state: Stamp) -> bool:
        """Whether a file is still as it was seen."""
        stamp = self._site.stamp(path)
        return state == _IS_MISSING if stamp is None else state in (stamp, _IS_THERE)

    def _see(self, path: str | None, *, only_there: bool = False) -> None:
        """Note what a judgement rests on: a file as it is, or only that it is there, for no recording is a page."""
        if path is not None and not (only_there and path in self.seen):
            stamp = self._site.stamp(path)
            self.seen[path] = _IS_MISSING if stamp is None else _IS_THERE if only_there else stamp


class _Linted(NamedTuple):
    """What the linter said of a feed with all its pages, which pages these are, and every file it looked at, with its state."""

    diagnostics: tuple[str, ...]
    pages: tuple[str, ...]
    seen: tuple[str, ...]
    states: tuple[Stamp, ...]


def check_feeds(site: BuiltSite, addresses: Addresses, means: Means = UNAIDED) -> Iterator[Diagnostic]:
    """Lint every show's feed with all its pages; sizes are compared, check sums are not computed.

    Where a feed and every file behind it are as they were, what the linter said is not asked again.
    """
    paths = sorted(path for path in site.paths() if path.endswith(".xml"))
    before, now = means.memory.recall(_KIND, addresses.site_address), dict[str, Remembered]()
    files, reached = SiteFiles(site, addresses), set[str]()
    for path in paths:
        if path.rpartition("/")[2] == FEED_NAME:
            linted = _recalled(before.get(path), files) or _linted(path, files)
            reached.update(linted.pages)
            found = [unpack_diagnostic(diagnostic) for diagnostic in linted.diagnostics]
            if not any(diagnostic.severity is Severity.ERROR for diagnostic in found):
                now[path] = ("", tuple(linted))
            yield from found
    if now != before:
        means.memory.keep(_KIND, addresses.site_address, now)
    for path in paths:
        if _FURTHER_PAGE.fullmatch(path.rpartition("/")[2]) and path not in reached:
            yield ORPHAN.at(f"output/{path}", Found(0, M("Auf diese Seite verweist keine andere.")))


def _recalled(remembered: Remembered | None, files: SiteFiles) -> _Linted | None:
    """What was said of a feed, unless a file it rests on has changed."""
    linted = _Linted._make(remembered[1]) if remembered is not None else None
    return linted if linted and all(files.is_as(path, state) for path, state in zip(linted.seen, linted.states, strict=True)) else None


def _linted(path: str, files: SiteFiles) -> _Linted:
    files.begin()
    found = tuple(pack_diagnostic(diagnostic) for diagnostic in lint_feed(files.page(path), files.fetch, BehindFeed(files)))
    return _Linted(found, tuple(files.read_pages), tuple(files.seen), tuple(files.seen.values()))
