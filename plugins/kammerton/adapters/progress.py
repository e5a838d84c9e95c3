"""How far long work has come: a bar on a terminal, plain lines in a log."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console as RichConsole
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

from kammerton.app.ports import Progress
from kammerton.domain.diagnostic import M, Message
from kammerton.rendering.words import Words

_SECONDS_BETWEEN_LINES = 30.0


class ProgressBar:
    """The real ``Progress``: a bar with the remaining time on a terminal, else a line at most every 30 seconds.

    Nothing is shown for work of ``total`` 0. Use it as a context manager; leaving it takes the bar away.
    """

    def __init__(self, words: Words, what: Message, total: int, out: TextIO | None = None) -> None:
        """Take the words, what is being done, and how many steps it has; ``out`` is standard error unless told otherwise."""
        self._words, self._what, self._total, self._done = words, what, total, 0
        self._console = RichConsole(file=out or sys.stderr, markup=False, highlight=False, soft_wrap=True)
        self._bar = self._rich_bar() if self._console.is_terminal and total else None
        self._told = monotonic()

    def _rich_bar(self) -> RichProgress:
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = RichProgress(*columns, console=self._console, transient=True)
        bar.add_task(self._words.text(self._what), total=self._total)
        return bar

    def __enter__(self) -> Self:
        """Show the bar."""
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, reason: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()

    def step(self, steps: int = 1) -> None:
        """So many steps more are done."""
        self._done += steps
        if self._bar:
            self._bar.update(self._bar.task_ids[0], advance=steps)
        elif monotonic() - self._told >= _SECONDS_BETWEEN_LINES:
            self._told = monotonic()
            line = M("{what}: {done} von {total}", what=self._what, done=self._words.number(self._done), total=self._words.number(self._total))
            self._console.print(self._words.text(line))


@contextmanager
def no_progress() -> Iterator[Progress]:
    """Progress that nobody watches."""
    yield _Unwatched()


class _Unwatched:
    def step(self, steps: int = 1) -> None:
        """Say nothing."""
