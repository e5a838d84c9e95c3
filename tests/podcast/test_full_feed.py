"""A feed with every field filled: what is written is what was asked for, and four readers read it back."""

import io
import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from lxml import etree
from tests.app.projects import FOLGE, build, library
from tests.conftest import tool
from tests.fakes import RECORDING_HASH
from tests.podcast.feeds import NS, all_files, feed_bytes, show_settings, values
from tests.podcast.full import EPISODE, PROJECT, SETTINGS, full_library
from tests.sample import CONSENTS

READER = Path(__file__).parent / "read_feed.mjs"
SITE = "https://probe.example/"
FILE = f"{SITE}podcast/001-am-amboss/001-am-amboss."


@cache
def content() -> bytes:
    """The feed."""
    return all_files(full_library())["podcast/feed.xml"]


def channel() -> Any:
    """Its channel, read by a strict parser."""
    return etree.fromstring(content()).find("channel")


# Every element of the podcast namespace and every further one of iTunes: its text and its attributes, as the specification has them.
CHANNEL_ROWS: dict[str, list[tuple[str, dict[str, str]]]] = {
    "itunes:new-feed-url": [("https://neu.example/podcast/feed.xml", {})],
    "itunes:complete": [("yes", {})],
    "itunes:block": [("yes", {})],
    "atom:link[@rel='hub']": [("", {"href": "https://hub.example/", "rel": "hub"})],
    "podcast:image": [
        (
            "",
            {"href": f"{SITE}podcast/cover.png", "alt": "Ein Amboss", "aspect-ratio": "1/1", "width": "1500", "type": "image/png", "purpose": "artwork"},
        )
    ],
    "podcast:location": [
        ("Probestadt", {"rel": "creator", "geo": "geo:51.0,10.2", "country": "de"}),
        ("Probestadt", {"rel": "subject", "geo": "geo:51.0,10.2", "country": "de"}),
    ],
    "podcast:license": [("cc-by-sa-4.0", {"url": "https://creativecommons.org/licenses/by-sa/4.0/"})],
    "podcast:trailer": [
        (
            "Am Amboss & an der Esse",
            {"url": f"{FILE}mp3", "pubdate": "Sun, 01 Mar 2026 06:00:00 +0100", "length": "480000", "type": "audio/mpeg", "season": "2"},
        )
    ],
    "podcast:updateFrequency": [("monatlich", {"complete": "true", "dtstart": "2026-01-01", "rrule": "FREQ=MONTHLY;BYDAY=1TH"})],
    "podcast:funding": [("Den Förderverein unterstützen", {"url": "https://verein.example/"})],
    "podcast:podroll/podcast:remoteItem": [
        ("", {"feedGuid": "9b024349-ccf0-5f69-a609-6b82873eab3c", "feedUrl": "https://werkstatt.example/feed.xml", "title": "Werkstatt"})
    ],
    "podcast:publisher/podcast:remoteItem": [
        ("", {"medium": "publisher", "feedGuid": "003af0a0-6a45-55cf-b765-68e3d349551a", "feedUrl": "https://haus.example/feed.xml"})
    ],
    "podcast:socialInteract": [("", {"protocol": "disabled"})],
    "podcast:txt": [("05124", {"purpose": "applepodcastsverify"}), ("abc-def", {"purpose": "verify"}), ("false", {"purpose": "ai-content"})],
}
ITEM_ROWS: dict[str, list[tuple[str, dict[str, str]]]] = {
    "podcast:season": [("2", {"name": "Handwerk"})],
    "podcast:episode": [("7", {"display": "Sommerfolge"})],
    "podcast:location": [("Probestadt", {"rel": "subject", "geo": "geo:51.0,10.2", "country": "de"})],
    "podcast:license": [("nur für die Schule", {"url": "https://probe.example/lizenz"})],
    "podcast:soundbite": [("Der Funke", {"startTime": "10.000", "duration": "30.500"})],
    "podcast:transcript": [
        ("", {"url": f"{FILE}vtt", "type": "text/vtt", "language": "de", "rel": "captions"}),
        ("", {"url": f"{FILE}srt", "type": "application/x-subrip", "language": "de", "rel": "captions"}),
        ("", {"url": f"{FILE}abschrift.json", "type": "application/json", "language": "de"}),
        ("", {"url": f"{FILE}txt", "type": "text/plain", "language": "de"}),
        ("", {"url": f"{FILE}html", "type": "text/html", "language": "de"}),
    ],
    "podcast:chapters": [("", {"url": f"{FILE}json", "type": "application/json+chapters"})],
    "podcast:alternateEnclosure": [
        ("", {"type": "audio/mpeg", "length": "480000", "bitrate": "64000", "lang": "de", "default": "true"}),
        ("", {"type": "audio/ogg", "length": "480000", "bitrate": "12000", "lang": "de", "title": "Kleine Datei"}),
        ("", {"type": "audio/x-m4a", "length": "99", "lang": "de", "title": "Anderswo"}),
    ],
    "podcast:alternateEnclosure/podcast:source": [
        ("", {"uri": f"{FILE}mp3"}),
        ("", {"uri": f"{SITE}podcast/001-am-amboss/fassungen/klein.opus"}),
        ("", {"uri": "https://audio.example/lang.m4a"}),
    ],
    "podcast:alternateEnclosure/podcast:integrity": [("", {"type": "sri", "value": f"sha384-{RECORDING_HASH}"})] * 2,
    "podcast:contentLink": [("Mit Gebärdensprache bei YouTube", {"href": "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1"})],
    "podcast:socialInteract": [("", {"protocol": "disabled"})],
    "podcast:txt": [("true", {"purpose": "ai-content"})],
}


