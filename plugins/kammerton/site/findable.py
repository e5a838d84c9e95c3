"""What the search knows of each page: its name, and the words people may know of it instead."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from kammerton.domain.actor import Actor
from kammerton.domain.addresses import FIELDS, START, TOWNS, episode_path, facet_path, item_path, occupation_path, offer_type_path, portrait_path
from kammerton.domain.article import Article
from kammerton.domain.document import text_of, walk
from kammerton.domain.entries import OfferEntry
from kammerton.domain.episode import Episode
from kammerton.domain.event import Event
from kammerton.domain.item import Item
from kammerton.domain.portrait import Portrait
from kammerton.domain.programme import Programme
from kammerton.domain.story import Story
from kammerton.domain.translation import translated
from kammerton.domain.vocabulary import Occupation
from kammerton.rendering.labels import ACTOR_TYPES, ARTICLE_FORMS, EVENT_TYPES, TOPICS
from kammerton.rendering.network_words import event_when, event_where, programme_facts, story_facts
from kammerton.rendering.offer_words import offer_name
from kammerton.site.context import SiteContext

_HEADINGS = ("h1", "h2", "h3")


@dataclass(frozen=True)
class OfferName:
    """An offer of a firm: the end of its address, what it is called, and the page of its occupation, which knows further names."""

    id: str
    title: str
    occupation: str = ""


@dataclass(frozen=True)
class Findable:
    """A page of the site as the search knows it.

    ``fact`` stands under the title; ``names`` are further forms of the title and ``others`` words that mean it, searched and
    never shown; ``passages`` are what a result quotes; ``language`` is set where it is not the language of the search; ``offers`` are those of a firm, which have pages of
    their own below its page.
    """

    kind: str
    title: str
    path: str
    fact: str = ""
    names: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    language: str = ""
    offers: tuple[OfferName, ...] = ()


def findables(context: SiteContext) -> Iterator[Findable]:
    """Everything in the site's own language that stands in a list, and its translations under a kind of their own."""
    library, network = context.library, context.library.network
    yield from (_portrait(context, portrait) for portrait in library.listed(library.portraits))
    yield from (_occupation(context, occupation) for occupation in library.occupations)
    yield from (_item(context, "folge", entry.episode) for entry in library.listed_episodes)
    listed: tuple[tuple[str, Iterable[Item]], ...] = (
        ("wissen", library.listed(network.articles)),
        ("akteur", library.listed(network.actors)),
        ("foerderung", (programme for programme in library.listed(network.programmes) if network.is_open(programme))),
        ("termin", library.listed((*network.coming_events, *network.past_events))),
        ("geschichte", library.listed(network.stories)),
        ("meldung", network.current_news),
        ("ausgabe", library.listed(library.issues)),
        ("seite", library.listed(library.pages)),
    )
    for kind, items in listed:
        yield from (_item(context, kind, item) for item in items)
    yield from _lists(context)
    for inside in _variants(context):
        yield from (replace(found, kind="sprachen", language=language) for language, found in _translations(inside))


def spoken_findables(context: SiteContext) -> Iterator[Findable]:
    """What there is in the language of a translation being built."""
    yield from (found for _, found in _translations(context))


def _translations(context: SiteContext) -> Iterator[tuple[str, Findable]]:
    """Every translation in the variant of the context, with its language."""
    for kind, id_ in sorted(context.library.inventory.translations):
        if context.links.path_of(kind, id_) is None:
            continue
        for translation in context.library.translations_of(kind, id_):
            original = _original(context, kind, id_)
            if translation.variant == context.variant and original is not None and original.status != "archiv":
                yield translation.language, _item(context, kind, translated(original, translation))


def _variants(context: SiteContext) -> Iterator[SiteContext]:
    found = {t.variant for kind, id_ in context.library.inventory.translations for t in context.library.translations_of(kind, id_)}
    yield from map(context.in_variant, sorted(found))


def _original(context: SiteContext, kind: str, id_: str) -> Item | None:
    """The visible item as the library clears it."""
    found: Iterable[Item] = context.library.pages if kind == "seite" else context.library.items_by_any_id.get((kind, id_), ())
    return next((item for item in found if item.id == id_), None)


def _item(context: SiteContext, kind: str, item: Any) -> Findable:
    """An item of any kind with a page of its own; what is special of its kind comes over what all have."""
    path = _episode_path(context, item) if kind == "folge" else item_path(kind, item.id)
    plain = Findable(kind, item.title, context.own(path), others=item.topics, passages=tuple(filter(None, (item.teaser,))))
    special = _SPECIAL.get(kind)
    return special(context, plain, item) if special else plain


def _episode_path(context: SiteContext, episode: Episode) -> str:
    show = context.library.inventory.show_of(episode)
    return episode_path(show.id, episode) if show else START


