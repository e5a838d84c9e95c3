"""A thread beside the work, which is never there while the process forks."""

import os
import threading

from kammerton.adapters import ticker as module
from kammerton.adapters.ticker import Ticker


class _Counter:
    """Counts ticks; a test may wait for one."""

    def __init__(self) -> None:
        self.ticked = threading.Event()

    def __call__(self) -> None:
        self.ticked.set()

    def comes(self) -> bool:
        """Whether another tick comes."""
        self.ticked.clear()
        return self.ticked.wait(60)


def test_it_ticks_until_it_is_stopped() -> None:
    """Once ``stop`` has returned nothing ticks any more; starting twice is no more than once."""
    counter = _Counter()
    ticker = Ticker(counter, 0.001)
    ticker.start()
    ticker.start()

    assert counter.comes()
    ticker.stop()
    assert not ticker._thread.is_alive()
    ticker.stop()


def test_it_rests_while_the_process_forks() -> None:
    """No thread is copied; afterwards it ticks on here, and never in the copy."""
    counter = _Counter()
    ticker = Ticker(counter, 0.001)
    ticker.start()

    module._rest()
    rested = not ticker._thread.is_alive()
    module._go_on()
    child = os.fork()
    if child == 0:
        ticker.start()
        ticker.stop()
        os._exit(threading.active_count() if not ticker._thread.is_alive() else 99)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    ticks_on = counter.comes()
    ticker.stop()

    assert (rested, status, ticks_on) == (True, 1, True)


def test_it_is_still_once_nobody_looks() -> None:
    """A terminal that has gone away is no reason for a traceback."""

    def tick() -> None:
        raise BrokenPipeError

    ticker = Ticker(tick, 0.001)
    ticker.start()
    ticker._thread.join(60)

    assert not ticker._thread.is_alive()
    ticker.stop()
