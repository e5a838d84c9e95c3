"""How far long work has come: a bar on a terminal, plain lines in a log."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import TracebackType
from typing import Self, TextIO

from rich.console import Console as RichConsole
from rich.progress import BarColumn, MofNCompleteColumn, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress
from rich.text import Text

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
        columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), self._remaining())
        bar = RichProgress(*columns, console=self._console, transient=True, refresh_per_second=4)
        bar.add_task(self._words.text(self._what), total=self._total)
        return bar

    def _remaining(self) -> ProgressColumn:
        """The part of the bar that tells how long it still takes."""
        return TimeRemainingColumn()

    def _line(self) -> Message:
        """What a log is told."""
        return M("{what}: {done} von {total}", what=self._what, done=self._words.number(self._done), total=self._words.number(self._total))

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
            self._console.print(self._words.text(self._line()))


class SendingBar(ProgressBar):
    """The real ``SendingWatch``: the remaining time is told by the work, because a relay's limit is known and a speed tells nothing of it."""

    _ends: float | None = None

    def remains(self, seconds: float) -> None:
        """It will probably take so long from now on."""
        self._ends = monotonic() + seconds

    def told(self) -> str:
        """The remaining time in words; nothing where it is not known yet."""
        if self._ends is None:
            return ""
        return self._words.text(M("noch etwa {duration}", duration=self._words.duration(max(1.0, self._ends - monotonic()))))

    def _remaining(self) -> ProgressColumn:
        return _Told(self)

    def _line(self) -> Message:
        return M("{line}, {remaining}", line=super()._line(), remaining=self.told()) if self.told() else super()._line()


class _Told(ProgressColumn):
    """A column with the remaining time in words."""

    def __init__(self, bar: SendingBar) -> None:
        super().__init__()
        self._bar = bar

    def render(self, task: Task) -> Text:  # noqa: ARG002 - the bar knows
        return Text(self._bar.told())


@contextmanager
def no_progress() -> Iterator[Progress]:
    """Progress that nobody watches."""
    yield _Unwatched()


class _Unwatched:
    def step(self, steps: int = 1) -> None:
        """Say nothing."""
