"""Asking the live site: answers as they are, its memory within bounds, and the hub of a feed."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.fakes import WORDS

from kammerton.adapters import live_site
from kammerton.adapters.live_site import ask, live_manifest, tell_hub
from kammerton.deploy.live import Answer
from kammerton.domain.diagnostic import Message

MANIFEST = b'{"fassung": 1}'


class _Handler(BaseHTTPRequestHandler):
    told: list[bytes]

    def do_GET(self) -> None:
        kind = self.path.split("/")[1]
        if kind == "alt":
            self._send(301, b"", Location="/neu/")
        elif kind == "gross":
            self._send(200, b"x" * 2000)
        elif kind == "gestoert":
            self._send(500, b"")
        elif kind == "da":
            self._send(200, MANIFEST)
        else:
            self._send(404, b"")

    do_HEAD = do_GET  # noqa: N815 - the name http.server looks for

    def do_POST(self) -> None:
        type(self).told.append(self.rfile.read(int(self.headers["Content-Length"])))
        self._send(204 if self.path == "/hub" else 400, b"")

    def _send(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """A server on loopback."""
    _Handler.told = []
    running = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=running.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def words(told: object) -> str:
    """A message in words."""
    assert isinstance(told, Message)
    return WORDS.text(told)


def test_answers_are_taken_as_they_are(server: str) -> None:
    """Redirects are not followed, errors are answers; what cannot be asked has a sentence."""
    moved, broken = ask(f"{server}/alt/", "HEAD", {}), ask(f"{server}/gestoert", "GET", {})

    assert isinstance(moved, Answer)
    assert isinstance(broken, Answer)
    assert (moved.status, moved.headers["location"], broken.status) == (301, "/neu/", 500)
    assert words(ask("http://127.0.0.1:1/", "HEAD", {})) == "Der Server nimmt keine Verbindung an."
    assert words(ask("file:///etc/passwd", "GET", {})) == "Die Antwort des Servers ist nicht lesbar."


def test_the_memory_of_the_live_site(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest as it is; nothing where there is none; a sentence where the server is broken, leads elsewhere or sends too much."""
    assert live_manifest(f"{server}/da") == MANIFEST
    assert live_manifest(f"{server}/nichts") is None
    assert words(live_manifest(f"{server}/gestoert")) == "Der Server antwortet mit 500."
    assert words(live_manifest(f"{server}/alt")) == "Der Server antwortet mit 301."
    monkeypatch.setattr(live_site, "_MOST", 1000)
    assert words(live_manifest(f"{server}/gross")) == "Die Antwort des Servers ist nicht lesbar."


def test_a_server_that_dribbles_is_not_waited_for(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However slowly a server sends, there is an end."""
    monkeypatch.setattr(live_site, "_SECONDS", -1)

    class _Slow:
        def read1(self, _most: int) -> bytes:
            return b"x"

    with pytest.raises(TimeoutError):
        live_site._bounded(_Slow())


def test_a_hub_is_told(server: str) -> None:
    """The hub gets the feed's address in the form hubs take; a refusal has a sentence."""
    assert tell_hub(f"{server}/hub", "https://probe.example/podcast/feed.xml") is None
    assert _Handler.told == [b"hub.mode=publish&hub.url=https%3A%2F%2Fprobe.example%2Fpodcast%2Ffeed.xml"]
    assert words(tell_hub(f"{server}/anderes", "https://probe.example/")) == "Der Server antwortet mit 400."
