"""The ways to every list, as links: from the directory each list is one click away, each occupation two."""

from collections.abc import Iterator

from kammerton.domain.addresses import CERTIFICATES, FIELDS, OCCUPATIONS, STARTS, TOWNS, facet_path, list_page_path, occupation_offers_path, offer_type_path
from kammerton.domain.diagnostic import MN, M, Message
from kammerton.domain.library import Library
from kammerton.domain.occupation_names import initial, sort_key
from kammerton.domain.vocabulary import Occupation, OccupationalField, Town
from kammerton.site.context import SiteContext
from kammerton.site.paging import PER_PAGE
from kammerton.site.views import LinkGroup, LinkView


def all_ways(context: SiteContext) -> Iterator[LinkGroup]:
    """By offer type, field, town, certificate, start year and, under their letters, occupation; what has no list is left out."""
    library = context.library
    groups: tuple[tuple[Message, Iterator[LinkView]], ...] = (
        (M("Was suchst du?"), _offer_types(context)),
        (M("Berufsfelder"), (LinkView(f.title, context.link(facet_path(FIELDS, f.id))) for f in listed_fields(library))),
        (M("Orte"), _named(context, TOWNS, [(town.title, facet_path(TOWNS, town.id)) for town in listed_towns(library)])),
        (M("Schulabschlüsse"), (LinkView(c.short, context.link(facet_path(CERTIFICATES, c.id))) for c in library.certificates_with_offers)),
        (M("Beginn"), (LinkView(str(year), context.link(facet_path(STARTS, str(year)))) for year in library.open_offers_by_start)),
        (M("Berufe von A bis Z"), _letters(context, OCCUPATIONS, [library.name_of(occupation) for occupation in library.occupations])),
    )
    for heading, links in groups:
        found = tuple(links)
        if found:
            yield LinkGroup(context.t(heading), found)


def ways_of(context: SiteContext, occupation: Occupation) -> Iterator[LinkGroup]:
    """The lists of one occupation's offers by type; none where too few firms have one."""
    types = context.library.words.offer_types
    pairs = context.library.open_offers_by_pair
    found = tuple(
        LinkView(_with_number(context, type_.plural, len(pairs[occupation.id, type_.id])), context.link(occupation_offers_path(occupation.id, type_.id)))
        for type_ in types.values()
        if (occupation.id, type_.id) in pairs
    )
    if found:
        yield LinkGroup(context.t(M("Nach Art des Angebots")), found)


def listed_fields(library: Library) -> list[OccupationalField]:
    """The fields that have a list, by their names."""
    return sorted((f for f in library.words.fields.values() if f.id in library.open_offers_by_field), key=lambda f: sort_key(f.title))


def listed_towns(library: Library) -> list[Town]:
    """The towns that have a list, by their names."""
    return sorted((t for t in library.words.towns.values() if t.id in library.portraits_by_town), key=lambda t: sort_key(t.title))


def _offer_types(context: SiteContext) -> Iterator[LinkView]:
    library = context.library
    for type_ in library.words.offer_types.values():
        n = len(library.open_offers_by_type.get(type_.id, ()))
        yield LinkView(_with_number(context, type_.short, n), context.link(offer_type_path(type_.id)))


def _with_number(context: SiteContext, label: str, n: int) -> str:
    return context.t(MN("{label} ({n})", "{label} ({n})", n, label=label))


def _named(context: SiteContext, section: str, entries: list[tuple[str, str]]) -> Iterator[LinkView]:
    """Every entry of a list by its name; the letters where they are too many."""
    if len(entries) > PER_PAGE:
        return _letters(context, section, [label for label, _ in entries])
    return (LinkView(label, context.link(path)) for label, path in entries)


def _letters(context: SiteContext, section: str, names: list[str]) -> Iterator[LinkView]:
    """The letters of a list from A to Z, each with the page it begins on; see ``by_letter``."""
    begins: dict[str, int] = {}
    for place, letter in enumerate(sorted(initial(name) for name in names)):
        begins.setdefault(letter, place // PER_PAGE + 1)
    for letter, page in begins.items():
        yield LinkView(letter, f"{context.link(list_page_path(section, page))}#{letter_anchor(letter)}")


def letter_anchor(letter: str) -> str:
    """The id of a letter's group in a page."""
    return f"buchstabe-{letter.lower()}" if letter != "#" else "buchstabe-andere"
