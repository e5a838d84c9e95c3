"""Every rule over one feed has a case that fails and one that passes; the feed with everything in it passes them all."""

import re

import pytest
from tests.audit.lint.feeds import ADDRESS, CHANNEL, FULL, HEAD, NOW, SECOND_ITEM, SRI, codes, varied
from tests.audit.lint.test_defects import DEFECTS, dated, enclosed
from tests.fakes import WORDS

from kammerton.audit.lint import reading
from kammerton.audit.lint.linter import RULES, WITH_CHECKS, lint_page
from kammerton.audit.lint.pages import FeedPage
from kammerton.domain.diagnostic import Severity

SILENT = re.sub("    <podcast:liveItem.*\n", "", CHANNEL)


def without(start: str, end: str, feed: str = FULL) -> str:
    """The feed without what stands from ``start`` to ``end``."""
    begin = feed.index(start)
    return feed[:begin] + feed[feed.index(end, begin) + len(end) :]


def added(element: str, before: str = "    <itunes:author>") -> str:
    """The feed with one more element in its channel, or where ``before`` stands."""
    return varied(before, element + before)


FAILING = {
    "empty file": ("", "L001"),
    "cut off": (FULL.replace("</rss>", ""), "L001"),
    "undeclared prefix": (varied(' xmlns:psc="http://podlove.org/simple-chapters"', ""), "L001"),
    "named entity": (varied("Worum es geht.", "M&auml;rz"), "L001"),
    "bytes of latin-1": (varied("Am Amboss", "Öl").encode("latin-1"), "L002"),
    "utf-16": (FULL.encode("utf-16"), "L002"),
    "a document type": (FULL.replace("<rss", "<!DOCTYPE rss>\n<rss", 1), "L003"),
    "a feed of 65 million bytes": (b" " * 64_000_001, "L004"),
    "an atom feed": ('<feed xmlns="http://www.w3.org/2005/Atom"/>', "L005"),
    "a web page": ("<html><body/></html>", "L005"),
    "a page of today": ("<!DOCTYPE html>\n<html lang=de><p>Hallo", "L005"),
    "no version": (varied(' version="2.0"', ""), "L005"),
    "rss 0.91": (varied('version="2.0"', 'version="0.91"'), "L005"),
    "no channel": ('<rss version="2.0"/>', "L005"),
    "two channels": ('<rss version="2.0"><channel/><channel/></rss>', "L005"),
    "misspelt element": (FULL.replace("podcast:medium", "podcast:meduim"), "L007"),
    "unknown element of rss": (added("    <titel>x</titel>\n"), "L007"),
    "medium in an item": (added("<podcast:medium>podcast</podcast:medium>", "<itunes:duration>75"), "L008"),
    "transcript in the channel": (added('    <podcast:transcript url="https://probe.example/a.vtt" type="text/vtt"/>\n'), "L008"),
    "chapter beside its list": (added('<psc:chapter start="0" title="x"/>', "<itunes:duration>75"), "L008"),
    "misspelt isPermaLink": (varied('<guid isPermaLink="false">live', '<guid isPermaLink="false" isPermalink="false">live'), "L009"),
    "unknown attribute": (varied('<itunes:image href="https://probe.example/podcast/cover.png"', '<itunes:image alt="x" href="https://probe.example/podcast/cover.png"'), "L009"),
    "trailer without date": (varied(' pubdate="Sun, 01 Mar 2026 06:00:00 +0100"', ""), "L010"),
    "transcript without type": (varied(' type="text/vtt"', ""), "L010"),
    "two titles": (added("    <title>Probe hört</title>\n"), "L011"),
    "two medium": (added("    <podcast:medium>podcast</podcast:medium>\n"), "L011"),
    "text in the channel": (added("Hallo"), "L012"),
    "text in an image": (varied('<itunes:image href="https://probe.example/podcast/cover.png"/>', '<itunes:image href="https://probe.example/podcast/cover.png">x</itunes:image>'), "L012"),
    "unknown namespace": (added('    <x:y xmlns:x="https://x.example/ns"/>\n'), "L013"),
    "empty language": (varied("<language>de<", "<language> <"), "L014"),
    "empty category": (varied('text="Kids &amp; Family"', 'text=""'), "L014"),
    "trailer with an ISO date": (varied('pubdate="Sun, 01 Mar 2026 06:00:00 +0100"', 'pubdate="2026-03-01"'), "L016"),
    "a day that does not exist": (dated("31 Feb 2026 06:00:00 +0100"), "L016"),
    "live item without a moment": (varied('start="2026-07-01T18:00:00Z"', 'start="morgen"'), "L016"),
    "weekday of the last build": (varied("<lastBuildDate>Sun,", "<lastBuildDate>Fri,"), "L017"),
    "zone by name": (dated("Sun, 08 Mar 2026 06:00:00 EST"), "L018"),
    "relative link": (varied("<link>https://probe.example/podcast/001/", "<link>/podcast/001/"), "L019"),
    "umlaut in a link": (varied("<link>https://probe.example/podcast/001/", "<link>https://probe.example/über/"), "L019"),
    "link without https": (varied("<link>https://probe.example/podcast/001/", "<link>http://probe.example/podcast/001/"), "L020"),
    "language with underscore": (varied("<language>de<", "<language>de_DE<"), "L021"),
    "language of a transcript": (varied('language="de-AT"', 'language="deutsch"'), "L021"),
    "editor without mail": (varied("<managingEditor>amt@probe.example (Pia Probe)<", "<managingEditor>Pia Probe<"), "L022"),
    "locked by a name": (varied('owner="podcast@probe.example"', 'owner="Redaktion"'), "L022"),
    "length of a trailer": (varied('length="12"', 'length="12 kB"'), "L023"),
    "type of a trailer": (varied('length="12" type="audio/mpeg"', 'length="12" type="mp3"'), "L024"),
    "markup escaped twice": (varied("Worum es geht.", "&amp;lt;p&amp;gt;Worum&amp;lt;/p&amp;gt;"), "L025"),
    "markup in a title": (varied("<title>Am Anfang<", "<title>Am &lt;b&gt;Anfang&lt;/b&gt;<"), "L026"),
    "trailing line break": (varied("Am Anfang</title>", "Am Anfang\n</title>"), "L027"),
    "long author": (varied("<itunes:author>Probekammer<", f"<itunes:author>{'x' * 256}<"), "L028"),
    "complete with yes": (varied('complete="false"', 'complete="no"'), "L029"),
    "no title of the show": (without("    <title>", "</title>\n", without("    <image>", "</image>\n")), "L101"),
    "no description of the show": (without("    <description>", "</description>\n"), "L102"),
    "no link of the show": (without("    <link>", "</link>\n", without("    <image>", "</image>\n")), "L103"),
    "no podcast guid": (without("    <podcast:guid>", "</podcast:guid>\n"), "L109"),
    "not locked": (without("    <podcast:locked", "</podcast:locked>\n"), "L110"),
    "no author": (without("    <itunes:author>", "</itunes:author>\n"), "L111"),
    "description of the show too long": (varied("Stimmen zur Probe.", "ü" * 2000), "L113"),
    "image without address": (varied("<url>https://probe.example/podcast/cover.png</url>", ""), "L115"),
    "image with another title": (varied("cover.png</url><title>Probe hört", "cover.png</url><title>Logo"), "L116"),
    "copyright with year": (varied("<copyright>Probekammer", "<copyright>© 2026 Probekammer"), "L117"),
    "image too wide": (varied("<width>88<", "<width>1400<"), "L118"),
    "hour 24": (varied("<hour>23<", "<hour>24<"), "L119"),
    "day in German": (varied("<day>Monday<", "<day>Montag<"), "L119"),
    "ttl of zero": (varied("<ttl>60<", "<ttl>0<"), "L119"),
    "mail in the author": (varied("<itunes:author>Probekammer<", "<itunes:author>amt@probe.example<"), "L122"),
    "no enclosure": (without("      <enclosure", "/>\n", without("      <podcast:alternateEnclosure", "</podcast:alternateEnclosure>\n")), "L202"),
    "empty guid": (varied('<guid isPermaLink="false">eins<', '<guid isPermaLink="false"><'), "L203"),
    "no date": (without("      <pubDate>", "</pubDate>\n"), "L204"),
    "no description": (without("      <description>Worum", "</description>\n"), "L205"),
    "no page": (without("      <link>", "</link>\n"), "L206"),
    "number in the title": (varied("<title>Am Anfang<", "<title>Folge 1: Am Anfang<"), "L208"),
    "show in the title": (varied("<title>Am Anfang<", "<title>Probe hört, heute am Anfang<"), "L208"),
    "guid without a word about it": (varied('<guid isPermaLink="false">eins', "<guid>eins"), "L210"),
    "permalink no": (varied('<guid isPermaLink="false">eins', '<guid isPermaLink="no">eins'), "L212"),
    "picture in the description": (varied("Worum es geht.", "&lt;img src='https://probe.example/a.png'&gt;"), "L213"),
    "frame in the description": (varied("Worum es geht.", "&lt;iframe src='https://probe.example/'&gt;"), "L214"),
    "handler in the content": (varied("<h2>Mehr</h2>", '<h2 onclick="x()">Mehr</h2>'), "L214"),
    "anchor in the content": (varied('<a href="mailto:a@probe.example">', '<a href="#unten">'), "L215"),
    "enclosure without address": (enclosed('url="https://probe.example/podcast/002.mp3" ', ""), "L301"),
    "enclosure with a path": (enclosed('"https://probe.example/podcast/002.mp3"', '"/podcast/002.mp3"'), "L301"),
    "length with dots": (enclosed('"480000"', '"480.000"'), "L302"),
    "enclosure without type": (enclosed(' length="480000" type="audio/mpeg"/>', ' length="480000"/>'), "L304"),
    "type of one word": (enclosed(' length="480000" type="audio/mpeg"/>', ' length="480000" type="mp3"/>'), "L304"),
    "flac": (enclosed('002.mp3" length="480000" type="audio/mpeg"', '002.flac" length="480000" type="audio/flac"'), "L306"),
    "no ending": (enclosed("podcast/002.mp3", "podcast/002"), "L309"),
    "enclosure without https": (enclosed("https://probe.example/podcast/002.mp3", "http://probe.example/podcast/002.mp3"), "L310"),
    "two enclosures": (varied('type="audio/x-m4a"/>', 'type="audio/x-m4a"/><enclosure url="https://probe.example/podcast/001.mp3" length="1" type="audio/mpeg"/>'), "L312"),
    "subcategory alone": (varied('text="Kids &amp; Family"', 'text="Courses"'), "L401"),
    "subcategory of another": (varied('text="Self-Improvement"', 'text="Parenting"'), "L402"),
    "season zero": (varied("<itunes:season>1<", "<itunes:season>0<"), "L407"),
    "duration as a clock": (varied("<itunes:duration>75<", "<itunes:duration>1:15<"), "L409"),
    "block true": (added("    <itunes:block>true</itunes:block>\n"), "L410"),
    "block no": (added("    <itunes:block>no</itunes:block>\n"), "L411"),
    "cover as webp": (varied('<itunes:image href="https://probe.example/podcast/cover.png"', '<itunes:image href="https://probe.example/podcast/cover.webp"'), "L414"),
    "serial without number": (without("      <itunes:episode>1", "</itunes:episode>\n", varied("<itunes:type>episodic", "<itunes:type>serial")), "L415"),
    "keywords": (added("    <itunes:keywords>ausbildung</itunes:keywords>\n"), "L416"),
    "four categories": (added('    <itunes:category text="Arts"/><itunes:category text="News"/>\n'), "L418"),
    "no duration": (without("      <itunes:duration>75", "</itunes:duration>\n"), "L421"),
    "uuid of version 4": (varied("<podcast:guid>917393e3-1b1e-5cef", "<podcast:guid>917393e3-1b1e-4cef"), "L502"),
    "locked without owner": (varied('<podcast:locked owner="podcast@probe.example">', "<podcast:locked>"), "L504"),
    "unknown group": (varied('group="Cast"', 'group="Besetzung"'), "L508"),
    "transcript without https": (varied('url="https://probe.example/podcast/002.vtt"', 'url="http://probe.example/podcast/002.vtt"'), "L509"),
    "chapters without https": (varied('url="https://probe.example/podcast/002.json"', 'url="http://probe.example/podcast/002.json"'), "L509"),
    "long text of funding": (varied(">Unterstützen<", f">{'x' * 129}<"), "L510"),
    "long display of a number": (varied('display="Folge 2"', f'display="{"x" * 33}"'), "L510"),
    "long name of a person": (varied('<podcast:person role="host">Mira', f'<podcast:person role="host">{"x" * 129}'), "L510"),
    "long text record": (varied(">abc</podcast:txt>", f">{'x' * 4001}</podcast:txt>"), "L510"),
    "unknown licence": (varied('<podcast:license url="https://creativecommons.org/licenses/by/4.0/">cc-by-4.0', "<podcast:license>frei"), "L513"),
    "licence in capitals": (varied(">cc-by-4.0<", ">CC-BY-4.0<"), "L514"),
    "soundbite too long": (varied('startTime="10.5" duration="30"', 'startTime="45" duration="30"'), "L516"),
    "short soundbite": (varied('duration="30"', 'duration="5"'), "L517"),
    "old type of srt": (varied("application/x-subrip", "application/srt"), "L519"),
    "transcript as pdf": (varied('type="text/html"', 'type="application/pdf"'), "L520"),
    "relation of a transcript": (varied('rel="captions"', 'rel="untertitel"'), "L521"),
    "type of chapters": (varied('type="application/json+chapters"', 'type="text/xml"'), "L522"),
    "degrees in words": (varied("geo:51.35,7.47", "51°N 7°O"), "L523"),
    "beyond the pole": (varied("geo:51.35,7.47", "geo:91,7.47"), "L523"),
    "name for osm": (varied('osm="R62747"', 'osm="Hagen"'), "L524"),
    "relation of a place": (varied('rel="creator"', 'rel="ort"'), "L525"),
    "country in full": (varied('country="de"', 'country="Deutschland"'), "L526"),
    "version without source": (without("        <podcast:source", "/>\n"), "L530"),
    "sum in hexadecimal": (varied(SRI, "sha384-00ff"), "L531"),
    "kind of proof": (varied('type="sri"', 'type="md5"'), "L531"),
    "default of another length": (varied('<podcast:alternateEnclosure type="audio/mpeg" length="480000"', '<podcast:alternateEnclosure type="audio/mpeg" length="1"'), "L536"),
    "unknown service": (varied('protocol="activitypub"', 'protocol="studivz"'), "L537"),
    "service without address": (varied(' uri="https://social.example/@probe/1"', ""), "L538"),
    "rhythm in words": (varied("FREQ=MONTHLY;BYDAY=1TU;COUNT=10", "monatlich"), "L540"),
    "count without a beginning": (varied(' dtstart="2026-03-01"', ""), "L540"),
    "ratio in words": (varied('aspect-ratio="1/1"', 'aspect-ratio="quadratisch"'), "L543"),
    "picture without words": (varied(' alt="Ein Amboss"', ""), "L544"),
    "address for a guid": (varied('feedGuid="917393e3-1b1e-5cef-ace4-edaa54e1f810" feedUrl', 'feedGuid="andere.example" feedUrl'), "L545"),
    "empty podroll": (without("<podcast:remoteItem", "/>"), "L546"),
    "publisher that is a podcast": (varied('medium="publisher"', 'medium="podcast"'), "L546"),
    "ai in words": (varied('purpose="ai-content">false', 'purpose="ai-content">nein'), "L547"),
    "block ja": (varied('id="dienst">no', 'id="dienst">ja'), "L548"),
    "chat by telephone": (varied('protocol="irc"', 'protocol="telefon"'), "L550"),
    "live soon": (varied('status="pending"', 'status="bald"'), "L551"),
    "old pictures": (added('    <podcast:images srcset="https://probe.example/a.jpg 1500w"/>\n'), "L553"),
    "chapters out of order": (varied('start="00:00:40.000"', 'start="00:00:10.000"'), "L602"),
    "chapters at the same time": (varied('start="00:00:40.000"', 'start="00:00:20.000"'), "L602"),
    "first chapter late": (varied('start="00:00:00.000"', 'start="00:00:05.000"'), "L603"),
    "chapter after the end": (varied('start="00:00:40.000"', 'start="00:02:00.000"'), "L605"),
    "version of chapters": (varied('<psc:chapters version="1.2">', '<psc:chapters version="7">'), "L606"),
    "no chapters": (without('        <psc:chapter start="00:00:00', "      </psc:chapters>\n").replace('<psc:chapters version="1.2">\n', '<psc:chapters version="1.2"/>\n'), "L608"),
    "two timestamps": (varied("<p>(00:40) Ende</p>", ""), "L609"),
    "timestamps not from the beginning": (varied("(00:00) Anfang", "(00:02) Anfang"), "L609"),
    "self elsewhere": (varied('type="application/rss+xml" href="https://probe.example/podcast/feed.xml"', 'type="application/rss+xml" href="https://test.example/feed.xml"'), "L702"),
    "self without type": (varied('rel="self" type="application/rss+xml"', 'rel="self"'), "L703"),
    "relation of a link": (varied('rel="hub"', 'rel="hubb"'), "L704"),
    "two next pages": (added('    <atom:link rel="next" href="https://probe.example/podcast/feed-3.xml"/>\n'), "L705"),
    "relative page": (varied('href="https://probe.example/podcast/feed-2.xml"', 'href="feed-2.xml"'), "L706"),
    "prev": (added('    <atom:link rel="prev" href="https://probe.example/podcast/feed-0.xml"/>\n'), "L707"),
    "next is self": (varied("https://probe.example/podcast/feed-2.xml", ADDRESS), "L708"),
    "no items": (f"{HEAD}{SILENT}</channel></rss>", "L901"),
    "guid of the item before": (varied(">eins</guid>", ">zwei</guid>"), "L902"),
    "more than five million bytes": (varied("<h2>Mehr</h2>", "<p>Mehr</p>" * 500_000), "L905"),
    "number twice": (varied("<itunes:episode>1<", "<itunes:episode>2<"), "L908"),
}  # fmt: skip
PASSING = {
    "ascii": varied('encoding="UTF-8"', 'encoding="us-ascii"').encode("ascii", "xmlcharrefreplace"),
    "no declaration": FULL.partition("\n")[2],
    "byte order mark": b"\xef\xbb\xbf" + FULL.encode(),
    "second address of the podcast namespace": varied("https://podcastindex.org/namespace/1.0", "https://github.com/Podcastindex-org/podcast-namespace/blob/main/docs/1.0.md"),
    "known namespaces of others": added('    <media:rating xmlns:media="http://search.yahoo.com/mrss/">adult</media:rating>\n'),
    "loopback without https": FULL.replace("https://probe.example", "http://127.0.0.1:8000"),
    "a comment": added("    <!-- ein Kommentar -->\n"),
    "an instruction for a style sheet": varied("<rss", '<?xml-stylesheet type="text/css" href="/theme/feed.css"?>\n<rss'),
    "a guid that is an address": varied('<guid isPermaLink="false">eins', "<guid>https://probe.example/podcast/001/"),
    "a date without weekday and seconds": dated("8 Mar 2026 06:00 +0100"),
    "a description of exactly 4000 bytes": varied("Worum es geht.", "ä" * 2000),
    "a title of exactly 255 characters": varied("<title>Am Anfang<", f"<title>{'x' * 255}<"),
    "sums by two methods": varied(SRI, f"{SRI} {SRI}"),
    "comments switched off": varied('protocol="activitypub" uri="https://social.example/@probe/1"', 'protocol="disabled"'),
    "an own licence with its text": varied(">cc-by-4.0<", ">Probelizenz 1.0<"),
    "a trailer in a series without number": varied("<itunes:episodeType>full</itunes:episodeType>\n      <itunes:episode>1</itunes:episode>", "<itunes:episodeType>trailer</itunes:episodeType>", varied("<itunes:type>episodic", "<itunes:type>serial")),
    "same number in another season": varied("<itunes:episode>1</itunes:episode>\n      <itunes:season>1", "<itunes:episode>2</itunes:episode>\n      <itunes:season>2"),
    "a clock time in a sentence": varied("Worum es geht.", "Um 10:30 geht es los, um 9:15 kommt der Bus."),
    "one item": varied(SECOND_ITEM, ""),
    "a list without items": f"{HEAD}{SILENT.replace('<podcast:medium>podcast<', '<podcast:medium>podcastL<')}</channel></rss>",
    "everything on one line": re.sub(r"\n\s*", "", FULL),
}  # fmt: skip
CODES = [rule.code for rule in RULES]


