"""A mail to one person that the system writes by itself: the question whether it was them, or the link to their settings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

# opt_in: please confirm. known: you have it already. preferences: the link to change what you get. none: nothing is sent, but it counts.
LetterKind = Literal["opt_in", "known", "preferences", "none"]


@dataclass(frozen=True)
class Letter:
    """One letter in the queue; ``subscriber`` is an id, empty where the letter goes to nobody; ``due`` is aware."""

    subscriber: str
    address: str
    kind: LetterKind
    due: datetime
    number: int = 0
