"""Things as entries of a list."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial, wraps
from typing import TypeVar

from kammerton.domain.actor import Actor
from kammerton.domain.addresses import episode_path, issue_path, item_path, occupation_path, offer_path, portrait_path, saved_name
from kammerton.domain.article import Article
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.entries import EpisodeEntry, OfferEntry
from kammerton.domain.event import Event
from kammerton.domain.issue import Issue
from kammerton.domain.item import Item
from kammerton.domain.moments import ZONE
from kammerton.domain.news_item import NewsItem
from kammerton.domain.portrait import Portrait
from kammerton.domain.programme import Programme
from kammerton.domain.story import Story
from kammerton.domain.vocabulary import Occupation
from kammerton.rendering.composition import Entry
from kammerton.rendering.labels import ACTOR_TYPES, ARTICLE_FORMS, EPISODE_TYPES, EVENT_STATES, EVENT_TYPES
from kammerton.rendering.network_words import event_when, event_where, programme_facts, story_facts
from kammerton.rendering.offer_words import offer_name, short_facts
from kammerton.site.context import SiteContext
from kammerton.site.pictures import card_picture
from kammerton.site.views import Card

T = TypeVar("T")


def _kept(make: Callable[[SiteContext, T], Card]) -> Callable[[SiteContext, T], Card]:
    """Make the card of a thing once in a build: it stands in many lists."""

    @wraps(make)
    def card(context: SiteContext, thing: T) -> Card:
        made = context.once((make.__name__, id(thing)), lambda: (thing, make(context, thing)))  # the thing is kept, so that no other gets its number
        return made[1]

    return card


def example_badge(context: SiteContext, is_example: bool) -> str:  # noqa: FBT001 - reads as a sentence
    """The mark of an invented firm, or nothing."""
    return context.t(M("Beispiel")) if is_example else ""


@_kept
def portrait_card(context: SiteContext, portrait: Portrait) -> Card:
    """A firm: where it is and how many open offers it has."""
    library = context.library
    town = library.words.towns[portrait.town].title
    n = sum(1 for entry in library.offers_by_portrait.get(portrait.id, ()) if entry.is_open)
    offers = context.t(MN("{n} offenes Angebot", "{n} offene Angebote", n))
    badge = example_badge(context, portrait.example)
    return Card(
        portrait.title,
        context.link(portrait_path(portrait)),
        portrait.teaser,
        (town, offers),
        badge,
        portrait_colour(context, portrait),
        picture=card_picture(context, portrait),
        language=foreign(context, portrait),
        saved_as=saved_name(portrait),
    )


def portrait_colour(context: SiteContext, portrait: Portrait) -> str:
    """The colour of the field the firm's first offer belongs to."""
    for entry in context.library.offers_by_portrait.get(portrait.id, ()):
        for field in context.library.fields_of(entry.offer):
            return field.colour
    return ""


def offer_card(context: SiteContext, entry: OfferEntry, *, with_firm: bool) -> Card:
    """An offer; the firm is named where the list is not the firm's own."""
    name = ("offer", entry.portrait.id, entry.offer.id, with_firm)
    return context.once(name, partial(_offer_card, context, entry, with_firm=with_firm))


def _offer_card(context: SiteContext, entry: OfferEntry, *, with_firm: bool) -> Card:
    library = context.library
    town = library.words.towns[entry.portrait.town].title
    firm = (f"{entry.portrait.title}, {town}",) if with_firm else ()
    facts = (*firm, *short_facts(library, context.words, entry)) if entry.is_open else firm
    colour = next((field.colour for field in library.fields_of(entry.offer)), "")
    return Card(
        offer_name(library, entry),
        context.link(offer_path(entry.portrait, entry.offer)),
        "",
        facts,
        example_badge(context, entry.portrait.example and with_firm),
        colour,
        saved_as=saved_name(entry.portrait, entry.offer) if entry.is_open else "",
    )


@_kept
def episode_card(context: SiteContext, entry: EpisodeEntry) -> Card:
    """An episode: its number, day and length."""
    episode = entry.episode
    return Card(
        episode.title,
        context.link(episode_path(entry.show.id, episode)),
        episode.teaser,
        episode_facts(context, entry),
        "",
        episode_colour(context, entry),
        picture=card_picture(context, episode),
        language=foreign(context, episode),
    )


