"""The page for those who don't know yet, and the lists it leads to."""

from collections.abc import Iterator
from dataclasses import dataclass

from kammerton.domain.addresses import BEYOND_CLICHES, DISCOVER, GOOD_CHANCES, MAP, OFFERS, START, STORIES, facet_path, occupation_path
from kammerton.domain.diagnostic import MN, M, Message
from kammerton.domain.discovery import known_and_related, occupations_by_activity, scarce_occupations
from kammerton.domain.library import Library
from kammerton.domain.vocabulary import Activity, Occupation
from kammerton.rendering.labels import GENDERS
from kammerton.site.cards import occupation_card, offer_card, story_card
from kammerton.site.context import SiteContext
from kammerton.site.facets import field_cards
from kammerton.site.lists import by_type, offer_type_cards
from kammerton.site.paging import Listing
from kammerton.site.parts import Part, list_part
from kammerton.site.region_map import RegionMap, region_map
from kammerton.site.trail import breadcrumbs
from kammerton.site.views import Card, CardGroup, CardSection, LinkGroup, LinkView, SitePage, View

_FIRST = 6


@dataclass(frozen=True)
class DiscoverView(View):
    """The page: what one likes, then where, then what is near to what one knows, then what others overlook."""

    title: str
    intro: str
    beginnings: tuple[CardSection, ...]
    map: RegionMap | None
    map_link: LinkView
    related: tuple[LinkGroup, ...]
    overlooked: tuple[CardSection, ...]
    known: CardSection


def has_discovery(library: Library) -> bool:
    """Whether there is anything to discover: an open offer."""
    return library.has["offers"]


def discover_parts(context: SiteContext) -> Iterator[Part]:
    """The page, a list for each activity, and the list of occupations for which few apply; nothing while no offer is open."""
    library = context.library
    if not has_discovery(library):
        return
    yield Part("entdecken", discover_page)
    found = occupations_by_activity(library)
    yield from (list_part(f"entdecken/{id_}", _activity, library.words.activities[id_], occupations) for id_, occupations in found.items())
    scarce = scarce_occupations(library)
    if scarce:
        yield list_part("gute chancen", _good_chances, scarce)


def discover_page(context: SiteContext) -> SitePage:
    """The page for those who don't know yet."""
    return SitePage(DISCOVER, "discover.html", _discover(context))


def _discover(context: SiteContext) -> DiscoverView:
    title = context.t(M("Entdecken"))
    intro = context.t(M("Du musst noch keinen Beruf kennen. Fang an mit dem, was du gern tust, wo du wohnst oder was dir auffällt."))
    data = {"@type": "CollectionPage", "name": title, "url": context.addresses.absolute(DISCOVER)}
    trail = breadcrumbs(context.addresses, [(context.library.settings.name, START), (title, DISCOVER)])
    return DiscoverView(
        frame=context.frame(DISCOVER),
        head=context.head(DISCOVER, title, intro, data, trail),
        title=title,
        intro=intro,
        beginnings=tuple(section for section in _beginnings(context) if section.cards),
        map=region_map(context),
        map_link=LinkView(context.t(M("Alle Orte als Liste")), context.link(MAP)),
        related=tuple(_related(context)),
        overlooked=tuple(section for section in _overlooked(context) if section.cards),
        known=CardSection(
            context.t(M("Du weißt schon, was du suchst?")),
            tuple(offer_type_cards(context)),
            "way",
            more=LinkView(context.t(M("Alle Angebote")), context.link(OFFERS)),
        ),
    )


def _beginnings(context: SiteContext) -> Iterator[CardSection]:
    activities = context.library.words.activities
    cards = tuple(_activity_card(context, activities[id_], occupations) for id_, occupations in occupations_by_activity(context.library).items())
    yield CardSection(context.t(M("Was tust du gern?")), cards, "like", context.t(M("Such dir etwas aus, das nach dir klingt. Dahinter stehen Berufe dazu.")))
    yield CardSection(context.t(M("Womit möchtest du zu tun haben?")), field_cards(context), "tile")


