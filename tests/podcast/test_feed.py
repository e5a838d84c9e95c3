"""The feed of a show: what PSP-1 and Apple require, and what must not go wrong."""

import base64
import hashlib
import re
import subprocess
import sys
from datetime import timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html
from tests.app.projects import FOLGE, HOSTILE, episode, library, varied
from tests.fakes import NOW, RECORDING, FakeSources
from tests.podcast.feeds import NS, RICH, channel, feed_bytes, item, show_settings, values
from tests.sample import EPISODE, FILES, SETTINGS, VTT

from kammerton.app.recordings import with_published_recordings
from kammerton.domain.audio import AudioFacts
from kammerton.domain.moments import ZONE

HTTPS = r"https://[\x21-\x7e]+"
RFC2822 = r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}"
NAME = r"\S(?s:.{0,253}\S)?"
UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"

# The rows marked R for PSP-1 or Apple in the notes (3.1, 3.2), then the recommended ones we write: path of the values, form of each.
CHANNEL_ROWS = {
    "atom:link rel=self": ("atom:link[@rel='self'][@type='application/rss+xml']/@href", re.escape("https://probe.example/podcast/feed.xml")),
    "title": ("title/text()", NAME),
    "description": ("description/text()", r"(?s:.+)"),
    "link is the page of the show": ("link/text()", re.escape("https://probe.example/podcast/")),
    "language": ("language/text()", r"[a-z]{2,3}(-[A-Za-z]{2,4})?"),
    "itunes:category": ("itunes:category/@text", r"Education"),
    "itunes:category below": ("itunes:category/itunes:category/@text", r"Self-Improvement"),
    "itunes:explicit": ("itunes:explicit/text()", r"true|false"),
    "itunes:image": ("itunes:image/@href", HTTPS + r"\.(jpg|png)"),
    "itunes:type": ("itunes:type/text()", r"episodic|serial"),
    "itunes:author": ("itunes:author/text()", NAME),
    "itunes:owner name": ("itunes:owner/itunes:name/text()", NAME),
    "itunes:owner mail": ("itunes:owner/itunes:email/text()", r"[^@\s]+@[^@\s]+"),
    "image url": ("image/url/text()", HTTPS + r"\.(jpg|png)"),
    "image link is the channel's": ("image/link/text()", re.escape("https://probe.example/podcast/")),
    "image title is the channel's": ("image/title/text()", r"Probe hört"),
    "lastBuildDate": ("lastBuildDate/text()", RFC2822),
    "podcast:guid": ("podcast:guid/text()", UUID),
    "podcast:locked": ("podcast:locked[@owner='podcast@probe.example']/text()", r"yes|no"),
}
ITEM_ROWS = {
    "title": ("title/text()", NAME),
    "enclosure url": ("enclosure/@url", HTTPS + r"\.mp3"),
    "enclosure length": ("enclosure/@length", r"[1-9]\d*"),
    "enclosure type": ("enclosure/@type", r"audio/mpeg"),
    "guid": ("guid[@isPermaLink='false']/text()", NAME),
    "pubDate": ("pubDate/text()", RFC2822),
    "description": ("description/text()", r"(?s:.+)"),
    "link": ("link/text()", r"https://probe\.example/podcast/[a-z0-9-]+/"),
    "itunes:title": ("itunes:title/text()", NAME),
    "itunes:duration": ("itunes:duration/text()", r"[1-9]\d*"),
    "itunes:explicit": ("itunes:explicit/text()", r"true|false"),
    "itunes:episodeType": ("itunes:episodeType/text()", r"full|trailer|bonus"),
    "podcast:transcript": ("podcast:transcript[@type='text/vtt'][@language='de']/@url", HTTPS + r"\.vtt"),
    "podcast:chapters": ("podcast:chapters[@type='application/json+chapters']/@url", HTTPS + r"\.json"),
}


@pytest.mark.parametrize("row", CHANNEL_ROWS)
def test_required_of_the_channel(row: str) -> None:
    """The element stands in the channel exactly once, in the form the standards ask for."""
    path, form = CHANNEL_ROWS[row]

    found = values(channel(RICH, show_settings(kategorie=["Education", "Self-Improvement"])), path)

    assert len(found) == 1
    assert re.fullmatch(form, found[0])


