"""The list pages: firms A to Z, offers by type, occupations A to Z."""

from collections.abc import Iterable, Iterator

from kammerton.domain.addresses import OCCUPATIONS, OFFERS, PORTRAITS, occupation_offers_path, offer_type_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.entries import OfferEntry
from kammerton.domain.grouping import group
from kammerton.domain.occupation_names import initial, sort_key
from kammerton.domain.vocabulary import OfferType
from kammerton.site.cards import occupation_card, offer_card, portrait_card
from kammerton.site.context import SiteContext
from kammerton.site.finder import finder_view
from kammerton.site.paging import Listing
from kammerton.site.parts import Part, list_part
from kammerton.site.views import Card, CardGroup, LinkGroup, LinkView
from kammerton.site.ways import all_ways, letter_anchor


def directory_parts(context: SiteContext) -> Iterator[Part]:
    """Every list page of the directory."""
    yield list_part("betriebe", _portraits)
    yield list_part("berufe", _occupations)
    yield list_part("angebote", _offer_types)
    yield from (list_part(f"angebote/{type_.id}", _offers, type_) for type_ in _types(context))


def _types(context: SiteContext) -> Iterable[OfferType]:
    return context.library.words.offer_types.values()


def by_letter(cards: Iterable[Card]) -> tuple[CardGroup, ...]:
    """Cards under the first letter of their titles."""
    groups = group((initial(card.title), card) for card in cards)
    return tuple(CardGroup(letter, letter_anchor(letter), found) for letter, found in sorted(groups.items()))


def _counted(context: SiteContext, count: str) -> str:
    day = context.library.as_of
    return ". ".join(filter(None, (count, context.t(M("Stand: {day}", day=context.words.day(day))) if day else "")))


def _portraits(context: SiteContext) -> Listing:
    portraits = context.library.listed(context.library.portraits)
    return Listing(
        PORTRAITS,
        context.t(M("Betriebe von A bis Z")),
        context.t(M("Betriebe in der Region {region}, die junge Leute kennenlernen wollen.", region=context.library.settings.region)),
        _counted(context, context.t(MN("{n} Betrieb", "{n} Betriebe", len(portraits)))),
        by_letter(portrait_card(context, portrait) for portrait in portraits),
        kind="picture",
        empty=context.t(M("Noch ist kein Betrieb eingetragen.")),
        ways=tuple(all_ways(context)),
        template="directory.html",
        finder=finder_view(context),
    )


def _occupations(context: SiteContext) -> Listing:
    occupations = context.library.occupations
    return Listing(
        OCCUPATIONS,
        context.t(M("Berufe von A bis Z")),
        context.t(M("Berufe, die du in der Region {region} lernen oder ausprobieren kannst.", region=context.library.settings.region)),
        _counted(context, context.t(MN("{n} Beruf", "{n} Berufe", len(occupations)))),
        by_letter(occupation_card(context, occupation) for occupation in occupations),
        empty=context.t(M("Noch ist kein Beruf eingetragen.")),
    )


def offer_type_cards(context: SiteContext) -> Iterator[Card]:
    """Each offer type with the number of open offers."""
    for type_ in context.library.words.offer_types.values():
        n = len(context.library.open_offers_by_type.get(type_.id, ()))
        facts = tuple(filter(None, (type_.audience, type_.duration)))
        yield Card(type_.title, context.link(offer_type_path(type_.id)), context.t(MN("{n} offenes Angebot", "{n} offene Angebote", n)), facts)


def _offer_types(context: SiteContext) -> Listing:
    intro = context.t(M("Vom ersten Tag im Betrieb bis zum dualen Studium: Wähle, was du suchst."))
    count = context.t(MN("{n} offenes Angebot", "{n} offene Angebote", len(context.library.open_offers)))
    return Listing(OFFERS, context.t(M("Angebote")), intro, count, (CardGroup("", "angebotsarten", tuple(offer_type_cards(context))),))


def _offers(context: SiteContext, type_: OfferType) -> Listing:
    entries = context.library.open_offers_by_type.get(type_.id, ())
    facts = ", ".join(filter(None, (type_.audience, type_.duration)))
    intro = context.t(M("{title} in der Region {region}", title=type_.title, region=context.library.settings.region))
    return Listing(
        offer_type_path(type_.id),
        type_.plural,
        f"{intro} ({facts})." if facts else f"{intro}.",
        context.t(MN("{n} offenes Angebot", "{n} offene Angebote", len(entries))),
        by_field(context, entries),
        section=OFFERS,
        empty=context.t(M("Zurzeit ist hier nichts offen. Schau bald wieder vorbei.")),
        ways=tuple(_by_occupation(context, type_)),
    )


def _by_occupation(context: SiteContext, type_: OfferType) -> Iterator[LinkGroup]:
    """The lists of this type in one occupation, A to Z."""
    library = context.library
    occupations = sorted(
        (library.words.occupations[o] for o, id_ in library.open_offers_by_pair if id_ == type_.id), key=lambda o: sort_key(library.name_of(o))
    )
    links = tuple(LinkView(library.name_of(o), context.link(occupation_offers_path(o.id, type_.id))) for o in occupations)
    if links:
        yield LinkGroup(context.t(M("{type} nach Beruf", type=type_.short)), links)


def by_field(context: SiteContext, entries: Iterable[OfferEntry]) -> tuple[CardGroup, ...]:
    """Offers under the field of work they belong to first, with their firms."""
    found = group((_first_field(context, entry), offer_card(context, entry, with_firm=True)) for entry in entries)
    return tuple(CardGroup(title, f"feld-{n}", cards) for n, (title, cards) in enumerate(sorted(found.items()), start=1))


def by_type(context: SiteContext, entries: Iterable[OfferEntry]) -> tuple[CardGroup, ...]:
    """Offers under their type, in the order of its table, with their firms."""
    found = group((entry.type.id, offer_card(context, entry, with_firm=True)) for entry in entries)
    types = context.library.words.offer_types
    return tuple(CardGroup(types[id_].plural, f"art-{id_}", found[id_]) for id_ in types if id_ in found)


def _first_field(context: SiteContext, entry: OfferEntry) -> str:
    fields = context.library.fields_of(entry.offer)
    return fields[0].title if fields else context.t(M("Weitere"))
