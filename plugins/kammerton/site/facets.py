"""Lists by one property: field of work, town, certificate, start year, and beyond clichés."""

from collections.abc import Callable, Iterator, Mapping

from kammerton.domain.addresses import BEYOND_CLICHES, CERTIFICATES, FIELDS, STARTS, TOWNS, facet_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.entries import OfferEntry
from kammerton.domain.grouping import group
from kammerton.domain.vocabulary import Certificate, OccupationalField, Town
from kammerton.rendering.labels import GENDERS
from kammerton.site.cards import actor_card, episode_card, event_card, occupation_card, offer_card, portrait_card, story_card
from kammerton.site.context import SiteContext
from kammerton.site.lists import by_field, by_letter, by_type
from kammerton.site.paging import PER_PAGE, Listing
from kammerton.site.parts import Part, list_part
from kammerton.site.views import Card, CardGroup
from kammerton.site.ways import listed_fields, listed_towns


def facet_parts(context: SiteContext) -> Iterator[Part]:
    """Every list by property; one that would be empty is left out."""
    library = context.library
    fields, towns, certificates = listed_fields(library), listed_towns(library), library.certificates_with_offers
    yield from _with_overview("berufsfelder", _fields, _field, {field.id: field for field in fields})
    yield from _with_overview("orte", _towns, _town, {town.id: town for town in towns})
    yield from _with_overview("schulabschluss", _certificates, _certificate, {certificate.id: certificate for certificate in certificates})
    yield from _with_overview("beginn", _starts, _start, {str(year): year for year in library.open_offers_by_start})
    if any(gender in library.offers_beyond_cliches for gender in GENDERS):
        yield list_part("jenseits der klischees", _beyond_cliches)


def _with_overview(name: str, overview: Callable[..., Listing], one: Callable[..., Listing], found: Mapping[str, object]) -> Iterator[Part]:
    """A list of the lists, and these; nothing where there are none."""
    if found:
        yield list_part(name, overview)
    yield from (list_part(f"{name}/{id_}", one, thing) for id_, thing in found.items())


def _offers(context: SiteContext, n: int) -> str:
    return context.t(MN("{n} offenes Angebot", "{n} offene Angebote", n))


def _fields(context: SiteContext) -> Listing:
    intro = context.t(M("Womit möchtest du zu tun haben? In jedem Feld stecken mehr Berufe, als man kennt."))
    return Listing(FIELDS, context.t(M("Berufsfelder")), intro, "", (CardGroup("", "felder", field_cards(context)),), kind="picture")


def field_cards(context: SiteContext) -> tuple[Card, ...]:
    """Each field of work that has open offers, by its name."""
    return tuple(_field_card(context, field) for field in listed_fields(context.library))


def _field_card(context: SiteContext, field: OccupationalField) -> Card:
    n = len(context.library.open_offers_by_field[field.id])
    return Card(field.title, context.link(facet_path(FIELDS, field.id)), "", (_offers(context, n),), "", field.colour)


def _field(context: SiteContext, field: OccupationalField) -> Listing:
    library = context.library
    path = facet_path(FIELDS, field.id)
    entries = library.open_offers_by_field[field.id]
    occupations = tuple(occupation_card(context, o) for o in library.occupations if field.id in o.fields)
    intro = context.t(M("Was du in diesem Feld in der Region {region} lernen und ausprobieren kannst.", region=library.settings.region))
    groups = (*by_type(context, entries), *((CardGroup(context.t(M("Berufe in diesem Feld")), "berufe", occupations),) if occupations else ()))
    return Listing(path, field.title, intro, _offers(context, len(entries)), groups, FIELDS)


def _towns(context: SiteContext) -> Listing:
    found = listed_towns(context.library)
    cards = tuple(_town_card(context, town) for town in found)
    groups = by_letter(cards) if len(cards) > PER_PAGE else (CardGroup("", "orte", cards),)
    intro = context.t(M("Wer in deiner Nähe Praktika, Ausbildung und Einblicke anbietet."))
    count = context.t(MN("{n} Ort", "{n} Orte", len(found)))
    return Listing(TOWNS, context.t(M("Orte")), intro, count, groups)


def _town_card(context: SiteContext, town: Town) -> Card:
    firms = len(context.library.portraits_by_town[town.id])
    offers = len(context.library.open_offers_by_town.get(town.id, ()))
    return Card(town.title, context.link(facet_path(TOWNS, town.id)), "", (context.t(MN("{n} Betrieb", "{n} Betriebe", firms)), _offers(context, offers)))


