"""The clock, read once a build."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from time import monotonic, sleep

from pydantic_core import PydanticCustomError

from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.moments import ZONE, parse_moment


def read_clock(stated: str | None) -> datetime:
    """The moment of the build: ``--now``, else ``KAMMERTON_NOW``, else the clock. Raises ``SetupError``."""
    text = stated or os.environ.get("KAMMERTON_NOW")
    if not text:
        return datetime.now(ZONE)
    try:
        moment = parse_moment(text.strip())
    except PydanticCustomError:
        raise SetupError(M('„{value}“ ist kein Zeitpunkt. Schreiben Sie zum Beispiel --now 2026-11-21 oder --now "2026-11-21 18:30".', value=text)) from None
    assert isinstance(moment, datetime)
    return moment


# So often a waiting program looks whether somebody wants to stop; an event set by a signal could wait for itself.
_GLANCE = 0.5


class RunningClock:
    """The real ``kammerton.app.sending_ports.Clock``: work that takes hours ends well when somebody presses Ctrl+C or the machine shuts down."""

    def __init__(self) -> None:
        self._stopped = False

    @property
    def is_interrupted(self) -> bool:
        """Whether somebody wants to stop."""
        return self._stopped

    def now(self) -> datetime:
        """This moment."""
        return datetime.now(ZONE)

    def sleep(self, seconds: float) -> None:
        """Wait so long, or until somebody wants to stop."""
        until = monotonic() + seconds
        while not self._stopped and (left := until - monotonic()) > 0:
            sleep(min(left, _GLANCE))

    @contextmanager
    def listening(self) -> Iterator["RunningClock"]:
        """Take Ctrl+C and SIGTERM as the wish to stop: what is begun is finished first. A second Ctrl+C stops at once."""

        def wish(number: int, _frame: object) -> None:
            self._stopped = True
            signal.signal(number, before[number])

        before = {int(number): signal.signal(number, wish) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield self
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
