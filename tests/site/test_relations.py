"""Every relation between things that have pages is shown on both sides, for every field that declares one."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import BaseModel
from tests.app.projects import library
from tests.app.rendered import html_pages, links, main_of
from tests.sample import EVERYTHING
from tests.site.relating import OTHER, WITHOUT_PAGE, Path, bare, fields_of, set_at

from kammerton.domain.addresses import Addresses, facet_path, item_path, occupation_path, offer_path, offer_type_path, show_path
from kammerton.domain.inventory import ITEM_FIELDS
from kammerton.domain.kinds import MODELS
from kammerton.domain.library import Library

# Things with a page of their own: both pages link to each other.
WITH_PAGES = ("betrieb", "folge", "ausgabe", "wissen", "akteur", "foerderung", "termin", "geschichte", "meldung", "beruf", "reihe")
# Properties by which the site has a list: the list shows the thing, and the thing's page names the property.
LISTS = {"ort": "orte/", "berufsfeld": "berufsfelder/", "schulabschluss": "abschluesse/", "angebotsart": "angebote/"}
# Which lists and blocks an issue is made of is no relation, and search words only lead to their occupation.
NOT_RELATIONS = ("ausgabe", "suchwort")


ALL = {(kind, path) for kind, model in MODELS.items() if kind not in NOT_RELATIONS for path in fields_of(model)}
BETWEEN_PAGES = sorted(
    ((kind, path) for kind, path in ALL if path[-1].reference and path[-1].reference.kind in WITH_PAGES), key=lambda r: (r[0], [d.key for d in r[1]])
)
IN_LISTS = sorted(((kind, path) for kind, path in ALL if path[-1].reference and path[-1].reference.kind in LISTS), key=lambda r: (r[0], [d.key for d in r[1]]))


def name(value: Any) -> str:
    """How a case is called: the kind and the keys of its field."""
    return value if isinstance(value, str) else ".".join(d.key for d in value)


def related(kind: str, path: Path, id_: str) -> tuple[Library, Library, BaseModel]:
    """The sample with nothing that refers to anything, the same with one reference, and the thing that has it."""
    whole = library(EVERYTHING)
    occupations = {o.id: bare(o) for o in whole.words.occupations.values()}
    items = {name: tuple(bare(item) for item in getattr(whole.inventory, name)) for name in ITEM_FIELDS.values()}
    if kind == "beruf" or path[-1].key == "berufsfelder":
        portraits = items["portraits"]
        # Both occupations are offered, so that both have their page and field list.
        offers = tuple(o.model_copy(update={"occupation": b}) for o, b in zip(portraits[0].offers, ("metallbauer", "baecker"), strict=True))
        items["portraits"] = (portraits[0].model_copy(update={"offers": offers}),)
    before = replace(whole.inventory, vocabularies=replace(whole.words, occupations=occupations), **items)
    if kind in ITEM_FIELDS:
        field = ITEM_FIELDS[kind]
        thing = set_at(getattr(before, field)[0], path, id_)
        after = replace(before, **{field: (thing,)})
    else:
        assert kind == "beruf", f"{kind}: say here what a page of it is"
        thing = set_at(occupations["baecker"], path, id_)
        after = replace(before, vocabularies=replace(before.vocabularies, occupations={**occupations, "baecker": thing}))
    return Library(before, whole.now), Library(after, whole.now), thing


def page_of(of: Library, kind: str, id_: str) -> str:
    """The page of a thing."""
    if kind == "folge":
        return f"podcast/{id_}/"
    if kind == "reihe":
        return show_path(id_)
    if kind in ("beruf", "berufstext"):
        return occupation_path(id_)
    return item_path(kind, id_)


def pages_of(of: Library, kind: str, thing: Any) -> set[str]:
    """Every page of a thing: a firm has one for each of its offers too."""
    offers = {offer_path(thing, offer) for offer in thing.offers} if kind == "betrieb" else set()
    return {page_of(of, kind, thing.id), *offers}


def ways(of: Library, pages: set[str], target: str) -> tuple[bool, bool]:
    """Whether one of the pages links to the target, and whether the target links to one of them."""
    html = html_pages(of)
    addresses = Addresses(of.settings.address)
    there = any(target in links(main_of(html[page]), addresses) for page in pages if page in html)
    back = target in html and bool(pages & links(main_of(html[target]), addresses))
    return there, back


def test_every_kind_of_reference_is_judged_here() -> None:
    """A field that refers to a new kind is a page, a list, or said to have none."""
    kinds = {path[-1].reference.kind for _, path in ALL if path[-1].reference}

    assert kinds <= {*WITH_PAGES, *LISTS, *WITHOUT_PAGE}
    assert len(BETWEEN_PAGES) > 15


@pytest.mark.parametrize(("kind", "path"), BETWEEN_PAGES, ids=name)
def test_both_pages_link_to_each_other(kind: str, path: Path) -> None:
    """What a thing refers to stands on its page, and it stands on the page of what it refers to; nobody types the back link."""
    assert path[-1].reference
    other = path[-1].reference.kind
    before, after, thing = related(kind, path, OTHER[other])
    pages, target = pages_of(after, kind, thing), page_of(after, other, OTHER[other])

    assert ways(after, pages, target) == (True, True)
    if other != "reihe":  # an episode is in the only show without saying so
        assert ways(before, pages, target) == (False, False)


@pytest.mark.parametrize(("kind", "path"), IN_LISTS, ids=name)
def test_the_list_of_a_property_shows_everything_that_has_it(kind: str, path: Path) -> None:
    """The list of a town, field, certificate or type links to each thing that names it, and each thing's page names it."""
    assert path[-1].reference
    other = path[-1].reference.kind
    _, after, thing = related(kind, path, OTHER[other])
    html, pages = html_pages(after), pages_of(after, kind, thing)
    target = offer_type_path(OTHER[other]) if other == "angebotsart" else facet_path(LISTS[other], OTHER[other])
    word = after.words.tables()[other][OTHER[other]]
    words = {getattr(word, attribute) for attribute in ("title", "short") if hasattr(word, attribute)}

    assert pages & links(main_of(html[target]), Addresses(after.settings.address))
    assert [page for page in pages if any(word in main_of(html[page]) for word in words)]
