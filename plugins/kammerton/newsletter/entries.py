"""Things as entries of an issue: their words, facts, pictures and pages."""

from collections.abc import Iterable

from kammerton.domain.actor import Actor
from kammerton.domain.addresses import episode_path, item_path, offer_path, portrait_path
from kammerton.domain.article import Article
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.entries import EpisodeEntry, OfferEntry
from kammerton.domain.event import Event
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.news_item import NewsItem
from kammerton.domain.portrait import Portrait
from kammerton.domain.programme import Programme
from kammerton.domain.story import Story
from kammerton.newsletter.pictures import picture_of
from kammerton.rendering.composition import Entry
from kammerton.rendering.labels import ACTOR_TYPES, TOPICS
from kammerton.rendering.network_words import event_facts, programme_facts, story_facts
from kammerton.rendering.offer_words import offer_name, short_facts
from kammerton.rendering.words import Words


class Entries:
    """Makes the entries of one issue."""

    def __init__(self, library: Library, words: Words) -> None:
        """Take what may be seen and the language of the mail."""
        self._library, self._words = library, words

    def portrait(self, portrait: Portrait) -> Entry:
        """A firm and its town."""
        town = self._library.words.towns[portrait.town].title
        link = self._words.text(M("Zum Steckbrief von {name}", name=portrait.title))
        fields = (field.id for offer in portrait.offers for field in self._library.fields_of(offer))
        picture = picture_of(self._library, portrait, self._colour(fields))
        return Entry(portrait.title, portrait_path(portrait), link, portrait.teaser, (town,), portrait.example, "betrieb", portrait.id, picture)

    def episode(self, entry: EpisodeEntry) -> Entry:
        """An episode with its day and length."""
        episode = entry.episode
        facts = self._library.inventory.audio_of(episode)
        length = (self._words.duration(facts.duration),) if facts else ()
        day = self._words.day(episode.published.astimezone(ZONE).date())
        link = self._words.text(M("„{title}“ anhören", title=episode.title))
        picture = picture_of(self._library, episode, self._colour_of(episode.occupations))
        path = episode_path(entry.show.id, episode)
        return Entry(episode.title, path, link, episode.teaser, (day, *length), kind="folge", id=episode.id, picture=picture)

    def offer(self, entry: OfferEntry) -> Entry:
        """An offer with its firm."""
        firm, offer = entry.portrait, entry.offer
        town = self._library.words.towns[firm.town].title
        facts = (f"{firm.title}, {town}", *short_facts(self._library, self._words, entry))
        name = offer_name(self._library, entry)
        link = self._words.text(M("Zum Angebot von {name}", name=firm.title))
        return Entry(name, offer_path(firm, offer), link, "", facts, firm.example, "angebot", f"{firm.id}/{offer.id}")

    def article(self, article: Article) -> Entry:
        """A page of knowledge under its topic."""
        return self._item("wissen", article, M("„{title}“ lesen", title=article.title), (self._words.text(TOPICS[article.topic]),), "buero")

    def programme(self, programme: Programme) -> Entry:
        """A programme with its amount and deadline."""
        link = M("Mehr zu „{title}“", title=programme.title)
        return self._item("foerderung", programme, link, programme_facts(self._library, self._words, programme), "gruen")

    def event(self, event: Event) -> Entry:
        """An event with day and place, and until when one can register."""
        until = (self._words.text(M("Anmeldung bis {day}", day=self._words.day(event.register_until))),) if event.register_until else ()
        facts = (*event_facts(self._library, self._words, event), *until)
        entry = self._item("termin", event, M("Zum Termin „{title}“", title=event.title), facts, "logistik")
        day = (str(event.first_day.day), self._words.short_month(event.first_day))
        return Entry(entry.title, entry.path, entry.link, entry.text, entry.facts, kind=entry.kind, id=entry.id, picture=entry.picture, day=day)

    def story(self, story: Story) -> Entry:
        """A story with who tells it."""
        link = M("„{title}“ lesen", title=story.title)
        colour = self._colour_of([story.occupation] if story.occupation else [])
        return self._item("geschichte", story, link, story_facts(self._library, self._words, story), colour)

    def news(self, item: NewsItem) -> Entry:
        """A piece of news with its day."""
        day = self._words.day(item.published.astimezone(ZONE).date())
        return self._item("meldung", item, M("„{title}“ lesen", title=item.title), (day,))

    def actor(self, actor: Actor) -> Entry:
        """An institution that helps."""
        town = self._library.words.towns[actor.town].title if actor.town else ""
        facts = tuple(filter(None, (self._words.text(ACTOR_TYPES[actor.type]), town)))
        return self._item("akteur", actor, M("So erreichen Sie: {name}", name=actor.title), facts)

    def _item(self, kind: str, item: Item, link: Message, facts: tuple[str, ...], colour: str = "") -> Entry:
        picture = picture_of(self._library, item, colour)
        return Entry(item.title, item_path(kind, item.id), self._words.text(link), item.teaser, facts, kind=kind, id=item.id, picture=picture)

    def _colour_of(self, occupations: Iterable[str]) -> str:
        """The colour of the first field of these occupations."""
        known = self._library.words.occupations
        return self._colour(field for id_ in occupations if id_ in known for field in known[id_].fields)

    def _colour(self, fields: Iterable[str]) -> str:
        known = self._library.words.fields
        return next((known[id_].colour for id_ in fields if id_ in known), "")