def episode_facts(context: SiteContext, entry: EpisodeEntry) -> tuple[str, ...]:
    """What stands over an episode's title."""
    episode = entry.episode
    label = context.t(EPISODE_TYPES[episode.type])
    audio = context.library.inventory.audio_of(episode)
    day = context.words.day(episode.published.astimezone(ZONE).date())
    number = f"{label} {episode.number}" if episode.number else label
    return (number, day, *((context.words.duration(audio.duration),) if audio else ()))


def episode_colour(context: SiteContext, entry: EpisodeEntry) -> str:
    """The colour of the first field of the episode's occupations."""
    occupations = context.library.words.occupations
    fields = (field for id_ in entry.episode.occupations for field in occupations[id_].fields)
    return next((context.library.words.fields[field].colour for field in fields), "")


@_kept
def issue_card(context: SiteContext, issue: Issue) -> Card:
    """A newsletter issue."""
    day = context.words.day(issue.published.astimezone(ZONE).date())
    return Card(issue.subject, context.link(issue_path(issue.id)), issue.teaser, (context.t(M("Ausgabe {number}", number=issue.number)), day))


def occupation_card(context: SiteContext, occupation: Occupation) -> Card:
    """An occupation with the number of firms that offer it."""
    library = context.library
    entries = [entry for entry in library.offers_by_occupation.get(occupation.id, ()) if entry.is_open]
    firms = len({entry.portrait.id for entry in entries})
    facts = (context.t(MN("{n} Betrieb", "{n} Betriebe", firms)), context.t(MN("{n} offenes Angebot", "{n} offene Angebote", len(entries))))
    colour = next((library.words.fields[id_].colour for id_ in occupation.fields), "")
    return Card(library.name_of(occupation), context.link(occupation_path(occupation.id)), "", facts, "", colour)


def entry_card(context: SiteContext, entry: Entry) -> Card:
    """An entry of a newsletter issue."""
    return Card(entry.title, context.link(entry.path), entry.text, entry.facts, example_badge(context, entry.is_example))


@_kept
def article_card(context: SiteContext, article: Article) -> Card:
    """A page of knowledge: its form, and of which day it is."""
    facts = [context.t(ARTICLE_FORMS[article.form])]
    if article.law_as_of:
        facts.append(context.t(M("Rechtsstand {month}", month=context.words.month(article.law_as_of))))
    return _item_card(context, "wissen", article, tuple(facts))


@_kept
def actor_card(context: SiteContext, actor: Actor) -> Card:
    """An institution that helps: what it is and where."""
    town = context.library.words.towns[actor.town].title if actor.town else ""
    return _item_card(context, "akteur", actor, tuple(filter(None, (context.t(ACTOR_TYPES[actor.type]), town))))


@_kept
def programme_card(context: SiteContext, programme: Programme) -> Card:
    """A programme: how much, from whom, until when."""
    return _item_card(context, "foerderung", programme, programme_facts(context.library, context.words, programme))


@_kept
def event_card(context: SiteContext, event: Event) -> Card:
    """An event under its day; what is cancelled, moved or over says so."""
    words = context.words
    badge = context.t(EVENT_STATES[event.state]) if event.state != "geplant" else ""
    if context.library.network.is_over(event) and event.state != "abgesagt":
        badge = context.t(M("Vorbei"))
    facts = (context.t(EVENT_TYPES[event.type]), event_when(words, event), event_where(context.library, words, event))
    day = (str(event.first_day.day), words.short_month(event.first_day))
    return replace(_item_card(context, "termin", event, tuple(filter(None, facts))), badge=badge, day=day)


@_kept
def story_card(context: SiteContext, story: Story) -> Card:
    """A story: who tells it."""
    fields = context.library.words.occupations[story.occupation].fields if story.occupation else ()
    colour = next((context.library.words.fields[id_].colour for id_ in fields), "")
    return replace(_item_card(context, "geschichte", story, story_facts(context.library, context.words, story)), colour=colour)


@_kept
def news_card(context: SiteContext, item: NewsItem) -> Card:
    """A piece of news with its day."""
    return _item_card(context, "meldung", item, (context.words.day(item.published.astimezone(ZONE).date()),))


def _item_card(context: SiteContext, kind: str, item: Item, facts: tuple[str, ...]) -> Card:
    link = context.link(item_path(kind, item.id))
    return Card(item.title, link, item.teaser, facts, picture=card_picture(context, item), language=foreign(context, item))


def foreign(context: SiteContext, item: Item) -> str:
    """The language of an item's words, where it is not the page's."""
    return item.language if item.language != context.words.language else ""
