"""The page for those who don't know yet: everything on it is derived, and each part leads on."""

from typing import Any

from tests.app.projects import library, pages, portrait
from tests.sample import EVERYTHING, FILES

ACTIVITIES = "id,titel,kurz,berufe\nformen,Metall formen,Es funkt.,metallbauer\nbacken,Backen,Es duftet.,baecker\n"
OCCUPATIONS = (
    "id,m,f,berufsfelder,verwandt,mangelberuf\nmetallbauer,Metallbauer,Metallbauerin,metall,baecker,ja\nbaecker,Bäcker,Bäckerin,lebensmittel,,nein\n"
    "konditor,Konditor,Konditorin,lebensmittel,baecker,ja\n"
)
FIRM = "content/betriebe/muster-metall.md"
ALL = {
    **EVERYTHING,
    FIRM: FILES[FIRM].replace("mindestabschluss: esa", "mindestabschluss: esa\n    untypisch_fuer: maedchen"),
    "content/daten/taetigkeiten.csv": ACTIVITIES,
    "content/daten/berufe.csv": OCCUPATIONS,
}
BAKERY = {"content/betriebe/backstube.md": portrait(titel="Backstube").replace("beruf: metallbauer", "beruf: baecker")}


def view(files: dict[str, str] = ALL) -> Any:
    """The view of the page."""
    return pages(library(files))["entdecken/"].view


def test_beginnings() -> None:
    """Activities in which there is an occupation, in the order of the table, and the fields."""
    likes, fields = view().beginnings

    assert [(card.title, card.href, card.text, card.facts) for card in likes.cards] == [("Metall formen", "/entdecken/formen/", "Es funkt.", ("1 Beruf",))]
    assert [card.href for card in fields.cards] == ["/berufsfelder/metall/"]
    assert [card.title for card in view({**ALL, **BAKERY}).beginnings[0].cards] == ["Metall formen", "Backen"]


def test_an_activity_has_a_list() -> None:
    """Its occupations, then what is open in them."""
    found = pages(library(ALL))["entdecken/formen/"].view

    assert [(group.heading, len(group.cards)) for group in found.groups] == [("Berufe dazu", 1), ("Ausbildungsplätze", 1), ("Praktika", 1)]
    assert found.count == "1 Beruf, 2 offene Angebote"
    assert [step.label for step in found.trail] == ["Probe", "Entdecken"]


def test_related_occupations() -> None:
    """From an occupation to those nearby that have an open offer, in both directions, wherever it was written."""
    related = view({**ALL, **BAKERY}).related

    assert [(group.heading, [link.href for link in group.links]) for group in related] == [
        ("Nah an: Bäcker/in", ["/berufe/metallbauer/"]), ("Nah an: Metallbauer/in", ["/berufe/baecker/"]),
    ]  # fmt: skip
    assert view().related == ()


def test_what_others_overlook() -> None:
    """Occupations for which few apply and something is open, offers beyond clichés, and stories; what there is none of is left out."""
    parts = {part.title: [card.href for card in part.cards] for part in view().overlooked}

    assert parts == {
        "Hier hast du gute Chancen": ["/berufe/metallbauer/"],
        "Jenseits der Klischees": ["/betriebe/muster-metall/metallbauer-2027/"],
        "Erzählt von denen, die es tun": ["/geschichten/funken/"],
    }
    assert [part.title for part in view(FILES).overlooked] == []


def test_good_chances_have_a_list() -> None:
    """Every occupation for which few apply, with the way back; none where no offer is open in one."""
    found = pages(library(ALL))["entdecken/gute-chancen/"].view

    assert [card.href for group in found.groups for card in group.cards] == ["/berufe/metallbauer/"]
    assert "entdecken/gute-chancen/" not in pages(library(FILES))


def test_the_first_door_leads_there() -> None:
    """From the start page and from the footer; without an open offer neither page nor way exists."""
    start = pages(library(ALL))[""].view
    closed = {
        **FILES,
        FIRM: FILES[FIRM]
        .replace("art: praktikum", "art: praktikum\n    stand_plaetze: vergeben")
        .replace("mindestabschluss: esa", "mindestabschluss: esa\n    stand_plaetze: vergeben"),
    }
    without = pages(library(closed))

    assert start.doors[0].href == "/entdecken/"
    assert ("Entdecken", "/entdecken/") in [(link.label, link.href) for link in start.frame.more]
    assert "entdecken/" not in without
    assert without[""].view.doors[0].href == "/angebote/"
