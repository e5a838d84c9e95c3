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
    """Fail when the block is not done in time."""
    late = False
    before = signal.signal(signal.SIGALRM, _too_late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    except _TooLateError:
        late = True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    if late:
        pytest.fail(f"not done within {seconds} s", pytrace=False)
