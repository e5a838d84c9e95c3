"""Real Apache, nginx and Caddy with the server files of the built example region, at the root of a host and in a folder of it."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.e2e.conftest import copy_project, kammerton
from tests.e2e.servers import SERVERS, Served, serving

from kammerton.deploy.server.site import ServedSite
from kammerton.deploy.server.table import CACHE_CONTROL, SECURITY
from kammerton.domain.policy import framed_policy, header_policy

pytestmark = pytest.mark.e2e
ADDRESS = "https://ausbildung.sonnental.example"
BASES = {"root": "", "folder": "/mein-tal"}
EPISODE = "podcast/001-eine-orgel-ist-fuenf-berufe/001-eine-orgel-ist-fuenf-berufe"
# Old paths with everything that has a meaning in an address, a regular expression or a configuration.
REDIRECTS = {
    "podcast/alte-folge/": "podcast/001-eine-orgel-ist-fuenf-berufe/",
    "podcast/alt.mp3": "https://audio.example/neu%20er.mp3?x=1&y=$2#t=3",
    "alt/größe & 100%.pdf": "betriebe/über uns/",
    'alt/a+b(c)$1"{d}[e].html': "wissen/",
    "/foerderung/archiv/": "/foerderung/",  # as deploy writes them, and of a page that is still there
}
MOVED = {
    "podcast/alte-folge/": "/podcast/001-eine-orgel-ist-fuenf-berufe/",
    "podcast/alte-folge": "/podcast/001-eine-orgel-ist-fuenf-berufe/",
    "podcast/alt.mp3": "https://audio.example/neu%20er.mp3?x=1&y=$2#t=3",
    "alt/gr%C3%B6%C3%9Fe%20&%20100%25.pdf": "/betriebe/%C3%BCber%20uns/",
    "alt/a+b(c)$1%22%7Bd%7D%5Be%5D.html": "/wissen/",
    "foerderung/archiv/": "/foerderung/",
}
# A page with everything below it, and a file.
GONE = ("geschichten/mira-und-ihr-weg/", "podcast/weg.mp3", "betriebe/größe & 100%/")
# Path, media type, how long it keeps, whether other sites may read it, whether it carries the Content-Security-Policy.
ANSWERS = [
    ("", "text/html; charset=utf-8", "page", False, True),
    ("betriebe/", "text/html; charset=utf-8", "page", False, True),
    ("podcast/feed.xml", "application/xml; charset=utf-8", "feed", True, True),
    ("neues/atom.xml", "application/atom+xml; charset=utf-8", "feed", True, True),
    ("neues/feed.json", "application/feed+json", "feed", True, False),
    (f"{EPISODE}.vtt", "text/vtt; charset=utf-8", "feed", True, False),
    (f"{EPISODE}.srt", "application/x-subrip; charset=utf-8", "feed", True, False),
    (f"{EPISODE}.txt", "text/plain; charset=utf-8", "feed", True, False),
    (f"{EPISODE}.json", "application/json+chapters", "feed", True, False),
    (f"{EPISODE}.abschrift.json", "application/json", "feed", True, False),
    (f"{EPISODE}.mp3", "audio/mpeg", "media", True, False),
    ("termine/kalender.ics", "text/calendar; charset=utf-8", "feed", True, False),
    ("theme/css/site.css", "text/css; charset=utf-8", "asset", False, False),
    ("theme/js/subscribe.js", "text/javascript; charset=utf-8", "asset", False, False),
    ("theme/icon.svg", "image/svg+xml", "asset", False, True),
    ("podcast/cover.png", "image/png", "asset", True, False),
    ("probe/ton.m4a", "audio/x-m4a", "media", True, False),
    ("probe/ton.opus", "audio/ogg", "media", True, False),
    ("probe/app.webmanifest", "application/manifest+json", "asset", False, False),
    ("probe/schrift.woff2", "font/woff2", "asset", False, False),
    ("probe/blatt.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "feed", False, False),
    ("bilder/probe-1-400.avif", "image/avif", "forever", False, False),
    ("bilder/probe-1-400.jpg", "image/jpeg", "forever", True, False),
    ("probe/unbekannt", None, None, False, False),
]


@pytest.fixture(scope="module", params=BASES.values(), ids=BASES.keys())
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The example region, published for an address with and without a folder, and a few files of kinds it does not have."""
    project = copy_project(tmp_path_factory.mktemp("server") / "projekt")
    settings = project / "pelicanconf.py"
    settings.write_text(settings.read_text(encoding="utf-8").replace(f'"{ADDRESS}"', f'"{ADDRESS}{request.param}"'), encoding="utf-8")
    result = kammerton(project, "publish")
    assert result.returncode == 0, result.stdout
    site = (project / "output").resolve()
    for path, *_ in ANSWERS:
        if path.startswith(("probe/", "bilder/probe")):
            (site / path).parent.mkdir(exist_ok=True)
            (site / path).write_bytes(b"Probe" * 400)
    return site, request.param