def found(element: Any, path: str) -> list[tuple[str, dict[str, str]]]:
    """Text and attributes of what a path finds."""
    return [((one.text or "").strip(), dict(one.attrib)) for one in element.xpath(path, namespaces=NS)]


@pytest.mark.parametrize("path", CHANNEL_ROWS)
def test_elements_of_the_channel(path: str) -> None:
    """What the settings say stands in the channel, in the words of the specification."""
    assert found(channel(), path) == CHANNEL_ROWS[path]


@pytest.mark.parametrize("path", ITEM_ROWS)
def test_elements_of_the_item(path: str) -> None:
    """What the episode says stands in its item, in the words of the specification."""
    assert found(channel().find("item"), path) == ITEM_ROWS[path]


def test_people_with_pictures() -> None:
    """Role and group are words of the taxonomy, the page is one's own or the firm's, pictures are published derivatives."""
    people = [(one.text, one.get("role"), one.get("group"), one.get("href"), one.get("img")) for one in channel().iterfind("item/podcast:person", NS)]
    hosts = [(one.text, one.get("role"), one.get("href")) for one in channel().iterfind("podcast:person", NS)]
    files = set(build(full_library()).copies)

    assert [person[:4] for person in people] == [
        ("Mira", "host", "cast", None), ("Ole", "guest", "cast", f"{SITE}betriebe/muster-metall/"), ("Ada", "editor", "writing", "https://ada.example/"),
        ("Tom", "audio engineer", "audio production", None), ("Die Kapelle", "theme music", "audio post-production", None),
    ]  # fmt: skip
    assert hosts == [("Mira", "host", f"{SITE}betriebe/muster-metall/"), ("Ute", "editor", "https://ute.example/")]
    pictures = [*values(channel(), "//podcast:person/@img"), *values(channel(), "//podcast:image/@href"), *values(channel(), "//psc:chapter/@image")]
    assert len(pictures) == 5
    assert {address.removeprefix(SITE) for address in pictures} <= files


def test_nothing_empty_is_written() -> None:
    """A show and an episode with the fewest fields have none of the elements that say something of their own."""
    plain = etree.fromstring(feed_bytes(library()) or b"").find("channel")
    optional = ("podcast:trailer", "podcast:updateFrequency", "podcast:funding", "podcast:podroll", "podcast:publisher", "podcast:txt", "podcast:license")
    optional += ("podcast:soundbite", "podcast:season", "podcast:contentLink", "itunes:new-feed-url", "itunes:complete", "itunes:block")

    assert plain is not None
    assert [path for path in optional if values(plain, f".//{path}")] == []
    assert values(plain, ".//@*[.='']") == []


def test_a_square_picture_is_artwork() -> None:
    """Apple gets the picture of an episode when it is square and large enough; others get it in any shape."""
    from kammerton.domain.pictures import PictureFacts, widths_of

    square = {"schmiede.jpg": PictureFacts("a" * 20, 2000, 2000, widths_of(2000, 2000), has_alpha=False)}
    item = etree.fromstring(feed_bytes(library(PROJECT, SETTINGS, pictures=square)) or b"").find("channel/item")

    assert values(item, "itunes:image/@href") == [f"{SITE}bilder/{'a' * 20}-1-1600.jpg"]
    assert values(item, "podcast:image/@purpose") == ["artwork"]
    assert values(channel(), "item/itunes:image") == []