def _portrait(context: SiteContext, portrait: Portrait) -> Findable:
    found = _item(context, "betrieb", portrait)
    entries = context.library.offers_by_portrait.get(portrait.id, ())
    return replace(found, offers=tuple(_offer(context, entry) for entry in entries if entry.is_open))


def _offer(context: SiteContext, entry: OfferEntry) -> OfferName:
    occupation = occupation_path(entry.offer.occupation) if entry.offer.occupation else ""
    return OfferName(entry.offer.id, offer_name(context.library, entry), occupation)


def _firm(context: SiteContext, found: Findable, portrait: Portrait) -> Findable:
    words = context.library.words
    sector = (words.sectors[portrait.sector].title,) if portrait.sector else ()
    return replace(found, path=context.own(portrait_path(portrait)), fact=words.towns[portrait.town].title, others=(*sector, *found.others))


def _occupation(context: SiteContext, occupation: Occupation) -> Findable:
    library = context.library
    text = library.network.occupation_texts.get(occupation.id)
    fields = " · ".join(library.words.fields[id_].title for id_ in occupation.fields)
    passages = tuple(filter(None, (text.title, text.teaser))) if text else ()
    names = (occupation.male, occupation.female)
    return Findable("beruf", library.name_of(occupation), occupation_path(occupation.id), fields, names, library.synonyms_of(occupation), passages)


def _episode(context: SiteContext, found: Findable, episode: Episode) -> Findable:
    chapters = (chapter.title for chapter in context.library.inventory.chapters_of(episode))
    occupations = (context.library.words.occupations[id_] for id_ in episode.occupations)
    names = (name for occupation in occupations for name in (occupation.male, occupation.female, *context.library.synonyms_of(occupation)))
    voices = (voice.name for voice in episode.voices)
    return replace(found, others=(*found.others, *voices, *names), passages=(*found.passages, *chapters))


def _article(context: SiteContext, found: Findable, article: Article) -> Findable:
    fact = " · ".join((context.t(ARTICLE_FORMS[article.form]), context.t(TOPICS[article.topic])))
    asked = (question.question for question in article.questions)
    steps = (step.title for step in article.steps)
    return replace(found, fact=fact, passages=(*found.passages, *asked, *steps, *_headings(article)))


def _page(_context: SiteContext, found: Findable, item: Item) -> Findable:
    return replace(found, passages=(*found.passages, *_headings(item)))


def _headings(item: Item) -> Iterator[str]:
    return (" ".join(text_of(element).split()) for element in walk(item.body.nodes) if element.tag in _HEADINGS)


def _actor(context: SiteContext, found: Findable, actor: Actor) -> Findable:
    town = context.library.words.towns[actor.town].title if actor.town else ""
    roles = tuple(contact.role for contact in actor.contacts)
    topics = tuple(context.t(TOPICS[topic]) for topic in actor.responsible_for)
    fact = " · ".join(filter(None, (context.t(ACTOR_TYPES[actor.type]), town)))
    return replace(found, fact=fact, others=(*topics, *found.others), passages=(*found.passages, *roles))


def _programme(context: SiteContext, found: Findable, programme: Programme) -> Findable:
    return replace(found, fact=" · ".join(programme_facts(context.library, context.words, programme)))


def _event(context: SiteContext, found: Findable, event: Event) -> Findable:
    parts = (context.t(EVENT_TYPES[event.type]), event_when(context.words, event), event_where(context.library, context.words, event))
    return replace(found, fact=" · ".join(filter(None, parts)))


def _story(context: SiteContext, found: Findable, story: Story) -> Findable:
    fact = " · ".join(story_facts(context.library, context.words, story))
    return replace(found, fact=fact, passages=tuple(filter(None, (*found.passages, story.quote))))


_SPECIAL: dict[str, Callable[[SiteContext, Findable, Any], Findable]] = {
    "betrieb": _firm, "folge": _episode, "wissen": _article, "akteur": _actor, "foerderung": _programme, "termin": _event, "geschichte": _story, "seite": _page,
}  # fmt: skip


def _lists(context: SiteContext) -> Iterator[Findable]:
    """The lists of the directory by type, field and town."""
    library = context.library
    for type_ in library.words.offer_types.values():
        yield Findable("liste", type_.plural, offer_type_path(type_.id), type_.audience or "", (type_.title, type_.short))
    for field in library.words.fields.values():
        if field.id in library.open_offers_by_field:
            yield Findable("liste", field.title, facet_path(FIELDS, field.id))
    for town in library.words.towns.values():
        if town.id in library.portraits_by_town:
            yield Findable("liste", town.title, facet_path(TOWNS, town.id), others=town.postal_codes)
