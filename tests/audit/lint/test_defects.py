"""Forty-eight defects that broke real feeds: each is found, also the eighteen that the W3C feed validator lets pass."""

import pytest
from tests.audit.lint.feeds import FIRST_ITEM, FULL, SECOND_ITEM, codes, varied

DATE = "<pubDate>Sun, 08 Mar 2026 06:00:00 +0100</pubDate>\n      <itunes:title>"


def dated(date: str) -> str:
    """The feed with another date of its newest item."""
    return varied(DATE, f"<pubDate>{date}</pubDate>\n      <itunes:title>")


def enclosed(old: str, new: str) -> str:
    """The feed with another enclosure of its newest item, and without the version that must be the same."""
    begin, end = FULL.index("      <podcast:alternateEnclosure"), FULL.index("      <podcast:socialInteract")
    return varied(old, new, FULL[:begin] + FULL[end:])


FOUND_BY_W3C = {
    "no language": (varied("    <language>de</language>\n", ""), "L104"),
    "bad language": (varied("<language>de<", "<language>deutsch<"), "L021"),
    "no category": (
        varied(
            '    <itunes:category text="Education"><itunes:category text="Self-Improvement"/></itunes:category>\n    <itunes:category text="Kids &amp; Family"/>\n',
            "",
        ),
        "L105",
    ),
    "wrong category case": (varied("Kids &amp; Family", "Kids &amp; family"), "L401"),
    "no explicit": (varied("    <itunes:explicit>false</itunes:explicit>\n    <itunes:image", "    <itunes:image"), "L106"),
    "explicit is no": (varied("<itunes:explicit>false<", "<itunes:explicit>no<"), "L403"),
    "explicit is clean": (varied("<itunes:explicit>false<", "<itunes:explicit>clean<"), "L403"),
    "no atom self": (varied('    <atom:link rel="self" type="application/rss+xml" href="https://probe.example/podcast/feed.xml"/>\n', ""), "L701"),
    "channel link is the feed": (FULL.replace("<link>https://probe.example/podcast/</link>", "<link>https://probe.example/podcast/feed.xml</link>"), "L114"),
    "enclosure without length": (enclosed(' length="480000" type="audio/mpeg"/>', ' type="audio/mpeg"/>'), "L302"),
    "enclosure with blank and umlaut": (enclosed("podcast/002.mp3", "podcast/Folge 2 für alle.mp3"), "L307"),
    "duplicate guid": (varied(">eins</guid>", ">zwei</guid>"), "L902"),
    "no guid": (varied('      <guid isPermaLink="false">eins</guid>\n', ""), "L203"),
    "permalink that is no address": (varied('<guid isPermaLink="false">eins', '<guid isPermaLink="true">eins'), "L210"),
    "iso date": (dated("2026-03-08T06:00:00+01:00"), "L016"),
    "german weekday": (dated("So, 08 Mär 2026 06:00:00 +0100"), "L016"),
    "wrong weekday": (dated("Mon, 08 Mar 2026 06:00:00 +0100"), "L017"),
    "future date": (dated("Sun, 08 Mar 2099 06:00:00 +0100"), "L216"),
    "duration in words": (varied("<itunes:duration>60<", "<itunes:duration>eine Minute<"), "L408"),
    "duration with a fraction": (varied("<itunes:duration>60<", "<itunes:duration>60.5<"), "L408"),
    "episode zero": (varied("<itunes:episode>1<", "<itunes:episode>0<"), "L406"),
    "bad episode type": (varied("<itunes:episodeType>full<", "<itunes:episodeType>folge<"), "L405"),
    "bad type": (varied("<itunes:type>episodic<", "<itunes:type>monthly<"), "L404"),
    "script in the content": (varied("<h2>Mehr</h2>", "<script>x()</script>"), "L214"),
    "relative address in the text": (varied('<a href="https://probe.example/">', '<a href="/podcast/">'), "L215"),
    "title escaped twice": (varied("<title>Am Anfang<", "<title>Lehre &amp;amp; Leim<"), "L025"),
    "bare ampersand": (varied("<title>Am Anfang<", "<title>Lehre & Leim<"), "L001"),
    "wrong itunes namespace": (varied("http://www.itunes.com/dtds/podcast-1.0.dtd", "http://www.itunes.com/DTDs/Podcast-1.0.dtd"), "L006"),
    "not utf-8": (varied('encoding="UTF-8"', 'encoding="ISO-8859-1"').encode("latin-1"), "L002"),
    "owner without mail": (varied("<itunes:email>podcast@probe.example</itunes:email>", ""), "L413"),
}
MISSED_BY_W3C = {
    "no itunes image": (varied('    <itunes:image href="https://probe.example/podcast/cover.png"/>\n', ""), "L107"),
    "enclosure of no bytes": (enclosed('length="480000"', 'length="0"'), "L303"),
    "type audio/mp3": (enclosed('.mp3" length="480000" type="audio/mpeg"', '.mp3" length="480000" type="audio/mp3"'), "L305"),
    "query behind the ending": (enclosed("002.mp3", "002.mp3?von=feed"), "L308"),
    "enclosure twice": (varied('url="https://probe.example/podcast/001.m4a" length="1234" type="audio/x-m4a"', 'url="https://probe.example/podcast/002.mp3" length="480000" type="audio/mpeg"'), "L311"),
    "no item title": (varied("      <title>Am Anfang</title>\n", ""), "L201"),
    "description of more than 4000 bytes": (varied("Worum es geht.", "ä" * 2001), "L207"),
    "title of more than 255 characters": (varied("<title>Am Anfang<", f"<title>{'Am Anfang ' * 26}Ende<"), "L028"),
    "leading blank": (varied("<title>Am Anfang<", "<title> Am Anfang<"), "L027"),
    "wrong podcast namespace": (varied("https://podcastindex.org/namespace/1.0", "https://podcastindex.org/namespace/1.0/"), "L006"),
    "locked is ja": (varied(">yes</podcast:locked>", ">ja</podcast:locked>"), "L503"),
    "podcast guid is no uuid": (varied("<podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810<", "<podcast:guid>probe-hoert<"), "L501"),
    "empty person": (varied('<podcast:person role="host">Mira<', '<podcast:person role="host"><'), "L506"),
    "unknown role": (varied('role="host"', 'role="Azubi"'), "L507"),
    "unknown medium": (varied("<podcast:medium>podcast<", "<podcast:medium>radio<"), "L512"),
    "soundbite without duration": (varied('startTime="10.5" duration="30"', 'startTime="10.5"'), "L010"),
    "bad chapter start": (varied('start="00:00:20.000"', 'start="20 Sekunden"'), "L601"),
    "oldest first": (FULL.replace(FIRST_ITEM, "").replace(SECOND_ITEM, SECOND_ITEM + FIRST_ITEM), "L903"),
}  # fmt: skip
DEFECTS = {**FOUND_BY_W3C, **MISSED_BY_W3C}
# Where one mistake hides others: after a wrong namespace everything in it is missing.
HIDING = {"wrong itunes namespace", "wrong podcast namespace"}


def test_there_are_forty_eight() -> None:
    """Thirty that the W3C validator finds, eighteen that it misses."""
    assert (len(FOUND_BY_W3C), len(MISSED_BY_W3C), len(DEFECTS)) == (30, 18, 48)


@pytest.mark.parametrize("name", DEFECTS)
def test_defect(name: str) -> None:
    """The defect is found, and nothing else is told."""
    feed, code = DEFECTS[name]
    found = codes(feed)

    assert code in found if name in HIDING else found == [code]
