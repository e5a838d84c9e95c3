"""Who helps: institutions by concern and by town, and the page of each."""

from collections.abc import Iterator

from kammerton.domain.actor import Actor
from kammerton.domain.addresses import ACTORS, ACTORS_BY_TOWN, item_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.occupation_names import sort_key
from kammerton.rendering.labels import ACTOR_TYPES, TOPICS
from kammerton.site.cards import actor_card, article_card, episode_card, event_card, programme_card
from kammerton.site.contacts import contact_view
from kammerton.site.context import SiteContext
from kammerton.site.paging import Listing
from kammerton.site.parts import Part, list_part
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.structured_network import actor_data
from kammerton.site.views import CardGroup, CardSection, EntryView, LinkView, SitePage


def actor_parts(context: SiteContext) -> Iterator[Part]:
    """The two lists and the page of every actor; nothing while there is none."""
    actors = context.library.network.actors
    if actors:
        yield list_part("wer-hilft nach Anliegen", _by_concern)
        yield list_part("wer-hilft nach Orten", _nearby)
    yield from (Part(f"akteur/{actor.id}", actor_page, (actor,)) for actor in actors)


def _by_concern(context: SiteContext) -> Listing:
    words = (context.t(M("Wer hilft mir bei …")), context.t(M("Kammern, Agenturen, Schulen und Projekte in der Region, nach Anliegen geordnet.")))
    other = (LinkView(context.t(M("Nach Orten geordnet")), context.link(ACTORS_BY_TOWN)),)
    return Listing(ACTORS, *words, _count(context), _by_topic(context), actions=other)


def _nearby(context: SiteContext) -> Listing:
    words = (context.t(M("Wer hilft in meiner Nähe?")), context.t(M("Kammern, Agenturen, Schulen und Projekte in der Region, nach Orten geordnet.")))
    other = (LinkView(context.t(M("Nach Anliegen geordnet")), context.link(ACTORS)),)
    return Listing(ACTORS_BY_TOWN, *words, _count(context), _by_town(context), ACTORS, actions=other)


def _count(context: SiteContext) -> str:
    return context.t(MN("{n} Stelle", "{n} Stellen", len(context.library.listed(context.library.network.actors))))


def _by_topic(context: SiteContext) -> tuple[CardGroup, ...]:
    found = context.library.network.actors_by_topic
    groups = [CardGroup(context.t(label), topic, tuple(actor_card(context, a) for a in found[topic])) for topic, label in TOPICS.items() if topic in found]
    rest = tuple(actor_card(context, a) for a in context.library.listed(context.library.network.actors) if not a.responsible_for)
    return (*groups, *((CardGroup(context.t(M("Weitere Anliegen")), "weitere", rest),) if rest else ()))


def _by_town(context: SiteContext) -> tuple[CardGroup, ...]:
    towns, found = context.library.words.towns, context.library.network.actors_by_town
    ordered = sorted(found, key=lambda id_: sort_key(towns[id_].title))
    groups = [CardGroup(towns[id_].title, id_, tuple(actor_card(context, a) for a in found[id_])) for id_ in ordered]
    rest = tuple(actor_card(context, a) for a in context.library.listed(context.library.network.actors) if not a.town)
    return (*groups, *((CardGroup(context.t(M("Ohne festen Ort")), "ohne-ort", rest),) if rest else ()))


def actor_page(context: SiteContext, actor: Actor) -> SitePage:
    """One actor, or its translation."""
    path = item_path("akteur", actor.id)
    town = context.library.words.towns[actor.town].title if actor.town else ""
    place = ", ".join(filter(None, (actor.street, " ".join(filter(None, (actor.postal_code, town))))))
    view = EntryView(
        frame=context.frame(ACTORS),
        head=context.item_head("akteur", actor, path, actor_data(context, actor)),
        title=actor.title,
        kicker=" · ".join(filter(None, (context.t(ACTOR_TYPES[actor.type]), place))),
        summary=actor.summary or "",
        colour="logistik",
        notice="",
        body=body(context, actor),
        as_of=context.as_of(actor),
        picture=shown(context, actor.image, is_first=True),
        pictures=remaining(context, actor),
        actions=(LinkView(context.t(M("Website von {name}", name=actor.title)), actor.website),) if actor.website else (),
        facts=_facts(context, actor),
        facts_title=context.t(M("In Kürze")),
        contacts=tuple(contact_view(context, contact, context.t(M("So erreichen Sie die Stelle"))) for contact in actor.contacts),
        sections=tuple(_sections(context, actor)),
    )
    return SitePage(context.own(path), "entry.html", view)


def _facts(context: SiteContext, actor: Actor) -> tuple[tuple[str, str], ...]:
    concerns = context.words.all_of(context.t(TOPICS[topic]) for topic in actor.responsible_for)
    facts = ((M("Hilft bei"), concerns), (M("Geöffnet"), actor.hours or ""), (M("Themen"), ", ".join(actor.topics)))
    return tuple((context.t(label), value) for label, value in facts if value)


def _sections(context: SiteContext, actor: Actor) -> Iterator[CardSection]:
    network = context.library.network
    articles = {article.id: article for topic in actor.responsible_for for article in network.articles_by_topic.get(topic, ())}
    yield CardSection(context.t(M("Termine dieser Stelle")), tuple(event_card(context, e) for e in network.events_by_actor.get(actor.id, ())), "event")
    yield CardSection(context.t(M("Förderung von dieser Stelle")), tuple(programme_card(context, p) for p in network.programmes_by_actor.get(actor.id, ())))
    yield CardSection(context.t(M("Zum Anhören")), tuple(episode_card(context, e) for e in network.episodes_by_actor.get(actor.id, ())))
    yield CardSection(context.t(M("Zum Nachlesen")), tuple(article_card(context, article) for article in articles.values()))