def test_the_feed_with_everything_is_clean() -> None:
    """No rule finds anything in it."""
    assert codes(FULL) == []


@pytest.mark.parametrize("name", FAILING)
def test_failing(name: str) -> None:
    """The rule finds what is wrong, and no other rule speaks."""
    feed, code = FAILING[name]
    found = codes(feed)

    assert found == [code]


@pytest.mark.parametrize("name", PASSING)
def test_passing(name: str) -> None:
    """Nothing is told."""
    feed = PASSING[name]
    address = "http://127.0.0.1:8000/podcast/feed.xml" if "loopback" in name else ADDRESS

    assert codes(feed, address) == []


@pytest.mark.parametrize("rule", [*reading.RULES, *WITH_CHECKS], ids=lambda rule: rule.code)
def test_every_rule_over_one_feed_has_a_failing_case(rule) -> None:
    """A rule that no case breaks is not finished; the clean feed is the passing one."""
    assert rule.code in {code for _, code in (*FAILING.values(), *DEFECTS.values())}


def test_codes_are_used_once() -> None:
    """No two rules share a code, and each tells its sources, title, paragraph and remedy."""
    assert sorted(set(CODES)) == sorted(CODES)
    assert [rule.code for rule in RULES if not (rule.source and WORDS.text(rule.title) and WORDS.text(rule.handbook) and WORDS.text(rule.remedy))] == []


