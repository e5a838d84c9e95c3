"""Revoking a consent: every use is found, in the texts, in what was built, and in what was sent."""

from collections.abc import Mapping

import pytest
from tests.app.projects import FIRM, FOLGE, library, portrait
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import CONSENTS, EVERYTHING

from kammerton.app.load import load
from kammerton.app.revoke import Revocation, find_uses, live_addresses, revoked_register
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.pictures import PictureFacts, derivative_names
from kammerton.domain.vocabulary import REGISTER

PICTURE = "bild: {datei: werkstatt.jpg, alt: Zwei Menschen, personen: erkennbar, einwilligung: E-0007}"
FILES = {
    **EVERYTHING,
    FIRM: portrait(kurz=f"Treppen.\n{PICTURE}\neinwilligung: E-0008"),
    FOLGE: EVERYTHING[FOLGE].replace("    rolle: moderation\n", "    rolle: moderation\n    einwilligung: E-0009\n", 1),
    REGISTER: CONSENTS + "E-0007,web|newsletter,,\nE-0008,web,,\nE-0009,web,,\nE-0010,web,,\n",
    "content/bilder/werkstatt.jpg": "",
}
HASH = FakeSources(FILES).picture_facts("content/bilder/werkstatt.jpg")


def uses(number: str, outputs: Mapping[str, str] | None = None, files: Mapping[str, str] = FILES) -> Revocation:
    """What is found for a consent."""
    sources = FakeSources(files)
    return find_uses(load(sources, NOW)[0], sources, number, ((path, text.encode()) for path, text in (outputs or {}).items()))


def test_a_picture() -> None:
    """Its field, every page and mail that shows one of its files, and what is kept of an issue."""
    assert isinstance(HASH, PictureFacts)
    name = f"bilder/{next(iter(derivative_names(HASH)))}"
    outputs = {
        "output/index.html": f"<p>\n<img src='/{name}'>",
        "newsletter/gesendet/2026-03.json": f'{{"bild": "{name}"}}',
        "output/a.mp3": name,
        "output/b.html": "",
    }
    found = uses("E-0007", outputs)

    assert [(use.place.file, use.place.line) for use in found.in_sources] == [(FIRM, 4)]
    assert (found.pictures, found.picture_files, found.episodes) == (frozenset({HASH.hash}), ("werkstatt.jpg",), ())
    assert [(use.place.file, use.place.line) for use in found.in_outputs] == [("output/index.html", 2), ("newsletter/gesendet/2026-03.json", 1)]


def test_a_firm() -> None:
    """Its field, whatever names it in head or text, its page and everything below it."""
    found = uses(
        "E-0008",
        {"output/sitemap.xml": "<loc>https://probe.example/betriebe/muster-metall/praktikum/</loc>", "output/index.html": "/betriebe/muster-metall-2/"},
    )
    named = {use.place.file for use in found.in_sources}

    assert {FIRM, FOLGE, "newsletter/2026-03.md"} <= named
    assert [use.place.file for use in found.in_outputs] == ["output/sitemap.xml"]
    assert list(live_addresses(load(FakeSources(FILES), NOW)[0], found)) == ["https://probe.example/betriebe/muster-metall/"]


def test_a_voice() -> None:
    """The episode with its page, its entry in the feed and its recording."""
    found = uses("E-0009", {"output/podcast/feed.xml": "<enclosure url='https://probe.example/podcast/001-am-amboss/001-am-amboss.mp3'/>"})

    assert found.episodes == ("001-am-amboss",)
    assert [use.place.file for use in found.in_outputs] == ["output/podcast/feed.xml"]
    assert any("verschwindet" in WORDS.text(use.what) for use in found.in_sources)


def test_a_consent_nothing_rests_on() -> None:
    """It can be revoked all the same."""
    found = uses("E-0010", {"output/index.html": "E-0010"})

    assert (found.in_sources, found.in_outputs, found.since) == ((), (), None)
    assert b"E-0010,web,,2026-06-01" in revoked_register(FILES[REGISTER].encode(), found, NOW.date())


def test_one_that_is_revoked_already_keeps_its_day() -> None:
    """The table stays as it is; what is left behind can still be found and removed."""
    files = {**FILES, REGISTER: FILES[REGISTER].replace("E-0007,web|newsletter,,", "E-0007,web|newsletter,,2026-05-01")}
    found = uses("E-0007", files=files)

    assert str(found.since) == "2026-05-01"
    assert found.pictures
    assert revoked_register(files[REGISTER].encode(), found, NOW.date()) == files[REGISTER].encode()


@pytest.mark.parametrize("number", ["E-0099", "", "E0007"])
def test_an_unknown_number_is_told(number: str) -> None:
    """With the number that may be meant, where there is one."""
    with pytest.raises(SetupError):
        uses(number)
    with pytest.raises(SetupError):
        revoked_register(None, uses("E-0010"), NOW.date())


def test_the_file_of_a_revoked_picture_may_be_deleted() -> None:
    """Nothing is made of it any more, so that its absence stops no build; while the consent holds it does."""
    without = {path: text for path, text in FILES.items() if path != "content/bilder/werkstatt.jpg"}
    assert load(FakeSources(without), NOW)[1].has_errors
    revoked = {**without, REGISTER: FILES[REGISTER].replace("E-0007,web|newsletter,,", "E-0007,web|newsletter,,2026-05-01")}

    assert library(revoked).inventory.attachments.pictures == {}
