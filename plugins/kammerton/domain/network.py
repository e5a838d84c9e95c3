"""Knowledge and the people around it: articles, actors, programmes, events, stories and news at one moment.

A part of the Library; what may be seen is decided there.
"""

from collections.abc import Iterable
from functools import cached_property

from kammerton.domain.actor import Actor
from kammerton.domain.article import Article
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.event import Event
from kammerton.domain.grouping import group, in_order
from kammerton.domain.item import Item
from kammerton.domain.news_item import NewsItem
from kammerton.domain.occupation_names import sort_key
from kammerton.domain.occupation_text import OccupationText
from kammerton.domain.programme import Programme
from kammerton.domain.story import Story
from kammerton.domain.visibility import Visibility


def _by_title(item: Item) -> tuple[str, str]:
    return sort_key(item.title), item.id


class Network:
    """The visible things of knowledge and network, and how they belong together."""

    def __init__(self, visibility: Visibility, episodes: tuple[EpisodeEntry, ...]) -> None:
        """Take what decides about visibility, and the listed episodes."""
        self._visibility = visibility
        self._read = visibility.inventory
        self._listed_episodes = episodes

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """Knowledge, A to Z, archived articles included."""
        return self._visibility.visible(self._read.articles, _by_title)

    @cached_property
    def articles_by_id(self) -> dict[str, Article]:
        """Every visible article."""
        return {article.id: article for article in self.articles}

    @cached_property
    def articles_by_topic(self) -> dict[str, tuple[Article, ...]]:
        """Listed articles of each topic."""
        return group((article.topic, article) for article in self._visibility.listed(self.articles))

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Actors, A to Z, archived ones included."""
        return self._visibility.visible(self._read.actors, _by_title)

    @cached_property
    def actors_by_id(self) -> dict[str, Actor]:
        """Every visible actor."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def actors_by_topic(self) -> dict[str, tuple[Actor, ...]]:
        """Listed actors that help with each topic."""
        return group((topic, actor) for actor in self._visibility.listed(self.actors) for topic in actor.responsible_for)

    @cached_property
    def actors_by_town(self) -> dict[str, tuple[Actor, ...]]:
        """Listed actors in each town."""
        return group((actor.town, actor) for actor in self._visibility.listed(self.actors) if actor.town)

    @cached_property
    def programmes(self) -> tuple[Programme, ...]:
        """Programmes, A to Z, ended ones included."""
        return self._visibility.visible(self._read.programmes, _by_title)

    @cached_property
    def programmes_by_id(self) -> dict[str, Programme]:
        """Every visible programme."""
        return {programme.id: programme for programme in self.programmes}

    @cached_property
    def open_programmes_by_deadline(self) -> tuple[Programme, ...]:
        """Programmes that have a deadline to come, the nearest first."""
        return in_order((programme.ends, programme) for programme in self.programmes if self.is_open(programme))

    def is_open(self, programme: Programme) -> bool:
        """Whether one can still apply: neither archived nor past its deadline."""
        return programme.status != "archiv" and not self._past_deadline[programme.id]

    @cached_property
    def _past_deadline(self) -> dict[str, bool]:
        """Whether the deadline of each programme is over; by id, so that a page rests on the answer, not on the day."""
        return {programme.id: programme.ends is not None and programme.ends < self._visibility.today for programme in self._read.programmes}

    @cached_property
    def ended_programmes(self) -> tuple[Programme, ...]:
        """Programmes past their deadline, A to Z; what is archived stands in no list."""
        return tuple(programme for programme in self._visibility.listed(self.programmes) if not self.is_open(programme))

    @cached_property
    def programmes_by_actor(self) -> dict[str, tuple[Programme, ...]]:
        """What each actor pays for; open programmes first."""
        ordered = sorted(self.programmes, key=lambda p: not self.is_open(p))
        return group((programme.provider, programme) for programme in ordered if programme.provider in self.actors_by_id)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Events in the order of their beginning, past ones included."""
        return self._visibility.visible(self._read.events, lambda e: (e.begins, e.id))

    @cached_property
    def events_by_id(self) -> dict[str, Event]:
        """Every visible event."""
        return {event.id: event for event in self.events}

    def is_coming(self, event: Event) -> bool:
        """Whether an event is still to come or going on; a cancelled one counts until its day has passed."""
        return event.status != "archiv" and not self.is_over(event)

    def is_over(self, event: Event) -> bool:
        """Whether an event lies in the past."""
        return self._over[event.id]

    @cached_property
    def _over(self) -> dict[str, bool]:
        return {event.id: event.is_over(self._visibility.now) for event in self._read.events}

    @cached_property
    def coming_events(self) -> tuple[Event, ...]:
        """What takes place from now on, the next first."""
        return tuple(event for event in self.events if self.is_coming(event))

    @cached_property
    def coming_events_by_deadline(self) -> tuple[Event, ...]:
        """Coming events for which one has to register until some day, the nearest first."""
        return in_order((event.register_until, event) for event in self.coming_events)

    @cached_property
    def past_events(self) -> tuple[Event, ...]:
        """What is over, the latest first; what is archived stands in no list."""
        return tuple(event for event in reversed(self._visibility.listed(self.events)) if not self.is_coming(event))

    @cached_property
    def events_by_portrait(self) -> dict[str, tuple[Event, ...]]:
        """The events a firm takes part in: coming ones first, then past ones."""
        return group((id_, event) for event in self._ordered_events for id_ in event.portraits)

    @cached_property
    def events_by_actor(self) -> dict[str, tuple[Event, ...]]:
        """The events an actor invites to: coming ones first, then past ones."""
        return group((event.organiser, event) for event in self._ordered_events if event.organiser in self.actors_by_id)

    @cached_property
    def _ordered_events(self) -> tuple[Event, ...]:
        return self._visibility.listed((*self.coming_events, *self.past_events))

    @cached_property
    def stories(self) -> tuple[Story, ...]:
        """Stories, newest first, archived ones included."""
        return self._visibility.visible(self._read.stories, lambda s: (s.published, s.id), newest_first=True)

    @cached_property
    def stories_by_id(self) -> dict[str, Story]:
        """Every visible story."""
        return {story.id: story for story in self.stories}

    @cached_property
    def stories_by_portrait(self) -> dict[str, tuple[Story, ...]]:
        """Listed stories about each firm."""
        return group((story.portrait, story) for story in self._visibility.listed(self.stories) if story.portrait)

    @cached_property
    def stories_by_occupation(self) -> dict[str, tuple[Story, ...]]:
        """Listed stories about each occupation."""
        return group((story.occupation, story) for story in self._visibility.listed(self.stories) if story.occupation)

    @cached_property
    def stories_by_episode(self) -> dict[str, tuple[Story, ...]]:
        """Listed stories of those who speak in each episode."""
        return group((story.episode, story) for story in self._visibility.listed(self.stories) if story.episode)

    @cached_property
    def news(self) -> tuple[NewsItem, ...]:
        """News, newest first, expired pieces included."""
        return self._visibility.visible(self._read.news, lambda n: (n.published, n.id), newest_first=True)

    def is_current(self, item: NewsItem) -> bool:
        """Whether a piece of news still stands in lists."""
        return item.status != "archiv" and not self._expired[item.id]

    @cached_property
    def _expired(self) -> dict[str, bool]:
        return {item.id: item.expires_on is not None and item.expires_on < self._visibility.today for item in self._read.news}

    @cached_property
    def current_news(self) -> tuple[NewsItem, ...]:
        """What still stands in lists, newest first."""
        return tuple(item for item in self.news if self.is_current(item))

    @cached_property
    def appeared(self) -> dict[str, tuple[Item, ...]]:
        """Listed articles and stories, coming events, open programmes and current news, by their kind: each oldest first, as far as it is known when they appeared."""
        listed: dict[str, Iterable[Item]] = {
            "wissen": self._visibility.listed(self.articles), "geschichte": self._visibility.listed(self.stories), "termin": self.coming_events,
            "foerderung": [programme for programme in self.programmes if self.is_open(programme)], "meldung": self.current_news,
        }  # fmt: skip
        return {kind: in_order((item.published, item) for item in items) for kind, items in listed.items()}

    @cached_property
    def occupation_texts(self) -> dict[str, OccupationText]:
        """The visible text of each occupation that has one."""
        known = self._visibility.words.occupations
        return {text.id: text for text in self._visibility.visible(self._read.occupation_texts, lambda t: t.id) if text.id in known}

    @cached_property
    def episodes_by_article(self) -> dict[str, tuple[EpisodeEntry, ...]]:
        """Listed episodes that name each article."""
        return group((id_, entry) for entry in self._listed_episodes for id_ in entry.episode.articles)

    @cached_property
    def episodes_by_actor(self) -> dict[str, tuple[EpisodeEntry, ...]]:
        """Listed episodes that name each actor."""
        return group((id_, entry) for entry in self._listed_episodes for id_ in entry.episode.actors)

    @cached_property
    def episodes_by_programme(self) -> dict[str, tuple[EpisodeEntry, ...]]:
        """Listed episodes that name each programme."""
        return group((id_, entry) for entry in self._listed_episodes for id_ in entry.episode.programmes)

    @cached_property
    def episodes_by_event(self) -> dict[str, tuple[EpisodeEntry, ...]]:
        """Listed episodes that name each event."""
        return group((id_, entry) for entry in self._listed_episodes for id_ in entry.episode.events)
