"""What sending needs from the world; ``adapters`` has the real parts, the tests have stand-ins."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol

from kammerton.app.ports import Progress, Recipients
from kammerton.delivery.ledger import Delivery, Reply, State
from kammerton.delivery.subscriber import Subscriber


class Clock(Protocol):
    """Time for work that takes hours."""

    @property
    def is_interrupted(self) -> bool:
        """Whether somebody wants to stop; from then on ``sleep`` returns at once."""
        ...

    def now(self) -> datetime:
        """This moment, aware."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait so long, or until somebody wants to stop."""
        ...


class Readership(Recipients, Protocol):
    """Who gets the newsletter, as far as sending must know."""

    def get(self, id_: str) -> Subscriber | None:
        """The subscriber of an id."""
        ...


class Ledger(Protocol):
    """What became of each message of each issue; ``adapters.ledger`` keeps it. Every method may raise ``SetupError``."""

    def plan(self, issue: str, assigned: Iterable[tuple[str, str, str]]) -> int:
        """Put everybody into the queue who gets an issue, all or nobody: id, edition and Message-ID. Returns how many there are."""
        ...

    def counts(self, issue: str) -> Mapping[State, int]:
        """How many messages of an issue are in each state; nothing where it was never planned."""
        ...

    def due(self, issue: str, now: datetime, most: int) -> tuple[Delivery, ...]:
        """The next messages that may be tried."""
        ...

    def next_due(self, issue: str) -> datetime | None:
        """When the next message may be tried; None where none waits."""
        ...

    def in_state(self, issue: str, state: State) -> tuple[Delivery, ...]:
        """Every message of an issue in a state."""
        ...

    def was_sent(self, message_id: str) -> bool:
        """Whether the relay took the message of this Message-ID from us."""
        ...

    def tried_since(self, moment: datetime) -> tuple[datetime, ...]:
        """The moments of attempts since then, in order, of all issues."""
        ...

    def intend(self, delivery: Delivery) -> None:
        """Keep that a message is on its way now, with everything noted before; durable when this returns."""
        ...

    def note(self, delivery: Delivery) -> None:
        """Keep what became of a message, durable at the latest with the next ``intend`` or ``flush``."""
        ...

    def flush(self) -> None:
        """Make everything noted durable."""
        ...


class Letters(Protocol):
    """The messages of an issue."""

    def letter(self, edition: str, subscriber: Subscriber, now: datetime) -> tuple[str, bytes]:
        """Envelope sender and message. Raises ``UnfitRecipient`` where nothing can be sent to such an address."""
        ...


class Relay(Protocol):
    """The way out: a mail server, or a folder."""

    def check(self) -> None:
        """Connect and log in. Raises ``SetupError``."""
        ...

    def begin(self, sender: str, recipient: str) -> Reply:
        """Name sender and recipient, connecting where needed: the first refusal, or the acceptance of the recipient. May raise ``SetupError``."""
        ...

    def finish(self, message: bytes, message_id: str) -> Reply:
        """Hand the message over: the reply to its end, or the refusal before."""
        ...

    def reset(self) -> None:
        """Forget the message that was begun."""
        ...

    def close(self) -> None:
        """Leave the relay alone until the next message."""
        ...

    def has(self, message_id: str) -> bool | None:
        """Whether a message was taken earlier; None where nobody can know."""
        ...


class SendingWatch(Progress, Protocol):
    """Somebody who watches a sending."""

    def remains(self, seconds: float) -> None:
        """It will probably take so long from now on."""
        ...
