"""A bound for hostile input: what takes longer fails, however deep in a regular expression it is."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest


class _TooLateError(BaseException):
    """Not caught by anything on its way."""


def _too_late(_signal: int, _frame: FrameType | None) -> None:
    raise _TooLateError


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Fail when the block takes more time of the processor; how busy the machine is does not count."""
    late = False
    before = signal.signal(signal.SIGPROF, _too_late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except _TooLateError:
        late = True
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    if late:
        pytest.fail(f"not done within {seconds} s", pytrace=False)
