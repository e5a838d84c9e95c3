"""The finder of the directory: what it filters by, with the numbers a page shows before any script runs."""

from collections.abc import Iterable, Iterator

from kammerton.domain.addresses import CERTIFICATES, FACETS, FIELDS, PORTRAITS, STARTS, TOWNS, facet_path, offer_type_path
from kammerton.domain.entries import OfferEntry
from kammerton.domain.finding import RADII, Wish, found, place_of
from kammerton.domain.occupation_names import sort_key
from kammerton.site.context import SiteContext
from kammerton.site.form_views import Choice, FinderView


def finder_view(context: SiteContext) -> FinderView | None:
    """The finder; none where nothing is open."""
    if not context.library.open_offers:
        return None
    return FinderView(
        file=context.link(FACETS),
        page=context.link(PORTRAITS),
        firms=len(context.library.listed(context.library.portraits)),
        types=tuple(_types(context)),
        fields=tuple(_fields(context)),
        certificates=tuple(_certificates(context)),
        towns=tuple(_towns(context)),
        starts=tuple(_starts(context)),
        radii=RADII,
    )


def _firms(entries: Iterable[OfferEntry]) -> int:
    return len({entry.portrait.id for entry in entries})


def _types(context: SiteContext) -> Iterator[Choice]:
    for type_ in context.library.words.offer_types.values():
        entries = context.library.open_offers_by_type.get(type_.id, ())
        if entries:
            # Abbreviations are for those who know them already.
            label = type_.title if type_.short.isupper() else type_.short
            yield Choice(type_.id, label, _firms(entries), context.link(offer_type_path(type_.id)), type_.duration or type_.audience or "")


def _fields(context: SiteContext) -> Iterator[Choice]:
    library = context.library
    for field in sorted(library.words.fields.values(), key=lambda f: sort_key(f.title)):
        entries = library.open_offers_by_field.get(field.id, ())
        if entries:
            yield Choice(field.id, field.title, _firms(entries), context.link(facet_path(FIELDS, field.id)))


def _certificates(context: SiteContext) -> Iterator[Choice]:
    """Each certificate with the firms where it is enough: they ask for it, for less or for none."""
    library = context.library
    listed = set(library.certificates_with_offers)
    for certificate in sorted(library.words.certificates.values(), key=lambda c: c.rank):
        href = context.link(facet_path(CERTIFICATES, certificate.id)) if certificate in listed else ""
        yield Choice(certificate.id, certificate.title, _firms(found(library, Wish(certificate=certificate.id))), href)


def _towns(context: SiteContext) -> Iterator[Choice]:
    """Each town where somebody may look from: one with firms, or one whose place is known."""
    library = context.library
    for town in sorted(library.words.towns.values(), key=lambda t: sort_key(t.title)):
        if town.id in library.portraits_by_town or place_of(town):
            href = context.link(facet_path(TOWNS, town.id)) if town.id in library.portraits_by_town else ""
            yield Choice(town.id, town.title, _firms(library.open_offers_by_town.get(town.id, ())), href)


def _starts(context: SiteContext) -> Iterator[Choice]:
    for year, entries in context.library.open_offers_by_start.items():
        yield Choice(str(year), str(year), _firms(entries), context.link(facet_path(STARTS, str(year))))
