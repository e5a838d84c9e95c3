"""The files behind a feed: each rule has a file that breaks it; the same files whole give nothing."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

import pytest
from tests.audit.lint.feeds import ADDRESS, FULL, NOW, SRI, varied
from tests.audit.lint.test_rules import without
from tests.fakes import WORDS, png

from kammerton.audit.lint import files as files_module
from kammerton.audit.lint.files import BehindFeed, FileFacts
from kammerton.audit.lint.linter import lint_feed, lint_page
from kammerton.audit.lint.pages import FeedPage
from kammerton.audit.lint.pictures import measures_of
from kammerton.domain.diagnostic import M, Message

SITE = "https://probe.example/"
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x05\xdc\x05\xdc\x03" + bytes(20)
CHAPTERS = {"version": "1.2.0", "chapters": [{"startTime": 0, "title": "Anfang"}, {"startTime": 20.5, "title": "Mitte"}]}
AUDIO = bytes(480_000)
FEED = FULL.replace(SRI, "sha384-" + base64.b64encode(hashlib.sha384(AUDIO).digest()).decode())
BEHIND: dict[str, bytes] = {
    "podcast/": b"<html>", "podcast/001/": b"<html>", "podcast/002/": b"<html>", "mira/": b"<html>", "mira.jpg": JPEG, "podcast/cover.png": png(1500, 1500),
    "podcast/002.jpg": JPEG, "podcast/002.mp3": AUDIO, "podcast/001.m4a": bytes(1234), "trailer.mp3": bytes(12), "live.mp3": b"1",
    "podcast/002.vtt": b"WEBVTT\n\n00:00.000 --> 00:02.000\nHallo\n", "podcast/002.srt": b"1\n00:00:00,000 --> 00:00:02,000\nHallo\n",
    "podcast/002.html": b"<p>Hallo</p>", "podcast/002.json": json.dumps(CHAPTERS).encode(),
}  # fmt: skip


class FakeFiles:
    """Files by path; ``served`` changes what a server tells of one of them."""

    is_local = True

    def __init__(self, files: Mapping[str, bytes], served: Mapping[str, FileFacts] | None = None) -> None:
        self.files, self.served = {SITE + path: content for path, content in files.items()}, served or {}
        self.summed: list[str] = []

    def facts(self, address: str) -> FileFacts | Message | None:
        if not address.startswith(SITE):
            return None
        if address not in self.files:
            return M("Die Datei gibt es nicht.")
        return replace(self.served.get(address.removeprefix(SITE), FileFacts(0)), size=len(self.files[address]))

    def read(self, address: str, most: int) -> bytes | None:  # noqa: ARG002
        return self.files.get(address)

    def digest(self, address: str, method: str) -> str | None:
        self.summed.append(address)
        return base64.b64encode(hashlib.new(method, self.files[address]).digest()).decode()


def findings(files: Mapping[str, bytes] = BEHIND, served: Mapping[str, FileFacts] | None = None, feed: str = FEED) -> list[str]:
    """The codes the linter finds with these files behind the feed."""
    behind = BehindFeed(FakeFiles(files, served), deep=True)
    return [d.code for d in lint_feed(FeedPage("x.xml", feed.encode(), ADDRESS), None, behind, NOW)]


def changed(path: str, content: bytes | None) -> dict[str, bytes]:
    """The files with one of them changed, or gone."""
    return {name: found for name, found in {**BEHIND, path: content}.items() if found is not None}


def chapters(**of: object) -> bytes:
    """A chapter file with other values."""
    return json.dumps({**CHAPTERS, **of}).encode()


BROKEN = {
    "no recording": (changed("podcast/001.m4a", None), ["L801"]),
    "no trailer": (changed("trailer.mp3", None), ["L801"]),
    "another size": (changed("podcast/001.m4a", b"kurz"), ["L802"]),
    "no cover": (changed("podcast/cover.png", None), ["L803"]),
    "a small cover": (changed("podcast/cover.png", png(1399, 1399)), ["L804"]),
    "a cover too large": (changed("podcast/cover.png", png(3001, 3001)), ["L804"]),
    "a cover that is not square": (changed("podcast/cover.png", png(1500, 1600)), ["L804"]),
    "a webp named png": (changed("podcast/cover.png", b"RIFF\0\0\0\0WEBPVP8 "), ["L805"]),
    "a jpeg named png": (changed("podcast/cover.png", JPEG), ["L805"]),
    "a cover cut off": (changed("podcast/002.jpg", JPEG[:12]), ["L805"]),
    "an empty cover": (changed("podcast/002.jpg", b""), ["L805"]),
    "no transcript": (changed("podcast/002.vtt", None), ["L806"]),
    "no chapters": (changed("podcast/002.json", None), ["L806"]),
    "vtt without its first line": (changed("podcast/002.vtt", b"00:00.000 --> 00:02.000\nHallo\n"), ["L807"]),
    "vtt without times": (changed("podcast/002.vtt", b"WEBVTT\n\nHallo\n"), ["L807"]),
    "srt that is a page": (changed("podcast/002.srt", b"<html>"), ["L807"]),
    "transcript in latin-1": (changed("podcast/002.html", "<p>Öl</p>".encode("latin-1")), ["L807"]),
    "an empty transcript": (changed("podcast/002.html", b" "), ["L807"]),
    "chapters that are no json": (changed("podcast/002.json", b"<html>"), ["L808"]),
    "chapters without version": (changed("podcast/002.json", b'{"chapters": []}'), ["L808"]),
    "chapters of the future": (changed("podcast/002.json", chapters(version="7")), ["L808"]),
    "chapters without times": (changed("podcast/002.json", chapters(chapters=[{"title": "x"}])), ["L808"]),
    "chapters that descend": (changed("podcast/002.json", chapters(chapters=[{"startTime": 5}, {"startTime": 1}])), ["L808"]),
    "another recording": (changed("podcast/002.mp3", b"1" * 480_000), ["L810"]),
    "cover in grey": (changed("podcast/cover.png", png(1500, 1500, 0)), ["L816"]),
    "cover in CMYK": (changed("podcast/002.jpg", JPEG.replace(b"\x05\xdc\x03", b"\x05\xdc\x04")), ["L816"]),
    "a dead page": (changed("podcast/001/", None), ["L818"]),
}  # fmt: skip
SERVED = {
    "the whole file only": ("podcast/001.m4a", FileFacts(0, ranges=False), ["L811"]),
    "recording as another type": ("podcast/001.m4a", FileFacts(0, "application/octet-stream"), ["L812"]),
    "transcript as text": ("podcast/002.vtt", FileFacts(0, "text/plain; charset=utf-8"), ["L812"]),
    "no HEAD": ("podcast/001.m4a", FileFacts(0, head=False), ["L813"]),
    "no CORS": ("podcast/002.json", FileFacts(0, cors=False), ["L814"]),
}  # fmt: skip


def test_whole_files_give_nothing() -> None:
    """Everything is there, as large as stated, and of its kind."""
    assert findings() == []


@pytest.mark.parametrize("name", BROKEN)
def test_broken_files(name: str) -> None:
    """What is wrong with a file is told; a recording named three times is compared wherever it is named."""
    files, expected = BROKEN[name]

    assert sorted(set(findings(files))) == expected


@pytest.mark.parametrize("name", SERVED)
def test_what_servers_do(name: str) -> None:
    """What a server cannot do is told, once for each file."""
    path, facts, expected = SERVED[name]

    assert findings(served={path: facts}) == expected


def test_every_rule_about_files_has_a_case() -> None:
    """No rule about files is without a file that breaks it."""
    assert {rule.code for rule in files_module.RULES} == {code for _, codes in BROKEN.values() for code in codes} | {
        c for *_, cs in SERVED.values() for c in cs
    }


def test_sums_are_computed_only_on_request() -> None:
    """Publishing compares sizes; check sums of recordings cost time and are for the command."""
    files = FakeFiles(BEHIND)
    found = list(lint_feed(FeedPage("x.xml", FULL.encode(), ADDRESS), None, BehindFeed(files), NOW))

    assert (found, files.summed) == ([], [])


def test_files_elsewhere_are_not_looked_for() -> None:
    """What lies on a server nobody asks is taken as stated."""
    assert findings(feed=varied('url="https://probe.example/podcast/001.m4a"', 'url="https://audio.example/001.m4a"', FEED)) == []


@pytest.mark.parametrize(
    ("content", "expected"),
    [(png(3, 2), (3, 2, 3)), (png(3, 2, 0), (3, 2, 1)), (JPEG, (1500, 1500, 3)), (JPEG[:10], None), (b"\xff\xd8\xff" + bytes(40), None), (b"", None)],
)
def test_measures(content: bytes, expected: tuple[int, int, int] | None) -> None:
    """Width, height and colours are read from the first bytes."""
    assert measures_of(content) == expected


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (FeedPage("x", FULL.encode(), ADDRESS, "text/html; charset=utf-8"), "L819"),
        (FeedPage("x", FULL.encode(), ADDRESS, "application/rss+xml", ("https://alt.example/feed",)), "L820"),
    ],
    ids=["as a web page", "after a redirect"],
)
def test_how_the_feed_itself_is_served(page: FeedPage, code: str) -> None:
    """A wrong type and a redirect are told as hints."""
    _, found = lint_page(page, NOW)

    assert [d.code for d in found] == [code]
    assert WORDS.text(found[0].what)


# --- pages ------------------------------------------------------------------------------------------------------

TWO = "https://probe.example/podcast/feed-2.xml"


def second(feed: str = FULL) -> str:
    """A second page: one older item, no further page."""
    page = without("    <item>", "    </item>\n", feed)
    page = page.replace('<atom:link rel="next" href="https://probe.example/podcast/feed-2.xml"/>', f'<atom:link rel="previous" href="{ADDRESS}"/>')
    page = page.replace(f'type="application/rss+xml" href="{ADDRESS}"', f'type="application/rss+xml" href="{TWO}"')
    return page.replace(">eins</guid>", ">null</guid>").replace("01 Mar 2026 06:00:00 GMT", "01 Feb 2026 06:00:00 GMT")


def across(*pages: str) -> list[tuple[str, str]]:
    """Name of page and code of everything found over the pages; the first is the feed."""
    known = {address: FeedPage(address.rpartition("/")[2], page.encode(), address) for address, page in zip((ADDRESS, TWO), pages, strict=False)}
    found = lint_feed(known[ADDRESS], lambda address: known.get(address) or M("Die Datei gibt es nicht."), None, NOW)
    return [(d.place.file, d.code) for d in found]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (second(), []),
        (second().replace("<title>Am Anfang", "<title>"), [("feed-2.xml", "L014")]),
        (second().replace('rel="previous"', 'rel="next"'), [("feed-2.xml", "L711")]),
        (second().replace(">null</guid>", ">eins</guid>"), [("feed-2.xml", "L712")]),
        (second().replace("Sun, 01 Feb 2026", "Fri, 01 May 2026"), [("feed-2.xml", "L713")]),
        (second().replace("Probe hört", "Andere"), [("feed-2.xml", "L714")]),
        ("<rss", [("feed-2.xml", "L001")]),
    ],
    ids=["well", "a mistake on it", "a circle", "an item twice", "newer items", "another show", "not well-formed"],
)
def test_a_second_page(page: str, expected: list[tuple[str, str]]) -> None:
    """Every page is judged, and what must hold between pages."""
    assert across(FULL, page) == expected


def test_a_page_that_is_missing() -> None:
    """The link to it is told, with its line."""
    assert across(FULL) == [("feed.xml", "L710")]
