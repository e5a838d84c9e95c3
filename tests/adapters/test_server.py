"""The web server for looking at the site, asked over a real connection."""

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from kammerton.adapters.server import make_server

AUDIO = bytes(range(100))
Ask = Callable[..., tuple[int, dict[str, str], bytes]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site, with a secret beside it."""
    site = tmp_path / "site"
    for path, content in {
        "index.html": b"Start", "404.html": b"Gibt es nicht", "betriebe/index.html": b"Betriebe", "podcast/001.mp3": AUDIO, "podcast/feed.xml": b"<rss/>",
        "leer.txt": b"", "../geheim.txt": b"geheim",
    }.items():  # fmt: skip
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    return site


@contextmanager
def served(folder: Path, base: str = "") -> Iterator[Ask]:
    """A function that asks a running server: path, method and headers to status, headers and body."""
    server = make_server(folder, base, 0)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=5)

    def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()

    try:
        yield ask
    finally:
        connection.close()
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("path", "body"),
    [("/", b"Start"), ("/betriebe/", b"Betriebe"), ("/betriebe/index.html", b"Betriebe"), ("/?utm=x", b"Start"), ("/b%65triebe/", b"Betriebe")],
)
def test_pages(folder: Path, path: str, body: bytes) -> None:
    """A page is answered with its file, whatever follows the question mark."""
    with served(folder) as ask:
        status, headers, found = ask(path)

    assert (status, body) == (200, found)
    assert (headers["content-length"], headers["cache-control"]) == (str(len(body)), "no-cache")


@pytest.mark.parametrize("path", ["/", "/podcast/001.mp3", "/gibt-es-nicht/", "/betriebe"])
def test_head_answers_like_get_without_body(folder: Path, path: str) -> None:
    """Podcast directories ask for the head of recordings and covers."""
    with served(folder) as ask:
        status, headers, body = ask(path, "HEAD")
        like = ask(path)

    assert body == b""
    assert like[0] == status
    assert {name: like[1][name] for name in like[1] if name != "date"} == {name: headers[name] for name in headers if name != "date"}


def test_the_own_page_for_wrong_addresses(folder: Path) -> None:
    """A wrong address is answered with 404 and the site's own page."""
    with served(folder) as ask:
        status, headers, body = ask("/gibt-es-nicht/")

    assert (status, body) == (404, b"Gibt es nicht")
    assert headers["content-type"] == "text/html; charset=utf-8"


def test_without_that_page(folder: Path) -> None:
    """A site that has no such page is answered with a plain 404."""
    (folder / "404.html").unlink()
    with served(folder) as ask:
        assert ask("/gibt-es-nicht/")[0] == 404


@pytest.mark.parametrize(
    ("wanted", "status", "told", "body"),
    [
        ("bytes=0-9", 206, "bytes 0-9/100", AUDIO[:10]),
        ("bytes=90-", 206, "bytes 90-99/100", AUDIO[90:]),
        ("bytes=-5", 206, "bytes 95-99/100", AUDIO[95:]),
        ("bytes=-500", 206, "bytes 0-99/100", AUDIO),
        ("bytes=50-500", 206, "bytes 50-99/100", AUDIO[50:]),
        ("bytes=99-99", 206, "bytes 99-99/100", AUDIO[99:]),
        ("bytes=0-", 206, "bytes 0-99/100", AUDIO),
        ("bytes=100-", 416, "bytes */100", b""),
        ("bytes=500-600", 416, "bytes */100", b""),
        ("bytes=-0", 416, "bytes */100", b""),
        ("bytes=-", 200, None, AUDIO),
        ("bytes=a-b", 200, None, AUDIO),
        ("zeilen=0-9", 200, None, AUDIO),
        ("bytes=0-1,5-6", 200, None, AUDIO),
    ],
)
def test_byte_ranges(folder: Path, wanted: str, status: int, told: str | None, body: bytes) -> None:
    """Players jump in a recording by asking for parts of it (RFC 9110, 14); what is not understood is answered in full."""
    with served(folder) as ask:
        found, headers, content = ask("/podcast/001.mp3", Range=wanted)

    assert (status, told, body) == (found, headers.get("content-range"), content)
    assert (headers["accept-ranges"], headers["content-length"]) == ("bytes", str(len(body)))


def test_a_range_of_an_empty_file(folder: Path) -> None:
    """Of nothing no part can be had."""
    with served(folder) as ask:
        assert ask("/leer.txt", Range="bytes=0-")[0] == 416
        assert ask("/leer.txt")[::2] == (200, b"")


def test_a_folder_without_slash_leads_to_the_page(folder: Path) -> None:
    """The address of a page without its last slash redirects for good."""
    with served(folder) as ask:
        status, headers, body = ask("/betriebe")

    assert (status, headers["location"], body) == (301, "/betriebe/", b"")


@pytest.mark.parametrize(
    "path",
    [
        "/../geheim.txt",
        "/%2e%2e/geheim.txt",
        "/..%2fgeheim.txt",
        "/betriebe/../../geheim.txt",
        "/%2Fetc/passwd",
        "//etc/passwd",
        "/verweis.txt",
        "/..\\geheim.txt",
    ],
)
def test_nothing_outside_the_folder(folder: Path, path: str) -> None:
    """Neither dots, nor complete paths, nor links lead out of the site."""
    (folder / "verweis.txt").symlink_to(folder.parent / "geheim.txt")
    with served(folder) as ask:
        status, _, body = ask(path)

    assert (status, body) == (404, b"Gibt es nicht")


@pytest.mark.parametrize("path", ["/%00", "/" + "a" * 300 + "/", "/index.html/", "/%ff/"], ids=["null", "too long", "file as folder", "no text"])
def test_odd_addresses_are_answered(folder: Path, path: str) -> None:
    """An address no file can have gets the page for wrong addresses, not a broken connection."""
    with served(folder) as ask:
        assert ask(path)[0] == 404


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("a.html", "text/html; charset=utf-8"), ("a.css", "text/css; charset=utf-8"), ("a.js", "text/javascript; charset=utf-8"), ("a.svg", "image/svg+xml"),
        ("feed.xml", "application/xml; charset=utf-8"), ("a.json", "application/json+chapters"), ("a.vtt", "text/vtt; charset=utf-8"), ("a.mp3", "audio/mpeg"),
        ("a.m4a", "audio/x-m4a"), ("a.ogg", "audio/ogg"), ("a.png", "image/png"), ("a.JPG", "image/jpeg"), ("a.woff2", "font/woff2"),
        ("a.srt", "application/x-subrip; charset=utf-8"), ("a.abschrift.json", "application/json"), ("a.b.json", "application/json+chapters"),
        ("a.ics", "text/calendar; charset=utf-8"), ("atom.xml", "application/atom+xml; charset=utf-8"), ("feed.json", "application/feed+json"),
        ("sitemap.xml", "application/xml; charset=utf-8"), ("a.txt", "text/plain; charset=utf-8"), ("a.xyz", "application/octet-stream"), ("ohne", "application/octet-stream"),
    ],
)  # fmt: skip
def test_types(folder: Path, name: str, mime: str) -> None:
    """Each ending has the type programs expect, whatever the machine's own tables say."""
    (folder / name).write_bytes(b"x")
    with served(folder) as ask:
        assert mime == ask(f"/{name}")[1]["content-type"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/region/", 200), ("/region/betriebe/", 200), ("/region/betriebe", 301), ("/", 404), ("/betriebe/", 404), ("/regionbetriebe/", 404), ("/regional/", 404)],
)
@pytest.mark.parametrize("base", ["/region", "/region/"])
def test_a_site_in_a_folder_of_its_host(folder: Path, base: str, path: str, expected: int) -> None:
    """With a path in SITEURL the site answers below it and nowhere else."""
    with served(folder, base) as ask:
        status, headers, _ = ask(path)

    assert expected == status
    assert headers.get("location", "/region/betriebe/") == "/region/betriebe/"