@pytest.fixture(scope="module", params=SERVERS)
def served(request: pytest.FixtureRequest, built: tuple[Path, str]) -> Iterator[Served]:
    """Each server with the files made for it."""
    site, base = built
    with serving(request.param, site, ServedSite(ADDRESS + base, header_policy([]), REDIRECTS, GONE)) as running:
        yield running


def test_every_kind_is_sent_as_the_table_says(served: Served) -> None:
    """Media type, caching, CORS, security headers and policy, with GET and with HEAD."""
    for path, type_, cache, shared, active in ANSWERS:
        status, headers, body = served.ask(path)
        found = {
            "status": status,
            "type": headers.get("content-type"),
            "cache": headers.get("cache-control"),
            "cors": headers.get("access-control-allow-origin"),
            "policy": headers.get("content-security-policy"),
            "security": {name: headers.get(name.lower()) for name in SECURITY},
        }
        wanted_type = type_ or found["type"]
        assert found == {
            "status": 200, "type": wanted_type, "cache": CACHE_CONTROL[cache] if cache else None, "cors": "*" if shared else None,
            "policy": header_policy([]) if active else None, "security": SECURITY,
        }, path  # fmt: skip
        status, again, nothing = served.ask(path, "HEAD")
        assert (status, nothing, again.get("content-type"), again.get("content-length")) == (200, b"", headers.get("content-type"), str(len(body))), path


def test_players_alone_may_stand_in_frames(served: Served) -> None:
    """Other sites may show the player of an episode in a frame, and no other page."""
    for path in ("", "podcast/001-eine-orgel-ist-fuenf-berufe/", "podcast/einbetten"):
        assert "frame-ancestors *" not in served.ask(path)[1].get("content-security-policy", "")
    status, headers, _ = served.ask("podcast/001-eine-orgel-ist-fuenf-berufe/einbetten/")

    assert (status, headers["content-security-policy"]) == (200, framed_policy(header_policy([])))


def test_recordings_are_sent_in_parts(served: Served, built: tuple[Path, str]) -> None:
    """The first, middle and last bytes of a recording, and 416 for what lies behind its end."""
    content = (built[0] / f"{EPISODE}.mp3").read_bytes()
    for wanted, first, last in (("bytes=0-99", 0, 99), ("bytes=1000-1999", 1000, 1999), ("bytes=-50", len(content) - 50, len(content) - 1)):
        status, headers, body = served.ask(f"{EPISODE}.mp3", Range=wanted)
        assert (status, headers["content-range"]) == (206, f"bytes {first}-{last}/{len(content)}")
        assert body == content[first : last + 1]
    status, headers, body = served.ask(f"{EPISODE}.mp3")
    assert (status, headers["accept-ranges"], body == content) == (200, "bytes", True)
    assert served.ask(f"{EPISODE}.mp3", Range=f"bytes={len(content) + 1}-")[0] == 416


def test_texts_are_packed_and_recordings_are_not(served: Served, built: tuple[Path, str]) -> None:
    """Pages, feeds, transcripts and styles come smaller and unpack to the file; audio and pictures come as they are."""
    for path in (
        "index.html",
        "podcast/feed.xml",
        "neues/atom.xml",
        f"{EPISODE}.vtt",
        f"{EPISODE}.abschrift.json",
        "theme/css/site.css",
        "termine/kalender.ics",
    ):
        status, headers, body = served.ask(path, Accept_Encoding="gzip")
        assert (status, headers.get("content-encoding"), headers.get("vary", "").lower()) == (200, "gzip", "accept-encoding"), path
        assert gzip.decompress(body) == (built[0] / path).read_bytes(), path
        assert len(body) < (built[0] / path).stat().st_size
    for path in (f"{EPISODE}.mp3", "podcast/cover.png", "bilder/probe-1-400.avif", "probe/schrift.woff2"):
        assert "content-encoding" not in served.ask(path, Accept_Encoding="gzip")[1], path


