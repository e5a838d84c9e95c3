"""How far long work has come: one line on a terminal that goes away again, plain lines in a log, nothing for what is quick."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from threading import RLock
from time import monotonic
from typing import TYPE_CHECKING, TextIO

from kammerton.adapters.open_stage import OpenStage
from kammerton.adapters.stopwatch import Spent, Stopwatch
from kammerton.adapters.ticker import Ticker
from kammerton.domain.diagnostic import M, Message, SetupError
from kammerton.rendering.words import Words

if TYPE_CHECKING:
    from kammerton.adapters.progress_bar import ProgressBar

VARIABLE = "KAMMERTON_FORTSCHRITT"
# Seconds of work before anything is shown: of a bar, of lines; then until the next line.
_PATIENCE, _FIRST_LINE, _BETWEEN_LINES = 2.0, 10.0, 30.0


class Manner(StrEnum):
    """How progress is shown."""

    BAR = "balken"
    LINES = "zeilen"
    NOTHING = "aus"


def wanted_manner(out: TextIO, environment: Mapping[str, str]) -> Manner:
    """What the environment asks for, else a bar where a person sees it and lines everywhere else. Raises ``SetupError``."""
    wanted = environment.get(VARIABLE, "").strip()
    if wanted and wanted not in set(Manner):
        raise SetupError(M("{name} ist „{value}“. Möglich sind: {choices}.", name=VARIABLE, value=wanted, choices=", ".join(Manner)))
    if wanted in (Manner.LINES, Manner.NOTHING):
        return Manner(wanted)
    is_fit = environment.get("TERM", "dumb") not in ("dumb", "unknown") and not environment.get("CI")
    return Manner.BAR if out.isatty() and (is_fit or wanted == Manner.BAR) else Manner.LINES


class ConsoleWatch:
    """The real ``Watch``, on standard error. In a copy of the process it shows nothing."""

    def __init__(self, words: Words, manner: Manner, out: TextIO | None = None, *, tells_stages: bool = False) -> None:
        """Take the words and how to show progress; ``tells_stages`` names each stage in a line of its own, which leaves no place for a bar."""
        self._words, self._out = words, out or sys.stderr
        self._manner = Manner.LINES if tells_stages and manner is Manner.BAR else manner
        self._tells_stages = tells_stages
        self._stopwatch, self._open = Stopwatch(), list[OpenStage]()
        self._bar: ProgressBar | None = None
        self._lock, self._ticker, self._process = RLock(), Ticker(self.tick), os.getpid()
        self._began: float | None = None
        self._next_line = 0.0

    @contextmanager
    def stage(self, name: Message, total: int = 0) -> Iterator[OpenStage]:
        """Begin a stage; it ends with the context."""
        stage = self._begin(name, total)
        kept, made = stage.spent.kept, stage.spent.made
        try:
            yield stage
        finally:
            with self._lock:
                self._stopwatch.end()
                self._open.pop()
            self._tell_kept(stage.spent.kept - kept, stage.spent.made - made)

    def kept(self, things: int = 1) -> None:
        """So many things of the innermost stage are kept from before."""
        if self._open:
            self._open[-1].spent.kept += things

    def made(self, things: int = 1) -> None:
        """So many things of the innermost stage had to be made."""
        if self._open:
            self._open[-1].spent.made += things

    def spent(self) -> tuple[Spent, ...]:
        """Where the time went until now."""
        return self._stopwatch.stages()

    def pause(self) -> None:
        """Take the bar away, for something else is shown or asked; patience begins anew."""
        with self._lock:
            self._began = None
            self._hide()

    def close(self) -> None:
        """Show nothing more."""
        self._ticker.stop()
        self.pause()

    def tick(self) -> None:
        """Show how far the innermost stage is, where it is time to."""
        with self._lock:
            now = monotonic()
            if not self._open:
                self._hide()
            elif self._began is None:
                self._start_waiting(now)
            elif self._manner is Manner.BAR and now - self._began >= _PATIENCE:
                self._draw(self._open[-1])
            elif self._manner is Manner.LINES and now >= self._next_line:
                self._next_line = now + _BETWEEN_LINES
                self._print(self._open[-1].line(self._words))

    def _begin(self, name: Message, total: int) -> OpenStage:
        with self._lock:
            stage = OpenStage(self._stopwatch.begin(name), total, monotonic)
            self._open.append(stage)
            if self._began is None:
                self._start_waiting(monotonic())
        if self._tells_stages:
            number = self._words.number(total)
            self._print(self._words.text(M("{what} ({n}) …", what=name, n=number) if total else M("{what} …", what=name)))
        if self._manner is not Manner.NOTHING:
            self._ticker.start()
        return stage

    def _start_waiting(self, now: float) -> None:
        self._began, self._next_line = now, now + _FIRST_LINE

    def _tell_kept(self, kept: int, made: int) -> None:
        if self._tells_stages and (kept or made):
            number = self._words.number
            self._print(self._words.text(M("  {made} neu gemacht, {kept} von früher behalten", made=number(made), kept=number(kept))))

    def _draw(self, stage: OpenStage) -> None:
        from kammerton.adapters.progress_bar import ProgressBar

        if self._bar is None:
            self._bar = ProgressBar(self._words, self._out, monotonic)
        self._bar.show(stage)

    def _hide(self) -> None:
        if self._bar is not None and os.getpid() == self._process:
            with suppress(OSError):  # whoever looked on may have gone; the work goes on
                self._bar.hide()

    def _print(self, line: str) -> None:
        if os.getpid() == self._process:
            with suppress(OSError):
                self._out.write(f"{line}\n")
                self._out.flush()