@pytest.mark.parametrize("row", ITEM_ROWS)
def test_required_of_every_item(row: str) -> None:
    """The element stands in each item exactly once, in the form the standards ask for."""
    path, form = ITEM_ROWS[row]

    for entry in channel(RICH).iterfind("item"):
        found = values(entry, path)

        assert len(found) == 1
        assert re.fullmatch(form, found[0])


def test_declaration_and_namespaces() -> None:
    """UTF-8 is declared, and the namespaces are exactly the ones programs look for."""
    content = feed_bytes(library(RICH))
    assert content is not None

    root = etree.fromstring(content)

    assert content.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n")
    assert {prefix: root.nsmap[prefix] for prefix in NS} == NS
    assert root.get("version") == "2.0"
    assert {etree.QName(e).namespace for e in root.iter(etree.Element)} <= {None, *NS.values()}


@pytest.mark.parametrize(
    ("row", "changed", "path", "expected"),
    [
        ("explicit", {"explizit": True}, "itunes:explicit/text()", ["true"]),
        ("not explicit", {"explizit": False}, "itunes:explicit/text()", ["false"]),
        ("not locked", {"gesperrt": False}, "podcast:locked/text()", ["no"]),
        ("serial", {"typ": "serial"}, "itunes:type/text()", ["serial"]),
        ("rights", {"rechte": "Probekammer"}, "copyright/text()", ["Probekammer"]),
        ("no rights", {}, "copyright/text()", []),
        ("language", {"sprache": "de-AT"}, "language/text()", ["de-AT"]),
        ("ampersand in a category", {"kategorie": ["Kids & Family", "Education for Kids"]}, "itunes:category/@text", ["Kids & Family"]),
        ("hostile name", {"titel": HOSTILE}, "title/text() | itunes:title/text() | image/title/text()", [HOSTILE] * 3),
        ("hostile author", {"autor": HOSTILE}, "itunes:author/text()", [HOSTILE]),
    ],
    ids=lambda value: value if isinstance(value, str) and "/" not in value else "",
)
def test_settings_of_the_show(row: str, changed: dict[str, object], path: str, expected: list[str]) -> None:
    """What pelicanconf.py says about the show stands in its feed."""
    assert expected == values(channel(settings=show_settings(**changed)), path)


def test_newest_first() -> None:
    """Items come newest first, so that programs that read only the beginning see the newest."""
    dates = [parsedate_to_datetime(date) for date in values(channel(RICH), "item/pubDate/text()")]

    assert len(dates) == 3
    assert all(before > after for before, after in pairwise(dates))


def test_trap_1_explicit_is_true_or_false() -> None:
    """Feedgen itself would write yes and no, which Apple and the W3C validator refuse."""
    feed = channel(RICH)

    assert values(feed, "item/itunes:explicit/text()") == ["true", "false", "false"]


def test_trap_2_the_cover_is_not_dropped() -> None:
    """Feedgen drops covers named .jpeg or .JPG without a word; ours is named after its content."""
    feed = channel(settings=show_settings(cover="content/bilder/Titelbild.JPEG"))

    assert values(feed, "itunes:image/@href") == ["https://probe.example/podcast/cover.png"]


def test_trap_3_the_link_of_the_channel_is_the_page() -> None:
    """Feedgen takes the last link added; that is the page of the show, never the feed."""
    assert values(channel(), "link/text()") == ["https://probe.example/podcast/"]


def test_trap_4_the_self_link_is_kept() -> None:
    """Feedgen keeps one atom link only; it is the feed's own address."""
    assert values(channel(), "atom:link/@rel") == ["self"]


def test_trap_5_the_order_is_ours() -> None:
    """Feedgen turns the order round unless told otherwise."""
    assert [title[:5] for title in values(channel(RICH), "item/title/text()")] == ["Folge", "Mülle", "Am Am"]


def test_trap_6_descriptions_are_cdata() -> None:
    """Feedgen cannot wrap a description in CDATA beside content:encoded; both are wrapped."""
    content = feed_bytes(library())
    assert content is not None

    assert content.count(b"<description><![CDATA[<p>") == 1
    assert content.count(b"<content:encoded><![CDATA[<p>") == 1


