"""The list pages: firms A to Z, offers by type, occupations A to Z; and what every list page is made of."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kammerton.domain.addresses import OCCUPATIONS, OFFERS, PORTRAITS, START, offer_type_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.entries import OfferEntry
from kammerton.domain.grouping import group
from kammerton.domain.occupation_names import initial
from kammerton.domain.vocabulary import OfferType
from kammerton.site.cards import occupation_card, offer_card, portrait_card
from kammerton.site.context import SiteContext
from kammerton.site.trail import breadcrumbs
from kammerton.site.views import Card, CardGroup, LinkView, ListView, SitePage

# Title, introduction and count of a list.
ListWords = tuple[str, str, str]


def list_pages(context: SiteContext) -> Iterator[SitePage]:
    """Every list page of the directory."""
    yield SitePage(PORTRAITS, "list.html", _portraits(context))
    yield SitePage(OCCUPATIONS, "list.html", _occupations(context))
    yield SitePage(OFFERS, "list.html", _offer_types(context))
    for type_ in context.library.words.offer_types.values():
        yield SitePage(offer_type_path(type_.id), "list.html", _offers(context, type_))


def grouped_list(context: SiteContext, path: str, words: ListWords, groups: tuple[CardGroup, ...], section: str = "") -> ListView:
    """The view of a list page; ``section`` is the path of the list it belongs to, where it is not one of its own."""
    title, intro, count = words
    trail = breadcrumbs(context.addresses, [(context.library.settings.name, START), (title, path)])
    jumps = tuple(LinkView(entry.heading, f"#{entry.anchor}") for entry in groups if entry.heading)
    return ListView(
        frame=context.frame(section or path),
        head=context.head(path, title, intro, {"@type": "CollectionPage", "name": title, "url": context.addresses.absolute(path)}, trail),
        title=title,
        intro=intro,
        count=count,
        jumps=jumps if len(jumps) > 1 else (),
        groups=groups,
        empty=context.t(M("Zurzeit steht hier nichts. Schau bald wieder vorbei.")),
    )


def _by_letter(cards: Iterable[Card]) -> tuple[CardGroup, ...]:
    groups = group((initial(card.title), card) for card in cards)
    return tuple(CardGroup(letter, f"buchstabe-{letter.lower()}" if letter != "#" else "buchstabe-andere", found) for letter, found in sorted(groups.items()))


def _counted(context: SiteContext, count: str) -> str:
    day = context.library.as_of
    return ". ".join(filter(None, (count, context.t(M("Stand: {day}", day=context.words.day(day))) if day else "")))


def _portraits(context: SiteContext) -> ListView:
    portraits = context.library.listed(context.library.portraits)
    intro = context.t(M("Betriebe in der Region {region}, die junge Leute kennenlernen wollen.", region=context.library.settings.region))
    count = _counted(context, context.t(MN("{n} Betrieb", "{n} Betriebe", len(portraits))))
    groups = _by_letter(portrait_card(context, portrait) for portrait in portraits)
    words = (context.t(M("Betriebe von A bis Z")), intro, count)
    return replace(grouped_list(context, PORTRAITS, words, groups), kind="picture", empty=context.t(M("Noch ist kein Betrieb eingetragen.")))


def _occupations(context: SiteContext) -> ListView:
    occupations = context.library.occupations
    intro = context.t(M("Berufe, die du in der Region {region} lernen oder ausprobieren kannst.", region=context.library.settings.region))
    count = _counted(context, context.t(MN("{n} Beruf", "{n} Berufe", len(occupations))))
    groups = _by_letter(occupation_card(context, occupation) for occupation in occupations)
    words = (context.t(M("Berufe von A bis Z")), intro, count)
    return replace(grouped_list(context, OCCUPATIONS, words, groups), empty=context.t(M("Noch ist kein Beruf eingetragen.")))


def offer_type_cards(context: SiteContext) -> Iterator[Card]:
    """Each offer type with the number of open offers."""
    for type_ in context.library.words.offer_types.values():
        n = len(context.library.open_offers_by_type.get(type_.id, ()))
        facts = tuple(filter(None, (type_.audience, type_.duration)))
        yield Card(type_.title, context.link(offer_type_path(type_.id)), context.t(MN("{n} offenes Angebot", "{n} offene Angebote", n)), facts)


def _offer_types(context: SiteContext) -> ListView:
    intro = context.t(M("Vom ersten Tag im Betrieb bis zum dualen Studium: Wähle, was du suchst."))
    count = context.t(MN("{n} offenes Angebot", "{n} offene Angebote", len(context.library.open_offers)))
    return grouped_list(context, OFFERS, (context.t(M("Angebote")), intro, count), (CardGroup("", "angebotsarten", tuple(offer_type_cards(context))),))


def _offers(context: SiteContext, type_: OfferType) -> ListView:
    entries = context.library.open_offers_by_type.get(type_.id, ())
    facts = ", ".join(filter(None, (type_.audience, type_.duration)))
    intro = context.t(M("{title} in der Region {region}", title=type_.title, region=context.library.settings.region))
    words = (type_.plural, f"{intro} ({facts})." if facts else f"{intro}.", context.t(MN("{n} offenes Angebot", "{n} offene Angebote", len(entries))))
    view = grouped_list(context, offer_type_path(type_.id), words, by_field(context, entries), OFFERS)
    return replace(view, empty=context.t(M("Zurzeit ist hier nichts offen. Schau bald wieder vorbei.")))


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
