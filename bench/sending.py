"""How many messages a second go to a real Postfix with a ledger that is on the disk at every step, and how long 500,000 take to plan.

    python -m bench.sending 1000 500000

So many messages of the issue of the example region with the most in it are sent over one connection to a Postfix on loopback, which
hands them on to a server that throws them away; every intent is committed with fsync before DATA. Then so many subscribers are put
into a ledger in a process of its own. Budget: 100 messages a second; planning 500,000 in 20 s and 300 MB. Needs root, for Postfix does.
"""

import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from tests.e2e.postfix import running_postfix

from bench.budget import Budget
from kammerton.adapters.catalogue import german_words
from kammerton.adapters.clock import RunningClock
from kammerton.adapters.ledger import LEDGER, FileLedger
from kammerton.adapters.project import Project
from kammerton.adapters.smtp import SmtpRelay
from kammerton.adapters.subscribers import SubscriberList
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.letters import IssueLetters
from kammerton.app.load import load
from kammerton.app.send import Sender, World, assigned
from kammerton.delivery.ledger import State
from kammerton.delivery.subscriber import Subscriber
from kammerton.delivery.window import Window
from kammerton.domain.addresses import Addresses
from kammerton.domain.moments import ZONE
from kammerton.domain.relay import ServerAddress
from kammerton.newsletter.compose import compose
from kammerton.newsletter.mail import MailView
from kammerton.rendering.links import Links

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 26, 12, tzinfo=ZONE)
COMMAND = "python -m bench.sending 1000 500000"
BUDGET = {
    "rate": Budget(100.0, "messages/s", "sending to a real Postfix, the ledger on the disk before each", least=True),
    "plan": Budget(20.0, "s", "planning 500,000 recipients"),
    "memory": Budget(300.0, "MB", "memory for planning 500,000 recipients"),
}


class Nobody:
    """Nobody watches."""

    def step(self, steps: int = 1) -> None:
        """Say nothing."""

    def remains(self, seconds: float) -> None:
        """Say nothing."""


def view() -> MailView:
    """The issue with the most in it."""
    words = german_words()
    library, _ = load(Project(ROOT), NOW)
    addresses = Addresses(library.settings.address)
    views = (MailView(compose(library, words, issue), words, Links(library, addresses), library, addresses) for issue in library.mailed_issues)
    return max(views, key=lambda found: len(found.composition.sections))


@contextmanager
def list_of(folder: Path, count: int) -> Iterator[SubscriberList]:
    """A list with so many subscribers."""
    made = SubscriberList.of_project(folder, "privat/versand")
    with made.transaction():
        for n in range(count):
            made.add(Subscriber("", f"leser-{n}@betrieb-{n % 977}.example", (), "", "confirmed", date(2026, 1, 1)), datetime.now(UTC))
    yield made
    made.close()


def sending(count: int) -> tuple[float, float]:
    """Messages a second into Postfix, and milliseconds of our own CPU time for each."""
    with tempfile.TemporaryDirectory() as name, running_postfix() as postfix, list_of(Path(name), count) as readers:
        shown, ledger = view(), FileLedger(readers.folder / LEDGER)
        ledger.plan(shown.composition.issue.id, assigned(readers, [shown]))
        letters = IssueLetters({"": shown}, ThemeTemplates(ROOT, "de"), readers.tokens, lambda message: message)
        relay = SmtpRelay(ServerAddress("127.0.0.1", postfix.port, "none"))
        started, spent = time.monotonic(), time.process_time()
        Sender(World(ledger, relay, readers, RunningClock(), Nobody()), letters, Window(None, timedelta(minutes=1))).run(shown.composition.issue.id)
        seconds, spent = time.monotonic() - started, time.process_time() - spent
        assert ledger.counts(shown.composition.issue.id) == {State.SENT: count}
        ledger.close()
    return count / seconds, spent / count * 1000


def planning(count: int) -> int:
    """Plan, and print seconds and peak memory."""
    with tempfile.TemporaryDirectory() as name, list_of(Path(name), count) as readers:
        shown, ledger = view(), FileLedger(readers.folder / LEDGER)
        before, started, spent = peak(), time.monotonic(), time.process_time()
        planned = ledger.plan("2026-11", assigned(readers, [shown]))
        print(planned, time.monotonic() - started, peak(), before, time.process_time() - spent)
        ledger.close()
    return 0


def peak() -> float:
    """Peak memory of this process in megabytes."""
    found = re.search(r"VmHWM:\s+([0-9]+)", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) / 1024


def main() -> int:
    """Measure, print, compare with the budget."""
    if sys.argv[1:2] == ["plan"]:
        return planning(int(sys.argv[2]))
    count, many = (int(argument) for argument in [*sys.argv[1:], "1000", "500000"][:2]) if len(sys.argv) != 2 else (int(sys.argv[1]), 500_000)
    rate, own = sending(count)
    print(f"{count} messages to Postfix, fsync before each: {rate:.0f} a second (budget {BUDGET['rate']:.0f}), {own:.1f} ms of our CPU time each")
    told = subprocess.run([sys.executable, "-m", "bench.sending", "plan", str(many)], cwd=ROOT, check=True, capture_output=True, text=True).stdout.split()
    seconds, memory = float(told[1]), float(told[2])
    print(f"{told[0]} recipients planned in {seconds:.1f} s ({float(told[4]):.1f} s of CPU time), {memory:.0f} MB at most ({float(told[3]):.0f} MB before)")
    kept = rate >= BUDGET["rate"] and seconds <= BUDGET["plan"] * many / 500_000 and memory <= BUDGET["memory"]
    print("within the budget" if kept else "OVER THE BUDGET")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
