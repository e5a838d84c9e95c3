"""Stand-ins for everything sending touches: a relay that says what it is told to, a clock that waits in no time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kammerton.adapters.ledger import FileLedger
from kammerton.delivery.ledger import LOST, Reply, State, Step
from kammerton.delivery.subscriber import Subscriber
from kammerton.delivery.tokens import Tokens

NOW = datetime(2026, 3, 15, 10, tzinfo=UTC)
ISSUE = "2026-03"
OK = Reply(Step.CONTENT, 250)


class FakeClock:
    """Time passes only while somebody waits."""

    def __init__(self) -> None:
        self.time, self.is_interrupted, self.waited = NOW, False, list[float]()

    def now(self) -> datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.waited.append(seconds)
        self.time += timedelta(seconds=seconds)


class FakeReaders:
    """Subscribers by id; those in ``gone`` have left since the planning."""

    tokens = Tokens(bytes(32))

    def __init__(self, *ids: str, audiences: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.ids, self.gone, self.audiences = list(ids), set[str](), audiences or {}

    def recipients(self, audiences: tuple[str, ...] = ()) -> Iterator[Subscriber]:
        for id_ in self.ids:
            own = self.audiences.get(id_, ())
            if not audiences or not own or set(audiences) & set(own):
                yield self.get(id_)

    def count(self, audiences: tuple[str, ...] = ()) -> int:
        return sum(1 for _ in self.recipients(audiences))

    def get(self, id_: str) -> Subscriber:
        return Subscriber(id_, f"{id_}@betrieb.example", self.audiences.get(id_, ()), "", "confirmed", date(2025, 3, 12))  # type: ignore[arg-type]

    def may_receive(self, id_: str) -> bool:
        return id_ not in self.gone


class FakeLetters:
    """Messages that name their recipient."""

    def letter(self, edition: str, subscriber: Subscriber, _now: datetime) -> tuple[str, bytes]:
        return "zurueck@probe.example", f"{edition}/{subscriber.id}".encode()


@dataclass
class FakeRelay:
    """Answers with what was written down for a recipient, one after the other, then with yes."""

    script: dict[str, list[Reply]] = field(default_factory=dict)
    known: bool | None = None
    taken: list[bytes] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    _reply: Reply = OK

    def check(self) -> None:
        self.calls.append("check")

    def begin(self, _sender: str, recipient: str) -> Reply:
        planned = self.script.get(recipient.partition("@")[0], [])
        self._reply = planned.pop(0) if planned else OK
        self.calls.append(f"begin {recipient}")
        return self._reply if self._reply.step not in (Step.DATA, Step.CONTENT) else Reply(Step.RECIPIENT, 250)

    def finish(self, message: bytes, _message_id: str) -> Reply:
        self.calls.append("finish")
        if self._reply.is_accepted:
            self.taken.append(message)
        return self._reply

    def reset(self) -> None:
        self.calls.append("reset")

    def close(self) -> None:
        self.calls.append("close")

    def has(self, _message_id: str) -> bool | None:
        return self.known


class FakeWatch:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.steps, self.told = 0, list[float]()

    def step(self, steps: int = 1) -> None:
        self.steps += steps

    def remains(self, seconds: float) -> None:
        self.told.append(seconds)


def planned(folder: Path, ids: Iterable[str]) -> FileLedger:
    """A real ledger with everybody in the queue."""
    ledger = FileLedger(folder / "versand.db")
    ledger.plan(ISSUE, ((id_, "", f"<{ISSUE}.{id_}@probe.example>") for id_ in ids))
    return ledger


def states(ledger: FileLedger) -> dict[str, State]:
    """The state of everybody."""
    return {delivery.subscriber: state for state in State for delivery in ledger.in_state(ISSUE, state)}


GREY = Reply(Step.RECIPIENT, 451, "4.7.1 greylisted")
UNKNOWN_USER = Reply(Step.RECIPIENT, 550, "5.1.1 unknown")
BUSY = Reply(Step.RECIPIENT, 421, "4.3.2 busy")
DROPPED = Reply(Step.CONTENT, LOST)
AWAY = Reply(Step.CONNECT, LOST, "Connection refused")
