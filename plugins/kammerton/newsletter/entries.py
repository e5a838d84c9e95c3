"""Things as entries of an issue: their words, facts and pages."""

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
        return Entry(portrait.title, portrait_path(portrait), link, portrait.teaser, (town,), portrait.example)

    def episode(self, entry: EpisodeEntry) -> Entry:
        """An episode with its day and length."""
        facts = self._library.inventory.audio_of(entry.episode)
        length = (self._words.duration(facts.duration),) if facts else ()
        day = self._words.day(entry.episode.published.astimezone(ZONE).date())
        link = self._words.text(M("„{title}“ anhören", title=entry.episode.title))
        return Entry(entry.episode.title, episode_path(entry.show.id, entry.episode), link, entry.episode.teaser, (day, *length))

    def offer(self, entry: OfferEntry) -> Entry:
        """An offer with its firm."""
        town = self._library.words.towns[entry.portrait.town].title
        facts = (f"{entry.portrait.title}, {town}", *short_facts(self._library, self._words, entry))
        link = self._words.text(M("Zum Angebot von {name}", name=entry.portrait.title))
        return Entry(offer_name(self._library, entry), offer_path(entry.portrait, entry.offer), link, "", facts, entry.portrait.example)

    def article(self, article: Article) -> Entry:
        """A page of knowledge under its topic."""
        return self._item("wissen", article, M("„{title}“ lesen", title=article.title), (self._words.text(TOPICS[article.topic]),))

    def programme(self, programme: Programme) -> Entry:
        """A programme with its amount and deadline."""
        link = M("Mehr zu „{title}“", title=programme.title)
        return self._item("foerderung", programme, link, programme_facts(self._library, self._words, programme))

    def event(self, event: Event) -> Entry:
        """An event with day and place."""
        return self._item("termin", event, M("Zum Termin „{title}“", title=event.title), event_facts(self._library, self._words, event))

    def story(self, story: Story) -> Entry:
        """A story with who tells it."""
        link = M("„{title}“ lesen", title=story.title)
        return self._item("geschichte", story, link, story_facts(self._library, self._words, story))

    def news(self, item: NewsItem) -> Entry:
        """A piece of news with its day."""
        day = self._words.day(item.published.astimezone(ZONE).date())
        return self._item("meldung", item, M("„{title}“ lesen", title=item.title), (day,))

    def actor(self, actor: Actor) -> Entry:
        """An institution that helps."""
        town = self._library.words.towns[actor.town].title if actor.town else ""
        facts = tuple(filter(None, (self._words.text(ACTOR_TYPES[actor.type]), town)))
        return self._item("akteur", actor, M("So erreichen Sie: {name}", name=actor.title), facts)

    def _item(self, kind: str, item: Item, link: Message, facts: tuple[str, ...]) -> Entry:
        return Entry(item.title, item_path(kind, item.id), self._words.text(link), item.teaser, facts)
