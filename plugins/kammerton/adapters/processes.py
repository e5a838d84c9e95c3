"""Work shared among processes: copies of this one (fork), so that each has everything that has been read without reading it again.

Where a copy cannot be made (Windows), where there is little to do or only one processor, the work is done here: slower, with the same result.
"""

import gc
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import BinaryIO, TypeVar, cast

from kammerton.domain.diagnostic import M, SetupError

# So many processes at most: more only wait for the disk.
_MOST = 4
# Whoever wants to say how many sets this variable.
PROCESSES = "KAMMERTON_PROZESSE"
T = TypeVar("T")
R = TypeVar("R")


class ProcessError(Exception):
    """A copy of this process made a mistake; the text is its traceback."""


def processors() -> int:
    """How many processes share the work: what ``KAMMERTON_PROZESSE`` says, else as many as there are processors, four at most."""
    stated = os.environ.get(PROCESSES, "")
    if stated.isdigit() and int(stated):
        return int(stated)
    return min(_MOST, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def shared(things: Sequence[T], work: Callable[[Sequence[T]], R], *, least: int) -> list[R]:
    """What ``work`` makes of each share of the things; a share has at least ``least`` of them.

    Raises what ``work`` raised, where that is a ``SetupError`` or an ``OSError``, else ``ProcessError``.
    """
    shares = max(1, min(processors(), len(things) // max(1, least)))
    if shares == 1 or not hasattr(os, "fork"):
        return [work(things)]
    gc.freeze()  # what is there already is not looked through, now or later, so that copies go on sharing its memory
    children: list[tuple[int, BinaryIO]] = []
    try:
        children += (_begun(things[number::shares], work) for number in range(1, shares))
        own = _attempted(things[0::shares], work)
        answers = [own, *(_ended(child, line) for child, line in children)]
    except BaseException:  # somebody wants to stop: nobody is left behind
        for child, line in children:
            _stop(child, line)
        raise
    finally:
        gc.unfreeze()
    for _, problem in answers:
        if problem is not None:
            raise problem
    return [cast("R", result) for result, _ in answers]


def each(look: Callable[[T], R], things: Sequence[T], *, least: int = 200) -> list[R]:
    """What ``look`` makes of each thing, in their order; ``least`` and what is raised as ``shared`` has it."""
    found = shared(things, partial(_all, look), least=least)
    return [found[number % len(found)][number // len(found)] for number in range(len(things))]


@contextmanager
def beside(work: Callable[[], R]) -> Iterator[list[R]]:
    """Have a copy of this process do work while this one goes on with what is inside; both are done afterwards, and the result is in the list.

    Where no copy can be made, or there is one processor, the work is done after what is inside. Raises as ``shared``.
    """
    results: list[R] = []
    if processors() == 1 or not hasattr(os, "fork"):
        try:
            yield results
        finally:
            results.append(work())
        return
    child, line = _begun((), lambda _: work())
    try:
        yield results
    finally:
        result, problem = _ended(child, line)
    if problem is not None:
        raise problem
    results.append(cast("R", result))


def _all(look: Callable[[T], R], things: Sequence[T]) -> list[R]:
    return [look(thing) for thing in things]


def _attempted(things: Sequence[T], work: Callable[[Sequence[T]], R]) -> tuple[R | None, Exception | None]:
    try:
        return work(things), None
    except (SetupError, OSError) as reason:
        return None, reason
    except Exception:  # noqa: BLE001 - told by the process that has somebody to tell
        return None, ProcessError(traceback.format_exc())


def _begun(things: Sequence[T], work: Callable[[Sequence[T]], R]) -> tuple[int, BinaryIO]:
    """Start a copy of this process on its share; its number, and where its answer will come from."""
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(theirs)
        return child, os.fdopen(ours, "rb")
    os.close(ours)
    code = 1
    try:
        with os.fdopen(theirs, "wb") as line:
            pickle.dump(_attempted(things, work), line, protocol=5)
        code = 0
    finally:
        os._exit(code)  # nothing of what this process would do at its end is a copy's business


def _stop(child: int, line: BinaryIO) -> None:
    """End a copy that has not been waited for yet."""
    if not line.closed:
        line.close()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


def _ended(child: int, line: BinaryIO) -> tuple[object, Exception | None]:
    """The answer of a copy, once it has ended."""
    with line:
        content = line.read()
    if os.WIFSIGNALED(os.waitpid(child, 0)[1]):
        return None, SetupError(
            M("Ein Teil der Arbeit ist abgebrochen, wohl weil der Arbeitsspeicher nicht reichte. Mit KAMMERTON_PROZESSE=1 braucht es weniger.")
        )
    try:
        return cast("tuple[object, Exception | None]", pickle.loads(content))  # noqa: S301 - from a copy of this process
    except (pickle.UnpicklingError, EOFError):
        return None, ProcessError("a copy of this process ended without an answer")