def test_pictures_without_consent_are_in_no_feed() -> None:
    """A revoked consent takes picture and person out of the channel, and the picture out of the item and the chapters."""
    files = {**PROJECT, FOLGE: EPISODE.replace("alt: Ein Topf Leim", "alt: Ein Topf Leim, einwilligung: E-0002")}
    files["content/daten/einwilligungen.csv"] = CONSENTS + "E-0002,web,,2026-01-01\n"
    voices = [{"name": "Mira", "rolle": "moderation", "einwilligung": "E-0002"}]
    of = library(files, show_settings(stimmen=voices))
    built = build(of)
    feed = etree.fromstring(built.files["podcast/feed.xml"]).find("channel")
    chapters = json.loads(built.files["podcast/001-am-amboss/001-am-amboss.json"])["chapters"]

    assert values(feed, "podcast:person") == []
    assert values(feed, "item/psc:chapters/psc:chapter/@image") == []
    assert [chapter for chapter in chapters if "img" in chapter] == []


def test_chapters_in_json_have_their_pictures() -> None:
    """The picture of a chapter stands in the file players read, as an address that is published."""
    built = build(full_library())
    chapters = json.loads(built.files["podcast/001-am-amboss/001-am-amboss.json"])["chapters"]
    pictures = [chapter["img"] for chapter in chapters if "img" in chapter]

    assert len(pictures) == 1
    assert pictures[0].removeprefix(SITE) in built.copies


def test_renderings_are_published() -> None:
    """A further rendering of one's own is copied to where feed and page say; one elsewhere is not."""
    copies = build(full_library()).copies

    assert copies["podcast/001-am-amboss/fassungen/klein.opus"].endswith("klein.opus-3.mp3")
    assert [path for path in copies if "lang" in path] == []


# What the readers tell: every text and every value of an attribute below a part of the feed, in one form.
def leaves(value: Any) -> Iterator[str]:
    """The values inside what a reader told."""
    if isinstance(value, dict):
        for inside in value.values():
            yield from leaves(inside)
    elif isinstance(value, list):
        for inside in value:
            yield from leaves(inside)
    else:
        yield plain(value)


def plain(value: Any) -> str:
    """A value as a text: yes is true, 10.000 is 10."""
    text = {"yes": "true", "no": "false"}.get(str(value), str(value).lower() if isinstance(value, bool) else str(value))
    try:
        return f"{float(text):g}" if not text.startswith("0") else text
    except ValueError:
        return text


def written(element: Any, prefix: str, *, without: tuple[str, ...] = ()) -> Counter[str]:
    """Every text and attribute below the direct children of one namespace."""
    children = [one for one in element if one.tag.startswith(f"{{{NS[prefix]}}}") and etree.QName(one).localname not in without]
    elements = [inside for one in children for inside in one.iter()]
    texts = [(one.text or "").strip() for one in elements]
    return Counter(plain(text) for text in [*texts, *(value for one in elements for value in one.attrib.values())] if text)


def read(reader: str) -> dict[str, Any]:
    """What a reader from npm tells of the feed."""
    modules = Path(tool(reader)).parents[1]
    command = [tool("node"), str(READER), str(modules), reader]
    done = subprocess.run(command, input=content(), env={**os.environ, "LOG": "silent"}, capture_output=True, check=True)
    return dict(json.loads(done.stdout))


def test_feedsmith_reads_everything_back() -> None:
    """Every value written in the iTunes, podcast and chapter namespaces comes back; it does not know the two elements named here."""
    told = read("feedsmith")
    item = told["items"][0]
    element = channel().find("item")

    assert written(channel(), "podcast", without=("socialInteract",)) == Counter(leaves(told["podcast"]))
    assert written(channel(), "itunes") == Counter(leaves(told["itunes"]))
    assert written(element, "podcast", without=("contentLink",)) == Counter(leaves(item["podcast"]))
    assert written(element, "itunes") == Counter(leaves(item["itunes"]))
    assert written(element, "psc") - Counter(["1.2"]) == Counter(leaves(item["psc"]))
    assert [link["rel"] for link in told["atom"]["links"]] == ["self", "hub"]
    assert (told["title"], item["title"], item["guid"]["isPermaLink"]) == ("Probe & Hobel", "Am Amboss & an der Esse", False)
    assert item["content"]["encoded"] in item["description"]


