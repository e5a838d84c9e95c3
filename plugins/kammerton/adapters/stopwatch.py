"""Where the time of a command goes: each moment belongs to the innermost open stage, or to none."""

import resource
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from time import monotonic, process_time

from kammerton.domain.diagnostic import M, Message
from kammerton.rendering.words import Words


def spent() -> float:
    """Seconds of processor time this process has used, with every process it has started and that has ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return process_time() + ended.ru_utime + ended.ru_stime


@dataclass
class Spent:
    """What a stage took: seconds that went by, seconds of processors, steps, and what of it was kept or made."""

    name: Message
    wall: float = 0.0
    cpu: float = 0.0
    steps: int = 0
    kept: int = 0
    made: int = 0


class Stopwatch:
    """Adds up stages by their names, in the order in which they first began."""

    def __init__(self, wall: Callable[[], float] = monotonic, cpu: Callable[[], float] = spent) -> None:
        """Begin; ``wall`` and ``cpu`` tell seconds."""
        self._wall, self._cpu = wall, cpu
        self._stages: dict[Message, Spent] = {}
        self._open: list[Spent] = []
        self._rest = Spent(M("Übriges"))
        self._mark = wall(), cpu()

    def begin(self, name: Message) -> Spent:
        """A stage begins; one that is open rests meanwhile."""
        self._book()
        stage = self._stages.setdefault(name, Spent(name))
        self._open.append(stage)
        return stage

    def end(self) -> None:
        """The innermost stage ends."""
        self._book()
        self._open.pop()

    def stages(self) -> tuple[Spent, ...]:
        """Every stage until now, and last what belongs to none."""
        self._book()
        return (*self._stages.values(), self._rest)

    def _book(self) -> None:
        """What went by since the last time belongs to the innermost stage."""
        now = self._wall(), self._cpu()
        stage = self._open[-1] if self._open else self._rest
        stage.wall += now[0] - self._mark[0]
        stage.cpu += now[1] - self._mark[1]
        self._mark = now


def profile(stages: tuple[Spent, ...], words: Words) -> Iterator[tuple[str, ...]]:
    """The rows of a table that tells where the time went, head and sum included."""
    total = Spent(M("Zusammen"), *(sum(column) for column in zip(*((s.wall, s.cpu) for s in stages), strict=True)))
    yield tuple(map(words.text, (M("Schritt"), M("Sekunden"), M("Anteil"), M("Rechenzeit"), M("Anzahl"), M("neu gemacht"), M("behalten"))))
    for stage in (*stages, total):
        share = words.percent(stage.wall / total.wall if total.wall else 0.0)
        counts = tuple(words.number(count) if count else "" for count in (stage.steps, stage.made, stage.kept))
        yield (words.text(stage.name), words.hundredths(stage.wall), share, words.hundredths(stage.cpu), *counts)
