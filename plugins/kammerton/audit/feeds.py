"""The podcast feeds of the build, all their pages and the files behind them, are judged by the linter."""

import base64
import hashlib
import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from kammerton.audit.audit import BuiltSite
from kammerton.audit.lint.files import BehindFeed, FileFacts
from kammerton.audit.lint.linter import lint_feed
from kammerton.audit.lint.pages import ORPHAN, FeedPage
from kammerton.audit.lint.rule import Found
from kammerton.domain.addresses import FEED_NAME, START, Addresses, file_of
from kammerton.domain.diagnostic import Diagnostic, M, Message

_FURTHER_PAGE = re.compile(r"feed-\d+\.xml")
_MISSING = M("Die Datei gibt es nicht.")


class SiteFiles:
    """The real ``lint.files.Files`` of a build: what lies on other servers is not looked for."""

    is_local = True

    def __init__(self, site: BuiltSite, addresses: Addresses) -> None:
        """Take the site and its addresses."""
        self._site, self._addresses, self._paths = site, addresses, frozenset(site.paths())
        self.read_pages: set[str] = set()

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
        return FileFacts(self._site.size(path)) if path in self._paths else _MISSING

    def read(self, address: str, most: int) -> bytes | None:
        """The content of a file of the site."""
        path = self.path_of(address)
        return self._site.read(path) if path in self._paths and self._site.size(path) <= most else None

    def digest(self, address: str, method: str) -> str | None:
        """The check sum of a file of the site."""
        path = self.path_of(address)
        return base64.b64encode(hashlib.new(method, self._site.read(path)).digest()).decode() if path in self._paths else None

    def page(self, path: str) -> FeedPage:
        """A feed of the site, by its path."""
        self.read_pages.add(path)
        return FeedPage(f"output/{path}", self._site.read(path), self._addresses.absolute(path))

    def fetch(self, address: str) -> FeedPage | Message:
        """A feed of the site, by its address."""
        path = self.path_of(address)
        return self.page(path) if path in self._paths else _MISSING


def check_feeds(site: BuiltSite, addresses: Addresses) -> Iterator[Diagnostic]:
    """Lint every show's feed with all its pages; sizes are compared, check sums are not computed."""
    paths = sorted(site.paths())
    files = SiteFiles(site, addresses)
    for path in paths:
        if path.rpartition("/")[2] == FEED_NAME:
            yield from lint_feed(files.page(path), files.fetch, BehindFeed(files))
    for path in paths:
        if _FURTHER_PAGE.fullmatch(path.rpartition("/")[2]) and path not in files.read_pages:
            yield ORPHAN.at(f"output/{path}", Found(0, M("Auf diese Seite verweist keine andere.")))