def test_trap_7_the_build_date_is_the_newest_episode() -> None:
    """Feedgen would write the moment of the build, and no program could use its cache."""
    feed = channel(RICH)

    assert values(feed, "lastBuildDate/text()") == values(feed, "item[1]/pubDate/text()")


def test_trap_11_modules_can_be_imported_in_any_order() -> None:
    """Feedgen's extensions fail unless lxml.etree was imported before them; each module of ours can come first."""
    for name in ("feed", "extension", "table"):
        code = f"import kammerton.podcast.rss.{name}"

        assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


def test_trap_13_nothing_is_denied() -> None:
    """Feedgen writes "no" where only "yes" is a value; these elements are left out."""
    assert values(channel(RICH), "//itunes:block | //itunes:complete") == []


def test_dates_are_in_the_time_of_the_region() -> None:
    """Winter and summer time have their offsets, and the moment is the episode's."""
    of = library(RICH)
    dates = values(channel(RICH), "item/pubDate/text()")

    assert dates == ["Fri, 01 May 2026 18:30:00 +0200", "Wed, 01 Apr 2026 06:00:00 +0200", "Sun, 01 Mar 2026 06:00:00 +0100"]
    assert [parsedate_to_datetime(date) for date in dates] == [entry.episode.published.astimezone(ZONE) for entry in of.episodes]


@pytest.mark.parametrize(("name", "mime"), [("001.mp3", "audio/mpeg"), ("001.MP3", "audio/mpeg"), ("001.m4a", "audio/x-m4a"), ("001.ogg", "audio/ogg")])
def test_the_enclosure_is_the_file(name: str, mime: str) -> None:
    """Address with a lower-case ending, exact size and the type Apple knows."""
    files = {**FILES, FOLGE: varied(EPISODE, audio=name)}
    of = library(files, audio={f"episodes/media/{name}": AudioFacts(61.4, 4711, mime)})
    content = feed_bytes(of)
    assert content is not None
    entry = etree.fromstring(content).find("channel/item")
    assert entry is not None

    expected = {"url": f"https://probe.example/podcast/001-am-amboss/001-am-amboss.{name.lower().rpartition('.')[2]}", "length": "4711", "type": mime}
    assert expected == dict(entry.find("enclosure").attrib)
    assert values(entry, "itunes:duration/text()") == ["61"]


def test_audio_elsewhere_has_the_stated_facts() -> None:
    """An address outside the site stands in the feed as it is, with stated size and duration."""
    entry = channel(RICH).find("item")

    assert dict(entry.find("enclosure").attrib) == {"url": "https://audio.example/003.mp3", "length": "12345", "type": "audio/mpeg"}
    assert values(entry, "itunes:duration/text()") == ["3665"]


@pytest.mark.parametrize("seconds", [0.2, 0.6, 1.4])
def test_durations_are_whole_seconds_above_zero(seconds: float) -> None:
    """A very short recording has one second, never none and never a fraction."""
    files = {**FILES, FOLGE: EPISODE.replace('"00:20"', '"00:00.1"')}
    content = feed_bytes(library(files, audio={"episodes/media/001-am-amboss.mp3": AudioFacts(seconds, 1, "audio/mpeg")}))
    assert content is not None

    assert etree.fromstring(content).xpath("//itunes:duration/text()", namespaces=NS) == ["1"]


def test_numbers_and_kinds() -> None:
    """An episode has its number and season, a trailer without them has neither."""
    assert values(item(nummer="7\nstaffel: 2"), "itunes:episode/text() | itunes:season/text()") == ["7", "2"]
    assert values(channel(RICH).find("item"), "itunes:episode | itunes:season") == []
    assert values(channel(RICH).find("item"), "itunes:episodeType/text()") == ["trailer"]


