"""The moment of a build."""

import os
import signal
import threading
from datetime import datetime, timedelta

import pytest
from tests.fakes import WORDS

from kammerton.adapters.clock import RunningClock, read_clock
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.moments import ZONE


@pytest.mark.parametrize(
    ("stated", "environment", "expected"),
    [
        ("2026-12-24", None, datetime(2026, 12, 24, tzinfo=ZONE)),
        ("2026-12-24 18:30", None, datetime(2026, 12, 24, 18, 30, tzinfo=ZONE)),
        ("24.12.2026", None, datetime(2026, 12, 24, tzinfo=ZONE)),
        (" 2026-12-24 ", None, datetime(2026, 12, 24, tzinfo=ZONE)),
        (None, "2026-07-01 08:00", datetime(2026, 7, 1, 8, tzinfo=ZONE)),
        ("2026-12-24", "2026-07-01", datetime(2026, 12, 24, tzinfo=ZONE)),
        ("", "2026-07-01", datetime(2026, 7, 1, tzinfo=ZONE)),
    ],
    ids=["day", "time", "German", "blanks", "environment", "switch wins", "empty switch"],
)
def test_stated(monkeypatch: pytest.MonkeyPatch, stated: str | None, environment: str | None, expected: datetime) -> None:
    """--now comes first, then KAMMERTON_NOW, both in the time of the region."""
    monkeypatch.delenv("KAMMERTON_NOW", raising=False)
    if environment is not None:
        monkeypatch.setenv("KAMMERTON_NOW", environment)

    assert expected == read_clock(stated)


@pytest.mark.parametrize("environment", [None, ""])
def test_the_real_clock(monkeypatch: pytest.MonkeyPatch, environment: str | None) -> None:
    """Without either it is now, with a zone."""
    monkeypatch.delenv("KAMMERTON_NOW", raising=False)
    if environment is not None:
        monkeypatch.setenv("KAMMERTON_NOW", environment)
    now = read_clock(None)

    assert now.tzinfo is ZONE
    assert abs(now - datetime.now(ZONE)) < timedelta(seconds=5)


@pytest.mark.parametrize("value", ["morgen", "2026-13-01", "2026-02-30", "2026-03-29 02:30", "18:30", "2026-12-24 25:00"])
@pytest.mark.parametrize("place", ["switch", "environment"])
def test_no_moment(monkeypatch: pytest.MonkeyPatch, value: str, place: str) -> None:
    """What is no moment is told in one sentence, with the value and an example."""
    monkeypatch.setenv("KAMMERTON_NOW", value if place == "environment" else "")

    with pytest.raises(SetupError) as caught:
        read_clock(value if place == "switch" else None)

    assert WORDS.text(caught.value.message).startswith(f"„{value}“ ist kein Zeitpunkt.")


def test_whoever_wants_to_stop_is_heard_while_waiting() -> None:
    """Ctrl+C ends the waiting and nothing else; afterwards it means what it meant before."""
    before = signal.getsignal(signal.SIGINT)
    clock = RunningClock()
    with clock.listening():
        threading.Timer(0.1, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
        clock.sleep(60)

    assert clock.is_interrupted
    assert signal.getsignal(signal.SIGINT) is before
