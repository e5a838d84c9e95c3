"""The files for web servers: one table behind all of them, and what hosts make of ``_headers`` and ``_redirects``."""

import re

import pytest
from tests.app.projects import build, library
from tests.sample import FILES, SETTINGS

from kammerton.deploy.server.files import files_beside_site, files_in_site
from kammerton.deploy.server.site import ServedSite
from kammerton.deploy.server.table import CACHE_CONTROL, ENDED, NAMED, SECURITY, kind_of, type_of
from kammerton.domain.addresses import file_of
from kammerton.domain.policy import full_text_policy, header_policy, page_policy, policy_for_all

POLICY = header_policy([])
SITE = ServedSite("https://probe.example", POLICY, {"alt/": "neu/", "alt/größe 1.pdf": "betriebe/", "x.mp3": "https://y.example/x.mp3?a=b"})


def read_headers(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """A ``_headers`` file as hosts read it: a pattern, and its headers indented below; lines with # are comments."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.startswith("/"):
            rules.append((line, []))
        else:
            assert line.startswith("  "), line
            name, _, value = line.strip().partition(": ")
            assert name, line
            assert value, line
            rules[-1][1].append((name.lower(), value))
    return rules


def sent(text: str, path: str) -> dict[str, list[str]]:
    """Every value of every header for a path: all rules that fit count, and the star stands for anything."""
    found: dict[str, list[str]] = {}
    for pattern, headers in read_headers(text):
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            for name, value in headers:
                found.setdefault(name, []).append(value)
    return found


def in_site(site: ServedSite = SITE) -> dict[str, str]:
    """The files that go into the site, as text."""
    return {name: content.decode() for name, content in files_in_site(site).items()}


def test_no_header_is_said_twice() -> None:
    """Hosts join the values of rules that fit at once; for no file of a site two rules say the same header."""
    paths = [*build(library()).files, *build(library()).copies, *(file_of(page.path) for page in build(library()).pages)]
    for path in (*paths, "bilder/a-1-400.avif", "bilder/a-1-400.jpg", "podcast/x/x.m4a", "theme/css/site.css", "theme/js/x.mjs"):
        found = sent(in_site()["_headers"], f"/{path}")

        assert {name for name, values in found.items() if len(values) > 1} == set(), path
        assert {name: found[name.lower()] for name in SECURITY} == {name: [value] for name, value in SECURITY.items()}
        assert found["content-security-policy"] == [policy_for_all(POLICY)]


@pytest.mark.parametrize(
    ("path", "type_", "cache", "shared"),
    [
        ("/podcast/feed.xml", "application/xml; charset=utf-8", "feed", True),
        ("/podcast/x/x.vtt", "text/vtt; charset=utf-8", "feed", True),
        ("/podcast/x/x.srt", "application/x-subrip; charset=utf-8", "feed", True),
        ("/podcast/x/x.json", None, "feed", True),
        ("/podcast/x/x.abschrift.json", None, "feed", True),
        ("/podcast/x/x.m4a", "audio/x-m4a", "media", True),
        ("/termine/kalender.ics", "text/calendar; charset=utf-8", "feed", True),
        ("/bilder/a-1-400.avif", "image/avif", "forever", False),
        ("/podcast/cover.png", "image/png", None, True),
        ("/theme/css/site.css", "text/css; charset=utf-8", "asset", False),
        ("/betriebe/", None, None, False),
    ],
)
def test_what_headers_says(path: str, type_: str | None, cache: str | None, shared: bool) -> None:
    """Type, caching and CORS of each kind; None is left to the host."""
    found = sent(in_site()["_headers"], path)

    assert found.get("content-type") == ([type_] if type_ else None)
    assert found.get("cache-control") == ([CACHE_CONTROL[cache]] if cache else None)  # type: ignore[index]
    assert found.get("access-control-allow-origin") == (["*"] if shared else None)


def test_headers_stays_within_the_limits_of_hosts() -> None:
    """At most 100 rules and 2000 characters in a line (Cloudflare Pages)."""
    text = in_site()["_headers"]

    assert len(read_headers(text)) <= 100
    assert max(len(line) for line in text.splitlines()) <= 2000


def test_redirects_are_three_words_a_line() -> None:
    """Old path, new address and status, quoted as in an address; the address of a page also without its slash."""
    lines = [line.split(" ") for line in in_site()["_redirects"].splitlines() if not line.startswith("#")]

    assert lines == [
        ["/alt/", "https://probe.example/neu/", "301"],
        ["/alt", "https://probe.example/neu/", "301"],
        ["/alt/gr%C3%B6%C3%9Fe%201.pdf", "https://probe.example/betriebe/", "301"],
        ["/x.mp3", "https://y.example/x.mp3?a=b", "301"],
    ]


def test_hosts_read_their_files_at_the_root_only() -> None:
    """A site in a folder of a host has ``_headers`` and ``_redirects`` beside it, with the folder in every path."""
    inside = ServedSite("https://probe.example/mein-tal", POLICY, {"alt/": "neu/"})
    beside = {name: content.decode() for name, content in files_beside_site(inside).items()}

    assert set(in_site(inside)) == {".htaccess"}
    assert {pattern.startswith("/mein-tal/") for pattern, _ in read_headers(beside["server/hoster/_headers"])} == {True}
    assert "/mein-tal/alt/ https://probe.example/mein-tal/neu/ 301" in beside["server/hoster/_redirects"].splitlines()


def test_a_build_holds_the_server_files() -> None:
    """What hosts read lies in the site, the rest beside it; the policy names the hosts recordings are played from."""
    made = build(library())

    assert {name for name in made.files if "/" not in name} >= {".htaccess", "_headers", "_redirects"}
    assert set(made.beside) == {
        "veroeffentlicht.json",
        "inhalt.json",
        "server/apache/vhost.conf",
        "server/nginx/kammerton-karten.conf",
        "server/nginx/kammerton-website.conf",
        "server/nginx/beispiel.conf",
        "server/caddy/Caddyfile",
    }
    remote = '{url: "https://audio.example/a.mp3", bytes: 1, dauer: "01:00"}'
    elsewhere = build(
        library({**FILES, "episodes/001-am-amboss.md": FILES["episodes/001-am-amboss.md"].replace("audio: 001-am-amboss.mp3", f"audio: {remote}")})
    )
    assert b"media-src 'self' https://audio.example" in elsewhere.files["_headers"]


def test_policy_of_pages_and_servers_is_one() -> None:
    """A server sends the policy the page states, and what only a header can say; hosts that know no exception for players leave that out."""
    made = build(library(FILES, SETTINGS))
    (page,) = (page for page in made.pages if page.path == "")
    (header,) = sent(made.files["_headers"].decode(), "/")["content-security-policy"]

    assert header == page.view.frame.policy
    assert f"{header}; frame-ancestors 'self'" in made.files[".htaccess"].decode()
    assert f"{header}; frame-ancestors *" in made.files[".htaccess"].decode()


def test_every_published_file_has_its_row() -> None:
    """No file of a build is of a kind the table does not know, but for those without an ending that hosts read themselves."""
    made = build(library())
    paths = {*made.files, *made.copies, *(file_of(page.path) for page in made.pages)} - {".htaccess", "_headers", "_redirects"}

    assert {path for path in paths if kind_of(path) is None} == set()


def test_names_say_no_less_than_their_ending() -> None:
    """A named row is shared and active where the row of its ending is: Caddy cannot take back what a wider rule said."""
    endings = {ending: kind for kind in ENDED for ending in kind.endings}
    for kind in NAMED:
        wider = endings["." + kind.endings[0].rpartition(".")[2]]

        assert (kind.shared, kind.active, kind.cache) == (wider.shared, wider.active, wider.cache)


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("podcast/feed.json", "application/feed+json"),
        ("podcast/nicht-feed.json", "application/json+chapters"),
        ("A.MP3", "audio/mpeg"),
        ("atom.xml", "application/atom+xml; charset=utf-8"),
        ("x.abschrift.json", "application/json"),
        ("LICENSE", "application/octet-stream"),
    ],
)
def test_types(path: str, type_: str) -> None:
    """The first row that fits a name counts, whatever its case."""
    assert type_of(path) == type_


def test_other_sites_on_the_same_server() -> None:
    """The maps of two sites have different names."""
    both = [files_beside_site(ServedSite(f"https://{name}.example", POLICY))["server/nginx/kammerton-karten.conf"].decode() for name in ("a", "b")]
    names = [set(re.findall(r"map \$uri \$(\w+)", text)) for text in both]

    assert names[0] & names[1] == set()
    assert len(names[0]) == 3


def test_full_text_search_has_a_policy_of_its_own() -> None:
    """Its page alone may run WebAssembly, where it exists; hosts that know no exceptions allow it, and every page but one takes it back."""
    with_it = ServedSite(SITE.address, POLICY, full_text=True)
    allowed = full_text_policy(POLICY)
    texts = {**in_site(with_it), **{name: content.decode() for name, content in files_beside_site(with_it).items()}}
    without = {**in_site(), **{name: content.decode() for name, content in files_beside_site(SITE).items()}}

    assert allowed.replace(" 'wasm-unsafe-eval'", "") == POLICY
    assert "'unsafe" not in allowed
    assert {name for name, text in texts.items() if allowed in text} == {".htaccess", "server/nginx/kammerton-karten.conf", "server/caddy/Caddyfile"}
    assert [name for name, text in without.items() if "wasm" in text] == []
    assert sent(texts["_headers"], "/betriebe/")["content-security-policy"] == [full_text_policy(page_policy([]))]


@pytest.mark.parametrize(
    ("path", "full_text"),
    [("/suche/volltext/", True), ("/tal/suche/volltext/index.html", True), ("/suche/", False), ("/suche/volltext/verzeichnis/pagefind.js", False)],
)
def test_which_pages_the_exception_is_for(path: str, *, full_text: bool) -> None:
    """The page of the full-text search, by its folder and by its file, in any folder of a host; nothing else."""
    ((_, _), (pattern, _)) = ServedSite(SITE.address, POLICY, full_text=True).exceptions

    assert bool(re.search(pattern, path)) == full_text
