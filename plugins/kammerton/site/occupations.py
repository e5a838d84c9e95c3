"""The pages of occupations."""

from collections.abc import Iterator

from kammerton.domain.addresses import FIELDS, OCCUPATIONS, START, facet_path, occupation_path
from kammerton.domain.diagnostic import M
from kammerton.domain.vocabulary import Occupation
from kammerton.site.cards import episode_card, occupation_card, offer_card, story_card
from kammerton.site.context import SiteContext
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.structured import occupation_data
from kammerton.site.trail import breadcrumbs
from kammerton.site.views import CardSection, LinkView, OccupationView, SitePage


def occupation_pages(context: SiteContext) -> Iterator[SitePage]:
    """The page of every occupation that has an offer or an episode."""
    for occupation in context.library.occupations:
        yield SitePage(occupation_path(occupation.id), "occupation.html", _occupation(context, occupation))


def _occupation(context: SiteContext, occupation: Occupation) -> OccupationView:
    library = context.library
    title = library.name_of(occupation)
    entries = library.offers_by_occupation.get(occupation.id, ())
    both = context.t(M("{female} und {male}", female=occupation.female, male=occupation.male))
    names = both if occupation.female != occupation.male else ""
    description = context.t(M("{name} in der Region {region}: Betriebe, offene Angebote und Podcast-Folgen.", name=title, region=library.settings.region))
    path = occupation_path(occupation.id)
    text = library.network.occupation_texts.get(occupation.id)
    stories = tuple(story_card(context, story) for story in library.network.stories_by_occupation.get(occupation.id, ()))
    trail = breadcrumbs(context.addresses, [(library.settings.name, START), (context.t(M("Berufe")), OCCUPATIONS), (title, path)])
    return OccupationView(
        frame=context.frame(OCCUPATIONS),
        head=context.head(path, title, description, occupation_data(context, occupation), trail),
        title=title,
        names=names,
        colour=next((library.words.fields[id_].colour for id_ in occupation.fields), ""),
        fields=tuple(_fields(context, occupation)),
        text_title=text.title if text else "",
        body=body(context, text) if text else None,
        picture=shown(context, text.image, is_first=True) if text else None,
        pictures=remaining(context, text) if text else (),
        as_of=context.as_of(text) if text else "",
        offers=tuple(offer_card(context, entry, with_firm=True) for entry in entries if entry.is_open),
        closed=tuple(offer_card(context, entry, with_firm=True) for entry in entries if not entry.is_open),
        episodes=tuple(episode_card(context, entry) for entry in library.episodes_by_occupation.get(occupation.id, ())),
        sections=(CardSection(context.t(M("Erzählt von denen, die es tun")), stories, "picture"),),
        related=tuple(occupation_card(context, other) for other in library.related_to(occupation)),
    )


def _fields(context: SiteContext, occupation: Occupation) -> Iterator[LinkView]:
    """The fields of an occupation; each is a link where its list exists."""
    for id_ in occupation.fields:
        exists = id_ in context.library.open_offers_by_field
        yield LinkView(context.library.words.fields[id_].title, context.link(facet_path(FIELDS, id_)) if exists else "")
