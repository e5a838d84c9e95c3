"""The line in a feed that makes a browser show it as something readable."""

from lxml import etree
from tests.app.projects import build, library
from tests.sample import FILES, SETTINGS


def test_style_sheet_of_the_feed() -> None:
    """The style sheet is named before the root, from the root of the host, so that preview and mirror show it, too."""
    for address, href in (("https://probe.example", "/theme/css/feed.css"), ("https://probe.example/tal", "/tal/theme/css/feed.css")):
        feed = build(library(FILES, {**SETTINGS, "SITEURL": address})).files["podcast/feed.xml"]
        line = etree.fromstring(feed).getprevious()

        assert (line.target, line.attrib) == ("xml-stylesheet", {"type": "text/css", "href": href})