def test_persons_have_english_roles_and_a_page() -> None:
    """Who is heard is named with the words of the taxonomy and the page of the person or the visible firm; so is who worked unheard."""
    voices = """
  - {name: Mira, rolle: moderation}
  - {name: Ole, rolle: gast, betrieb: muster-metall}
  - {name: Ada, rolle: gast, url: "https://ada.example/"}
  - {name: Tom, rolle: technik}"""
    files = {**FILES, FOLGE: EPISODE.replace("\n  - name: Mira\n    rolle: moderation", voices)}
    found = [(person.text, dict(person.attrib)) for person in channel(files).iterfind("item/podcast:person", NS)]

    assert found == [
        ("Mira", {"role": "host", "group": "cast"}),
        ("Ole", {"role": "guest", "group": "cast", "href": "https://probe.example/betriebe/muster-metall/"}),
        ("Ada", {"role": "guest", "group": "cast", "href": "https://ada.example/"}),
        ("Tom", {"role": "audio engineer", "group": "audio production"}),
    ]


def test_nothing_is_promised_that_is_missing() -> None:
    """Without transcript, chapters and voices the feed names none."""
    text = varied(EPISODE, transkript="")
    text = text[: text.index("kapitel:")] + text[text.index("betriebe:") :]
    entry = channel({**FILES, FOLGE: text}, {**SETTINGS, "TRANSKRIPT_PFLICHT": False}).find("item")

    assert values(entry, "podcast:transcript | podcast:chapters | psc:chapters | podcast:person") == []


def test_every_form_of_the_transcript_is_named() -> None:
    """WebVTT and SRT as captions, JSON, text and HTML, each with its type and language."""
    found = item().findall("podcast:transcript", NS)

    assert [(t.get("url").partition("am-amboss.")[2], t.get("type"), t.get("language"), t.get("rel")) for t in found] == [
        ("vtt", "text/vtt", "de", "captions"), ("srt", "application/x-subrip", "de", "captions"), ("abschrift.json", "application/json", "de", None),
        ("txt", "text/plain", "de", None), ("html", "text/html", "de", None),
    ]  # fmt: skip


CHAPTERS = '[{zeit: "00:00", titel: Anfang}, {zeit: "00:20.5", titel: "Öl & <Leim>", url: "https://x.example/"}, {zeit: "00:40", titel: Ende}]'


def with_chapters(body: str = "Notizen.") -> Any:
    """The item of an episode with three chapters."""
    text = EPISODE[: EPISODE.index("kapitel:")] + f"kapitel: {CHAPTERS}\n" + EPISODE[EPISODE.index("stimmen:") : EPISODE.rindex("---")]
    return channel({**FILES, FOLGE: f"{text}---\n{body}\n"}).find("item")


