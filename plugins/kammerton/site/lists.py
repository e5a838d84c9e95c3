"""The list pages: firms A to Z, offers by type, occupations A to Z."""

from collections.abc import Iterable, Iterator

from kammerton.domain.addresses import OCCUPATIONS, OFFERS, PORTRAITS, offer_type_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.entries import OfferEntry
from kammerton.domain.grouping import group
from kammerton.domain.occupation_names import initial
from kammerton.domain.vocabulary import OfferType
from kammerton.site.cards import occupation_card, offer_card, portrait_card
from kammerton.site.context import SiteContext
from kammerton.site.views import Card, CardGroup, LinkView, ListView, SitePage


def list_pages(context: SiteContext) -> Iterator[SitePage]:
    """Every list page of the directory."""
    yield SitePage(PORTRAITS, "list.html", _portraits(context))
    yield SitePage(OCCUPATIONS, "list.html", _occupations(context))
    yield SitePage(OFFERS, "list.html", _offer_types(context))
    for type_ in context.library.words.offer_types.values():
        yield SitePage(offer_type_path(type_.id), "list.html", _offers(context, type_))


def _by_letter(cards: Iterable[Card]) -> tuple[CardGroup, ...]:
    groups = group((initial(card.title), card) for card in cards)
    return tuple(CardGroup(letter, f"buchstabe-{letter.lower()}" if letter != "#" else "buchstabe-andere", found) for letter, found in sorted(groups.items()))


def _jumps(groups: tuple[CardGroup, ...]) -> tuple[LinkView, ...]:
    return tuple(LinkView(entry.heading, f"#{entry.anchor}") for entry in groups)


def _as_of(context: SiteContext) -> str:
    day = context.library.as_of
    return context.t(M("Stand: {day}", day=context.words.day(day))) if day else ""


def _portraits(context: SiteContext) -> ListView:
    portraits = context.library.listed(context.library.portraits)
    groups = _by_letter(portrait_card(context, portrait) for portrait in portraits)
    title = context.t(M("Betriebe von A bis Z"))
    intro = context.t(M("Betriebe in der Region {region}, die junge Leute kennenlernen wollen.", region=context.library.settings.region))
    count = ". ".join(filter(None, (context.t(MN("{n} Betrieb", "{n} Betriebe", len(portraits))), _as_of(context))))
    head = context.head(PORTRAITS, title, intro)
    return ListView(context.frame(PORTRAITS), head, title, intro, count, _jumps(groups), groups, context.t(M("Noch ist kein Betrieb eingetragen.")))


def _occupations(context: SiteContext) -> ListView:
    occupations = context.library.occupations
    groups = _by_letter(occupation_card(context, occupation) for occupation in occupations)
    title = context.t(M("Berufe von A bis Z"))
    intro = context.t(M("Berufe, die du in der Region {region} lernen oder ausprobieren kannst.", region=context.library.settings.region))
    count = ". ".join(filter(None, (context.t(MN("{n} Beruf", "{n} Berufe", len(occupations))), _as_of(context))))
    return ListView(
        context.frame(OCCUPATIONS),
        context.head(OCCUPATIONS, title, intro),
        title,
        intro,
        count,
        _jumps(groups),
        groups,
        context.t(M("Noch ist kein Beruf eingetragen.")),
    )


def offer_type_cards(context: SiteContext) -> Iterator[Card]:
    """Each offer type with the number of open offers."""
    for type_ in context.library.words.offer_types.values():
        n = len(context.library.open_offers_by_type.get(type_.id, ()))
        facts = tuple(filter(None, (type_.audience, type_.duration)))
        yield Card(type_.title, context.link(offer_type_path(type_.id)), context.t(MN("{n} offenes Angebot", "{n} offene Angebote", n)), facts)


def _offer_types(context: SiteContext) -> ListView:
    cards = tuple(offer_type_cards(context))
    title = context.t(M("Angebote"))
    intro = context.t(M("Vom ersten Tag im Betrieb bis zum dualen Studium: Wähle, was du suchst."))
    count = context.t(MN("{n} offenes Angebot", "{n} offene Angebote", len(context.library.open_offers)))
    return ListView(context.frame(OFFERS), context.head(OFFERS, title, intro), title, intro, count, (), (CardGroup("", "angebotsarten", cards),))


def _offers(context: SiteContext, type_: OfferType) -> ListView:
    entries = context.library.open_offers_by_type.get(type_.id, ())
    by_field = group((_first_field(context, entry), offer_card(context, entry, with_firm=True)) for entry in entries)
    groups = tuple(CardGroup(title, f"feld-{n}", cards) for n, (title, cards) in enumerate(sorted(by_field.items()), start=1))
    facts = ", ".join(filter(None, (type_.audience, type_.duration)))
    intro = context.t(M("{title} in der Region {region}", title=type_.title, region=context.library.settings.region))
    intro = f"{intro} ({facts})." if facts else f"{intro}."
    count = context.t(MN("{n} offenes Angebot", "{n} offene Angebote", len(entries)))
    head = context.head(offer_type_path(type_.id), type_.plural, intro)
    return ListView(
        context.frame(OFFERS),
        head,
        type_.plural,
        intro,
        count,
        _jumps(groups),
        groups,
        context.t(M("Zurzeit ist hier nichts offen. Schau bald wieder vorbei.")),
    )


def _first_field(context: SiteContext, entry: OfferEntry) -> str:
    fields = context.library.fields_of(entry.offer)
    return fields[0].title if fields else context.t(M("Weitere"))
