"""How long the feeds of a show take, beyond what feedgen itself needs, and how much memory.

    python -m bench.feed 1000 10000

For each number N of episodes a library is made in memory: N episodes with the notes of the example region, four chapters, one with a picture, three voices,
a transcript in five forms, a picture, a town, a licence; every fifth with a further rendering, an excerpt and a page elsewhere. Then, in turns and in the
same process, the CPU time of two things is
taken, each several times, and the median told:

- ours: every page of the RSS feed (notes rendered twice from their trees, every element, serialised), as ``kammerton publish`` makes it;
- feedgen: the same number of pages with the same core elements (title, link, guid, date, enclosure, description, content, duration, episode,
  season, kind) from texts that are ready, with feedgen and its own podcast extension alone.

Budget: ours is less than 0.15 ms an episode slower than feedgen at every size, and an episode more needs no more memory at the last size than at the first
(by half at most). The JSON feed is told beside, without a budget.
"""

import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from feedgen.feed import FeedGenerator
from lxml import etree
from tests.fakes import FakeSources  # the project in memory that the tests use
from tests.sample import FILES, SETTINGS

from bench.budget import Budget
from kammerton.app.load import load
from kammerton.app.recordings import with_published_recordings
from kammerton.domain.addresses import Addresses
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.podcast.feeds import FeedPage, feed_pages
from kammerton.podcast.json_feed import json_feed
from kammerton.podcast.notes import description
from kammerton.podcast.rss.feed import rss_feed
from kammerton.podcast.view import ShowView
from kammerton.rendering.links import Links

ROOT = Path(__file__).parents[1]
COMMAND = "python -m bench.feed 1000 10000"
BUDGET = {
    "ms": Budget(0.15, "ms CPU", "an episode in the feed, beyond feedgen alone"),
    "memory": Budget(1.5, "x", "memory for an episode more at 10,000 episodes beside 1,000"),
}
ROUNDS = 5
READ = 1000
FIRST = datetime(2000, 1, 1, 6, tzinfo=ZONE)
NOW = datetime(2199, 1, 1, tzinfo=ZONE)
SHOW = {
    **SETTINGS["PODCASTS"][0], "lizenz": "CC-BY-4.0", "synthetische_stimmen": True, "ort": "probestadt", "staffeln": [{"nummer": 1, "name": "Handwerk"}],
    "rhythmus": {"text": "jeden Tag", "regel": "FREQ=DAILY"}, "stimmen": [{"name": "Mira", "rolle": "moderation"}],
}  # fmt: skip
HEAD = """---
titel: Gespräch über Holz {n}
kurz: Gemessen wird, wie lange ein Feed dauert.
datum: {day} 06:00
nummer: {n}
nummer_anzeige: Folge {n}
staffel: 1
audio: a.mp3
transkript: 001-am-amboss.vtt
kapitel:
  - {{zeit: "00:00", titel: Begrüßung}}
  - {{zeit: "00:10", titel: Fünf Berufe, bild: {{datei: a.jpg, alt: Eine Werkbank}}}}
  - {{zeit: "00:20", titel: Was schiefging, url: "https://www.muster.example/"}}
  - {{zeit: "00:30", titel: Was du mitbringst}}
stimmen:
  - {{name: Mira, rolle: moderation}}
  - {{name: Jonas, rolle: gast, betrieb: muster-metall}}
  - {{name: Tom, rolle: technik}}
bild: {{datei: a.jpg, alt: Eine Werkbank}}
betriebe: [muster-metall]
ort: probestadt
lizenz: CC-BY-4.0
synthetische_stimmen: ja
"""
# What one episode in five has.
RARE = """fassungen: [{titel: Kleine Datei, audio: b.opus}]
ausschnitt: {von: "00:10", bis: "00:40", titel: Der beste Satz}
auch_bei: [{titel: Bei YouTube, url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ"}]
"""


def notes() -> list[str]:
    """The notes of the example region, with links to what the library here holds."""
    bodies = [path.read_text(encoding="utf-8").split("\n---\n", 1)[1] for path in sorted((ROOT / "episodes").glob("*.md"))]
    return [body.replace("](", "](https://www.muster.example/?").replace("?https://www.muster.example/?", "?") for body in bodies]


def library(size: int) -> Library:
    """A library with a show of this many episodes: the first are read, the others are copies of them with names and days of their own."""
    bodies = notes()
    files = {path: text for path, text in FILES.items() if not path.startswith(("newsletter/", "episodes/001-am-amboss.md"))}
    files |= {f"episodes/{name}": "" for name in ("media/a.mp3", "media/b.opus")} | {"content/bilder/a.jpg": ""}
    for n in range(1, min(size, READ) + 1):
        day = (FIRST + timedelta(days=n)).date().isoformat()
        files[f"episodes/{n:05}-folge.md"] = HEAD.format(n=n, day=day) + (RARE if n % 5 == 0 else "") + "---\n" + bodies[n % len(bodies)]
    sources = FakeSources(files, {**SETTINGS, "PODCASTS": [SHOW]})
    found, report = load(sources, NOW)
    if report.has_errors:
        sys.exit("\n".join(str(d) for d in report.diagnostics[:5]))
    read = found.inventory.episodes
    copies = [
        read[n % READ].model_copy(update={"id": f"{n + 1:05}-folge", "number": n + 1, "published": FIRST + timedelta(days=n + 1)}) for n in range(READ, size)
    ]
    return with_published_recordings(Library(replace(found.inventory, episodes=(*read, *copies)), NOW), sources)


