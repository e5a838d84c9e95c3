"""A stage of long work while it runs: the real ``Progress``, and ``SendingWatch`` where the work knows how long it takes."""

from collections.abc import Callable

from kammerton.adapters.stopwatch import Spent
from kammerton.domain.diagnostic import M, Message
from kammerton.rendering.words import Words


class OpenStage:
    """Counts steps and shows nothing; whoever shows it looks at it from time to time, so that a step costs next to nothing."""

    def __init__(self, spent: Spent, total: int, clock: Callable[[], float]) -> None:
        """Take where its steps are added up, how many there will be (0: unknown), and what tells seconds."""
        self.spent, self.total, self.done = spent, total, 0
        self._clock = clock
        self._ends: float | None = None

    @property
    def name(self) -> Message:
        """What is done."""
        return self.spent.name

    def step(self, steps: int = 1) -> None:
        """So many steps more are done."""
        self.done += steps
        self.spent.steps += steps

    def remains(self, seconds: float) -> None:
        """It will probably take so long from now on: a relay's limit is known, and a speed tells nothing of it."""
        self._ends = self._clock() + seconds

    def remaining(self, words: Words, guessed: float | None = None) -> str:
        """How long it still takes, in words: as the work tells it, else the ``guessed`` seconds; nothing where neither is known."""
        seconds = guessed if self._ends is None else self._ends - self._clock()
        return "" if seconds is None else words.text(M("noch etwa {duration}", duration=words.duration(max(1.0, seconds))))

    def line(self, words: Words) -> str:
        """How far it is, as a log is told."""
        what = words.text(self.name)
        if self.total:
            what = words.text(M("{what}: {done} von {total}", what=what, done=words.number(self.done), total=words.number(self.total)))
        elif self.done:
            what = words.text(M("{what}: {done}", what=what, done=words.number(self.done)))
        else:
            what = words.text(M("{what} …", what=what))
        remaining = self.remaining(words)
        return words.text(M("{line}, {remaining}", line=what, remaining=remaining)) if remaining else what
