"""What there is for parents, for schools, for firms: one page behind each door of the start page. Young people begin with the offers."""

from collections.abc import Iterator

from kammerton.domain.addresses import audience_path
from kammerton.domain.diagnostic import MN, M, Message
from kammerton.domain.item import Audience
from kammerton.site.cards import actor_card, article_card, episode_card, event_card, news_card, programme_card, story_card
from kammerton.site.context import SiteContext
from kammerton.site.lists import grouped_list
from kammerton.site.views import Card, CardGroup, SitePage

_WORDS: dict[Audience, tuple[Message, Message]] = {
    "eltern": (M("Für Eltern"), M("Sie begleiten Ihr Kind auf dem Weg in den Beruf. Das hilft: Wissen, Termine und Menschen, die antworten.")),
    "schulen": (M("Für Schulen"), M("Sie bereiten Klassen auf Praktikum und Ausbildung vor. Hier stehen Termine, Wissen und Partner in der Region.")),
    "betriebe": (M("Für Betriebe"), M("Sie bilden aus oder wollen damit anfangen. Hier steht, was Sie wissen müssen, wer hilft und was es kostet.")),
}


def audience_pages(context: SiteContext) -> Iterator[SitePage]:
    """A page for each audience that something is marked for."""
    for audience, (title, intro) in _WORDS.items():
        groups = tuple(group for group in _groups(context, audience) if group.cards)
        if groups:
            path = audience_path(audience)
            n = context.t(MN("{n} Eintrag", "{n} Einträge", sum(len(group.cards) for group in groups)))
            yield SitePage(path, "list.html", grouped_list(context, path, (context.t(title), context.t(intro), n), groups))


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
