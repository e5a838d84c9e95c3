"""Every list of the directory holds exactly what the library knows, and each can be reached from the directory in two clicks."""

import random
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pytest
from tests.app.projects import library, pages, portrait
from tests.sample import FILES

from kammerton.domain.addresses import facet_path, occupation_offers_path, occupation_path, offer_type_path
from kammerton.domain.entries import OfferEntry
from kammerton.domain.library import Library, towns_of
from kammerton.site.views import ListView, SitePage

OCCUPATIONS = "id,m,f,berufsfelder,mangelberuf\n" + "".join(
    f"beruf-{n:02},Beruf{n:02},Beruf{n:02}in,feld-{n % 4},{'ja' if n % 5 == 0 else 'nein'}\n" for n in range(70)
)
TABLES = {
    "content/daten/berufe.csv": OCCUPATIONS,
    "content/daten/berufsfelder.csv": "id,titel,farbe\n" + "".join(f"feld-{n},Feld {n},metall\n" for n in range(4)),
    "content/daten/orte.csv": "id,titel,plz,lat,lon\n" + "".join(f"ort-{n:02},Ort {n:02},00101,51.{n:02},10.2\n" for n in range(60)),
    "content/daten/schulabschluesse.csv": "id,rang,titel,kurz\nohne,0,Ohne Abschluss,ohne\nesa,2,Erster Schulabschluss,ESA\nmsa,4,Mittlerer Schulabschluss,MSA\n",
    "content/daten/taetigkeiten.csv": "id,titel,kurz,berufe\nbauen,Bauen,Stein auf Stein.,beruf-01|beruf-02|beruf-69\nnichts,Nichts,Gar nichts.,beruf-68\n",
}
SEITEN = {path: text for path, text in FILES.items() if path.startswith(("content/daten", "content/seiten"))}


def region(seed: int, size: int) -> dict[str, str]:
    """A region of so many firms, with offers of every sort by chance."""
    chance = random.Random(seed)
    firms = {}
    for n in range(size):
        offers = "".join(_offer(chance, k) for k in range(chance.randrange(1, 4)))
        further = f"\nweitere_standorte: [{{ort: ort-{chance.randrange(60):02}}}]" if chance.random() < 0.2 else ""
        head = portrait(titel=f"Betrieb {n:04}", ort=f"ort-{chance.randrange(60):02}{further}").partition("angebote:\n")[0]
        firms[f"content/betriebe/b{n:04}.md"] = f"{head}angebote:\n{offers}---\nText.\n"
    return {**SEITEN, **TABLES, **firms}


def _offer(chance: random.Random, number: int) -> str:
    occupation = f"beruf-{min(chance.randrange(68), chance.randrange(68)):02}"
    year, certificate = chance.choice((2026, 2027, 2028)), chance.choice(("ohne", "esa", "msa"))
    closed = "    stand_plaetze: vergeben\n" if chance.random() < 0.1 else ""
    if chance.random() < 0.5:
        return f"  - id: a{number}\n    art: ausbildung\n    beruf: {occupation}\n    start: {year}-08-01\n    mindestabschluss: {certificate}\n{closed}"
    return f"  - id: a{number}\n    art: praktikum\n    beruf: {occupation}\n{closed}"


@pytest.fixture(scope="module", params=[(1, 3), (2, 40), (3, 160)])
def built(request: pytest.FixtureRequest) -> tuple[Library, dict[str, SitePage]]:
    """A region's library and its pages."""
    of = library(region(*request.param))
    return of, pages(of)


def listed(found: dict[str, SitePage], path: str) -> list[str]:
    """The links to offers on all pages of a list, in order."""
    views = [page.view for at, page in sorted(found.items(), key=_number) if at == path or at.removeprefix(path).startswith("seite-")]
    return [card.href for view in views if isinstance(view, ListView) for group in view.groups for card in group.cards if card.href.count("/") == 4]


def _number(entry: tuple[str, SitePage]) -> int:
    name = entry[0].rstrip("/").rpartition("/")[2]
    return int(name.removeprefix("seite-")) if name.startswith("seite-") else 1


def expected(of: Library) -> dict[str, list[str]]:
    """For each list what it should hold, found by looking at every offer in turn."""
    ranks = {c.id: c.rank for c in of.words.certificates.values()}
    found: dict[str, list[str]] = defaultdict(list)
    pairs: dict[tuple[str, str], list[OfferEntry]] = defaultdict(list)
    for entry in of.open_offers:
        for path in _lists_of(of, entry, ranks):
            found[path].append(_link(entry))
        pairs[entry.offer.occupation or "", entry.type.id].append(entry)
    for pair, entries in pairs.items():
        if len({entry.portrait.id for entry in entries}) >= 3:
            found[occupation_offers_path(*pair)] = [_link(entry) for entry in entries]
    return found