def test_simple_chapters() -> None:
    """Podlove Simple Chapters 1.2 with Normal Play Time, for Spotify and gPodder."""
    entry = with_chapters()

    assert values(entry, "psc:chapters/@version") == ["1.2"]
    assert [dict(c.attrib) for c in entry.iterfind("psc:chapters/psc:chapter", NS)] == [
        {"start": "00:00:00.000", "title": "Anfang"}, {"start": "00:00:20.500", "title": "Öl & <Leim>", "href": "https://x.example/"},
        {"start": "00:00:40.000", "title": "Ende"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body", ["Notizen.", "", "Absatz mit Wörtern. " * 40 + "\n\n" + "Noch ein Absatz, sehr lang. \n\n" * 300], ids=["notes", "none", "long"]
)
def test_timestamps_stand_under_the_notes(body: str) -> None:
    """One a line, the first at the beginning, for Apple and Spotify; long notes leave room for them within 4000 bytes."""
    text = values(with_chapters(body), "description/text()")[0]

    assert text.endswith("<p>(00:00:00) Anfang</p>\n<p>(00:00:20) Öl &amp; &lt;Leim&gt;</p>\n<p>(00:00:40) Ende</p>")
    assert text.startswith("<p>Notizen.</p>\n" if body == "Notizen." else "<p>")
    assert len(text.encode()) <= 4000


def test_the_published_copy_is_named_with_its_hash() -> None:
    """Length and SHA-384 are those of the copy with tags, not of the file in the project; audio elsewhere has no hash."""
    of = with_published_recordings(library(RICH), FakeSources(RICH))
    entries = etree.fromstring(feed_bytes(of) or b"").findall("channel/item")
    own = [e for e in entries if "probe.example" in values(e, "enclosure/@url")[0]]

    assert {len(values(e, "podcast:alternateEnclosure")) for e in entries if e not in own} == {0}
    for entry in own:
        assert values(entry, "enclosure/@length") == values(entry, "podcast:alternateEnclosure/@length") == ["480000"]
        assert values(entry, "podcast:alternateEnclosure/podcast:source/@uri") == values(entry, "enclosure/@url")
        assert values(entry, "podcast:alternateEnclosure/podcast:integrity[@type='sri']/@value") == [
            f"sha384-{base64.b64encode(hashlib.sha384(RECORDING).digest()).decode()}"
        ]


def test_hostile_names_stay_text() -> None:
    """A firm's name with markup in it is read back as that name, in titles and teasers."""
    entry = channel(RICH).findall("item")[1]

    assert values(entry, "title/text() | itunes:title/text()") == [HOSTILE, HOSTILE]


def test_a_hostile_teaser_stays_text() -> None:
    """Where the teaser stands in for a missing body, its markup is shown as text."""
    text = varied(EPISODE, kurz=f'"{HOSTILE}"')
    entry = channel({**FILES, FOLGE: text[: text.rindex("---\n") + 4]}).find("item")
    shown = lxml_html.fromstring(f"<div>{entry.findtext('description')}</div>")

    assert [e.tag for e in shown.iter()] == ["div"]
    assert shown.text_content() == HOSTILE
    assert values(entry, "content:encoded") == []


def test_a_hostile_body_loses_its_script() -> None:
    """Scripts, frames and handlers in show notes never reach a podcast program; words do."""
    body = f"{HOSTILE}\n\n<iframe src='https://x.example'></iframe> <b onclick='x()'>fett</b> ]]> Ende\n"
    entry = channel({**FILES, FOLGE: EPISODE[: EPISODE.rindex("---\n") + 4] + body}).find("item")

    for path in ("description/text()", "content:encoded/text()"):
        root = lxml_html.fromstring(f"<div>{values(entry, path)[0]}</div>")
        assert {e.tag for e in root.iter()} <= {"div", "p", "b"}
        assert [name for e in root.iter() for name in e.attrib] == []
        assert {"Müller", "&", "Söhne", "GmbH", "fett", "]]>", "Ende"} <= set(" ".join(root.itertext()).split())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("titel: Am Amboss", r'titel: "Am\uFFFFAmboss"'),
        ("kurz: Ein", r'kurz: "Ein\uFFFE"  # '),
        ("- name: Mira", r'- name: "Mi\uFFFFra"'),
        ("Eine Folge", "Eine \uffffFolge"),
    ],
    ids=["title", "teaser", "voice", "body"],
)
def test_characters_xml_cannot_hold_do_not_stop_the_feed(old: str, new: str) -> None:
    """Noncharacters, which XML forbids, come in by copying; they must not keep a whole site from being built."""
    assert old in EPISODE

    assert channel({**FILES, FOLGE: EPISODE.replace(old, new)}).find("item") is not None


def test_links_are_complete() -> None:
    """References in show notes become addresses of the site, in both forms of the notes."""
    entry = item()

    expected = '<p>Eine Folge über <a href="https://probe.example/betriebe/muster-metall/">Metall</a>.</p>'
    assert values(entry, "description/text()") == [expected]
    assert values(entry, "content:encoded/text()") == [expected]


def test_descriptions_have_at_most_4000_bytes() -> None:
    """Long notes full of umlauts are cut after a whole paragraph; the full notes stand in content:encoded."""
    head = EPISODE[: EPISODE.rindex("---\n") + 4]
    body = "\n\n".join(["Übergrößenträger " * 20] * 30)
    entry = channel({**FILES, FOLGE: head + body}).find("item")
    description = values(entry, "description/text()")[0]

    assert 3000 < len(description.encode()) <= 4000
    assert description.endswith("Übergrößenträger</p>")
    assert len(values(entry, "content:encoded/text()")[0].encode()) > 10_000


def test_one_endless_paragraph_gives_the_teaser() -> None:
    """Where not even the first paragraph fits, the teaser describes the episode."""
    head = EPISODE[: EPISODE.rindex("---\n") + 4]

    assert values(channel({**FILES, FOLGE: head + "ä" * 3000}).find("item"), "description/text()") == ["Ein Tag in der Schmiede."]


