"""One run of sending in a process of its own, to be killed: real ledger, real SMTP, a quick clock, a list and messages of no weight.

python tests/e2e/sender.py FOLDER PORT COUNT BEGAN TIMES
"""

import sys
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from tests.e2e.relays import QuickClock

from kammerton.adapters.ledger import LEDGER, FileLedger, only_sender
from kammerton.adapters.smtp import SmtpRelay
from kammerton.app.send import Sender, World
from kammerton.delivery.subscriber import Subscriber
from kammerton.delivery.window import Window
from kammerton.domain.relay import ServerAddress

ISSUE = "2026-03"


class Readers:
    """So many subscribers who stay."""

    def __init__(self, count: int) -> None:
        self.count = count

    def recipients(self, _audiences: tuple[str, ...] = ()) -> Iterator[Subscriber]:
        return (self.get(f"{n:08}") for n in range(self.count))

    def get(self, id_: str) -> Subscriber:
        return Subscriber(id_, f"leser-{int(id_)}@betrieb.example", (), "", "confirmed", date(2026, 1, 1))

    def may_receive(self, _id: str) -> bool:
        return True


class Notes:
    """Messages short enough to be sent by the thousand, with a dot where a dot hurts."""

    def letter(self, _edition: str, subscriber: Subscriber, _now: datetime) -> tuple[str, bytes]:
        head = f"From: a@probe.example\r\nTo: {subscriber.address}\r\nMessage-ID: {name(subscriber.id)}\r\n\r\n"
        return f"zurueck+{subscriber.id}@probe.example", f"{head}Guten Tag\r\n.\r\n..\r\n.ende\r\n".encode() + b"x" * 4000 + b"\r\n"


class Nobody:
    """Nobody watches."""

    def step(self, steps: int = 1) -> None:
        """Say nothing."""

    def remains(self, seconds: float) -> None:
        """Say nothing."""


def name(id_: str) -> str:
    """The Message-ID of a subscriber."""
    return f"<{ISSUE}.{id_}@probe.example>"


def main() -> None:
    """Plan where nothing is planned, then send."""
    folder, port, count, began, times = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5])
    readers, clock = Readers(count), QuickClock(began, times)
    with only_sender(folder):
        ledger = FileLedger(folder / LEDGER)
        if not ledger.counts(ISSUE):
            ledger.plan(ISSUE, ((reader.id, "", name(reader.id)) for reader in readers.recipients()))
        relay = SmtpRelay(ServerAddress("127.0.0.1", port, "none"))
        Sender(World(ledger, relay, readers, clock, Nobody()), Notes(), Window(None, timedelta(minutes=1))).run(ISSUE)  # type: ignore[arg-type]  # no tokens needed


if __name__ == "__main__":
    main()