def test_a_finding_says_where_what_and_how() -> None:
    """File, line, what stands there, what was expected, and the remedy."""
    feed = varied("<itunes:episode>1<", "<itunes:episode>eins<")
    _, found = lint_page(FeedPage("alt.xml", feed.encode(), ADDRESS), NOW)

    assert [(d.place.file, d.place.line, d.severity) for d in found] == [("alt.xml", feed[: feed.index(">eins</itunes")].count("\n") + 1, Severity.ERROR)]
    assert WORDS.text(found[0].what) == "In <itunes:episode> steht „eins“; erwartet wird eine ganze Zahl ab 1."
    assert found[0].remedy is not None


def test_a_misspelt_element_is_suggested() -> None:
    """Near misses are answered with the right word."""
    _, found = lint_page(FeedPage("alt.xml", FULL.replace("podcast:guid>", "podcast:gui>").encode(), ADDRESS), NOW)

    assert "Meinten Sie „podcast:guid“?" in WORDS.text(next(d.what for d in found if d.code == "L007"))


def test_hints_depend_on_the_clock_and_errors_do_not() -> None:
    """Without a clock the same errors are found; only the hint about the future is missing."""
    feed = dated("Sun, 08 Mar 2099 06:00:00 +0100")

    assert (codes(feed), codes(feed, now=None)) == (["L216"], [])
