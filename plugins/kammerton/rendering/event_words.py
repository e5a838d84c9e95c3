"""Events in the words of feeds and calendars, where a title stands alone and an address must be found on a map."""

from kammerton.domain.diagnostic import M
from kammerton.domain.event import Event
from kammerton.domain.library import Library
from kammerton.rendering.labels import EVENT_STATES
from kammerton.rendering.words import Words


def event_title(words: Words, event: Event) -> str:
    """The title, after „Abgesagt: “ or „Neuer Termin: “ where the event does not take place as first announced."""
    if event.state == "geplant":
        return event.title
    return words.text(M("{state}: {title}", state=EVENT_STATES[event.state], title=event.title))


def event_location(library: Library, words: Words, event: Event) -> str:
    """The venue and the town with its postal code, or that one takes part online; nothing where neither is stated.

    A town with several postal codes stands without one: which of them holds is not known.
    """
    town = library.words.towns.get(event.town or "")
    codes = town.postal_codes if town and len(town.postal_codes) == 1 else ()
    place = " ".join((*codes, town.title)) if town else ""
    return ", ".join(filter(None, (event.venue, place))) or (words.text(M("online")) if event.online_at else "")
