"""Feeds and the files behind them, fetched from web servers: with time-outs, limits and a word for everything that fails."""

import gzip
import http.client
import io
import socket
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import IO
from urllib.parse import urljoin, urlsplit

from kammerton import __version__
from kammerton.adapters.redirects import NoRedirects
from kammerton.audit.lint.files import FileFacts
from kammerton.audit.lint.pages import FeedPage
from kammerton.audit.lint.reading import LARGEST
from kammerton.domain.diagnostic import M, Message

_SECONDS = 20
_MOST_REDIRECTS = 5
_FAILURES = (OSError, http.client.HTTPException, ValueError)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class _NoAnswerError(Exception):
    """Why an answer cannot be had."""

    def __init__(self, reason: Message) -> None:
        super().__init__(reason.template)
        self.reason = reason


class Web:
    """The web, as far as feeds need it; addresses with http and https only."""

    is_local = False

    def __init__(self, instead: tuple[str, str] | None = None) -> None:
        """Without cookies, accounts and caches; what begins with the first of ``instead`` is looked for at the second."""
        self._opener = urllib.request.build_opener(NoRedirects)
        self._instead = instead

    def fetch(self, address: str) -> FeedPage | Message:
        """A feed, redirects followed and remembered."""
        try:
            answer, final, moved = self._follow(address, "GET", {"Accept-Encoding": "gzip"})
            with answer:
                return FeedPage(final, _content(answer, LARGEST + 1), final, answer.headers.get("Content-Type", ""), moved)
        except _NoAnswerError as failed:
            return failed.reason
        except _FAILURES as reason:
            return told(reason)

    def facts(self, address: str) -> FileFacts | Message | None:
        """What a server says about a file, asked with HEAD and for its first bytes."""
        if not address.lower().startswith(("http://", "https://")):
            return None
        try:
            facts = self._first_bytes(address)
            head = self._headers(address)
        except _NoAnswerError as failed:
            return failed.reason
        except _FAILURES as reason:
            return told(reason)
        size = facts.size if facts.size is not None else _number(head.get("Content-Length")) if head is not None else None
        return FileFacts(size, facts.mime, facts.ranges, head is not None, facts.cors)

    def read(self, address: str, most: int) -> bytes | None:
        """The content of a file."""
        try:
            answer, _, _ = self._follow(address, "GET", {})
            with answer:
                content = _content(answer, most + 1)
        except (_NoAnswerError, *_FAILURES):
            return None
        return content if len(content) <= most else None

    def digest(self, address: str, method: str) -> str | None:  # noqa: ARG002 - the port's names
        """Nothing: whole recordings are not fetched to be summed up."""
        return None

    def _first_bytes(self, address: str) -> FileFacts:
        answer, _, _ = self._follow(address, "GET", {"Range": "bytes=0-1", "Origin": "https://example.com"})
        with answer:
            whole = answer.headers.get("Content-Range", "").rpartition("/")[2]
            size = _number(whole) if answer.status == http.client.PARTIAL_CONTENT else _number(answer.headers.get("Content-Length"))
            ranges = answer.status == http.client.PARTIAL_CONTENT
            return FileFacts(size, answer.headers.get("Content-Type", ""), ranges, cors=answer.headers.get("Access-Control-Allow-Origin") is not None)

    def _headers(self, address: str) -> Mapping[str, str] | None:
        try:
            answer, _, _ = self._follow(address, "HEAD", {})
        except _NoAnswerError:
            return None
        with answer:
            return dict(answer.headers.items())

    def _follow(self, address: str, method: str, headers: Mapping[str, str]) -> tuple[http.client.HTTPResponse, str, tuple[str, ...]]:
        """The answer, the address it came from in the end, and the addresses before."""
        moved: tuple[str, ...] = ()
        if self._instead and address.startswith(self._instead[0] + "/"):
            address = self._instead[1] + address.removeprefix(self._instead[0])
        for _ in range(_MOST_REDIRECTS + 1):
            if urlsplit(address).scheme.lower() not in ("http", "https"):
                raise _NoAnswerError(M("Die Adresse „{address}“ beginnt nicht mit http:// oder https://.", address=address))
            request = urllib.request.Request(address, method=method, headers={"User-Agent": f"kammerton/{__version__}", **headers})  # noqa: S310 - asked above
            try:
                return self._opener.open(request, timeout=_SECONDS), address, moved
            except urllib.error.HTTPError as refused:
                with refused:
                    target = refused.headers.get("Location")
                    if refused.code not in _REDIRECTS or not target:
                        raise _NoAnswerError(M("Der Server antwortet mit {status}.", status=refused.code)) from refused
                moved = (*moved, address)
                address = urljoin(address, target)
        raise _NoAnswerError(M("Der Server leitet immer weiter."))


def _content(answer: IO[bytes], most: int) -> bytes:
    """At most so many bytes, unpacked."""
    packed = getattr(answer, "headers", {}).get("Content-Encoding", "").lower() == "gzip"
    if not packed:
        return answer.read(most)
    with gzip.GzipFile(fileobj=io.BytesIO(answer.read(most))) as unpacked:
        try:
            return unpacked.read(most)
        except EOFError as reason:
            raise OSError(str(reason)) from reason


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() else None


def told(reason: Exception) -> Message:
    """Why a server could not be asked, as a sentence."""
    cause = reason.reason if isinstance(reason, urllib.error.URLError) else reason
    if isinstance(cause, TimeoutError):
        return M("Der Server antwortet nicht.")
    if isinstance(cause, socket.gaierror):
        return M("Diesen Server gibt es nicht, oder es besteht keine Verbindung zum Internet.")
    if isinstance(cause, ConnectionError):
        return M("Der Server nimmt keine Verbindung an.")
    return M("Die Antwort des Servers ist nicht lesbar.")
