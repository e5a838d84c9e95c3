"""The pages of occupations."""

from collections.abc import Iterator

from kammerton.domain.addresses import OCCUPATIONS, occupation_path
from kammerton.domain.diagnostic import M
from kammerton.domain.vocabulary import Occupation
from kammerton.site.cards import episode_card, occupation_card, offer_card
from kammerton.site.context import SiteContext
from kammerton.site.views import OccupationView, SitePage


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
    shown = {other.id for other in library.occupations}
    related = [library.words.occupations[id_] for id_ in occupation.related if id_ in shown]
    return OccupationView(
        frame=context.frame(OCCUPATIONS),
        head=context.head(occupation_path(occupation.id), title, description),
        title=title,
        names=names,
        fields=tuple(library.words.fields[id_].title for id_ in occupation.fields),
        offers=tuple(offer_card(context, entry, with_firm=True) for entry in entries if entry.is_open),
        closed=tuple(offer_card(context, entry, with_firm=True) for entry in entries if not entry.is_open),
        episodes=tuple(episode_card(context, entry) for entry in library.episodes_by_occupation.get(occupation.id, ())),
        related=tuple(occupation_card(context, other) for other in related),
    )
