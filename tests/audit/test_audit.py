"""What must hold in a finished build: every defect is found where it is, and nothing else is."""

import pytest
from tests.audit.sites import AUDIO, FILES, INDEXED, SITE, feed, findings, item, page, sitemap
from tests.fakes import WORDS, FakeSite

from kammerton.audit import audit
from kammerton.domain.addresses import Addresses


def with_body(body: str) -> dict[str, str | bytes]:
    """The site with another start page."""
    return {**FILES, "index.html": page(body)}


def test_a_clean_site_gives_nothing() -> None:
    """No defect, no word."""
    assert findings() == []


# --- links ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "link",
    [
        "/betriebe/", "/betriebe/#buchstabe-a", "/betriebe/index.html", "/podcast/feed.xml", "/podcast/001/001.mp3#t=20", "#inhalt", "#top", "", "/", "/?a=b",
        "https://probe.example", "https://probe.example/", "https://probe.example/betriebe/#buchstabe-a", "https://anderswo.example/nichts",
        "https://probe.example.anderswo.example/", "//anderswo.example/", "mailto:a@x.example", "tel:+490000", "/b%65triebe/",
    ],
)  # fmt: skip
def test_links_that_lead_somewhere(link: str) -> None:
    """Pages, files, anchors, the site's complete address, other sites and mail addresses are in order."""
    assert findings(with_body(f'<a href="{link}">x</a>')) == []


@pytest.mark.parametrize(
    "link",
    [
        "/betriebe/gibt-es-nicht/", "/betriebe", "/gibt-es-nicht.pdf", "https://probe.example/gibt-es-nicht/", "betriebe/", "../",
        "https://[", "/../etc/passwd",
    ],
)  # fmt: skip
def test_dead_links(link: str) -> None:
    """A missing page or file, a path relative to the page, and schemes that lead nowhere are told."""
    assert findings(with_body(f'<a href="{link}">x</a>')) == [("A001", "output/index.html")]


@pytest.mark.parametrize("link", ["#gibt-es-nicht", "/betriebe/#buchstabe-b", "https://probe.example/betriebe/#buchstabe-b"])
def test_dead_anchors(link: str) -> None:
    """The part of a page a link leads to must be there."""
    assert findings(with_body(f'<main id="inhalt"></main><a href="{link}">x</a>')) == [("A001", "output/index.html")]


@pytest.mark.parametrize(
    "body", ['<img src="/weg.png" alt="">', '<audio src="/weg.mp3"></audio>', '<script src="/weg.js"></script>', '<object data="/weg.svg"></object>']
)
def test_missing_files_of_a_page(body: str) -> None:
    """What a page shows or loads must be there."""
    assert findings(with_body(body)) == [("A001", "output/index.html")]


@pytest.mark.parametrize(
    "body",
    ['<img src="/theme/icon.svg" srcset="/weg-400.avif 400w, /theme/icon.svg 800w" alt="">', '<video poster="/weg.jpg"></video>', '<p style="background: url(/weg.png)"></p>', "<style>p { background: url('/weg.png') }</style>"],
)  # fmt: skip
def test_missing_pictures_of_other_widths_and_of_styles(body: str) -> None:
    """Every file a browser may choose must be there."""
    assert findings(with_body(body)) == [("A001", "output/index.html")]


@pytest.mark.parametrize(("load", "is_there"), [("icon.svg", True), ("/theme/icon.svg", True), ("../theme/icon.svg", True), ("data:image/svg+xml,x", True), ("weg.woff2", False), ("../weg.svg", False)])  # fmt: skip
def test_files_of_style_sheets(load: str, is_there: bool) -> None:
    """They are found from where the style sheet lies."""
    found = findings({**FILES, "theme/site.css": f'body {{ background: url("{load}") }}'})

    assert found == ([] if is_there else [("A001", "output/theme/site.css")])


