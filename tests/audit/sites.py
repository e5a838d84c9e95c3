"""A small finished site that has no defect; tests vary one file of it."""

from collections.abc import Iterable, Mapping

from tests.fakes import FakeSite

from kammerton.audit import audit
from kammerton.domain.addresses import Addresses

SITE = "https://probe.example"
INDEXED = ("", "betriebe/", "podcast/")
AUDIO = b"0123456789"


def page(body: str, head: str = "") -> str:
    """A page with this body."""
    return f'<!DOCTYPE html><html lang="de"><head><title>x</title>{head}</head><body><main id="inhalt">{body}</main></body></html>'


def feed(items: str, address: str = SITE) -> str:
    """A feed with these items."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" version="2.0"><channel>
<title>Probe</title><link>{address}/podcast/</link><description>Probe.</description><language>de</language>
<itunes:image href="{address}/podcast/cover.png"/><itunes:category text="Education"/><itunes:explicit>false</itunes:explicit>
{items}</channel></rss>
"""


def item(guid: str = "eins", length: int = len(AUDIO), url: str = f"{SITE}/podcast/001/001.mp3") -> str:
    """An item of a feed."""
    return f"""<item><title>Eins</title><guid isPermaLink="false">{guid}</guid><pubDate>Sun, 01 Mar 2026 06:00:00 +0100</pubDate>
<enclosure url="{url}" length="{length}" type="audio/mpeg"/></item>"""


def sitemap(paths: Iterable[str] = INDEXED, address: str = SITE) -> str:
    """A sitemap with these paths."""
    entries = "".join(f"<url><loc>{address}/{path}</loc></url>" for path in paths)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{entries}</urlset>\n"


FILES: dict[str, str | bytes] = {
    "index.html": page(
        '<a href="/betriebe/#buchstabe-a">A</a> <a href="#inhalt">Inhalt</a> <a href="https://anderswo.example/">Anderswo</a> <a href="mailto:a@x.example">Post</a>',
        '<link rel="stylesheet" href="/theme/site.css"><link rel="canonical" href="https://probe.example/">',
    ),
    "betriebe/index.html": page('<h2 id="buchstabe-a">A</h2><a href="/">Start</a> <a href="https://probe.example/podcast/">Podcast</a>'),
    "podcast/index.html": page('<audio src="/podcast/001/001.mp3"></audio><a href="/podcast/feed.xml">RSS</a><img src="/podcast/cover.png" alt="">'),
    "podcast/feed.xml": feed(item()),
    "podcast/001/001.mp3": AUDIO,
    "podcast/cover.png": b"",
    "theme/site.css": "body { color: black }",
    "404.html": page('<a href="/">Start</a>'),
    "sitemap.xml": sitemap(),
    "robots.txt": "User-agent: *\n",
}


def findings(
    files: Mapping[str, str | bytes] = FILES, mails: Mapping[str, str] | None = None, address: str = SITE, indexed: Iterable[str] = INDEXED
) -> list[tuple[str, str]]:
    """Code and file of everything the audit finds."""
    return [(d.code, d.place.file) for d in audit(FakeSite(files), Addresses(address), indexed, mails or {})]
