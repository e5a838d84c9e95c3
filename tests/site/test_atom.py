"""The feeds of lists as strict parsers and a feed reader read them."""

import json
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import feedparser
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from lxml import etree
from pydantic import TypeAdapter, ValidationError
from tests.app.projects import AUSGABE, FIRM, HOSTILE, build, context, library, portrait, varied
from tests.conftest import tool
from tests.fakes import NOW, WORDS
from tests.sample import FILES, ISSUE, SETTINGS

from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.values import Line, Teaser
from kammerton.newsletter.compose import compose
from kammerton.rendering.frozen import freeze
from kammerton.site.atom import topic_feeds

NS = {"a": "http://www.w3.org/2005/Atom"}
MELDUNG = """---
titel: Neue Stelle
kurz: Wer fragt, bekommt Antwort.
datum: 2026-05-03 10:00
link: https://amt.example/a?b=c&d
themen: [Holz]
---
## Mehr

Bei [Muster Metall](betrieb:muster-metall) & Co.
"""
MESSE = """---
titel: Ausbildungsmesse
kurz: Achtzig Betriebe zeigen ihre Berufe.
datum: 2026-05-01
stand: 2026-05-20
beginn: 2026-09-12 09:00
ende: 2026-09-12 14:00
ort: probestadt
adresse: Kulturbahnhof
veranstalter: Amt für Ausbildung
art: messe
---
Kommt vorbei.
"""
NEWS, EVENT = "content/meldungen/neue-stelle.md", "content/termine/messe.md"
ALL = {**FILES, NEWS: MELDUNG, EVENT: MESSE}
GOLDEN = """<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de">
  <id>https://probe.example/neues/atom.xml</id>
  <title>Neues – Probe</title>
  <updated>2026-05-03T10:00:00+02:00</updated>
  <link rel="self" href="https://probe.example/neues/atom.xml" type="application/atom+xml"/>
  <link rel="alternate" href="https://probe.example/neues/" type="text/html"/>
  <icon>https://probe.example/theme/icon.svg</icon>
  <author>
    <name>Probekammer</name>
    <uri>https://probe.example/</uri>
  </author>
  <generator>Kammerton</generator>
  <entry>
    <id>tag:probe.example,2026:meldung/neue-stelle</id>
    <title>Neue Stelle</title>
    <published>2026-05-03T10:00:00+02:00</published>
    <updated>2026-05-03T10:00:00+02:00</updated>
    <link rel="alternate" href="https://probe.example/neues/neue-stelle/" type="text/html"/>
    <link rel="related" href="https://amt.example/a?b=c&amp;d"/>
    <category term="Holz"/>
    <summary>Wer fragt, bekommt Antwort.</summary>
    <content type="html">&lt;h2&gt;Mehr&lt;/h2&gt;&lt;p&gt;Bei &lt;a href="https://probe.example/betriebe/muster-metall/"&gt;Muster Metall&lt;/a&gt; \
&amp;amp; Co.&lt;/p&gt;</content>
  </entry>
</feed>
"""


def feeds(files: Mapping[str, str | bytes] = ALL, settings: Mapping[str, Any] = SETTINGS, now: datetime = NOW) -> dict[str, bytes]:
    """Every topic feed of a project by its path."""
    return dict(topic_feeds(context(library(files, settings, now))))


def values(content: bytes, path: str) -> list[str]:
    """What an XPath expression finds in a feed, read strictly."""
    root = etree.fromstring(content, etree.XMLParser(recover=False, resolve_entities=False, no_network=True))
    return [str(found) for found in root.xpath(path, namespaces=NS)]


def ids(content: bytes) -> list[str]:
    """The identities of the entries, in order."""
    return values(content, "a:entry/a:id/text()")


def test_a_whole_feed() -> None:
    """The feed of news, byte for byte."""
    assert feeds()["neues/atom.xml"].decode() == GOLDEN


def test_every_feed() -> None:
    """News, events, offers and issues of the newsletter have a feed; news have one as JSON too."""
    assert set(feeds()) == {"neues/atom.xml", "neues/feed.json", "termine/atom.xml", "angebote/atom.xml", "newsletter/atom.xml"}


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ({NEWS: varied(MELDUNG, datum="2026-06-02")}, {"neues/atom.xml", "neues/feed.json"}),
        ({NEWS: MELDUNG.replace("titel:", "ablauf: 2026-05-31\ntitel:", 1)}, {"neues/atom.xml", "neues/feed.json"}),
        ({EVENT: varied(MESSE, beginn="2026-05-31", ende="")}, {"termine/atom.xml"}),
        ({FIRM: portrait().replace("titel:", "status: archiv\ntitel:", 1)}, {"angebote/atom.xml"}),
        ({AUSGABE: varied(ISSUE, datum="2026-06-02")}, {"newsletter/atom.xml"}),
    ],
    ids=["news of tomorrow", "expired news", "events that are over", "offers that are closed", "issues to come"],
)  # fmt: skip
def test_no_empty_feed(files: dict[str, str], missing: set[str]) -> None:
    """A list without entries has no feed: its date could only be that of the build."""
    assert set(feeds()) - set(feeds({**ALL, **files})) == missing


