"""Events, programmes and stories in words: the facts people look for first."""

from collections.abc import Iterator

from kammerton.domain.diagnostic import M
from kammerton.domain.event import Event
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.programme import Programme
from kammerton.domain.story import Story
from kammerton.rendering.labels import EVENT_STATES, LEVELS, STORY_ROLES
from kammerton.rendering.words import Words


def named(library: Library, actor_or_text: str) -> str:
    """An actor's title, or the words that stand instead of an actor; nothing for an actor that may not be seen."""
    actor = library.network.actors_by_id.get(actor_or_text)
    if actor is not None:
        return actor.title
    return "" if ("akteur", actor_or_text) in library.inventory.by_id else actor_or_text


def event_when(words: Words, event: Event) -> str:
    """Day and time: „12. März 2027, 9:00 bis 14:00 Uhr“, or from day to day."""
    first, last = event.begins.astimezone(ZONE), (event.ends or event.begins).astimezone(ZONE)
    if event.is_all_day:
        return words.day(first.date()) if last.date() == first.date() else _from_to(words, words.day(first.date()), words.day(last.date()))
    if event.ends is None:
        return words.moment(event.begins)
    if last.date() == first.date():
        return words.text(M("{day}, {start} bis {end} Uhr", day=words.day(first.date()), start=words.time(first), end=words.time(last)))
    return _from_to(words, words.moment(event.begins), words.moment(event.ends))


def _from_to(words: Words, first: str, last: str) -> str:
    return words.text(M("{first} bis {last}", first=first, last=last))


def event_where(library: Library, words: Words, event: Event) -> str:
    """The venue with its town, or that one takes part online."""
    town = library.words.towns[event.town].title if event.town else ""
    place = ", ".join(filter(None, (event.venue, town)))
    online = words.text(M("online")) if event.online_at else ""
    return words.text(M("{place} und online", place=place)) if place and online else place or online


def event_facts(library: Library, words: Words, event: Event) -> tuple[str, ...]:
    """What a list says of an event: its state where it is no ordinary one, when, where."""
    state = words.text(EVENT_STATES[event.state]) if event.state != "geplant" else ""
    return tuple(filter(None, (state, event_when(words, event), event_where(library, words, event))))


def deadline(words: Words, programme: Programme) -> str:
    """Until when one can apply."""
    return words.text(M("Antrag bis {day}", day=words.day(programme.ends))) if programme.ends else words.text(M("Antrag jederzeit"))


def programme_facts(library: Library, words: Words, programme: Programme) -> tuple[str, ...]:
    """What a list says of a programme: how much, from whom, until when."""
    state = deadline(words, programme) if library.network.is_open(programme) else words.text(M("beendet"))
    return tuple(filter(None, (programme.amount, words.text(LEVELS[programme.level]), state)))


def story_facts(library: Library, words: Words, story: Story) -> tuple[str, ...]:
    """Who tells, in which role and occupation."""
    return tuple(_story_facts(library, words, story))


def _story_facts(library: Library, words: Words, story: Story) -> Iterator[str]:
    yield words.text(M("{name}, {role}", name=story.person.name, role=STORY_ROLES[story.person.role]))
    if story.occupation:
        yield library.name_of(library.words.occupations[story.occupation])
