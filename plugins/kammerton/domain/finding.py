"""What somebody is looking for, and which open offers fit: the meaning of the finder's filters."""

import math
from dataclasses import dataclass

from kammerton.domain.entries import OfferEntry
from kammerton.domain.library import Library, towns_of
from kammerton.domain.portrait import Portrait
from kammerton.domain.vocabulary import Town

# The distances one can choose, in kilometres; 0: in the town itself.
RADII = (0, 5, 10, 20, 30, 50)
# Positions count as exact as this, in parts of a degree; a hundredth is about a kilometre.
_PARTS = 100
_KILOMETRES_A_PART = 111.195 / _PARTS

# A place in hundredths of a degree: latitude, longitude.
Point = tuple[int, int]


@dataclass(frozen=True)
class Wish:
    """What is looked for. Of a set one value is enough, each that is empty allows everything; all must hold for the same offer.

    ``certificate`` is the one somebody has, ``town`` where they are, ``radius`` how far they go in kilometres.
    """

    types: frozenset[str] = frozenset()
    occupations: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    certificate: str = ""
    town: str = ""
    radius: int = 0
    starts: frozenset[int] = frozenset()


def found(library: Library, wish: Wish) -> tuple[OfferEntry, ...]:
    """The open offers that fit, firms A to Z."""
    return tuple(entry for entry in library.open_offers if fits(library, entry, wish))


def fits(library: Library, entry: OfferEntry, wish: Wish) -> bool:
    """Whether an offer is what somebody is looking for."""
    offer = entry.offer
    chosen: tuple[tuple[frozenset[str] | frozenset[int], set[object]], ...] = (
        (wish.types, {entry.type.id}),
        (wish.occupations, {offer.occupation}),
        (wish.fields, {field.id for field in library.fields_of(offer)}),
        (wish.starts, {offer.start.year if offer.start else None}),
    )
    return all(not wanted or wanted & has for wanted, has in chosen) and _is_enough(library, entry, wish.certificate) and is_near(library, entry.portrait, wish)


def _is_enough(library: Library, entry: OfferEntry, certificate: str) -> bool:
    """Whether a certificate is enough for an offer; one that asks for none takes everybody."""
    certificates = library.words.certificates
    if not certificate:
        return True
    asked = certificates.get(entry.offer.minimum_certificate or "")
    return certificate in certificates and (asked is None or asked.rank <= certificates[certificate].rank)


def is_near(library: Library, portrait: Portrait, wish: Wish) -> bool:
    """Whether a firm has a place of work in the town, or not farther from it than the radius."""
    if not wish.town or wish.town in towns_of(portrait):
        return True
    here = place_of(library.words.towns[wish.town]) if wish.town in library.words.towns else None
    return here is not None and wish.radius > 0 and any(distance(here, there) <= wish.radius for there in sites_of(library, portrait))


def place_of(town: Town) -> Point | None:
    """Where a town is, if that is known."""
    return None if town.latitude is None or town.longitude is None else _point(town.latitude, town.longitude)


def sites_of(library: Library, portrait: Portrait) -> tuple[Point, ...]:
    """Where a firm works, as far as that is known: each site, else its town."""
    sites = [(portrait.town, portrait.position), *((site.town, site.position) for site in portrait.further_sites)]
    places = (_point(*position) if position else place_of(library.words.towns[town]) for town, position in sites)
    return tuple(dict.fromkeys(place for place in places if place is not None))


def _point(latitude: object, longitude: object) -> Point:
    return math.floor(float(str(latitude)) * _PARTS + 0.5), math.floor(float(str(longitude)) * _PARTS + 0.5)


def distance(one: Point, other: Point) -> float:
    """Kilometres between two places of a region, as the crow flies; exact enough below some hundred.

    >>> round(distance((5105, 1020), (5111, 1015)), 1)
    7.5
    """
    along = (one[1] - other[1]) * math.cos(math.radians((one[0] + other[0]) / 2 / _PARTS))
    return math.hypot(one[0] - other[0], along) * _KILOMETRES_A_PART
