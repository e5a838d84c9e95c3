"""The rules of sending: what becomes of a message after each answer of the relay. Nobody gets it twice, nobody is forgotten.

A delivery goes ``queued`` -> ``sending`` -> ``sent``, ``refused``, ``undeliverable`` or back to ``queued``. Where nobody can know
whether the relay took the message, it is ``unknown`` and stays so until the relay's log or a person settles it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class State(StrEnum):
    """What became of a message; the values are those of the ledger's file."""

    QUEUED = "queued"
    SENDING = "sending"  # the intent: committed before DATA
    SENT = "sent"  # the relay answered the final dot with 2xx
    REFUSED = "refused"  # the relay said 5xx
    UNDELIVERABLE = "undeliverable"  # given up after many 4xx, or returned according to the relay's log
    SKIPPED = "skipped"  # unsubscribed between planning and sending
    UNKNOWN = "unknown"  # the connection or the program broke off after DATA


FINAL: Final = frozenset({State.SENT, State.REFUSED, State.UNDELIVERABLE, State.SKIPPED})
FAILED: Final = frozenset({State.REFUSED, State.UNDELIVERABLE, State.UNKNOWN})


@dataclass(frozen=True)
class Delivery:
    """One message to one subscriber: a line of the ledger. ``reply`` is what the relay said last, without the address."""

    issue: str
    subscriber: str
    edition: str
    message_id: str
    state: State = State.QUEUED
    attempts: int = 0
    tried_at: datetime | None = None
    not_before: datetime | None = None
    reply: str = ""


class Step(StrEnum):
    """How far the conversation with the relay had come (RFC 5321, 4.1.1)."""

    CONNECT = "connect"
    SENDER = "sender"
    RECIPIENT = "recipient"
    DATA = "data"
    CONTENT = "content"


_BEFORE_RECIPIENT: Final = frozenset({Step.CONNECT, Step.SENDER})
# The code of a reply that never came because the connection broke.
LOST: Final = 0


@dataclass(frozen=True)
class Reply:
    """What the relay answered, and to what; the code is ``LOST`` where the connection broke."""

    step: Step
    code: int
    text: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether the relay agreed."""
        return 200 <= self.code < 300

    @property
    def concerns_relay(self) -> bool:
        """Whether the relay itself has trouble, whoever the message is for.

        421 closes the connection; what comes before RCPT is about us; 452 means no space or too many recipients, except 4.2.x: a full mailbox (RFC 3463).
        """
        return self.code in (LOST, 421) or self.step in _BEFORE_RECIPIENT or (self.code == 452 and "4.2." not in self.text)


class Connection(StrEnum):
    """What happens to the connection after a reply."""

    KEEP = "keep"
    RESET = "reset"
    RENEW = "renew"
    END = "end"


@dataclass(frozen=True)
class Decision:
    """The next state, seconds until this message may be tried again, what happens to the connection, and whether the relay is given a rest."""

    state: State
    connection: Connection
    wait: float = 0.0
    rests: bool = False


# Greylisting wants some minutes; ten attempts take about four hours.
FIRST_WAIT, LONGEST_WAIT, MOST_ATTEMPTS = 60.0, 3600.0, 10
FIRST_REST, LONGEST_REST, MOST_RESTS = 5.0, 600.0, 12


def decide(reply: Reply, attempts: int) -> Decision:
    """What a reply means for a message that was tried so often before."""
    again = Decision(State.QUEUED, Connection.RESET, waiting_time(attempts))
    if reply.step is Step.CONTENT and reply.is_accepted:
        return Decision(State.SENT, Connection.KEEP)
    if reply.code == LOST or not 400 <= reply.code < 600:
        # Without a reply to the final dot nobody knows. Before it nothing was handed over, and it is safe to try again.
        state = State.UNKNOWN if reply.step is Step.CONTENT else State.QUEUED
        return Decision(state, Connection.RENEW, again.wait, rests=True)
    if reply.code >= 500:
        # Who refuses the sender refuses everybody: nothing is the recipient's fault.
        return Decision(State.QUEUED, Connection.END) if reply.step in _BEFORE_RECIPIENT else Decision(State.REFUSED, Connection.RESET)
    if reply.concerns_relay:
        return Decision(State.QUEUED, Connection.RENEW if reply.code == 421 else Connection.RESET, again.wait, rests=True)
    return again if attempts + 1 < MOST_ATTEMPTS else Decision(State.UNDELIVERABLE, Connection.RESET)


def waiting_time(attempts: int) -> float:
    """Seconds until a message is tried again that was tried so often before: doubled each time, at most an hour.

    >>> [waiting_time(n) for n in (0, 1, 2, 9)]
    [60.0, 120.0, 240.0, 3600.0]
    """
    return float(min(FIRST_WAIT * 2 ** min(attempts, 20), LONGEST_WAIT))


def resting_time(rests: int) -> float:
    """Seconds of rest for a relay that had trouble so often in a row.

    >>> [resting_time(n) for n in (1, 2, 12)]
    [5.0, 10.0, 600.0]
    """
    return float(min(FIRST_REST * 2 ** min(rests - 1, 20), LONGEST_REST))


def found_interrupted(was_taken: bool | None) -> State:  # noqa: FBT001 - the answer of the way out: it has the message, has it not, cannot know
    """What a message found on its way becomes when the program starts again: never sent once more unless it surely did not leave."""
    return {True: State.SENT, False: State.QUEUED, None: State.UNKNOWN}[was_taken]


def without_address(text: str, address: str) -> str:
    """A reply as it may be kept: one line, short, without the recipient's address, who can be forgotten later.

    >>> without_address("550 5.1.1 <A@x.example>: unknown", "a@x.example")
    '550 5.1.1 <…>: unknown'
    """
    kept = " ".join(text.split())
    start = kept.lower().find(address.lower())
    while address and start >= 0:
        kept = f"{kept[:start]}…{kept[start + len(address) :]}"
        start = kept.lower().find(address.lower())
    return kept[:200]


def open_of(counts: Mapping[State, int]) -> int:
    """How many messages of an issue are still to be sent."""
    return counts.get(State.QUEUED, 0) + counts.get(State.SENDING, 0)
