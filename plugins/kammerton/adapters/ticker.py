"""Something done a few times a second beside the work, in a thread that is never there while the process forks.

A thread that holds a lock while its process forks leaves the copy a lock nobody opens again. So the thread ends before
each fork and begins again after it, in the process it belongs to; a copy has none.
"""

import os
from collections.abc import Callable
from threading import Event, Thread

_SECONDS = 0.2


class Ticker:
    """Calls ``tick`` a few times a second between ``start`` and ``stop``; once it raises ``OSError``, never again."""

    def __init__(self, tick: Callable[[], None], seconds: float = _SECONDS) -> None:
        """Take what to call, and how long to wait between two calls."""
        self._tick, self._seconds = tick, seconds
        self._ended, self._thread, self._process = Event(), Thread(), os.getpid()

    def start(self) -> None:
        """Begin; where it runs already, or in a copy of the process, nothing happens."""
        if self not in _RUNNING and os.getpid() == self._process:
            _RUNNING.add(self)
            self.go_on()

    def stop(self) -> None:
        """Be still, for good once this returns."""
        if self in _RUNNING:
            _RUNNING.remove(self)
            self.rest()

    def rest(self) -> None:
        """End the thread and wait until it has ended."""
        self._ended.set()
        self._thread.join()

    def go_on(self) -> None:
        """Begin a thread."""
        self._ended.clear()
        self._thread = Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._ended.wait(self._seconds):
            try:
                self._tick()
            except OSError:  # nobody reads any more
                return


_RUNNING: set[Ticker] = set()


def _rest() -> None:
    for ticker in _RUNNING:
        ticker.rest()


def _go_on() -> None:
    for ticker in _RUNNING:
        ticker.go_on()


os.register_at_fork(before=_rest, after_in_parent=_go_on, after_in_child=_RUNNING.clear)
