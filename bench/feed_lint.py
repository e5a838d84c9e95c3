"""How much CPU the feed linter takes for an episode.

    python -m bench.feed_lint 150 1500

For each number of episodes a feed with the full set of elements (transcripts, chapters, persons, two renderings of notes, about 7 kB an episode) is judged
in this process, five times; the fastest counts. Budget: at most 1.5 ms of CPU an episode at 1,500 episodes, and no more an episode than 1.5 times that of the first size.
"""

import sys
import time
from datetime import UTC, datetime, timedelta

from bench.budget import Budget
from kammerton.audit.lint.linter import lint_page
from kammerton.audit.lint.pages import FeedPage

COMMAND = "python -m bench.feed_lint 150 1500"
BUDGET = {
    "ms": Budget(1.5, "ms CPU", "linting a feed, each of 1,500 episodes"),
    "ratio": Budget(1.5, "x", "linting an episode at 1,500 episodes beside 150"),
}
HEAD = """<?xml version='1.0' encoding='UTF-8'?>
<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:psc="http://podlove.org/simple-chapters" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
<channel><title>Probe hört</title><link>https://probe.example/podcast/</link><description>Stimmen.</description><language>de</language>
<atom:link rel="self" type="application/rss+xml" href="https://probe.example/podcast/feed.xml"/><itunes:author>Probekammer</itunes:author>
<itunes:category text="Education"/><itunes:explicit>false</itunes:explicit><itunes:image href="https://probe.example/podcast/cover.png"/>
<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><podcast:locked owner="amt@probe.example">yes</podcast:locked>
"""
PARAGRAPH = '<p>Wir bauen, was andere brauchen, und lernen dabei jeden Tag etwas Neues. <a href="https://probe.example/betriebe/">Morgens um sieben</a> geht es los.</p>'
NEWEST = datetime(2026, 11, 1, 6, tzinfo=UTC)


def item(n: int) -> str:
    """An item with everything a real one has."""
    base = f"https://probe.example/podcast/{n}/{n}"
    chapters = "".join(f'<psc:chapter start="00:{m:02}:00.000" title="Kapitel {m}"/>\n' for m in range(0, 30, 5))
    return f"""<item><title>Am Amboss</title><link>https://probe.example/podcast/{n}/</link>
<description><![CDATA[{PARAGRAPH * 14}]]></description>
<content:encoded><![CDATA[{PARAGRAPH * 16}]]></content:encoded>
<guid isPermaLink="false">kennung-{n}</guid><enclosure url="{base}.mp3" length="28800000" type="audio/mpeg"/>
<pubDate>{NEWEST - timedelta(days=n):%a, %d %b %Y %H:%M:%S} +0000</pubDate>
<itunes:title>Am Amboss</itunes:title><itunes:duration>1800</itunes:duration><itunes:explicit>false</itunes:explicit><itunes:episodeType>full</itunes:episodeType>
<itunes:episode>{n + 1}</itunes:episode><itunes:season>1</itunes:season>
<podcast:transcript url="{base}.vtt" type="text/vtt" language="de" rel="captions"/><podcast:transcript url="{base}.srt" type="application/x-subrip" language="de"/>
<podcast:transcript url="{base}.abschrift.json" type="application/json" language="de"/><podcast:transcript url="{base}.txt" type="text/plain" language="de"/>
<podcast:chapters url="{base}.json" type="application/json+chapters"/><psc:chapters version="1.2">{chapters}</psc:chapters>
<podcast:person role="host">Mira</podcast:person><podcast:person role="guest" href="https://probe.example/betriebe/">Dario</podcast:person>
<podcast:location rel="creator" country="de">Hagen</podcast:location><podcast:txt purpose="ai-content">false</podcast:txt>
</item>
"""


def measure(episodes: int) -> tuple[float, int]:
    """Milliseconds of CPU an episode, and bytes of the feed; a finding would mean that the wrong thing is measured."""
    content = f"{HEAD}{''.join(map(item, range(episodes)))}</channel></rss>".encode()
    fastest = float("inf")
    for _ in range(5):
        start = time.process_time()
        _, found = lint_page(FeedPage("feed.xml", content, "https://probe.example/podcast/feed.xml"))
        fastest = min(fastest, time.process_time() - start)
        assert {d.code for d in found} <= {"L905"}, found[:3]
    return fastest * 1000 / episodes, len(content)


def main() -> int:
    """Measure every size; 1 where the budget does not hold."""
    results = []
    for episodes in [int(argument) for argument in sys.argv[1:]] or [150, 1500]:
        each, size = measure(episodes)
        results.append(each)
        print(f"{episodes:6} episodes  {size / 1e6:5.1f} MB  {each:.3f} ms CPU an episode")
    return int(results[-1] > BUDGET["ms"] or results[-1] > results[0] * BUDGET["ratio"])


if __name__ == "__main__":
    sys.exit(main())