@pytest.mark.parametrize("packed", [{}, {"Accept_Encoding": "gzip"}], ids=["plain", "gzip"])
def test_what_has_not_changed_is_not_sent_again(served: Served, packed: dict[str, str]) -> None:
    """An app that asks with the validators of its last answer gets 304 and no body."""
    for path in ("podcast/feed.xml", "betriebe/", f"{EPISODE}.vtt", f"{EPISODE}.mp3"):
        _, headers, _ = served.ask(path, **packed)
        by_tag = served.ask(path, If_None_Match=headers["etag"], **packed)
        by_day = served.ask(path, If_Modified_Since=headers["last-modified"], **packed)
        assert (by_tag[0], by_tag[2], by_day[0], by_day[2]) == (304, b"", 304, b""), path
        assert served.ask(path, If_None_Match='"anders"', **packed)[0] == 200, path


def test_wrong_addresses_get_the_own_page(served: Served, built: tuple[Path, str]) -> None:
    """404 with the site's page as HTML, whatever the ending, not kept and under the policy; files for servers are hidden."""
    page = (built[0] / "404.html").read_bytes()
    for path in ("gibt/es/nicht/", "gibt-es-nicht.mp3", "bilder/gibt-es-nicht.avif", "podcast/gibt-es-nicht.vtt", "_headers", "_redirects"):
        status, headers, body = served.ask(path)
        assert (status, headers["content-type"], body) == (404, "text/html; charset=utf-8", page), path
        assert headers.get("cache-control") == CACHE_CONTROL["page"], path
        assert (headers.get("content-security-policy"), headers.get("access-control-allow-origin")) == (header_policy([]), None), path
        assert {name: headers.get(name.lower()) for name in SECURITY} == SECURITY, path
    assert served.ask(".htaccess")[0] in (403, 404)


def test_what_is_gone_says_so(served: Served, built: tuple[Path, str]) -> None:
    """410 with the site's page for it, not kept, for a withdrawn page, all below it, and files; neighbours are untouched."""
    page = (built[0] / "410.html").read_bytes()
    gone = ("geschichten/mira-und-ihr-weg/", "geschichten/mira-und-ihr-weg", "geschichten/mira-und-ihr-weg/bild.avif", "podcast/weg.mp3")
    for path in (*gone, "betriebe/gr%C3%B6%C3%9Fe%20&%20100%25/"):
        status, headers, body = served.ask(path)
        assert (status, headers["content-type"], body) == (410, "text/html; charset=utf-8", page), path
        assert headers.get("cache-control") == CACHE_CONTROL["page"], path
        assert (headers.get("content-security-policy"), headers.get("access-control-allow-origin")) == (header_policy([]), None), path
        assert served.ask(path, "HEAD")[0] == 410, path
    for other in ("geschichten/mira-und-ihr-weg-2/", "podcast/weg.mp3x", "podcast/xweg.mp3"):
        assert served.ask(other)[0] == 404, other


def test_old_addresses_lead_to_new_ones(served: Served) -> None:
    """Each redirect is permanent and complete, whatever characters it has; what lies beneath an old path is not caught."""
    for old, new in MOVED.items():
        status, headers, _ = served.ask(old)
        # nginx cannot write a dollar sign and quotes it, which is the same address (RFC 3986, 2.4)
        assert (status, headers["location"].replace("%24", "$")) == (301, new if ":" in new else f"{ADDRESS}{served.base}{new}"), old
    for untouched in ("podcast/alte-folge/mehr", "podcast/xalt.mp3", "podcast/alt.mp3x", "podcast/altxmp3"):
        assert served.ask(untouched)[0] == 404, untouched


def test_folders_get_their_slash(served: Served) -> None:
    """The address of a page without its slash leads to the page, under the same host and folder."""
    status, headers, _ = served.ask("betriebe")
    assert status in (301, 308)
    assert headers["location"].removeprefix(f"http://127.0.0.1:{served.port}") == f"{served.base}/betriebe/"
    if served.base:
        status, headers, _ = served.ask_host(served.base)
        assert status in (301, 308)
        assert headers["location"].endswith(f"{served.base}/")


def test_folders_without_a_page_list_nothing(served: Served) -> None:
    """Nobody sees which files a folder holds."""
    status, _, body = served.ask("theme/css/")
    assert status in (403, 404)
    assert b"feed.css" not in body
