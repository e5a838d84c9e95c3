"""The subscribe page of a show: what it links, in which languages there is one, and what its QR code holds."""

from typing import Any

from lxml import etree
from tests.app.projects import FOLGE, ROOT, library, pages
from tests.sample import EPISODE, FILES, SETTINGS, TRANSLATION
from tests.scanner import drawn, scanned

from kammerton.adapters.catalogue import german_words
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build, assemble

PAGE = "podcast/abonnieren/"
# A page in English, in Leichte Sprache and in Ukrainian, for which there is no catalogue.
TRANSLATED = {**FILES, **{f"content/seiten/impressum.{variant}.md": TRANSLATION for variant in ("en", "leicht", "uk")}}


def view(path: str, files: dict[str, str] = FILES, settings: dict[str, Any] = SETTINGS) -> Any:
    """The view of one page."""
    return pages(library(files, settings))[path].view


def built(files: dict[str, str]) -> Build:
    """A build that speaks every language there is a catalogue for."""
    return assemble(library(files), german_words(), ThemeTemplates(ROOT, "de"))


def with_show(**values: object) -> dict[str, Any]:
    """The settings with a show that is described further."""
    return {**SETTINGS, "PODCASTS": [{**SETTINGS["PODCASTS"][0], **values}]}


def decoded(svg: bytes) -> str:
    """What a scanner reads in a QR code."""
    root = etree.fromstring(svg)
    path = next(path for path in root.iter("{*}path") if path.get("stroke"))
    (found,) = scanned([drawn(path.get("d"), int(root.get("viewBox").split()[2]))])
    return found


def test_links_of_the_page() -> None:
    """The feed's address, a link for each app, the directories, the show, the newest episode and the newsletter."""
    settings = with_show(verzeichnisse=[{"dienst": "ard", "url": "https://www.ardaudiothek.de/x/1"}, {"name": "Anderswo", "url": "https://anderswo.example/1"}])
    found = view(PAGE, settings=settings)

    assert (found.feed, found.page) == ("https://probe.example/podcast/feed.xml", "https://probe.example/podcast/abonnieren/")
    assert {app.name: app.href for app in found.apps} == {
        "Apple Podcasts": "podcast://probe.example/podcast/feed.xml",
        "Overcast": "overcast://x-callback-url/add?url=https%3A%2F%2Fprobe.example%2Fpodcast%2Ffeed.xml",
        "Pocket Casts": "pktc://subscribe/probe.example/podcast/feed.xml",
        "AntennaPod": "antennapod-subscribe://probe.example/podcast/feed.xml",
        "Podcast Addict": "podcastaddict://probe.example/podcast/feed.xml",
        "gPodder": "gpodder:https://probe.example/podcast/feed.xml",
    }
    assert [(link.label, link.href) for link in found.directories] == [
        ("ARD Audiothek", "https://www.ardaudiothek.de/x/1"),
        ("Anderswo", "https://anderswo.example/1"),
    ]
    assert (found.show.href, found.newsletter.href, [card.title for card in found.latest]) == ("/podcast/", "/newsletter/", ["Am Amboss"])
    assert "https://anderswo.example/1" in str(view("podcast/", settings=settings).head.json_ld[0])


def test_where_the_page_is_linked() -> None:
    """The show, its episodes and the footer of every page lead to it; it stands in a folder of the host where the site does."""
    inside = library(FILES, {**SETTINGS, "SITEURL": "https://probe.example/tal"})
    found = {path: page.view for path, page in pages(inside).items()}

    assert found["podcast/"].subscribing == found["podcast/001-am-amboss/"].subscribing == "/tal/podcast/abonnieren/"
    assert {link.href for view_ in found.values() for link in view_.frame.subscribing} == {"/tal/podcast/abonnieren/"}
    assert found[PAGE].code == "/tal/podcast/abonnieren/qr.svg"


def test_no_page_without_a_feed() -> None:
    """A show whose episodes are all archived has no feed, no subscribe page and no link to one."""
    archived = {**FILES, FOLGE: EPISODE.replace("titel:", "status: archiv\ntitel:", 1)}
    found = pages(library(archived))

    assert PAGE not in found
    assert found["podcast/001-am-amboss/"].view.subscribing == ""
    assert found[""].view.frame.subscribing == ()


def test_a_page_in_every_language() -> None:
    """Where there are pages in a language and a catalogue, the page is there, too; each names the other; English frames lead to the English one."""
    found: dict[str, Any] = {page.path: page.view for page in built(TRANSLATED).pages}
    german, english = found[PAGE], found[f"en/{PAGE}"]

    assert (german.title, english.title) == ("„Probe hört“ abonnieren", "Subscribe to “Probe hört”")
    assert [(link.href, link.current) for link in english.head.alternates] == [("/podcast/abonnieren/", False), ("/en/podcast/abonnieren/", True)]
    assert german.head.hreflang == english.head.hreflang
    assert (german.frame.subscribing[0].href, english.frame.subscribing[0].href) == ("/podcast/abonnieren/", "/en/podcast/abonnieren/")
    assert found["en/impressum/"].frame.subscribing[0].href == "/en/podcast/abonnieren/"
    assert english.latest[0].language == "de"
    assert {path for path in found if path.endswith(PAGE)} == {PAGE, f"en/{PAGE}"}
    assert found["uk/impressum/"].frame.subscribing == found["leicht/impressum/"].frame.subscribing == german.frame.subscribing


def test_no_other_language_without_pages_in_it() -> None:
    """Without translations the page names no other language."""
    assert view(PAGE).head.alternates == ()


def test_qr_codes_hold_the_page() -> None:
    """Each code leads to its own page, not to the feed: a phone's browser shows the page, and the page opens the app."""
    files = built(TRANSLATED).files

    assert decoded(files["podcast/abonnieren/qr.svg"]) == "https://probe.example/podcast/abonnieren/"
    assert decoded(files["en/podcast/abonnieren/qr.svg"]) == "https://probe.example/en/podcast/abonnieren/"
