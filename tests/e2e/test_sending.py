"""Sending with real parts: killed and resumed against a faulty relay, through a real Postfix, and with everything that can be wrong around it."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC
from pathlib import Path

import pytest
from tests.e2e.relays import ChaoticRelay, QuickClock, listening
from tests.e2e.sender import ISSUE

from kammerton.adapters.ledger import LEDGER, FileLedger
from kammerton.app.reconcile import settle_by_log
from kammerton.delivery.ledger import State
from kammerton.delivery.relay_log import read_relay_log

pytestmark = pytest.mark.e2e
ROOT = Path(__file__).parents[2]
READERS, KILLS, TIMES = 2300, 12, 600.0


def start(folder: Path, port: int, began: float) -> subprocess.Popen[bytes]:
    """One run of sending in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'plugins'}"}
    arguments = [str(folder), str(port), str(READERS), str(began), str(TIMES)]
    return subprocess.Popen([sys.executable, str(ROOT / "tests" / "e2e" / "sender.py"), *arguments], env=environment, cwd=ROOT)


def test_whatever_happens_nobody_gets_it_twice_and_nobody_is_forgotten(tmp_path: Path) -> None:
    """2,300 recipients, a relay with every fault, SIGKILL at twelve random moments: nothing twice, nothing called sent that did not arrive, all settled in the end."""
    began, chance = time.time(), random.Random(20261126)
    clock = QuickClock(began, TIMES)
    relay = ChaoticRelay(tmp_path / "mail.log", clock)
    relay.write("master", "daemon started")
    kills = 0
    with listening(relay) as port:
        for goal in sorted(chance.sample(range(20, READERS - 100), KILLS)):
            process = start(tmp_path, port, began)
            while len(relay.accepted) < goal and process.poll() is None:
                time.sleep(0.002)
            time.sleep(chance.random() * 0.02)
            assert process.poll() is None, "it ended before it was killed"
            process.send_signal(signal.SIGKILL)
            process.wait()
            kills += 1
        assert start(tmp_path, port, began).wait() == 0

        ledger = FileLedger(tmp_path / LEDGER)
        counts, unknown = ledger.counts(ISSUE), ledger.in_state(ISSUE, State.UNKNOWN)
        sent = {delivery.message_id.encode() for delivery in ledger.in_state(ISSUE, State.SENT)}
        accepted = Counter(relay.accepted)
        assert [name for name, times in accepted.items() if times > 1] == []
        assert sent - set(accepted) == set()
        assert len(unknown) <= kills + relay.drops
        assert set(counts) <= {State.SENT, State.REFUSED, State.UNKNOWN}
        assert all(relay.faults[fault] for fault in ("451", "421", "452", "550", "451 late", "dropped before", "dropped after", "dropped early"))

        time.sleep(15 * 60 / TIMES + 0.5)
        relay.write("anvil", "statistics: max connection rate 1/60s")
        settled = settle_by_log(ledger, ISSUE, read_relay_log(relay.log.read_text(encoding="utf-8").splitlines(), clock.now(), UTC))
        assert (settled.sent + settled.queued, settled.unknown) == (len(unknown), 0)
        assert settled.queued >= relay.faults["dropped before"]
        ledger.close()
        assert start(tmp_path, port, began).wait() == 0

    ledger = FileLedger(tmp_path / LEDGER)
    refused = sum(1 for n in range(READERS) if n % 100 == 7)
    assert ledger.counts(ISSUE) == {State.SENT: READERS - refused, State.REFUSED: refused}
    ledger.close()
    assert Counter(relay.accepted) == {delivered: 1 for delivered in relay.accepted}
    assert len(relay.accepted) == READERS - refused
