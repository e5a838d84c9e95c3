"""Pictures of entries: photos where they may be mailed, drawings where not."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from lxml import etree
from tests.app.projects import AUSGABE, FIRM, ROOT, build, issue, library, portrait
from tests.fakes import WORDS
from tests.newsletter.test_mail import root
from tests.sample import EVERYTHING, FILES

from kammerton.adapters.drawings import png_of
from kammerton.domain.pictures import MAX_MAILED_BYTES, PictureFacts
from kammerton.newsletter.compose import compose
from kammerton.newsletter.pictures import STRENGTHS, as_svg
from kammerton.rendering.composition import Drawing, EntryPicture
from kammerton.rendering.drawing import drawing as landscape
from kammerton.rendering.palette import FIELDS

PHOTO = PictureFacts("3fa0" * 5, 4000, 3000, (400, 800, 1200, 1600), has_alpha=False)
WITH_PHOTO = portrait(titel="Muster Metall GmbH\nbild: {datei: tor.jpg, alt: Ein Tor, personen: erkennbar, einwilligung: E-0001}")


def picture(consent: str = "web|newsletter", heavy: Sequence[str] = ()) -> EntryPicture:
    """The picture of the firm in an issue that names it; those of its derivatives that are ``heavy`` have 200,001 bytes."""
    files = {
        **EVERYTHING,
        FIRM: WITH_PHOTO,
        AUSGABE: issue("  - betrieb: muster-metall\n"),
        "content/daten/einwilligungen.csv": f"nummer,kanaele,gilt_bis,widerrufen_am\nE-0001,{consent},,\n",
        **{f".cache/bilder/{PHOTO.hash}/{name}": "x" * 200_001 for name in heavy},
    }
    of = library(files, pictures={"tor.jpg": PHOTO})
    found = next(e.picture for section in compose(of, WORDS, of.mailed_issues[-1]).sections for e in section.entries)
    assert found is not None
    return found


def test_a_photo_is_a_jpeg_of_the_site() -> None:
    """Large at most 800 pixels wide, small 400, with its proportions and description."""
    name = f"bilder/{PHOTO.hash}-1"

    assert picture() == EntryPicture(f"{name}-800.jpg", f"{name}-400.jpg", 800, 600, "Ein Tor")


@pytest.mark.parametrize("consent", ["web", "newsletter"])
def test_without_consent_for_mails_a_drawing_takes_its_place(consent: str) -> None:
    """A photo whose people agreed to the website only is not mailed, nor is its description; nor one that may not lie on the website."""
    found = picture(consent)

    assert found.drawing is not None
    assert (found.alt, found.large.startswith("bilder/gezeichnet-")) == ("", True)


def test_every_picture_of_a_mail_is_on_the_site() -> None:
    """What a mail shows is written with the site: derivatives copied, drawings made."""
    built = build(library({**EVERYTHING, FIRM: WITH_PHOTO}, pictures={"tor.jpg": PHOTO}))
    shown = {image.get("src").removeprefix("https://probe.example/") for mail in built.mails for image in root(mail).iter("img")}

    assert any(path.endswith(".jpg") for path in shown)
    assert any(path.endswith(".png") for path in shown)
    assert shown - set(built.copies) - set(built.drawings) == set()
    assert set(built.drawings) <= shown


def test_a_drawing_depends_on_the_thing_alone() -> None:
    """The same thing is drawn the same, another one differently, and what is drawn is SVG without text, links or scripts."""
    one, again, other = (as_svg(Drawing(seed, "holz", 400, 225)) for seed in ("Am Amboss", "Am Amboss", "Funken"))
    tags = {etree.QName(element).localname for element in etree.fromstring(one).iter()}

    assert one == again != other
    assert tags == {"svg", "rect", "circle", "path"}


def test_mail_and_site_draw_the_same() -> None:
    """The hills are those that the theme draws of the same name, in the tones of its style sheet."""
    svg, land = as_svg(Drawing("Muster Metall GmbH", "metall", 400, 225)), landscape("Muster Metall GmbH")
    styles = (ROOT / "theme" / "static" / "css" / "site.css").read_text(encoding="utf-8")

    assert re.findall(r'<path d="([^"]+)" fill="#', svg) == [hill.path for hill in land.hills]
    assert re.findall(r"\.hills__\d \{ fill: color-mix\(in srgb, var\(--deep\) (\d+)%", styles) == [f"{100 * part:.0f}" for part in STRENGTHS]


def test_a_renamed_thing_keeps_its_drawing() -> None:
    """The drawing follows the title, as on the site, so that it stays when a file is renamed."""
    old = library({**FILES, AUSGABE: issue("  - betrieb: muster-metall\n")})
    files = {path: text for path, text in FILES.items() if path != FIRM}
    named = portrait(titel="Muster Metall GmbH\nfrueher: [muster-metall]")
    renamed = {**files, "content/betriebe/neuer-name.md": named, AUSGABE: issue("  - betrieb: neuer-name\n")}
    renamed["episodes/001-am-amboss.md"] = renamed["episodes/001-am-amboss.md"].replace("muster-metall", "neuer-name")
    new = library(renamed)
    first, second = (next(e.picture for s in compose(of, WORDS, of.issues[0]).sections for e in s.entries) for of in (old, new))

    assert first == second


@pytest.mark.parametrize(
    ("heavy", "large", "small"),
    [((), "800", "400"), (("800.jpg",), "400", "400"), (("400.jpg",), "800", "800"), (("800.avif", "1200.jpg"), "800", "400")],
    ids=["all light", "large one too heavy", "small one too heavy", "others too heavy"],
)
def test_a_photo_is_light(heavy: tuple[str, ...], large: str, small: str) -> None:
    """Of more than 200 kB none is mailed: a smaller one takes its place."""
    found = picture(heavy=heavy)

    assert (found.large, found.small) == tuple(f"bilder/{PHOTO.hash}-1-{width}.jpg" for width in (large, small))
    assert found.width == int(large)


def test_a_photo_that_is_heavy_in_every_size_is_drawn() -> None:
    """Where no size is light enough the landscape takes its place."""
    assert picture(heavy=("400.jpg", "800.jpg")).drawing is not None


@pytest.mark.parametrize("colour", FIELDS)
def test_drawings_are_light(colour: str, tmp_path: Path) -> None:
    """The PNG of a drawing is far below what a picture of a mail may have."""
    sizes = [len(png_of(tmp_path, as_svg(Drawing(f"Name {n}", colour, *size)))) for n in range(3) for size in ((400, 225), (1200, 360))]

    assert max(sizes) < MAX_MAILED_BYTES // 2