def test_a_new_build_is_seen_at_once(folder: Path, tmp_path: Path) -> None:
    """When the link behind the folder is swapped, the next request gets the new site."""
    (tmp_path / "neu").mkdir()
    (tmp_path / "neu" / "index.html").write_bytes(b"Neu")
    output = tmp_path / "output"
    output.symlink_to(folder)
    with served(output) as ask:
        before = ask("/")[2]
        output.unlink()
        output.symlink_to(tmp_path / "neu")

        assert (before, ask("/")[2]) == (b"Start", b"Neu")


def test_several_requests_on_one_connection(folder: Path) -> None:
    """After a part, a missing page and a head the connection still serves."""
    with served(folder) as ask:
        found = [
            ask("/podcast/001.mp3", Range="bytes=0-1")[0],
            ask("/weg")[0],
            ask("/", "HEAD")[0],
            ask("/podcast/001.mp3", Range="bytes=200-")[0],
            ask("/")[2],
        ]

    assert found == [206, 404, 200, 416, b"Start"]


@pytest.mark.parametrize("name", [".htaccess", "_headers", "_redirects"])
def test_files_for_servers_are_hidden(folder: Path, name: str) -> None:
    """What the site holds for web servers is not for visitors."""
    (folder / name).write_bytes(b"geheim")
    with served(folder) as ask:
        status, _, body = ask(f"/{name}")

    assert (status, body) == (404, b"Gibt es nicht")