def test_the_description_of_the_show_has_at_most_4000_bytes() -> None:
    """The limit counts bytes for the show as well."""
    feed = channel(settings=show_settings(beschreibung="Übergröße " * 390))

    assert len(values(feed, "description/text()")[0].encode()) <= 4000


def test_the_same_input_gives_the_same_bytes() -> None:
    """Neither the moment of the build nor the order of files changes a byte."""
    turned = dict(reversed(RICH.items()))

    assert feed_bytes(library(RICH)) == feed_bytes(library(turned, now=NOW + timedelta(days=30)))


def test_no_feed_before_the_first_episode() -> None:
    """A show none of whose episodes may be seen has no feed."""
    assert feed_bytes(library({**FILES, FOLGE: varied(EPISODE, datum="2026-06-02 06:00")})) is None
    assert feed_bytes(library({path: text for path, text in FILES.items() if not path.startswith(("episodes/", "newsletter/"))})) is None


@pytest.mark.parametrize("line", ["status: entwurf", "status: archiv", "datum: 2026-06-01 12:01"])
def test_hidden_episodes_leave_no_trace(line: str) -> None:
    """A draft, an archived and an embargoed episode are not in the feed, not even by name."""
    files = {**FILES, **episode(2, titel="Geheimsache", kurz="Geheimsache.")}
    path = "episodes/002-folge.md"
    files[path] = varied(files[path], datum=line.partition(": ")[2]) if line.startswith("datum") else files[path].replace("titel:", f"{line}\ntitel:", 1)
    content = feed_bytes(library(files)) or b""

    assert content.count(b"<item>") == 1
    assert b"Geheimsache" not in content
    assert b"002-folge" not in content


def test_an_episode_appears_with_its_moment() -> None:
    """At the second of its date an embargoed episode is in the feed."""
    files = {**FILES, **episode(2, datum="2026-06-01 12:00")}

    assert (feed_bytes(library(files)) or b"").count(b"<item>") == 2


def test_a_serial_show_numbers_every_item() -> None:
    """PSP-1 and Apple ask for itunes:type and for itunes:episode on every item."""
    files = {**FILES, **episode(2, datum="2026-04-01 06:00")}
    feed = channel(files, show_settings(typ="serial"))

    assert values(feed, "itunes:type/text()") == ["serial"]
    assert values(feed, "item/itunes:episode/text()") == ["2", "1"]


def test_several_shows_have_their_own_feeds() -> None:
    """Each show holds its own episodes under its own address, identity and language."""
    second = {**SETTINGS["PODCASTS"][0], "id": "werkstatt", "titel": "Werkstatt", "guid": "4e91dcf8-c382-5540-83a5-8bef28a1fafe"}
    files = {
        **{path: text for path, text in FILES.items() if path != FOLGE},
        FOLGE: EPISODE.replace("titel:", "reihe: podcast\ntitel:", 1),
        **episode(2, titel="Hobelspäne\nreihe: werkstatt"),
        "episodes/001-am-amboss.vtt": VTT,
    }
    settings = {**SETTINGS, "PODCASTS": [SETTINGS["PODCASTS"][0], second]}
    first_feed, second_feed = (channel(files, settings, show) for show in (0, 1))

    assert values(first_feed, "item/title/text()") == ["Am Amboss"]
    assert values(second_feed, "item/title/text()") == ["Hobelspäne"]
    assert values(second_feed, "atom:link/@href") == ["https://probe.example/werkstatt/feed.xml"]
    assert values(second_feed, "item/enclosure/@url") == ["https://probe.example/werkstatt/002-folge/002-folge.mp3"]
    assert values(first_feed, "podcast:guid/text()") != values(second_feed, "podcast:guid/text()")


def test_the_path_of_the_site_is_part_of_every_address() -> None:
    """A site that lies in a folder of its host has that folder in all its addresses."""
    content = (feed_bytes(library(settings={**SETTINGS, "SITEURL": "https://probe.example/region"})) or b"").decode()

    assert [url for url in re.findall(r"https://probe\.example[^\"<]*", content) if not url.startswith("https://probe.example/region/")] == []