def _activity_card(context: SiteContext, activity: Activity, occupations: tuple[Occupation, ...]) -> Card:
    fields = context.library.words.fields
    colour = next((fields[id_].colour for id_ in occupations[0].fields), "")
    facts = (context.t(MN("{n} Beruf", "{n} Berufe", len(occupations))),)
    return Card(activity.title, context.link(facet_path(DISCOVER, activity.id)), activity.short, facts, "", colour)


def _related(context: SiteContext) -> Iterator[LinkGroup]:
    """From an occupation everybody knows to those nearby."""
    library = context.library
    for known, others in known_and_related(library)[:_FIRST]:
        links = tuple(LinkView(library.name_of(other), context.link(occupation_path(other.id))) for other in others)
        yield LinkGroup(context.t(M("Nah an: {occupation}", occupation=library.name_of(known))), links)


def _overlooked(context: SiteContext) -> Iterator[CardSection]:
    """Where few apply, and where few girls or few boys are so far, with those who tell of it."""
    library = context.library
    scarce = scarce_occupations(library)
    yield CardSection(
        context.t(M("Hier hast du gute Chancen")),
        tuple(occupation_card(context, occupation) for occupation in scarce[:_FIRST]),
        text=context.t(M("In diesen Berufen bewerben sich wenige. Die Betriebe freuen sich über alle, die kommen.")),
        more=_more(context, M("Alle Berufe mit guten Chancen"), GOOD_CHANCES, len(scarce)),
    )
    beyond = [entry for gender in GENDERS for entry in library.offers_beyond_cliches.get(gender, ())[: _FIRST // 2]]
    yield CardSection(
        context.t(M("Jenseits der Klischees")),
        tuple(offer_card(context, entry, with_firm=True) for entry in beyond),
        text=context.t(M("Berufe haben kein Geschlecht. In diesen fehlen bisher die einen oder die anderen, und die Betriebe wollen das ändern.")),
        more=LinkView(context.t(M("Alles jenseits der Klischees")), context.link(BEYOND_CLICHES)),
    )
    stories = library.listed(library.network.stories)
    yield CardSection(
        context.t(M("Erzählt von denen, die es tun")),
        tuple(story_card(context, story) for story in stories[:3]),
        "picture",
        more=_more(context, M("Alle Geschichten"), STORIES, len(stories), shown=3),
    )


def _more(context: SiteContext, label: Message, path: str, n: int, *, shown: int = _FIRST) -> LinkView | None:
    return LinkView(context.t(label), context.link(path)) if n > shown else None


def _activity(context: SiteContext, activity: Activity, occupations: tuple[Occupation, ...]) -> Listing:
    """The occupations of an activity, and what is open in them."""
    library = context.library
    entries = [entry for occupation in occupations for entry in library.offers_by_occupation.get(occupation.id, ()) if entry.is_open]
    cards = tuple(occupation_card(context, occupation) for occupation in occupations)
    groups = (CardGroup(context.t(M("Berufe dazu")), "berufe", cards), *by_type(context, entries))
    intro = context.t(M("{words} Berufe und Angebote in der Region {region}.", words=activity.short, region=library.settings.region))
    count = f"{context.t(MN('{n} Beruf', '{n} Berufe', len(cards)))}, {context.t(MN('{n} offenes Angebot', '{n} offene Angebote', len(entries)))}"
    return Listing(facet_path(DISCOVER, activity.id), activity.title, intro, count, groups, DISCOVER)


def _good_chances(context: SiteContext, occupations: tuple[Occupation, ...]) -> Listing:
    cards = tuple(occupation_card(context, occupation) for occupation in occupations)
    intro = context.t(M("In diesen Berufen bewerben sich wenige. Die Betriebe freuen sich über alle, die kommen."))
    count = context.t(MN("{n} Beruf", "{n} Berufe", len(cards)))
    return Listing(GOOD_CHANCES, context.t(M("Hier hast du gute Chancen")), intro, count, (CardGroup("", "berufe", cards, "row"),), DISCOVER)
