"""Feeds fetched from a real server on this machine, and what is said when it does not do what it should."""

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from tests.audit.lint.feeds import FULL
from tests.fakes import WORDS

from kammerton.adapters import feed_web
from kammerton.adapters.feed_sources import open_feed
from kammerton.adapters.feed_web import Web, told
from kammerton.audit.lint.files import FileFacts
from kammerton.audit.lint.pages import FeedPage
from kammerton.domain.diagnostic import Message, SetupError

AUDIO = bytes(range(200))
PACKED = {"Content-Encoding": "gzip"}
ANSWERS = {
    "/alt.xml": (301, b"", {"Location": "/feed.xml"}),
    "/kreis.xml": (302, b"", {"Location": "/kreis.xml"}),
    "/datei.xml": (302, b"", {"Location": "file:///etc/passwd"}),
    "/feed.xml": (200, gzip.compress(FULL.encode()), {"Content-Type": "application/rss+xml", **PACKED}),
    "/podcast/feed.xml": (200, FULL.encode(), {"Content-Type": "application/rss+xml"}),
    "/bombe.xml": (200, gzip.compress(bytes(5_000_000)), PACKED),
    "/kaputt.xml": (200, gzip.compress(FULL.encode())[:200], PACKED),
    **{path: (200, AUDIO, {"Content-Type": "audio/mpeg"}) for path in ("/gut.mp3", "/ganz.mp3", "/ohne-head.mp3")},
}


class Handler(BaseHTTPRequestHandler):
    """Answers by path, as good and bad servers do."""

    def log_message(self, *_args: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        """As GET, but for the server that does not know HEAD."""
        if self.path == "/ohne-head.mp3":
            self.send_error(405)
        else:
            self.do_GET()

    def do_GET(self) -> None:
        """One answer a path."""
        if self.path == "/gut.mp3" and "Range" in self.headers:
            self.answer(206, AUDIO[:2], {"Content-Range": f"bytes 0-1/{len(AUDIO)}", "Content-Type": "audio/mpeg", "Access-Control-Allow-Origin": "*"})
        elif self.path in ANSWERS:
            self.answer(*ANSWERS[self.path])
        else:
            self.send_error(404)

    def answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        """Send it."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@pytest.fixture
def server() -> Iterator[str]:
    """The address of a running server."""
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=running.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


def test_a_feed_is_fetched_and_unpacked(server: str) -> None:
    """Its address, bytes and type are known; nothing was moved."""
    assert Web().fetch(f"{server}/feed.xml") == FeedPage(f"{server}/feed.xml", FULL.encode(), f"{server}/feed.xml", "application/rss+xml")


def test_redirects_are_followed_and_remembered(server: str) -> None:
    """The old address is kept to be shown, the new one is the feed's."""
    page = Web().fetch(f"{server}/alt.xml")

    assert isinstance(page, FeedPage)
    assert (page.address, page.moved, page.content) == (f"{server}/feed.xml", (f"{server}/alt.xml",), FULL.encode())


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/weg.xml", "Der Server antwortet mit 404."),
        ("/kreis.xml", "Der Server leitet immer weiter."),
        ("/datei.xml", "Die Adresse „file:///etc/passwd“ beginnt nicht mit http:// oder https://."),
        ("/kaputt.xml", "Die Antwort des Servers ist nicht lesbar."),
    ],
)
def test_what_cannot_be_fetched(server: str, path: str, reason: str) -> None:
    """A missing page, a circle of redirects, one to a file, and a torn answer are told in words."""
    answer = Web().fetch(server + path)

    assert isinstance(answer, Message)
    assert WORDS.text(answer) == reason


def test_no_more_than_the_limit_is_unpacked(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small answer that unpacks to millions of bytes is cut off where it is refused."""
    monkeypatch.setattr(feed_web, "LARGEST", 1000)
    page = Web().fetch(f"{server}/bombe.xml")

    assert isinstance(page, FeedPage)
    assert len(page.content) == 1001


@pytest.mark.parametrize(
    ("path", "facts"),
    [
        ("/gut.mp3", FileFacts(200, "audio/mpeg")),
        ("/ganz.mp3", FileFacts(200, "audio/mpeg", ranges=False, cors=False)),
        ("/ohne-head.mp3", FileFacts(200, "audio/mpeg", ranges=False, head=False, cors=False)),
    ],
)
def test_what_a_server_tells_of_a_file(server: str, path: str, facts: FileFacts) -> None:
    """Size and type, and whether it knows ranges, HEAD and CORS."""
    assert Web().facts(server + path) == facts


def test_a_public_host_that_is_served_here(server: str) -> None:
    """What a feed calls by its public address is looked for on this machine, where the feed itself came from this machine."""
    web = open_feed(f"{server}/podcast/feed.xml", Path("gibt-es-nicht")).files

    assert web.facts("https://probe.example/gut.mp3") == FileFacts(200, "audio/mpeg")
    assert isinstance(web.facts("https://probe.example/weg.mp3"), Message)


def test_files_of_others(server: str) -> None:
    """A missing file is told, other schemes are not looked for, and a file above the limit is not read."""
    web = Web()

    assert isinstance(web.facts(f"{server}/weg.mp3"), Message)
    assert web.facts("ipfs://abc") is None
    assert (web.read(f"{server}/gut.mp3", 200), web.read(f"{server}/gut.mp3", 199), web.read(f"{server}/weg.mp3", 9)) == (AUDIO, None, None)
    assert web.digest(f"{server}/gut.mp3", "sha384") is None


@pytest.mark.parametrize("reason", [TimeoutError(), ConnectionRefusedError(), ValueError("x"), OSError("x")])
def test_failures_have_words(reason: Exception) -> None:
    """Whatever goes wrong is a sentence."""
    assert WORDS.text(told(reason)).endswith(".")


@pytest.mark.parametrize("where", ["gibt-es-nicht.xml", "http://127.0.0.1:9/feed.xml", "https://"])
def test_nothing_to_judge_is_a_set_up_error(where: str, tmp_path: Path) -> None:
    """A missing file, a server that is not there, and half an address."""
    with pytest.raises(SetupError):
        open_feed(where, tmp_path)


def test_a_feed_of_the_built_site_is_recognised(tmp_path: Path) -> None:
    """By its path and its own address; the site's files are looked at on the disk. Any other file is a feed of others."""
    site = tmp_path / "output"
    for path in ("podcast/feed.xml", "podcast/kopie.xml"):
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_text(FULL, encoding="utf-8")
    own, copy = (open_feed(str(site / path), site) for path in ("podcast/feed.xml", "podcast/kopie.xml"))

    assert (own.files.is_local, own.first.name, own.first.address) == (True, "output/podcast/feed.xml", "https://probe.example/podcast/feed.xml")
    assert (copy.files.is_local, copy.first.name, copy.first.address) == (False, str(site / "podcast/kopie.xml"), None)
    assert own.files.facts("https://probe.example/podcast/kopie.xml") == FileFacts(len(FULL.encode()))
    assert isinstance(own.files.facts("https://probe.example/weg.mp3"), Message)
    assert own.files.facts("https://anderswo.example/weg.mp3") is None