def test_partytime_knows_every_word() -> None:
    """It drops what is not of the taxonomy or the lists of the namespace; nothing of ours is dropped."""
    told = read("podcast-partytime")
    item = told["items"][0]

    assert [(one["name"], one["role"], one["group"]) for one in item["podcastPeople"]] == [
        ("Mira", "Host", "Cast"), ("Ole", "Guest", "Cast"), ("Ada", "Editor", "Writing"), ("Tom", "Audio Engineer", "Audio Production"),
        ("Die Kapelle", "Theme Music", "Audio Post-Production"),
    ]  # fmt: skip
    assert (told["guid"], told["medium"], told["locked"]) == ("917393e3-1b1e-5cef-ace4-edaa54e1f810", "podcast", True)
    assert [one["message"] for one in told["podcastFunding"]] == ["Den Förderverein unterstützen"]
    assert [(one["season"], one["length"]) for one in told["trailers"]] == [(2, 480000)]
    assert [one["title"] for one in told["podroll"]] == ["Werkstatt"]
    assert told["podcastPublisher"]["feedUrl"] == "https://haus.example/feed.xml"
    assert told["podcastSeasons"] == {"2": {"number": 2, "name": "Handwerk"}}
    assert told["pubsub"] == {"self": f"{SITE}podcast/feed.xml", "hub": "https://hub.example/"}
    assert (told["itunesBlock"], told["itunesComplete"], told["itunesNewFeedUrl"]) == (True, True, "https://neu.example/podcast/feed.xml")
    assert [one["type"] for one in item["podcastTranscripts"]] == ["text/vtt", "application/srt", "application/json", "text/plain", "text/html"]
    assert item["podcastChapters"]["type"] == "application/json+chapters"
    assert item["podcastSoundbites"] == [{"duration": 30.5, "startTime": 10, "title": "Der Funke"}]
    assert item["podcastEpisode"] == {"number": 7, "display": "Sommerfolge"}
    assert item["license"] == {"identifier": "nur für die Schule", "url": "https://probe.example/lizenz"}
    assert [(one["type"], one.get("title"), one["default"]) for one in item["alternativeEnclosures"]] == [
        ("audio/mpeg", None, True), ("audio/ogg", "Kleine Datei", False), ("audio/x-m4a", "Anderswo", False),
    ]  # fmt: skip


def test_feedparser_reads_it_back() -> None:
    """Without complaint; of repeated elements it keeps the last."""
    told = feedparser.parse(content())
    feed, entry = told.feed, told.entries[0]

    assert not told.bozo
    assert (feed.title, feed.itunes_type, feed.itunes_complete, feed["itunes_new-feed-url"]) == (
        "Probe & Hobel", "episodic", "yes", "https://neu.example/podcast/feed.xml",
    )  # fmt: skip
    assert [link.rel for link in feed.links] == ["alternate", "self", "hub"]
    assert (feed.podcast_guid, feed.podcast_medium, feed.publisher_detail.email) == ("917393e3-1b1e-5cef-ace4-edaa54e1f810", "podcast", "podcast@probe.example")
    assert (feed.podcast_image["aspect-ratio"], feed.podcast_license["url"]) == ("1/1", "https://creativecommons.org/licenses/by-sa/4.0/")
    assert (entry.itunes_episode, entry.itunes_season, entry.itunes_episodetype) == ("7", "2", "trailer")
    assert (entry.podcast_season["name"], entry.podcast_episode["display"], entry.podcast_soundbite["starttime"]) == ("Handwerk", "Sommerfolge", "10.000")
    assert [chapter.get("image") for chapter in entry.psc_chapters["chapters"]] == [None, values(channel(), "//psc:chapter/@image")[0], None]


def test_podcastparser_reads_it_back() -> None:
    """Owner, categories, kind, move and chapters with their pictures."""
    told = podcastparser.parse(f"{SITE}podcast/feed.xml", io.BytesIO(content()))
    episode = told["episodes"][0]

    assert (told["title"], told["type"], told["new_url"], told["explicit"]) == ("Probe & Hobel", "episodic", "https://neu.example/podcast/feed.xml", False)
    assert told["itunes_owner"] == {"name": "Redaktion", "email": "podcast@probe.example"}
    assert told["itunes_categories"] == [["Education", "Self-Improvement"]]
    assert (episode["title"], episode["number"], episode["season"], episode["type"], episode["explicit"]) == ("Am Amboss & an der Esse", 7, 2, "trailer", True)
    assert [chapter["title"] for chapter in episode["chapters"]] == ["Anfang", "Öl & <Leim>", "Ende"]
    assert episode["chapters"][1]["href"] == "https://x.example/?a=1&b=2"


def test_xmllint_is_silent(tmp_path: Path) -> None:
    """A strict judge of another family has nothing to say."""
    file = tmp_path / "feed.xml"
    file.write_bytes(content())
    done = subprocess.run([tool("xmllint"), "--noout", str(file)], capture_output=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_ampersands_in_titles_are_numbers() -> None:
    """The W3C validator doubts a title with ``&amp;``, not one with ``&#x26;``."""
    assert content().count(b"<title>Probe &#x26; Hobel</title>") == 2
    assert content().count(b"<title>Am Amboss &#x26; an der Esse</title>") == 1
