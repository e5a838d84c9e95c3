"""A small finished site that has no defect; tests vary one file of it."""

from collections.abc import Iterable, Mapping

from tests.fakes import COVER, FakeSite

from kammerton.audit import audit
from kammerton.domain.addresses import Addresses

SITE = "https://probe.example"
INDEXED = ("", "betriebe/", "neues/", "podcast/", "termine/", "termine/messe/")
AUDIO = b"0123456789"


def page(body: str, head: str = "") -> str:
    """A page with this body."""
    return f'<!DOCTYPE html><html lang="de"><head><title>x</title>{head}</head><body><main id="inhalt">{body}</main></body></html>'


def feed(items: str, address: str = SITE, more: str = "") -> str:
    """A feed with these items, and ``more`` in its channel."""
    return f"""<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0"
 xmlns:atom="http://www.w3.org/2005/Atom" version="2.0"><channel>
<title>Probe hört</title><link>{address}/podcast/</link><description>Probe.</description><language>de</language>
<atom:link rel="self" type="application/rss+xml" href="{address}/podcast/feed.xml"/>
<itunes:author>Probekammer</itunes:author>
<itunes:image href="{address}/podcast/cover.png"/><itunes:category text="Education"/><itunes:explicit>false</itunes:explicit>
<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><podcast:locked owner="amt@probe.example">yes</podcast:locked>
{more}
{items}</channel></rss>
"""


def item(guid: str = "eins", length: int = len(AUDIO), url: str = f"{SITE}/podcast/001/001.mp3", more: str = "") -> str:
    """An item of a feed, with ``more`` in it."""
    return f"""<item><title>Eins</title><link>{SITE}/podcast/</link><description>Worum es geht.</description>
<guid isPermaLink="false">{guid}</guid><pubDate>Sun, 01 Mar 2026 06:00:00 +0100</pubDate>
<enclosure url="{url}" length="{length}" type="audio/mpeg"/><itunes:duration>60</itunes:duration>{more}</item>"""


def sitemap(paths: Iterable[str] = INDEXED, address: str = SITE) -> str:
    """A sitemap with these paths."""
    entries = "".join(f"<url><loc>{address}/{path}</loc></url>" for path in paths)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">{entries}</urlset>\n"


CALENDAR = r"""BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Probe//Probe//DE
URL:https://probe.example/termine/
SOURCE;VALUE=URI:https://probe.example/termine/kalender.ics
BEGIN:VTIMEZONE
TZID:Europe/Berlin
END:VTIMEZONE
BEGIN:VEVENT
SUMMARY:Messe\, mit langem Titel: so lang\, dass er in zwei Zeilen stehen
  muss\, denn keine ist länger als 75 Bytes
DTSTART;TZID=Europe/Berlin:20260912T090000
DTSTAMP:20260501T000000Z
UID:eins
CONFERENCE;LABEL="Saal: eins; zwei";VALUE=URI:https://anderswo.example/a
URL:https://probe.example/termine/messe/
END:VEVENT
END:VCALENDAR
"""
ATOM = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
<id>https://probe.example/neues/atom.xml</id><title>Neues</title><updated>2026-05-01T00:00:00+02:00</updated>
<link rel="self" href="https://probe.example/neues/atom.xml"/><link rel="alternate" href="https://probe.example/neues/"/>
<icon>https://probe.example/theme/icon.svg</icon><author><name>Probe</name></author>
<entry><id>tag:probe.example,2026:meldung/eins</id><title>Eins</title><updated>2026-05-01T00:00:00+02:00</updated>
<link rel="alternate" href="https://probe.example/neues/#eins"/><link rel="related" href="https://anderswo.example/"/>
<content type="html">&lt;p&gt;&lt;a href="https://probe.example/betriebe/"&gt;x&lt;/a&gt; &lt;a href="mailto:a@x.example"&gt;y&lt;/a&gt;&lt;/p&gt;</content></entry>
</feed>
"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Neues", "home_page_url": "https://probe.example/neues/",
"feed_url": "https://probe.example/neues/feed.json", "favicon": "https://probe.example/theme/icon.svg",
"items": [{"id": "tag:probe.example,2026:meldung/eins", "url": "https://probe.example/neues/", "title": "Eins",
"content_html": "<p><a href='https://probe.example/betriebe/'>x</a></p>", "date_published": "2026-05-01T00:00:00+02:00"}]}
"""


def calendar(text: str = CALENDAR) -> bytes:
    """A calendar as bytes, its lines ended as they must be."""
    return text.replace("\n", "\r\n").encode()


FILES: dict[str, str | bytes] = {
    "index.html": page(
        '<a href="/betriebe/#buchstabe-a">A</a> <a href="#inhalt">Inhalt</a> <a href="https://anderswo.example/">Anderswo</a> <a href="mailto:a@x.example">Post</a>',
        '<link rel="stylesheet" href="/theme/site.css"><link rel="canonical" href="https://probe.example/">',
    ),
    "betriebe/index.html": page('<h2 id="buchstabe-a">A</h2><a href="/">Start</a> <a href="https://probe.example/podcast/">Podcast</a>'),
    "podcast/index.html": page('<audio src="/podcast/001/001.mp3"></audio><a href="/podcast/feed.xml">RSS</a><img src="/podcast/cover.png" alt="">'),
    "podcast/feed.xml": feed(item()),
    "podcast/001/001.mp3": AUDIO,
    "podcast/cover.png": COVER,
    "neues/index.html": page('<a href="/neues/atom.xml">Atom</a> <a href="/neues/feed.json">JSON</a>'),
    "neues/atom.xml": ATOM,
    "neues/feed.json": JSON,
    "termine/index.html": page('<a href="/termine/kalender.ics">Kalender</a>'),
    "termine/messe/index.html": page('<a href="/termine/">Termine</a>'),
    "termine/kalender.ics": calendar(),
    "theme/site.css": "body { color: black }",
    "theme/icon.svg": "<svg/>",
    "404.html": page('<a href="/">Start</a>'),
    "sitemap.xml": sitemap(),
    "robots.txt": "User-agent: *\n",
}


def findings(
    files: Mapping[str, str | bytes] = FILES, mails: Mapping[str, str] | None = None, address: str = SITE, indexed: Iterable[str] = INDEXED
) -> list[tuple[str, str]]:
    """Code and file of everything the audit finds."""
    return [(d.code, d.place.file) for d in audit(FakeSite(files), Addresses(address), indexed, mails or {})]
