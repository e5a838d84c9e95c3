"""A feed with every element the linter knows, and nothing wrong; tests vary one place of it."""

import base64
import hashlib
from datetime import datetime

from kammerton.audit.lint.linter import lint_page
from kammerton.audit.lint.pages import FeedPage
from kammerton.domain.moments import ZONE

NOW = datetime(2026, 6, 1, 12, 0, tzinfo=ZONE)
ADDRESS = "https://probe.example/podcast/feed.xml"
SRI = "sha384-" + base64.b64encode(hashlib.sha384(b"x").digest()).decode()
FIRST_ITEM = f"""    <item>
      <title>Am Amboss</title>
      <link>https://probe.example/podcast/002/</link>
      <description><![CDATA[<p>Öl &amp; Leim, <a href="https://probe.example/">hier</a>.</p><p>(00:00) Anfang</p><p>(00:20) Mitte</p><p>(00:40) Ende</p>]]></description>
      <content:encoded><![CDATA[<h2>Mehr</h2><p><img src="https://probe.example/a.jpg" alt=""><a href="mailto:a@probe.example">Post</a></p>]]></content:encoded>
      <guid isPermaLink="false">zwei</guid>
      <enclosure url="https://probe.example/podcast/002.mp3" length="480000" type="audio/mpeg"/>
      <pubDate>Sun, 08 Mar 2026 06:00:00 +0100</pubDate>
      <itunes:title>Am Amboss</itunes:title>
      <itunes:author>Probekammer</itunes:author>
      <itunes:duration>60</itunes:duration>
      <itunes:explicit>false</itunes:explicit>
      <itunes:image href="https://probe.example/podcast/002.jpg"/>
      <itunes:episodeType>full</itunes:episodeType>
      <itunes:episode>2</itunes:episode>
      <itunes:season>1</itunes:season>
      <podcast:season name="Handwerk">1</podcast:season>
      <podcast:episode display="Folge 2">2</podcast:episode>
      <podcast:transcript url="https://probe.example/podcast/002.vtt" type="text/vtt" language="de" rel="captions"/>
      <podcast:transcript url="https://probe.example/podcast/002.srt" type="application/x-subrip" language="de-AT"/>
      <podcast:transcript url="https://probe.example/podcast/002.html" type="text/html"/>
      <podcast:chapters url="https://probe.example/podcast/002.json" type="application/json+chapters"/>
      <podcast:soundbite startTime="10.5" duration="30">Der Hammer</podcast:soundbite>
      <podcast:person role="Guest" group="Cast" href="https://probe.example/mira/" img="https://probe.example/mira.jpg">Mira</podcast:person>
      <podcast:location rel="creator" geo="geo:51.35,7.47" osm="R62747" country="de">Hagen</podcast:location>
      <podcast:license url="https://creativecommons.org/licenses/by/4.0/">cc-by-4.0</podcast:license>
      <podcast:alternateEnclosure type="audio/mpeg" length="480000" bitrate="64000.5" lang="de" title="Standard" default="true">
        <podcast:source uri="https://probe.example/podcast/002.mp3" contentType="audio/mpeg"/>
        <podcast:integrity type="sri" value="{SRI}"/>
      </podcast:alternateEnclosure>
      <podcast:socialInteract protocol="activitypub" uri="https://social.example/@probe/1" accountId="@probe" priority="1"/>
      <podcast:contentLink href="https://video.example/2">Als Video</podcast:contentLink>
      <podcast:image href="https://probe.example/podcast/002.jpg" alt="Ein Amboss" aspect-ratio="1/1" width="1500" type="image/jpeg" purpose="artwork social"/>
      <podcast:txt purpose="ai-content">false</podcast:txt>
      <psc:chapters version="1.2">
        <psc:chapter start="00:00:00.000" title="Anfang"/>
        <psc:chapter start="00:00:20.000" title="Mitte" href="https://probe.example/" image="https://probe.example/a.jpg"/>
        <psc:chapter start="00:00:40.000" title="Ende"/>
      </psc:chapters>
    </item>
"""
SECOND_ITEM = """    <item>
      <title>Am Anfang</title>
      <link>https://probe.example/podcast/001/</link>
      <description>Worum es geht.</description>
      <guid isPermaLink="false">eins</guid>
      <enclosure url="https://probe.example/podcast/001.m4a" length="1234" type="audio/x-m4a"/>
      <pubDate>Sun, 01 Mar 2026 06:00:00 GMT</pubDate>
      <itunes:duration>75</itunes:duration>
      <itunes:explicit>true</itunes:explicit>
      <itunes:episodeType>full</itunes:episodeType>
      <itunes:episode>1</itunes:episode>
      <itunes:season>1</itunes:season>
    </item>
"""
CHANNEL = """    <title>Probe hört</title>
    <link>https://probe.example/podcast/</link>
    <description><![CDATA[<p>Stimmen zur Probe.</p>]]></description>
    <language>de</language>
    <copyright>Probekammer</copyright>
    <managingEditor>amt@probe.example (Pia Probe)</managingEditor>
    <webMaster>amt@probe.example</webMaster>
    <pubDate>Sun, 08 Mar 2026 06:00:00 +0100</pubDate>
    <lastBuildDate>Sun, 08 Mar 2026 06:00:00 +0100</lastBuildDate>
    <category domain="https://probe.example/">Bildung</category>
    <generator>Kammerton</generator>
    <docs>http://www.rssboard.org/rss-specification</docs>
    <ttl>60</ttl>
    <image><url>https://probe.example/podcast/cover.png</url><title>Probe hört</title><link>https://probe.example/podcast/</link><width>88</width></image>
    <skipHours><hour>0</hour><hour>23</hour></skipHours>
    <skipDays><day>Monday</day></skipDays>
    <atom:link rel="self" type="application/rss+xml" href="https://probe.example/podcast/feed.xml"/>
    <atom:link rel="hub" href="https://hub.example/"/>
    <atom:link rel="next" href="https://probe.example/podcast/feed-2.xml"/>
    <itunes:author>Probekammer</itunes:author>
    <itunes:owner><itunes:name>Redaktion</itunes:name><itunes:email>podcast@probe.example</itunes:email></itunes:owner>
    <itunes:category text="Education"><itunes:category text="Self-Improvement"/></itunes:category>
    <itunes:category text="Kids &amp; Family"/>
    <itunes:explicit>false</itunes:explicit>
    <itunes:image href="https://probe.example/podcast/cover.png"/>
    <itunes:type>episodic</itunes:type>
    <itunes:title>Probe hört</itunes:title>
    <itunes:complete>Yes</itunes:complete>
    <itunes:new-feed-url>https://probe.example/podcast/feed.xml</itunes:new-feed-url>
    <podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid>
    <podcast:locked owner="podcast@probe.example">yes</podcast:locked>
    <podcast:medium>podcast</podcast:medium>
    <podcast:funding url="https://probe.example/helfen/">Unterstützen</podcast:funding>
    <podcast:person role="host">Mira</podcast:person>
    <podcast:trailer url="https://probe.example/trailer.mp3" pubdate="Sun, 01 Mar 2026 06:00:00 +0100" length="12" type="audio/mpeg" season="1">Bald</podcast:trailer>
    <podcast:updateFrequency rrule="FREQ=MONTHLY;BYDAY=1TU;COUNT=10" dtstart="2026-03-01" complete="false">monatlich</podcast:updateFrequency>
    <podcast:podping usesPodping="true"/>
    <podcast:podroll><podcast:remoteItem feedGuid="917393e3-1b1e-5cef-ace4-edaa54e1f810" feedUrl="https://andere.example/feed.xml" title="Andere"/></podcast:podroll>
    <podcast:publisher><podcast:remoteItem feedGuid="917393e3-1b1e-5cef-ace4-edaa54e1f810" medium="publisher"/></podcast:publisher>
    <podcast:block id="dienst">no</podcast:block>
    <podcast:chat server="irc.example" protocol="irc" accountId="@probe" space="#probe"/>
    <podcast:txt purpose="verify">abc</podcast:txt>
    <podcast:value type="lightning" method="keysend" suggested="0.00000005"><podcast:valueRecipient name="A" type="node" address="02" split="40" fee="false"/></podcast:value>
    <podcast:liveItem status="pending" start="2026-07-01T18:00:00Z" end="2026-07-01T19:00:00Z"><title>Live</title><guid isPermaLink="false">live</guid><enclosure url="https://probe.example/live.mp3" length="1" type="audio/mpeg"/><podcast:contentLink href="https://probe.example/live/">Im Netz</podcast:contentLink></podcast:liveItem>
"""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:psc="http://podlove.org/simple-chapters" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">
  <channel>
"""
FULL = f"{HEAD}{CHANNEL}{FIRST_ITEM}{SECOND_ITEM}  </channel>\n</rss>\n"


def varied(old: str, new: str, feed: str = FULL) -> str:
    """The feed with its first ``old`` replaced; it must be there."""
    assert old in feed, old
    return feed.replace(old, new, 1)


def codes(feed: str | bytes, address: str | None = ADDRESS, now: datetime | None = NOW) -> list[str]:
    """The codes of everything the linter finds in one page, each once."""
    content = feed if isinstance(feed, bytes) else feed.encode()
    _, found = lint_page(FeedPage("feed.xml", content, address), now)
    assert all(0 <= d.place.line <= content.count(b"\n") + 1 for d in found)
    return sorted({d.code for d in found})
