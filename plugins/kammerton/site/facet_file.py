"""The file the finder of the directory reads: every listed firm with its open offers, in columns, as small as plain JSON can be.

What refers to an entry of a list is its number there; -1 is none. What follows from something else is left out.
theme/static/js/facets.js unpacks it; docs/dev/decisions/0023-finder.md says what stands where.
"""

import json
import re
from collections.abc import Iterable, Iterator

from kammerton.domain.entries import OfferEntry
from kammerton.domain.finding import place_of, sites_of
from kammerton.domain.library import Library, towns_of
from kammerton.domain.occupation_names import sort_key
from kammerton.domain.portrait import Offer, Portrait
from kammerton.domain.vocabulary import Occupation, Town

_NONE = -1
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class _Numbers:
    """Things that have a number: their place in a list."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._numbers = {id_: n for n, id_ in enumerate(ids)}

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def of(self, id_: str | None) -> int:
        """The number of a known thing, else none."""
        return self._numbers.get(id_ or "", _NONE)

    def noted(self, text: str) -> int:
        """The number of a text, a new one if it has none."""
        return self._numbers.setdefault(text, len(self._numbers))


def facet_file(library: Library) -> bytes:
    """The file. The same library gives the same bytes; no other firm is in it than in the list of firms."""
    firms = library.listed(library.portraits)
    entries = [[entry for entry in library.offers_by_portrait.get(firm.id, ()) if entry.is_open] for firm in firms]
    offers = [entry for some in entries for entry in some]
    words = library.words
    occupations = sorted((words.occupations[id_] for id_ in {e.offer.occupation for e in offers} if id_), key=lambda o: (sort_key(library.name_of(o)), o.id))
    towns = sorted((t for t in words.towns.values() if t.id in library.portraits_by_town or place_of(t)), key=lambda t: (sort_key(t.title), t.id))
    fields = _Numbers(words.fields)
    content = {
        "arten": [[type_.id, type_.title] for type_ in words.offer_types.values()],
        "felder": [[field.id, field.title, field.colour] for field in words.fields.values()],
        "abschluesse": [[certificate.id, certificate.rank] for certificate in words.certificates.values()],
        "orte": [_town(town) for town in towns],
        "berufe": [_occupation(library, occupation, fields) for occupation in occupations],
        "betriebe": {**_firms(library, firms, _Numbers(town.id for town in towns)), "zahl": [len(some) for some in entries]},
        "angebote": _offers(library, offers, _Numbers(occupation.id for occupation in occupations), fields),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", r"\u003c").encode()


def _town(town: Town) -> list[object]:
    """Id, title, and where it is, in hundredths of a degree."""
    return [town.id, town.title, *(place_of(town) or ())]


def _occupation(library: Library, occupation: Occupation, fields: _Numbers) -> list[object]:
    """Male name, fields, synonyms; female name, the name shown and id where they are not made by -in, by /in and from the name."""
    male, female, shown = occupation.male, occupation.female, library.name_of(occupation)
    row: list[object] = [
        male,
        [fields.of(id_) for id_ in occupation.fields if fields.of(id_) != _NONE],
        "|".join(library.synonyms_of(occupation)),
        "" if female == f"{male}in" else female,
        "" if shown == f"{male}/in" else shown,
        "" if occupation.id == id_from(male) else occupation.id,
    ]
    while row[-1] == "":
        row.pop()
    return row


def _firms(library: Library, firms: Iterable[Portrait], towns: _Numbers) -> dict[str, object]:
    """Columns of firms; ids, further towns and positions of those whose are not clear from title and town."""
    rows = list(enumerate(firms))
    sites = {n: sites_of(library, firm) for n, firm in rows}
    plain = {n: tuple(dict.fromkeys(p for id_ in towns_of(firm) if (p := place_of(library.words.towns[id_])))) for n, firm in rows}
    return {
        "titel": [firm.title for _, firm in rows],
        "ids": {n: firm.id for n, firm in rows if firm.id != id_from(firm.title)},
        "ort": [towns.of(firm.town) for _, firm in rows],
        "weitere": {n: [towns.of(id_) for id_ in towns_of(firm)[1:]] for n, firm in rows if len(towns_of(firm)) > 1},
        "lage": {n: [part for place in places for part in place] for n, places in sites.items() if places != plain[n]},
        "beispiel": 1 if rows and all(firm.example for _, firm in rows) else [n for n, firm in rows if firm.example],
    }


def _offers(library: Library, offers: Iterable[OfferEntry], occupations: _Numbers, fields: _Numbers) -> dict[str, object]:
    """Columns of offers in the order of their firms. A sort is type, own field, certificate and year: few together, many times."""
    ids, courses = _Numbers(), _Numbers()
    rows = [entry.offer for entry in offers]
    sorts = [_sort(library, offer, fields) for offer in rows]
    known = list(dict.fromkeys(sorts))
    numbers = {sort: n for n, sort in enumerate(known)}
    columns: dict[str, object] = {
        "id": [ids.noted(offer.id) for offer in rows],
        "sorte": [numbers[sort] for sort in sorts],
        "beruf": [occupations.of(offer.occupation) for offer in rows],
        "kurs": {n: courses.noted(offer.study_course) for n, offer in enumerate(rows) if offer.study_course},
    }
    return {"ids": list(ids), "kurse": list(courses), "sorten": known, **columns}


def _sort(library: Library, offer: Offer, fields: _Numbers) -> tuple[int, int, int, int]:
    types, certificates = list(library.words.offer_types), list(library.words.certificates)
    certificate = certificates.index(offer.minimum_certificate) if offer.minimum_certificate in certificates else _NONE
    return types.index(offer.type), fields.of(offer.field), certificate, offer.start.year if offer.start else 0


def id_from(title: str) -> str:
    """The id most firms have: their title in ASCII. The script does the same, so it is deliberately simple.

    >>> id_from("Bäckerei Müller & Söhne")
    'baeckerei-mueller-soehne'
    """
    return re.sub(r"[^a-z0-9]+", "-", title.lower().translate(_GERMAN)).strip("-")