def test_the_same_project_gives_the_same_bytes() -> None:
    """Another order of files, and another day on which nothing appears or ends, change nothing."""
    assert feeds() == feeds(dict(reversed(ALL.items())), now=datetime(2026, 6, 20, tzinfo=ZONE))


def test_the_build_has_the_feeds() -> None:
    """What the feeds are is what is written."""
    assert feeds().items() <= dict(build(library(ALL)).files).items()


# --- identities and moments -------------------------------------------------------------------------------------


def test_renamed_things_stay_the_same() -> None:
    """With the old id in ``frueher`` an entry keeps its identity under its new address."""
    files = {path: text for path, text in ALL.items() if path not in (NEWS, EVENT)}
    files["content/meldungen/stelle.md"] = MELDUNG.replace("titel:", "frueher: [neue-stelle]\ntitel:", 1)
    files["content/termine/messe-2026.md"] = MESSE.replace("titel:", "frueher: [messe]\ntitel:", 1)
    before, after = feeds(), feeds(files)

    for path, link in (("neues/atom.xml", "neues/stelle/"), ("termine/atom.xml", "termine/messe-2026/")):
        assert ids(after[path]) == ids(before[path])
        assert values(after[path], "a:entry/a:link[@rel='alternate']/@href") == [f"https://probe.example/{link}"]


def test_identities_belong_to_a_site() -> None:
    """Two sites in folders of one host do not share identities; no entry has that of another."""
    moved = feeds(settings={**SETTINGS, "SITEURL": "https://probe.example/region"})
    found = [id_ for content in (*feeds().values(), *moved.values()) if content.startswith(b"<?xml") for id_ in ids(content)]

    assert "tag:probe.example,2026:region/termin/messe" in found
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("stand", "updated"),
    [("2026-05-20", "2026-05-20T00:00:00+02:00"), ("", "2026-05-01T00:00:00+02:00"), ("2026-04-01", "2026-05-01T00:00:00+02:00"), ("2062-05-20", "2026-05-01T00:00:00+02:00")],
    ids=["revised", "never revised", "checked before", "a day to come"],
)  # fmt: skip
def test_moments_come_from_the_content(stand: str, updated: str) -> None:
    """``updated`` is ``stand`` or ``datum``, whichever is later, never a day to come, and that of the feed is its newest entry's."""
    found = feeds({**ALL, EVENT: varied(MESSE, stand=stand)})["termine/atom.xml"]

    assert values(found, "a:entry/a:updated/text()") == values(found, "a:updated/text()") == [updated]
    assert values(found, "a:entry/a:published/text()") == ["2026-05-01T00:00:00+02:00"]


def test_offers_are_as_old_as_they_say() -> None:
    """An offer counts from its ``seit``, else from its firm's ``datum``; a check of the firm makes none new."""
    files = {**ALL, FIRM: portrait(stand="2026-05-30").replace("id: praktikum", "id: praktikum\n    seit: 2026-04-01")}
    found = feeds(files)["angebote/atom.xml"]

    assert ids(found) == ["tag:probe.example,2026:betrieb/muster-metall/praktikum", "tag:probe.example,2026:betrieb/muster-metall/metallbauer-2027"]
    assert values(found, "a:entry/a:updated/text()") == ["2026-04-01T00:00:00+02:00", "2026-01-10T00:00:00+01:00"]


def test_fifty_entries() -> None:
    """Of many offers the fifty newest."""
    offers = "\n".join(f"  - id: p{n}\n    art: praktikum\n    beruf: metallbauer\n    seit: 2026-0{n // 28 + 2}-{n % 28 + 1:02}" for n in range(60))
    head, _, rest = portrait().partition("angebote:\n")
    found = ids(feeds({**ALL, FIRM: f"{head}angebote:\n{offers}\n{rest[rest.index('---') :]}"})["angebote/atom.xml"])

    assert [id_.rpartition("/")[2] for id_ in found] == [f"p{n}" for n in range(59, 9, -1)]


# --- what is told -----------------------------------------------------------------------------------------------