def ours(view: ShowView) -> Iterator[bytes]:
    """Every page of the feed."""
    for page in feed_pages(view):
        yield rss_feed(view, page.episodes, page.number, page.relations)


def json_pages(view: ShowView) -> Iterator[bytes]:
    """Every page of the JSON feed."""
    for page in feed_pages(view):
        yield json_feed(view, page.episodes, page.number, page.relations.get("next"))


Ready = tuple[str, str, str, datetime, str, str, str, str, str, str, str]


def ready(pages: list[FeedPage]) -> list[list[Ready]]:
    """The core elements of every item as finished texts."""
    return [
        [
            (
                v.episode.title, v.guid, v.page, v.episode.published.astimezone(ZONE), description(v), v.html, v.address, str(v.audio.bytes), v.audio.mime,
                str(v.duration), v.episode.type,
            )
            for v in page.episodes
        ]
        for page in pages
    ]  # fmt: skip


def stock(pages: list[list[Ready]]) -> Iterator[bytes]:
    """The same pages by feedgen alone."""
    for page in pages:
        feed = FeedGenerator()
        feed.load_extension("podcast")
        feed.title("Probe hört")
        feed.description("Stimmen zur Probe.")
        feed.link(href="https://probe.example/podcast/", rel="alternate")
        feed.language("de")
        for number, (title, guid, link, published, text, full, address, length, mime, duration, kind) in enumerate(page, start=1):
            entry = feed.add_entry(order="append")
            entry.title(title)
            entry.guid(guid, permalink=False)
            entry.link(href=link)
            entry.pubDate(published)
            entry.description(text)
            entry.content(full, type="CDATA")
            entry.enclosure(address, length, mime)
            entry.podcast.itunes_title(title)
            entry.podcast.itunes_duration(duration)
            entry.podcast.itunes_episode(number)
            entry.podcast.itunes_season(1)
            entry.podcast.itunes_episode_type(kind)
        yield feed.rss_str(pretty=True)


def cpu(make: Callable[[], Iterator[bytes]]) -> float:
    """CPU seconds until every page is made; pages are dropped as a disk would take them."""
    start = time.process_time()
    for page in make():
        len(page)
    return time.process_time() - start


def measure(size: int) -> tuple[float, float, float, int]:
    """Milliseconds of CPU an episode: ours, feedgen's, and the JSON feed's; and the bytes of all pages."""
    of = library(size)
    addresses = Addresses(of.settings.address)
    view = ShowView(of, Links(of, addresses), addresses, of.settings.shows[0])
    texts = ready(list(feed_pages(view)))
    written = sum(len(page) for page in ours(view))
    rounds = [(cpu(lambda: ours(view)), cpu(lambda: stock(texts)), cpu(lambda: json_pages(view))) for _ in range(ROUNDS)]
    for page in ours(view):
        etree.fromstring(page)
    own, feedgen, as_json = (1000 * statistics.median(times) / size for times in zip(*rounds, strict=True))
    return own, feedgen, as_json, written


def memory(size: int) -> None:
    """In a process of its own: the peak of what Python takes, in bytes, while all pages are made and kept, beyond the library."""
    of = library(size)
    addresses = Addresses(of.settings.address)
    view = ShowView(of, Links(of, addresses), addresses, of.settings.shows[0])
    tracemalloc.start()
    kept = list(ours(view))
    print(tracemalloc.get_traced_memory()[1], len(kept))


def main(sizes: list[int]) -> int:
    """Measure every size; exit 1 when the budget is broken."""
    print(f"{'episodes':>9} {'ours ms':>8} {'feedgen ms':>11} {'beyond ms':>10} {'json ms':>8} {'kB each':>8} {'memory kB each':>15}")
    first, broken = 0.0, False
    for size in sizes:
        own, feedgen, as_json, written = measure(size)
        told = subprocess.run([sys.executable, "-m", "bench.feed", "--memory", str(size)], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
        each = int(told[0]) / size / 1000
        first = first or each
        print(f"{size:>9} {own:>8.3f} {feedgen:>11.3f} {own - feedgen:>10.3f} {as_json:>8.3f} {written / size / 1000:>8.1f} {each:>15.1f}")
        broken = broken or own - feedgen >= BUDGET["ms"] or each > first * BUDGET["memory"]
    return 1 if broken else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--memory"]:
        memory(int(sys.argv[2]))
    else:
        sys.exit(main([int(size) for size in sys.argv[1:]] or [1000, 10_000]))