def test_a_dead_link_is_told_once_for_a_page() -> None:
    """Three times the same link on a page is one problem, on two pages two."""
    files = {**with_body('<a href="/weg/">x</a>' * 3), "404.html": page('<a href="/weg/">x</a>')}

    assert findings(files) == [("A001", "output/404.html"), ("A001", "output/index.html")]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("https://probe.example/betriebe/", []),
        ("https://probe.example/", []),
        ("https://anderswo.example/", []),
        ("mailto:a@x.example?subject=abmelden", []),
        ("https://probe.example/weg/", [("A001", "output/newsletter/2026-03/")]),
        ("https://probe.example/betriebe/#weg", [("A001", "output/newsletter/2026-03/")]),
        ("/betriebe/weg/", [("A001", "output/newsletter/2026-03/")]),
    ],
)
def test_links_of_mails(link: str, expected: list[tuple[str, str]]) -> None:
    """A mail is sent once: its dead links are told before."""
    assert expected == findings(mails={"2026-03": page(f'<a href="{link}">x</a>')})


def test_a_finding_names_link_and_remedy() -> None:
    """The sentence holds the link as it is written."""
    found = next(iter(audit(FakeSite(with_body('<a href="/weg/?a=1&amp;b">x</a>')), Addresses(SITE), INDEXED, {})))

    assert WORDS.text(found.what) == "Die Verknüpfung „/weg/?a=1&b“ führt ins Leere."
    assert found.remedy is not None


# --- loads ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        '<img src="https://fremd.example/p.png" alt="">',
        '<img src="//fremd.example/p.png" alt="">',
        '<script src="https://fremd.example/s.js"></script>',
        '<link rel="stylesheet" href="https://fremd.example/s.css">',
        '<link rel="alternate stylesheet" href="https://fremd.example/s.css">',
        '<link rel="preload" href="https://fremd.example/f.woff2">',
        '<link rel="icon" href="https://fremd.example/i.png">',
        '<iframe src="https://fremd.example/"></iframe>',
        '<object data="https://fremd.example/x.svg"></object>',
        '<embed src="https://fremd.example/x.svg">',
        '<img src="http://probe.example/podcast/cover.png" alt="">',
        '<img src="/podcast/cover.png" srcset="https://fremd.example/p.png 2x" alt="">',
        '<video poster="https://fremd.example/p.png"></video>',
        '<svg><image href="https://fremd.example/p.png"/></svg>',
        '<style>@import "https://fremd.example/s.css";</style>',
        '<p style="background: url(https://fremd.example/p.png)">x</p>',
    ],
    ids=[
        "picture", "without scheme", "script", "style", "second style", "font", "icon", "frame", "object", "embedded", "own host unsafe", "srcset", "poster",
        "picture in a drawing", "style block", "style of an element",
    ],
)  # fmt: skip
def test_loads_from_elsewhere(body: str) -> None:
    """Opening a page tells no other server who reads it."""
    assert ("A002", "output/index.html") in findings(with_body(body))


def test_a_style_sheet_loads_nothing_from_elsewhere() -> None:
    """Fonts and pictures of the style sheet are the site's own."""
    assert ("A002", "output/theme/site.css") in findings({**FILES, "theme/site.css": "@font-face { src: url(https://fremd.example/f.woff2) }"})


@pytest.mark.parametrize(
    "body",
    [
        '<a href="https://fremd.example/">x</a>',
        '<link rel="canonical" href="https://fremd.example/">',
        '<audio src="https://audio.example/001.mp3" preload="none"></audio>',
        '<img src="/podcast/cover.png" alt="">',
        '<img src="https://probe.example/podcast/cover.png" alt="">',
        '<img src="data:image/png;base64,AAAA" alt="">',
    ],
    ids=["link", "canonical", "audio elsewhere", "own picture", "own picture in full", "inline"],
)
def test_what_is_not_a_load(body: str) -> None:
    """Links are followed by choice, and recordings may lie elsewhere."""
    assert findings(with_body(body)) == []