def test_events_tell_when_and_where() -> None:
    """Readers show either summary or content, so time and place stand in both; the state stands in the title."""
    found = feeds({**ALL, EVENT: MESSE.replace("titel:", "lage: abgesagt\ntitel:", 1)})["termine/atom.xml"]

    assert values(found, "a:entry/a:title/text()") == ["Abgesagt: Ausbildungsmesse"]
    assert values(found, "a:entry/a:summary/text()") == [
        "12. September 2026, 9:00 bis 14:00 Uhr, Kulturbahnhof, Probestadt. Achtzig Betriebe zeigen ihre Berufe."
    ]
    assert values(found, "a:entry/a:content/text()") == ["<p>12. September 2026, 9:00 bis 14:00 Uhr</p><p>Kulturbahnhof, Probestadt</p><p>Kommt vorbei.</p>"]


def test_offers_tell_firm_and_facts() -> None:
    """An offer is named with its firm, an invented one as such; place, begin and certificate are the summary."""
    found = feeds({**ALL, FIRM: portrait().replace("titel:", "beispiel: ja\ntitel:", 1)})["angebote/atom.xml"]

    assert values(found, "a:entry/a:title/text()") == [
        "Ausbildung: Metallbauer/in – Muster Metall GmbH (Beispiel)", "Praktikum: Metallbauer/in – Muster Metall GmbH (Beispiel)",
    ]  # fmt: skip
    assert values(found, "a:entry/a:summary/text()") == ["Probestadt · ab 1. August 2027 · mindestens ESA", "Probestadt"]


def test_issues_under_their_subjects() -> None:
    """The subject, the short text and the archive page of each issue, the newest first."""
    second = varied(ISSUE, datum="2026-04-15\nstand: 2026-04-16", betreff="Noch ein Brief", nummer="2")
    found = feeds({**ALL, "newsletter/2026-04.md": second})["newsletter/atom.xml"]

    assert values(found, "a:entry/a:title/text()") == ["Noch ein Brief", "Neues aus der Probe"]
    assert values(found, "a:entry/a:summary/text()") == ["Neues aus der Probe."] * 2
    assert values(found, "a:entry/a:link/@href") == ["https://probe.example/newsletter/2026-04/", "https://probe.example/newsletter/2026-03/"]
    assert values(found, "a:entry/a:updated/text()") == ["2026-04-16T00:00:00+02:00", "2026-03-15T00:00:00+01:00"]
    assert ids(found) == ["tag:probe.example,2026:ausgabe/2026-04", "tag:probe.example,2026:ausgabe/2026-03"]


def test_an_issue_keeps_the_subject_it_was_sent_with() -> None:
    """What was changed in the file after sending is not in the feed."""
    before = library(ALL)
    kept = freeze([compose(before, WORDS, before.issues[0])])
    found = feeds({**ALL, AUSGABE: varied(ISSUE, betreff="Ein anderer Betreff"), "newsletter/gesendet/2026-03.json": kept})["newsletter/atom.xml"]

    assert values(found, "a:entry/a:title/text()") == ["Neues aus der Probe"]


@pytest.mark.parametrize("line", ["status: entwurf", "datum: 2026-06-02"])
def test_nothing_hidden(line: str) -> None:
    """A draft and an embargoed thing are in no feed."""
    key = line.partition(":")[0]
    hidden = {path: (varied(ALL[path], datum="2026-06-02") if key == "datum" else ALL[path].replace("titel:", f"{line}\ntitel:", 1)) for path in (NEWS, EVENT)}
    others = {path.replace(".md", "-zwei.md"): ALL[path] for path in (NEWS, EVENT)}

    assert [content for content in feeds({**ALL, **hidden, **others}).values() if b"neue-stelle/" in content or b"termine/messe/" in content] == []


def test_other_languages() -> None:
    """An entry in another language says so."""
    found = feeds({**ALL, NEWS: MELDUNG.replace("titel:", "sprache: en\ntitel:", 1)})

    assert values(found["neues/atom.xml"], "a:entry/@xml:lang") == ["en"]
    assert json.loads(found["neues/feed.json"])["items"][0]["language"] == "en"


def test_a_site_in_a_folder() -> None:
    """Every address of a feed begins with the site's, those in texts too."""
    found = feeds(settings={**SETTINGS, "SITEURL": "https://probe.example/region"})["neues/atom.xml"].decode()

    assert found.count("https://probe.example/") == found.count("https://probe.example/region/") == 7


# --- judges -----------------------------------------------------------------------------------------------------


