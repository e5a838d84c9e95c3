"""The pages of occupations."""

from collections.abc import Iterator, Sized

from kammerton.domain.addresses import DISCOVER, FIELDS, OCCUPATIONS, START, facet_path, occupation_offers_path, occupation_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.vocabulary import Occupation, OfferType
from kammerton.site.cards import episode_card, occupation_card, offer_card, story_card
from kammerton.site.context import SiteContext
from kammerton.site.paging import Groups, Listing, first_page, further_pages
from kammerton.site.parts import Part, list_part
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.structured import occupation_data
from kammerton.site.trail import breadcrumbs
from kammerton.site.views import Card, CardGroup, CardSection, LinkView, OccupationView, SitePage
from kammerton.site.ways import ways_of

_OPEN, _CLOSED = "offen", "geschlossen"


def occupation_parts(context: SiteContext) -> Iterator[Part]:
    """The page of every occupation that has an offer or an episode, further pages of its offers, and its lists by offer type."""
    library = context.library
    yield from (Part(f"beruf/{occupation.id}", _pages, (occupation,)) for occupation in library.occupations)
    occupations, types = library.words.occupations, library.words.offer_types
    for occupation_id, type_id in library.open_offers_by_pair:
        yield list_part(f"beruf/{occupation_id}/{type_id}", _pair, occupations[occupation_id], types[type_id])


def _pages(context: SiteContext, occupation: Occupation) -> Iterator[SitePage]:
    listing = _listing(context, occupation)
    yield SitePage(listing.path, "occupation.html", _occupation(context, occupation, listing))
    yield from further_pages(context, listing)


def _listing(context: SiteContext, occupation: Occupation) -> Listing:
    """Every offer of an occupation, the open ones first."""
    library = context.library
    title = library.name_of(occupation)
    entries = library.offers_by_occupation.get(occupation.id, ())
    is_open = tuple(offer_card(context, entry, with_firm=True) for entry in entries if entry.is_open)
    closed = tuple(offer_card(context, entry, with_firm=True) for entry in entries if not entry.is_open)
    groups = (CardGroup(context.t(M("Hier kannst du anfangen")), _OPEN, is_open), CardGroup(context.t(M("Zurzeit geschlossen")), _CLOSED, closed))
    intro = context.t(M("{name} in der Region {region}: Betriebe, offene Angebote und Podcast-Folgen.", name=title, region=library.settings.region))
    return Listing(occupation_path(occupation.id), title, intro, _count(context, is_open), groups, OCCUPATIONS)


def _count(context: SiteContext, found: Sized) -> str:
    return context.t(MN("{n} offenes Angebot", "{n} offene Angebote", len(found)))


def _pair(context: SiteContext, occupation: Occupation, type_: OfferType) -> Listing:
    """The open offers of one type in one occupation."""
    entries = context.library.open_offers_by_pair[occupation.id, type_.id]
    name = context.library.name_of(occupation)
    title = context.t(M("{type}: {name}", type=type_.short, name=name))
    intro = context.t(M("{type} als {name} in der Region {region}.", type=type_.title, name=name, region=context.library.settings.region))
    cards = tuple(offer_card(context, entry, with_firm=True) for entry in entries)
    path = occupation_offers_path(occupation.id, type_.id)
    return Listing(
        path, title, intro, _count(context, entries), (CardGroup("", "angebote", cards, "row"),), OCCUPATIONS, ((name, occupation_path(occupation.id)),)
    )


def _cards(groups: Groups, anchor: str) -> tuple[Card, ...]:
    return tuple(card for group in groups if group.anchor == anchor for card in group.cards)


def _occupation(context: SiteContext, occupation: Occupation, listing: Listing) -> OccupationView:
    library = context.library
    title, path = listing.title, listing.path
    groups, pager = first_page(context, listing)
    both = context.t(M("{female} und {male}", female=occupation.female, male=occupation.male))
    names = both if occupation.female != occupation.male else ""
    text = library.network.occupation_texts.get(occupation.id)
    stories = tuple(story_card(context, story) for story in library.network.stories_by_occupation.get(occupation.id, ()))
    trail = breadcrumbs(context.addresses, [(library.settings.name, START), (context.t(M("Berufe")), OCCUPATIONS), (title, path)])
    return OccupationView(
        frame=context.frame(OCCUPATIONS),
        head=context.head(path, title, listing.intro, occupation_data(context, occupation), trail),
        title=title,
        names=names,
        colour=next((library.words.fields[id_].colour for id_ in occupation.fields), ""),
        fields=tuple(_fields(context, occupation)),
        text_title=text.title if text else "",
        body=body(context, text) if text else None,
        picture=shown(context, text.image, is_first=True) if text else None,
        pictures=remaining(context, text) if text else (),
        as_of=context.as_of(text) if text else "",
        offers=_cards(groups, _OPEN),
        closed=_cards(groups, _CLOSED),
        episodes=tuple(episode_card(context, entry) for entry in library.episodes_by_occupation.get(occupation.id, ())),
        sections=(CardSection(context.t(M("Erzählt von denen, die es tun")), stories, "picture"),),
        related=tuple(occupation_card(context, other) for other in library.related_to(occupation)),
        pager=pager,
        ways=tuple(ways_of(context, occupation)),
    )


def _fields(context: SiteContext, occupation: Occupation) -> Iterator[LinkView]:
    """The fields of an occupation and the activities it belongs to; each is a link where its list exists, which an activity's does while anything is open."""
    for id_ in occupation.fields:
        exists = id_ in context.library.open_offers_by_field
        yield LinkView(context.library.words.fields[id_].title, context.link(facet_path(FIELDS, id_)) if exists else "")
    for activity in context.library.words.activities.values():
        if occupation.id in activity.occupations and context.library.has["offers"]:
            yield LinkView(activity.title, context.link(facet_path(DISCOVER, activity.id)))