# --- feeds ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (feed(item()).replace("</channel>", ""), ["L001"]),
        (feed(item()).replace("<title>Probe hört</title>", "<title>A & B</title>"), ["L001"]),
        ("", ["L001"]),
        (feed(item(url=f"{SITE}/podcast/001/weg.mp3")), ["L801"]),
        (feed(item(length=len(AUDIO) + 1)), ["L802"]),
        (feed(item(length=0)), ["L303", "L802"]),
        (feed(item() + item()), ["L311", "L902"]),
        (feed(item()).replace("<title>Eins</title>", ""), ["L201"]),
        (feed(item()).replace("<enclosure", "<anlage"), ["L007", "L202"]),
        (feed(item()).replace("<itunes:explicit>false</itunes:explicit>", ""), ["L106"]),
        (feed(item()).replace("/podcast/feed.xml", "/feed.xml"), ["L702"]),
        (feed(item()).replace("cover.png", "weg.png"), ["L803"]),
        (feed(item()).replace(f"<link>{SITE}/podcast/</link><description>Worum", f"<link>{SITE}/podcast/weg/</link><description>Worum"), ["L818"]),
        (feed(item(), more=f'<atom:link rel="next" href="{SITE}/podcast/feed-2.xml"/>'), ["L710"]),
    ],
    ids=[
        "cut off", "bare ampersand", "empty", "audio missing", "wrong length", "length zero", "twice", "no title", "no enclosure", "no explicit", "another address",
        "no cover", "a dead link", "a page missing",
    ],
)  # fmt: skip
def test_feeds_with_defects(content: str, codes: list[str]) -> None:
    """A feed of a show is linted with the files behind it."""
    assert sorted(findings({**FILES, "podcast/feed.xml": content})) == [(code, "output/podcast/feed.xml") for code in codes]


def test_every_page_of_a_feed_is_judged() -> None:
    """A second page is read, its files are compared, and a third that nobody names is told."""
    second = feed(item("zwei", 1)).replace("/podcast/feed.xml", "/podcast/feed-2.xml")
    files = {
        **FILES,
        "podcast/feed.xml": feed(item(), more=f'<atom:link rel="next" href="{SITE}/podcast/feed-2.xml"/>'),
        "podcast/feed-2.xml": second,
        "podcast/feed-3.xml": second,
    }

    assert findings(files) == [("L802", "output/podcast/feed-2.xml"), ("L715", "output/podcast/feed-3.xml")]


def test_audio_elsewhere_is_not_looked_for() -> None:
    """A recording on another server is taken as stated."""
    assert findings({**FILES, "podcast/feed.xml": feed(item(url="https://audio.example/001.mp3", length=5))}) == []


def test_feeds_do_not_read_files() -> None:
    """A document type with entities is not followed."""
    content = (
        feed(item()).replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss', 1).replace("<title>Eins</title>", "<title>&x;</title>")
    )

    assert {code for code, _ in findings({**FILES, "podcast/feed.xml": content})} == {"L003", "L014"}


# --- sitemap ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paths", "count"),
    [((*INDEXED, "weg/"), 2), (INDEXED[:-1], 1), ((*INDEXED, "404.html"), 1)],
    ids=["a page that does not exist", "a page missing", "a page not meant for it"],
)
def test_sitemaps_that_do_not_fit(paths: tuple[str, ...], count: int) -> None:
    """The sitemap lists exactly the pages meant for it, and each was written."""
    assert [("A004", "output/sitemap.xml")] * count == findings({**FILES, "sitemap.xml": sitemap(paths)})


def test_a_page_that_was_not_written() -> None:
    """A page meant for search engines that the writer left out is told."""
    files = {path: content for path, content in FILES.items() if path != "podcast/index.html"}

    assert ("A004", "output/sitemap.xml") in findings(files)


# --- a site in a folder of its host -----------------------------------------------------------------------------

REGION = f"{SITE}/region"
MOVED: dict[str, str | bytes] = {
    path: content.replace('href="/', 'href="/region/').replace('src="/', 'src="/region/').replace(SITE, REGION)
    if isinstance(content, str)
    else content.replace(SITE.encode(), REGION.encode())
    for path, content in FILES.items()
}


def test_a_clean_site_in_a_folder_gives_nothing() -> None:
    """With a path in SITEURL all is as well as without."""
    assert findings(MOVED, address=REGION) == []


@pytest.mark.parametrize("link", ["/betriebe/", "/", f"{REGION}/weg/", "/region/weg/"])
def test_dead_links_in_a_folder(link: str) -> None:
    """A link that forgets the folder leads out of the site."""
    assert findings({**MOVED, "index.html": page(f'<a href="{link}">x</a>')}, address=REGION) == [("A001", "output/index.html")]


@pytest.mark.parametrize("link", [f"{REGION}/", REGION, "/region/betriebe/", f"{SITE}/", f"{SITE}/anderes/"])
def test_living_links_in_a_folder(link: str) -> None:
    """The site's address with and without slash is the start page; what lies beside the folder is another site."""
    assert findings({**MOVED, "index.html": page(f'<a href="{link}">x</a>')}, address=REGION) == []