def test_a_reader_tells_what_the_library_holds() -> None:
    """Feedparser finds no fault, and titles, identities, pages, moments and texts as they went in."""
    second = {"content/meldungen/b.md": varied(MELDUNG, datum="2026-05-04", titel="B"), "content/termine/b.md": varied(MESSE, beginn="2026-10-01", ende="")}
    written = feeds({**ALL, **second, NEWS: varied(MELDUNG, titel=f'"{HOSTILE}"')})
    for path, content in written.items():
        if path.endswith(".xml"):
            found = feedparser.parse(content)
            assert not found.bozo
            assert (found.version, found.feed.author) == ("atom10", "Probekammer")
            assert [entry.id for entry in found.entries] == ids(content)
            assert [entry.link for entry in found.entries] == values(content, "a:entry/a:link[@rel='alternate']/@href")
            assert [entry.updated for entry in found.entries] == values(content, "a:entry/a:updated/text()")
    news = feedparser.parse(written["neues/atom.xml"])
    assert [entry.title for entry in news.entries] == ["B", HOSTILE]
    assert '<a href="https://probe.example/betriebe/muster-metall/">Muster Metall</a>' in news.entries[0].content[0].value


def test_feeds_are_well_formed_for_xmllint(tmp_path) -> None:
    """An outside parser has nothing to say."""
    files = []
    for path, content in feeds({**ALL, NEWS: varied(MELDUNG, titel=f'"{HOSTILE}"')}).items():
        if path.endswith(".xml"):
            files.append(tmp_path / path.replace("/", "-"))
            files[-1].write_bytes(content)
    result = subprocess.run([tool("xmllint"), "--noout", *files], capture_output=True, text=True, check=False)

    assert (result.returncode, result.stderr, len(files)) == (0, "", 4)


def test_the_json_feed_tells_the_same() -> None:
    """The JSON Feed has the required fields and the entries of the Atom feed."""
    found = feeds()
    told = json.loads(found["neues/feed.json"])
    item = told["items"][0]

    assert told["version"] == "https://jsonfeed.org/version/1.1"
    assert {key: told[key] for key in ("home_page_url", "feed_url", "language")} == {
        "home_page_url": "https://probe.example/neues/", "feed_url": "https://probe.example/neues/feed.json", "language": "de",
    }  # fmt: skip
    assert told["authors"] == [{"name": "Probekammer", "url": "https://probe.example/"}]
    assert [item["id"], item["title"], item["date_modified"], item["content_html"], item["summary"]] == [
        *values(found["neues/atom.xml"], "a:entry/a:id/text()"), "Neue Stelle", "2026-05-03T10:00:00+02:00",
        *values(found["neues/atom.xml"], "a:entry/a:content/text()"), "Wer fragt, bekommt Antwort.",
    ]  # fmt: skip
    assert (item["url"], item["external_url"], item["tags"]) == ("https://probe.example/neues/neue-stelle/", "https://amt.example/a?b=c&d", ["Holz"])


def test_titles_are_no_markup_in_json() -> None:
    """A hostile title comes back as it was, but looks like no element before it is parsed."""
    found = feeds({**ALL, NEWS: varied(MELDUNG, titel=f'"{HOSTILE}"')})["neues/feed.json"]

    assert json.loads(found)["items"][0]["title"] == HOSTILE
    assert b"<" not in found


def test_news_without_text() -> None:
    """A piece of news that is only a teaser gives the teaser as its text."""
    found = feeds({**ALL, NEWS: MELDUNG[: MELDUNG.index("## Mehr")]})
    item = json.loads(found["neues/feed.json"])["items"][0]

    assert (item["content_text"], "content_html" in item) == ("Wer fragt, bekommt Antwort.", False)
    assert values(found["neues/atom.xml"], "a:entry/a:content") == []


def valid(kind: Any) -> st.SearchStrategy[str]:
    """Any text a field takes, as the field keeps it."""
    adapter: TypeAdapter[str] = TypeAdapter(kind)

    def taken(text: str) -> str:
        try:
            return adapter.validate_python(text)
        except ValidationError:
            assume(False)
            raise

    return (st.text(min_size=1, max_size=200) | st.text("<>&\"';]]>\x00\x0b\u0085\ufffe😀\\", min_size=1, max_size=200)).map(taken)


OF = library(ALL)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(valid(Line), valid(Teaser))
def test_any_text_is_read_back(title: str, teaser: str) -> None:
    """Whatever stands in title and teaser comes back unchanged from a strict parser, and from the JSON Feed."""
    item = OF.network.news[0].model_copy(update={"title": title, "summary": teaser})
    found = dict(topic_feeds(context(Library(replace(OF.inventory, news=(item,)), NOW))))
    told = json.loads(found["neues/feed.json"])["items"][0]

    assert values(found["neues/atom.xml"], "a:entry/a:title/text()") == [told["title"]] == [title]
    assert values(found["neues/atom.xml"], "a:entry/a:summary/text()") == [told["summary"]] == [teaser]
