"""Somebody who gets, wanted or had the newsletter, and the states they go through."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kammerton.domain.item import Audience

# wanted: asked for it, not confirmed yet. confirmed: gets it. left: signed off; the address is no longer kept.
# bounced: the address is dead. blocked: must not be written to, not even to confirm.
State = Literal["wanted", "confirmed", "left", "bounced", "blocked"]
# After so many days a request nobody confirmed is deleted, and its link is dead.
DAYS_TO_CONFIRM: Final = 7
# How many mails an address gets in these days because somebody typed it into a form.
MOST_LETTERS: Final = 3


@dataclass(frozen=True)
class Subscriber:
    """A person, or a firm, on the list.

    ``id`` is a short random name for Message-IDs, tokens and logs; it says nothing of the person.
    ``address`` is ASCII, and empty after signing off; without ``audiences`` somebody gets every edition.
    ``confirmed_on`` is the day of the consent, and there for all who ever gave one.
    """

    id: str
    address: str
    audiences: tuple[Audience, ...]
    firm: str
    state: State
    confirmed_on: date | None


def is_reached_by(subscriber: Subscriber, audiences: tuple[Audience, ...]) -> bool:
    """Whether an edition for these audiences (none: for everybody) is meant for a subscriber."""
    return not audiences or not subscriber.audiences or bool(set(audiences) & set(subscriber.audiences))
