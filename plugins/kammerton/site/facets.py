"""Lists by one property: field of work, town, certificate, start year, and beyond clichés."""

from collections.abc import Iterator
from dataclasses import replace

from kammerton.domain.addresses import BEYOND_CLICHES, CERTIFICATES, FIELDS, STARTS, TOWNS, facet_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.entries import OfferEntry
from kammerton.domain.grouping import group
from kammerton.domain.occupation_names import sort_key
from kammerton.domain.vocabulary import Certificate, OccupationalField, Town
from kammerton.rendering.labels import GENDERS
from kammerton.site.cards import actor_card, episode_card, event_card, occupation_card, offer_card, portrait_card, story_card
from kammerton.site.context import SiteContext
from kammerton.site.lists import by_field, by_type, grouped_list
from kammerton.site.views import Card, CardGroup, SitePage


def facet_pages(context: SiteContext) -> Iterator[SitePage]:
    """Every list by property; one that would be empty is left out."""
    yield from _fields(context)
    yield from _towns(context)
    yield from _certificates(context)
    yield from _starts(context)
    yield from _beyond_cliches(context)


def _offers(context: SiteContext, n: int) -> str:
    return context.t(MN("{n} offenes Angebot", "{n} offene Angebote", n))


def _fields(context: SiteContext) -> Iterator[SitePage]:
    found = _open_fields(context)
    if not found:
        return
    cards = field_cards(context)
    words = (context.t(M("Berufsfelder")), context.t(M("Womit möchtest du zu tun haben? In jedem Feld stecken mehr Berufe, als man kennt.")), "")
    yield SitePage(FIELDS, "list.html", replace(grouped_list(context, FIELDS, words, (CardGroup("", "felder", cards),)), kind="picture"))
    for field in found:
        yield _field(context, field)


def _open_fields(context: SiteContext) -> list[OccupationalField]:
    library = context.library
    return [field for field in library.words.fields.values() if field.id in library.open_offers_by_field]


def field_cards(context: SiteContext) -> tuple[Card, ...]:
    """Each field of work that has open offers, by its name."""
    return tuple(_field_card(context, field) for field in sorted(_open_fields(context), key=lambda f: sort_key(f.title)))


def _field_card(context: SiteContext, field: OccupationalField) -> Card:
    n = len(context.library.open_offers_by_field[field.id])
    return Card(field.title, context.link(facet_path(FIELDS, field.id)), "", (_offers(context, n),), "", field.colour)


def _field(context: SiteContext, field: OccupationalField) -> SitePage:
    library = context.library
    path = facet_path(FIELDS, field.id)
    entries = library.open_offers_by_field[field.id]
    occupations = tuple(occupation_card(context, o) for o in library.occupations if field.id in o.fields)
    intro = context.t(M("Was du in diesem Feld in der Region {region} lernen und ausprobieren kannst.", region=library.settings.region))
    groups = (*by_type(context, entries), *((CardGroup(context.t(M("Berufe in diesem Feld")), "berufe", occupations),) if occupations else ()))
    return SitePage(path, "list.html", grouped_list(context, path, (field.title, intro, _offers(context, len(entries))), groups, FIELDS))


def _towns(context: SiteContext) -> Iterator[SitePage]:
    library = context.library
    found = [town for town in library.words.towns.values() if town.id in library.portraits_by_town]
    if not found:
        return
    cards = tuple(_town_card(context, town) for town in sorted(found, key=lambda t: sort_key(t.title)))
    words = (
        context.t(M("Orte")),
        context.t(M("Wer in deiner Nähe Praktika, Ausbildung und Einblicke anbietet.")),
        context.t(MN("{n} Ort", "{n} Orte", len(found))),
    )
    yield SitePage(TOWNS, "list.html", grouped_list(context, TOWNS, words, (CardGroup("", "orte", cards),)))
    for town in found:
        yield _town(context, town)


