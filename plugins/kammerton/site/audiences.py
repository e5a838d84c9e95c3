"""What there is for parents, for schools, for firms: one page behind each door of the start page. Young people begin with the offers."""

from collections.abc import Iterator
from dataclasses import replace

from kammerton.domain.addresses import audience_list_path, audience_path
from kammerton.domain.diagnostic import MN, M, Message
from kammerton.domain.item import Audience
from kammerton.site.cards import actor_card, article_card, episode_card, event_card, news_card, programme_card, story_card
from kammerton.site.context import SiteContext
from kammerton.site.paging import Listing, list_pages_of
from kammerton.site.parts import Part
from kammerton.site.views import Card, CardGroup, LinkView, SitePage

_WORDS: dict[Audience, tuple[Message, Message]] = {
    "eltern": (M("Für Eltern"), M("Sie begleiten Ihr Kind auf dem Weg in den Beruf. Das hilft: Wissen, Termine und Menschen, die antworten.")),
    "schulen": (M("Für Schulen"), M("Sie bereiten Klassen auf Praktikum und Ausbildung vor. Hier stehen Termine, Wissen und Partner in der Region.")),
    "betriebe": (M("Für Betriebe"), M("Sie bilden aus oder wollen damit anfangen. Hier steht, was Sie wissen müssen, wer hilft und was es kostet.")),
}

_LOWER: dict[Audience, Message] = {"eltern": M("für Eltern"), "schulen": M("für Schulen"), "betriebe": M("für Betriebe")}
# How many things of one kind stand on the page itself.
_FIRST = 6


def audience_parts(context: SiteContext) -> Iterator[Part]:
    """A page for each audience that something is marked for, and a list of each kind of which it shows only the first."""
    return (Part(f"fuer/{audience}", _pages, (audience,)) for audience in audiences(context))


def _pages(context: SiteContext, audience: Audience) -> Iterator[SitePage]:
    title, intro = _WORDS[audience]
    groups = tuple(group for group in _groups(context, audience) if group.cards)
    n = sum(len(group.cards) for group in groups)
    beginnings = tuple(_beginning(context, audience, group) for group in groups)
    yield from list_pages_of(context, Listing(audience_path(audience), context.t(title), context.t(intro), _entries(context, n), beginnings))
    for group in groups:
        if len(group.cards) > _FIRST:
            yield from list_pages_of(context, _whole(context, audience, group))


def _entries(context: SiteContext, n: int) -> str:
    return context.t(MN("{n} Eintrag", "{n} Einträge", n))


def _beginning(context: SiteContext, audience: Audience, group: CardGroup) -> CardGroup:
    """The first of a kind, with the way to all of them."""
    n = len(group.cards)
    if n <= _FIRST:
        return group
    label = context.t(MN("{heading}: alle {n} ansehen", "{heading}: alle {n} ansehen", n, heading=group.heading))
    return replace(group, cards=group.cards[:_FIRST], more=LinkView(label, context.link(audience_list_path(audience, group.anchor))))


def _whole(context: SiteContext, audience: Audience, group: CardGroup) -> Listing:
    """Everything of one kind for an audience."""
    name = context.t(_WORDS[audience][0])
    title = context.t(M("{part} {audience}", part=group.heading, audience=context.t(_LOWER[audience])))
    intro = context.t(M("Alles auf einen Blick: {title} in der Region {region}.", title=title, region=context.library.settings.region))
    path = audience_list_path(audience, group.anchor)
    groups = (CardGroup("", group.anchor, group.cards, group.kind or "row"),)
    return Listing(path, title, intro, _entries(context, len(group.cards)), groups, above=((name, audience_path(audience)),))


def audiences(context: SiteContext) -> list[Audience]:
    """The audiences that have a page."""
    return [audience for audience in _WORDS if any(group.cards for group in _groups(context, audience))]


def _groups(context: SiteContext, audience: Audience) -> Iterator[CardGroup]:
    """By kind: first what is soon over, then what stays."""
    library, network = context.library, context.library.network
    events = (event_card(context, event) for event in network.coming_events if audience in event.audience)
    articles = (article_card(context, article) for article in library.listed(network.articles) if audience in article.audience)
    programmes = (programme_card(context, p) for p in library.listed(network.programmes) if network.is_open(p) and audience in p.audience)
    actors = (actor_card(context, actor) for actor in library.listed(network.actors) if audience in actor.audience)
    episodes = (episode_card(context, entry) for entry in library.listed_episodes if audience in entry.episode.audience)
    stories = (story_card(context, story) for story in library.listed(network.stories) if audience in story.audience)
    news = (news_card(context, item) for item in network.current_news if audience in item.audience)
    yield _group(context, M("Termine"), "termine", events, "event")
    yield _group(context, M("Wissen"), "wissen", articles)
    yield _group(context, M("Förderung"), "foerderung", programmes)
    yield _group(context, M("Wer hilft"), "wer-hilft", actors)
    yield _group(context, M("Zum Anhören"), "folgen", episodes, "picture")
    yield _group(context, M("Geschichten"), "geschichten", stories, "picture")
    yield _group(context, M("Neues"), "neues", news)


def _group(context: SiteContext, heading: Message, anchor: str, cards: Iterator[Card], kind: str = "") -> CardGroup:
    return CardGroup(context.t(heading), anchor, tuple(cards), kind)