def _lists_of(of: Library, entry: OfferEntry, ranks: dict[str, int]) -> Iterator[str]:
    offer = entry.offer
    yield offer_type_path(offer.type)
    yield from (facet_path("berufsfelder/", field) for field in of.words.occupations[offer.occupation or ""].fields)
    yield from (facet_path("orte/", town) for town in towns_of(entry.portrait))
    if offer.start:
        yield facet_path("beginn/", str(offer.start.year))
    if offer.minimum_certificate:
        yield from (facet_path("abschluesse/", id_) for id_, rank in ranks.items() if rank >= ranks[offer.minimum_certificate])
    if offer.occupation in of.words.activities["bauen"].occupations:
        yield "entdecken/bauen/"


def _link(entry: OfferEntry) -> str:
    return f"/betriebe/{entry.portrait.id}/{entry.offer.id}/"


def test_every_list_holds_what_the_library_knows(built: tuple[Library, dict[str, SitePage]]) -> None:
    """By type, field, town, start year, certificate (one's own and below), activity, and by occupation and type: nothing lacks, nothing is too much."""
    of, found = built

    for path, links in expected(of).items():
        assert sorted(listed(found, path)) == sorted(links), path


def test_no_list_without_reason(built: tuple[Library, dict[str, SitePage]]) -> None:
    """A pair of occupation and type has a list only where three firms offer it, a field, year or activity only where something is open."""
    of, found = built
    wanted = set(expected(of))
    lists = {path for path in found if path.startswith(("berufsfelder/", "beginn/", "entdecken/")) or (path.startswith("berufe/") and path.count("/") == 3)}
    own = {path for path in lists if "seite-" not in path} - {"berufsfelder/", "beginn/", "entdecken/", "entdecken/gute-chancen/"}

    assert own <= wanted


def test_occupations_say_how_many_firms(built: tuple[Library, dict[str, SitePage]]) -> None:
    """Each occupation in the list from A to Z names the firms with an open offer."""
    of, found = built
    firms: dict[str, set[str]] = defaultdict(set)
    for entry in of.open_offers:
        firms[occupation_path(entry.offer.occupation or "")].add(entry.portrait.id)
    cards = [
        card for path, page in found.items() if path == "berufe/" or path.startswith("berufe/seite-") for group in page.view.groups for card in group.cards
    ]

    assert {card.href[1:]: int(card.facts[0].split()[0]) for card in cards} == {
        occupation_path(o.id): len(firms[occupation_path(o.id)]) for o in of.occupations
    }


def links_of(view: object) -> Iterator[str]:
    """Every link of a list page: ways, jumps, groups."""
    for name in ("ways", "jumps", "groups", "beginnings"):
        for part in getattr(view, name, ()):
            inner: Iterable[object] = getattr(part, "links", None) or getattr(part, "cards", None) or (part,)
            yield from (getattr(one, "href", "").lstrip("/").partition("#")[0] for one in inner)


def test_every_list_is_two_clicks_from_the_directory(built: tuple[Library, dict[str, SitePage]]) -> None:
    """Without script, from the page of all firms: the first page of every list of offers, towns, fields, certificates, years, occupations and pairs."""
    of, found = built
    near = {"betriebe/", *links_of(found["betriebe/"].view)}
    reached = near | {link for path in near if path in found for link in links_of(found[path].view)}

    assert {path for path in (*expected(of), *(occupation_path(o.id) for o in of.occupations)) if path not in reached} == set()


def test_ways_name_letters_where_there_are_too_many() -> None:
    """Fifty towns are named one by one; of more there are letters, each with the page it begins on, and the pages on which a letter goes on."""
    found = pages(library(region(5, 260)))
    ways = {group.heading: group.links for group in found["betriebe/"].view.ways}

    assert [(link.label, link.href) for link in ways["Orte"]] == [("O", "/orte/#buchstabe-o"), ("O, Seite 2", "/orte/seite-2/#buchstabe-o")]
    assert [(link.label, link.href) for link in ways["Berufe von A bis Z"]] == [("B", "/berufe/#buchstabe-b"), ("B, Seite 2", "/berufe/seite-2/#buchstabe-b")]
    assert found["orte/seite-2/"].view.groups[0].heading == "O"


def test_a_pair_says_where_it_belongs() -> None:
    """Its title names both, and the breadcrumb leads over the occupation."""
    found = pages(library({**FILES, **{f"content/betriebe/b{n}.md": portrait(titel=f"Betrieb {n}") for n in range(2)}}))
    pair = found["berufe/metallbauer/praktikum/"].view
    ways = found["berufe/metallbauer/"].view.ways

    assert pair.title == "Praktikum: Metallbauer/in"
    assert [(step.label, step.href) for step in pair.trail] == [("Probe", "/"), ("Berufe", "/berufe/"), ("Metallbauer/in", "/berufe/metallbauer/")]
    assert [(link.label, link.href) for group in ways for link in group.links] == [
        ("Ausbildungsplätze (3)", "/berufe/metallbauer/ausbildung/"), ("Praktika (3)", "/berufe/metallbauer/praktikum/"),
    ]  # fmt: skip