def _town_card(context: SiteContext, town: Town) -> Card:
    firms = len(context.library.portraits_by_town[town.id])
    offers = len(context.library.open_offers_by_town.get(town.id, ()))
    return Card(town.title, context.link(facet_path(TOWNS, town.id)), "", (context.t(MN("{n} Betrieb", "{n} Betriebe", firms)), _offers(context, offers)))


def _town(context: SiteContext, town: Town) -> SitePage:
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
    return SitePage(path, "list.html", grouped_list(context, path, (title, intro, count), groups, TOWNS))


def _certificates(context: SiteContext) -> Iterator[SitePage]:
    library = context.library
    found = library.certificates_with_offers
    if not found:
        return
    cards = tuple(
        Card(c.title, context.link(facet_path(CERTIFICATES, c.id)), ", ".join(c.synonyms), (_offers(context, len(library.open_offers_for(c))),)) for c in found
    )
    words = (context.t(M("Mit welchem Schulabschluss?")), context.t(M("Wähle deinen Abschluss: Du siehst alles, was dafür reicht.")), "")
    yield SitePage(CERTIFICATES, "list.html", grouped_list(context, CERTIFICATES, words, (CardGroup("", "abschluesse", cards),)))
    for certificate in found:
        yield _certificate(context, certificate)


def _certificate(context: SiteContext, certificate: Certificate) -> SitePage:
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
    return SitePage(path, "list.html", grouped_list(context, path, (title, intro, _offers(context, len(entries))), groups, CERTIFICATES))


def _starts(context: SiteContext) -> Iterator[SitePage]:
    found = context.library.open_offers_by_start
    if not found:
        return
    cards = tuple(Card(str(year), context.link(facet_path(STARTS, str(year))), "", (_offers(context, len(entries)),)) for year, entries in found.items())
    words = (context.t(M("Wann willst du anfangen?")), context.t(M("Offene Angebote nach dem Jahr, in dem sie beginnen.")), "")
    yield SitePage(STARTS, "list.html", grouped_list(context, STARTS, words, (CardGroup("", "jahre", cards),)))
    for year, entries in found.items():
        yield _start(context, year, entries)


def _start(context: SiteContext, year: int, entries: tuple[OfferEntry, ...]) -> SitePage:
    path = facet_path(STARTS, str(year))
    title = context.t(M("Beginn {year}", year=str(year)))
    intro = context.t(M("Alles in der Region {region}, was {year} beginnt und noch offen ist.", region=context.library.settings.region, year=str(year)))
    return SitePage(path, "list.html", grouped_list(context, path, (title, intro, _offers(context, len(entries))), by_field(context, entries), STARTS))


def _beyond_cliches(context: SiteContext) -> Iterator[SitePage]:
    """Occupations few girls or few boys choose so far, with the stories of those who did."""
    library = context.library
    stories = tuple(story_card(context, s) for s in library.listed(library.network.stories) if s.atypical_for)
    groups = tuple(_beyond(context, gender, library.offers_beyond_cliches[gender]) for gender in GENDERS if gender in library.offers_beyond_cliches)
    if not groups:
        return
    told = (CardGroup(context.t(M("Erzählt von denen, die es tun")), "geschichten", stories),) if stories else ()
    words = (
        context.t(M("Jenseits der Klischees")),
        context.t(M("Berufe haben kein Geschlecht. In diesen fehlen bisher die einen oder die anderen, und die Betriebe wollen das ändern.")),
        _offers(context, sum(len(found.cards) for found in groups)),
    )
    yield SitePage(BEYOND_CLICHES, "list.html", grouped_list(context, BEYOND_CLICHES, words, (*groups, *told)))


def _beyond(context: SiteContext, gender: str, entries: tuple[OfferEntry, ...]) -> CardGroup:
    cards = tuple(offer_card(context, entry, with_firm=True) for entry in entries)
    return CardGroup(context.t(M("Bisher wenige {who}", who=GENDERS[gender])), f"wenige-{gender}", cards)
