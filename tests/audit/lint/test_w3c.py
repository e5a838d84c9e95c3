"""The events of level A of the W3C feed validator that concern podcasts: each has a small case of ours, named after the event."""

import pytest
from tests.audit.lint.feeds import FULL, codes, varied
from tests.audit.lint.test_defects import dated, enclosed
from tests.audit.lint.test_rules import added, without

EVENTS = {
    "SAXError": ("<rss>", "L001"),
    "UndefinedNamedEntity": (varied("Worum es geht.", "&nbsp;"), "L001"),
    "MissingNamespace": (added("    <dc:creator>x</dc:creator>\n"), "L001"),
    "WPBlankLine": ("\n" + FULL, "L001"),
    "UnicodeError": (FULL.encode().replace("ö".encode(), b"\xf6"), "L002"),
    "UnknownEncoding": (varied('encoding="UTF-8"', 'encoding="gibtsnicht"'), "L002"),
    "InvalidDoctype": (varied("<rss", '<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://example.com/x.dtd">\n<rss'), "L003"),
    "InvalidRSSVersion": (varied('version="2.0"', 'version="3.0"'), "L005"),
    "UndefinedElement": (added("    <bild>x</bild>\n"), "L007"),
    "UnexpectedAttribute": (varied("<language>", '<language code="de">'), "L009"),
    "MissingAttribute": (varied(' href="https://probe.example/podcast/cover.png"', ""), "L010"),
    "DuplicateElement": (added("    <language>de</language>\n"), "L011"),
    "UnexpectedText": (varied("<podcast:podroll>", "<podcast:podroll>x"), "L012"),
    "NotBlank": (varied("<itunes:author>Probekammer<", "<itunes:author><"), "L014"),
    "InvalidRFC2822Date": (dated("8.3.2026"), "L016"),
    "IncorrectDOW": (dated("Sat, 08 Mar 2026 06:00:00 +0100"), "L017"),
    "InvalidFullLink": (varied("<link>https://probe.example/podcast/001/", "<link>probe.example/podcast/001/"), "L019"),
    "UriNotIri": (varied("<link>https://probe.example/podcast/001/", "<link>https://probe.example/ä/"), "L019"),
    "InvalidUriChar": (enclosed("002.mp3", "0 2.mp3"), "L307"),
    "InvalidLanguage": (varied("<language>de<", "<language>qq<"), "L021"),
    "InvalidContact": (varied("<webMaster>amt@probe.example<", "<webMaster>Amt<"), "L022"),
    "InvalidAddrSpec": (varied("<itunes:email>podcast@probe.example<", "<itunes:email>podcast at probe<"), "L022"),
    "InvalidIntegerAttribute": (enclosed('"480000"', '"viel"'), "L302"),
    "InvalidMIMEAttribute": (enclosed(' length="480000" type="audio/mpeg"/>', ' length="480000" type="audio"/>'), "L304"),
    "InvalidBooleanAttribute": (varied('<guid isPermaLink="false">eins', '<guid isPermaLink="False">eins'), "L212"),
    "InvalidHttpGUID": (varied('<guid isPermaLink="false">eins', '<guid isPermaLink="true">tag:eins'), "L210"),
    "InvalidItunesCategory": (varied('text="Self-Improvement"', 'text="Self Improvement"'), "L402"),
    "InvalidItunesChannelType": (varied("<itunes:type>episodic<", "<itunes:type>Episodic<"), "L404"),
    "InvalidItunesEpisodeType": (varied("<itunes:episodeType>full<", "<itunes:episodeType>Full<"), "L405"),
    "InvalidPositiveInteger": (varied("<itunes:episode>1<", "<itunes:episode>-1<"), "L406"),
    "InvalidYesNo": (added("    <itunes:block>ja</itunes:block>\n"), "L410"),
    "InvalidYesNoClean": (varied("<itunes:explicit>true<", "<itunes:explicit>Yes<"), "L403"),
    "InvalidDuration": (varied("<itunes:duration>60<", "<itunes:duration>PT1M<"), "L408"),
    "TooLong": (varied("<itunes:title>Am Amboss<", f"<itunes:title>{'x' * 300}<"), "L028"),
    "MissingTitle": (without("    <title>", "</title>\n", without("    <image>", "</image>\n")), "L101"),
    "MissingDescription": (varied("<![CDATA[<p>Stimmen zur Probe.</p>]]>", ""), "L102"),
    "MissingLink": (without("    <link>", "</link>\n", without("    <image>", "</image>\n")), "L103"),
    "MissingElement": (varied("<link>https://probe.example/podcast/</link><width>", "<width>"), "L115"),
    "InvalidWidth": (varied("<width>88<", "<width>145<"), "L118"),
    "InvalidHeight": (varied("<width>88</width>", "<height>401</height>"), "L118"),
    "InvalidHour": (varied("<hour>23<", "<hour>99<"), "L119"),
    "InvalidDay": (varied("<day>Monday<", "<day>monday<"), "L119"),
    "DuplicateValue": (varied(">eins</guid>", ">zwei</guid>"), "L902"),
    "DuplicateAtomLink": (added('    <atom:link rel="self" type="application/rss+xml" href="https://probe.example/podcast/feed.xml"/>\n'), "L705"),
    "MissingHref": (varied(' href="https://hub.example/"', ""), "L010"),
    "MisplacedMetadata": (varied("    <title>", "    <itunes:email>a@probe.example</itunes:email>\n    <title>"), "L008"),
    "InvalidNPTTime": (varied('start="00:00:20.000"', 'start="zwanzig"'), "L601"),
    "InvalidUUID": (varied("<podcast:guid>9", "<podcast:guid>"), "L501"),
}  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_event(event: str) -> None:
    """What the W3C validator calls an error is one here, and nothing else is told."""
    feed, code = EVENTS[event]

    assert codes(feed) == [code]
