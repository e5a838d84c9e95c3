"""Ways in for those who know no occupation, all of them derived: from activities, from an occupation one knows, from where few apply."""

from collections.abc import Mapping

from kammerton.domain.library import Library
from kammerton.domain.vocabulary import Occupation


def open_firms(library: Library, occupation: Occupation) -> int:
    """How many firms have an open offer in an occupation."""
    return len({entry.portrait.id for entry in library.offers_by_occupation.get(occupation.id, ()) if entry.is_open})


def occupations_by_activity(library: Library) -> Mapping[str, tuple[Occupation, ...]]:
    """The occupations that have a page, A to Z, for each activity that has one; activities in the order of their table."""
    found = {activity.id: library.occupations_among(activity.occupations) for activity in library.words.activities.values()}
    return {id_: occupations for id_, occupations in found.items() if occupations}


def scarce_occupations(library: Library) -> tuple[Occupation, ...]:
    """Occupations for which few apply and an offer is open; those with the most firms first."""
    found = [occupation for occupation in library.occupations if occupation.scarce and open_firms(library, occupation)]
    return tuple(sorted(found, key=lambda occupation: -open_firms(library, occupation)))


def known_and_related(library: Library) -> tuple[tuple[Occupation, tuple[Occupation, ...]], ...]:
    """Occupations with others that are related and have an open offer, too; those with the most firms first, for they are known best, then those with the most others."""
    is_open = {occupation.id for occupation in library.occupations if open_firms(library, occupation)}
    found = [(known, tuple(other for other in library.related_to(known) if other.id in is_open)) for known in library.occupations if known.id in is_open]
    return tuple(sorted(((known, others) for known, others in found if others), key=lambda pair: (-open_firms(library, pair[0]), -len(pair[1]))))