def _town(context: SiteContext, town: Town) -> Listing:
    library, network = context.library, context.library.network
    path = facet_path(TOWNS, town.id)
    firms = tuple(portrait_card(context, portrait) for portrait in library.portraits_by_town[town.id])
    events = tuple(event_card(context, event) for event in network.coming_events if event.town == town.id)
    actors = tuple(actor_card(context, actor) for actor in network.actors_by_town.get(town.id, ()))
    episodes = tuple(episode_card(context, entry) for entry in library.listed_episodes if entry.episode.town == town.id)
    groups = (
        CardGroup(context.t(M("Betriebe")), "betriebe", firms, "picture"),
        *by_type(context, library.open_offers_by_town.get(town.id, ())),
        *((CardGroup(context.t(M("Termine")), "termine", events),) if events else ()),
        *((CardGroup(context.t(M("Wer hilft")), "wer-hilft", actors),) if actors else ()),
        *((CardGroup(context.t(M("Zum Anhören")), "folgen", episodes),) if episodes else ()),
    )
    title = context.t(M("Ausbildung und Praktikum in {town}", town=town.title))
    intro = context.t(M("Betriebe, Angebote und Termine in {town}.", town=town.title))
    count = context.t(MN("{n} Betrieb", "{n} Betriebe", len(firms)))
    return Listing(path, title, intro, count, groups, TOWNS)


def _certificates(context: SiteContext) -> Listing:
    library = context.library
    found = library.certificates_with_offers
    cards = tuple(
        Card(c.title, context.link(facet_path(CERTIFICATES, c.id)), ", ".join(c.synonyms), (_offers(context, len(library.open_offers_for(c))),)) for c in found
    )
    intro = context.t(M("Wähle deinen Abschluss: Du siehst alles, was dafür reicht."))
    groups = (CardGroup("", "abschluesse", cards),)
    return Listing(CERTIFICATES, context.t(M("Mit welchem Schulabschluss?")), intro, "", groups)


def _certificate(context: SiteContext, certificate: Certificate) -> Listing:
    """Offers under the certificate they ask for: one's own first, then those that ask for less."""
    certificates = context.library.words.certificates
    entries = context.library.open_offers_for(certificate)
    found = group((entry.offer.minimum_certificate, entry) for entry in entries)
    ordered = sorted((certificates[id_] for id_ in found if id_), key=lambda c: -c.rank)
    groups = tuple(
        CardGroup(
            context.t(M("Mindestens: {certificate}", certificate=c.title)) if c.rank else c.title,
            f"abschluss-{c.id}",
            tuple(offer_card(context, entry, with_firm=True) for entry in found[c.id]),
        )
        for c in ordered
    )
    path = facet_path(CERTIFICATES, certificate.id)
    title = (
        context.t(M("Angebote ohne Schulabschluss")) if not certificate.rank else context.t(M("Angebote mit diesem Abschluss: {name}", name=certificate.title))
    )
    intro = context.t(M("Ausbildungen und anderes, wofür dieser Abschluss reicht. Was weniger verlangt, ist auch dabei."))
    return Listing(path, title, intro, _offers(context, len(entries)), groups, CERTIFICATES)


def _starts(context: SiteContext) -> Listing:
    found = context.library.open_offers_by_start
    cards = tuple(Card(str(year), context.link(facet_path(STARTS, str(year))), "", (_offers(context, len(entries)),)) for year, entries in found.items())
    intro = context.t(M("Offene Angebote nach dem Jahr, in dem sie beginnen."))
    return Listing(STARTS, context.t(M("Wann willst du anfangen?")), intro, "", (CardGroup("", "jahre", cards),))


def _start(context: SiteContext, year: int) -> Listing:
    entries = context.library.open_offers_by_start[year]
    path = facet_path(STARTS, str(year))
    title = context.t(M("Beginn {year}", year=str(year)))
    intro = context.t(M("Alles in der Region {region}, was {year} beginnt und noch offen ist.", region=context.library.settings.region, year=str(year)))
    return Listing(path, title, intro, _offers(context, len(entries)), by_field(context, entries), STARTS)


def _beyond_cliches(context: SiteContext) -> Listing:
    """Occupations few girls or few boys choose so far, with the stories of those who did."""
    library = context.library
    stories = tuple(story_card(context, s) for s in library.listed(library.network.stories) if s.atypical_for)
    groups = tuple(_beyond(context, gender, library.offers_beyond_cliches[gender]) for gender in GENDERS if gender in library.offers_beyond_cliches)
    told = (CardGroup(context.t(M("Erzählt von denen, die es tun")), "geschichten", stories),) if stories else ()
    intro = context.t(M("Berufe haben kein Geschlecht. In diesen fehlen bisher die einen oder die anderen, und die Betriebe wollen das ändern."))
    count = _offers(context, sum(len(found.cards) for found in groups))
    return Listing(BEYOND_CLICHES, context.t(M("Jenseits der Klischees")), intro, count, (*groups, *told))


def _beyond(context: SiteContext, gender: str, entries: tuple[OfferEntry, ...]) -> CardGroup:
    cards = tuple(offer_card(context, entry, with_firm=True) for entry in entries)
    return CardGroup(context.t(M("Bisher wenige {who}", who=GENDERS[gender])), f"wenige-{gender}", cards)
