"""Pictures of entries: photos where they may be mailed, drawings where not."""

import pytest
from lxml import etree
from tests.app.projects import AUSGABE, FIRM, build, issue, library, portrait
from tests.fakes import WORDS
from tests.newsletter.test_mail import root
from tests.sample import EVERYTHING, FILES

from kammerton.domain.pictures import PictureFacts
from kammerton.newsletter.compose import compose
from kammerton.newsletter.pictures import as_svg
from kammerton.rendering.composition import Drawing, EntryPicture

PHOTO = PictureFacts("3fa0" * 5, 4000, 3000, (400, 800, 1200, 1600), has_alpha=False)
WITH_PHOTO = portrait(titel="Muster Metall GmbH\nbild: {datei: tor.jpg, alt: Ein Tor, personen: erkennbar, einwilligung: E-0001}")


def picture(consent: str = "web|newsletter") -> EntryPicture:
    """The picture of the firm in an issue that names it."""
    files = {
        **EVERYTHING,
        FIRM: WITH_PHOTO,
        AUSGABE: issue("  - betrieb: muster-metall\n"),
        "content/daten/einwilligungen.csv": f"nummer,kanaele,gilt_bis,widerrufen_am\nE-0001,{consent},,\n",
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
    one, again, other = (as_svg(Drawing(seed, "holz", 800, 450)) for seed in ("folge:a", "folge:a", "folge:b"))
    tags = {etree.QName(element).localname for element in etree.fromstring(one).iter()}

    assert one == again != other
    assert tags == {"svg", "rect", "circle", "path"}


def test_a_renamed_thing_keeps_its_drawing() -> None:
    """The drawing follows the oldest name, so that it stays when a file is renamed."""
    old = library({**FILES, AUSGABE: issue("  - betrieb: muster-metall\n")})
    files = {path: text for path, text in FILES.items() if path != FIRM}
    renamed = {**files, "content/betriebe/neuer-name.md": portrait(titel="Neu\nfrueher: [muster-metall]"), AUSGABE: issue("  - betrieb: neuer-name\n")}
    renamed["episodes/001-am-amboss.md"] = renamed["episodes/001-am-amboss.md"].replace("muster-metall", "neuer-name")
    new = library(renamed)
    first, second = (next(e.picture for s in compose(of, WORDS, of.issues[0]).sections for e in s.entries) for of in (old, new))

    assert first == second
