"""Pictures on pages: in their place, sized, described, and in the preview that other sites show."""

import re

import pytest
from tests.app.projects import build, library
from tests.app.rendered import html_of, main_of
from tests.sample import CONSENTS, EVERYTHING, OF_KIND

from kammerton.domain.pictures import PictureFacts

FACTS = {
    "tor.jpg": PictureFacts("aaaa", 2000, 1000, (400, 800, 1200, 1600), has_alpha=False),
    "zaun.jpg": PictureFacts("bbbb", 300, 300, (300,), has_alpha=False),
    "2026/haus.jpg": PictureFacts("cccc", 900, 600, (400, 800), has_alpha=False),
}
HEAD = """bild: {datei: tor.jpg, alt: Ein Tor, urheber: Jana Beispiel, lizenz: CC-BY-4.0}
bilder:
  - {datei: zaun.jpg, alt: Ein Zaun}
  - {datei: 2026/haus.jpg, alt: Ein Haus, personen: erkennbar, einwilligung: E-0001}
titel:"""
PAGE = "content/seiten/impressum.md"


def page(body: str = "Text.", kind: str = "seite", consents: str = CONSENTS, path: str = "impressum/") -> str:
    """The page of the sample's item of a kind with three pictures and a body."""
    file = OF_KIND[kind]
    text = EVERYTHING[file].replace("titel:", HEAD, 1)
    measured = library({**EVERYTHING, file: text + f"\n{body}\n", "content/daten/einwilligungen.csv": consents}, pictures=FACTS)
    return next(html_of(found) for found in build(measured).pages if found.path == path)


def test_pictures_stand_where_the_text_puts_them() -> None:
    """A picture alone in its paragraph becomes a figure there, one in a line stays in it; what is not placed stands below, once."""
    main = main_of(page("Vorher.\n\n![](zaun.jpg)\n\nNachher."))
    places = [main.index(word) for word in ("/bilder/aaaa", "Vorher.", "/bilder/bbbb", "Nachher.", "/bilder/cccc")]

    assert places == sorted(places)
    assert [main.count(f'<img src="/bilder/{name}') for name in ("aaaa", "bbbb", "cccc")] == [1, 1, 1]
    assert re.search(r"<figure[^>]*><picture[^>]*>(?:(?!</figure>).)*bbbb", main, re.DOTALL)


@pytest.mark.parametrize(
    ("written", "alt"),
    [("![](zaun.jpg)", "Ein Zaun"), ("![Latten](zaun.jpg)", "Latten"), ("![Latten](../bilder/zaun.jpg)", "Latten"), ("Das ![](zaun.jpg) hier.", "Ein Zaun")],
)
def test_the_description_is_that_of_the_text_or_the_head(written: str, alt: str) -> None:
    """What stands in the brackets describes the picture there; without it the head's description does."""
    found = re.search(r'<img src="/bilder/bbbb[^>]*alt="([^"]*)"', main_of(page(written)))

    assert found
    assert found[1] == alt


def test_every_picture_is_sized_and_has_two_formats() -> None:
    """Each has AVIF before JPEG in all its widths, and width and height, so that the page does not jump; its maker is named."""
    main = main_of(page())
    pictures = re.findall(r"<picture.*?</picture>", main, re.DOTALL)

    assert len(pictures) == 3
    for markup in pictures:
        assert markup.index("image/avif") < markup.index("<img")
        assert re.search(r'width="\d+" height="\d+"', markup)
    assert [f"{width}w" in pictures[0] for width in (400, 800, 1200, 1600)] == [True] * 4
    assert "Bild: Jana Beispiel, CC-BY-4.0" in main
    assert re.findall(r"[\w/]*(?:tor|zaun|haus)\.jpg", main) == []


KINDS = {
    "betrieb": "betriebe/muster-metall/", "folge": "podcast/001-am-amboss/", "wissen": "wissen/erstes-mal/", "akteur": "netzwerk/probekammer/",
    "foerderung": "foerderung/startgeld/", "termin": "termine/probemesse/", "geschichte": "geschichten/funken/", "meldung": "neues/halle/", "seite": "impressum/",
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_the_preview_is_the_picture_of_the_item(kind: str) -> None:
    """Other sites get a complete address of a JPEG no wider than 1200 pixels, with its description; the page shows all pictures."""
    html = page(kind=kind, path=KINDS[kind])

    assert '<meta property="og:image" content="https://probe.example/bilder/aaaa-1-1200.jpg">' in html
    assert '<meta property="og:image:alt" content="Ein Tor">' in html
    assert [name for name in ("aaaa", "bbbb", "cccc") if f'<img src="/bilder/{name}' not in main_of(html)] == []


def test_the_preview_goes_with_the_consent() -> None:
    """A picture that may not be shown is no preview either."""
    head = HEAD.replace("alt: Ein Tor", "alt: Ein Tor, personen: erkennbar, einwilligung: E-0001")
    revoked = {"content/daten/einwilligungen.csv": CONSENTS.replace(",,", ",,2026-06-01")}
    measured = library({**EVERYTHING, PAGE: EVERYTHING[PAGE].replace("titel:", head, 1), **revoked}, pictures=FACTS)
    html = next(html_of(found) for found in build(measured).pages if found.path == "impressum/")

    assert "og:image" not in html
    assert "aaaa" not in html


def test_every_derivative_a_page_names_is_written() -> None:
    """What ``src`` and ``srcset`` name is copied into the build, nothing else of pictures is, and never an original."""
    text = EVERYTHING[PAGE].replace("titel:", HEAD, 1)
    built = build(library({**EVERYTHING, PAGE: text}, pictures=FACTS))
    named = {path for found in built.pages for path in re.findall(r"bilder/[\w.-]+", html_of(found))}

    assert named <= set(built.copies)
    assert [source for target, source in built.copies.items() if target.startswith("bilder/") and not source.startswith(".cache/bilder/")] == []
