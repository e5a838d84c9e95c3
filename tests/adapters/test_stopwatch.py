"""Where the time of a command goes."""

import subprocess
import sys

from tests.fakes import WORDS

from kammerton.adapters.stopwatch import Stopwatch, profile, spent
from kammerton.domain.diagnostic import M


class _Clock:
    """Tells the seconds it is set to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class _Watch(Stopwatch):
    """A stopwatch with clocks the test moves."""

    def __init__(self) -> None:
        self.wall, self.cpu = _Clock(), _Clock()
        super().__init__(self.wall, self.cpu)

    def work(self, wall: float, cpu: float) -> None:
        self.wall.now += wall
        self.cpu.now += cpu


def test_each_moment_belongs_to_one_stage() -> None:
    """The innermost; what belongs to none comes last, and together it is all the time there was."""
    watch = _Watch()
    watch.work(1.0, 0.5)
    watch.begin(M("Außen"))
    watch.work(2.0, 1.0)
    watch.begin(M("Innen"))
    watch.work(4.0, 6.0)
    watch.end()
    watch.work(8.0, 3.0)
    watch.end()

    assert [(stage.name.template, stage.wall, stage.cpu) for stage in watch.stages()] == [("Außen", 10.0, 4.0), ("Innen", 4.0, 6.0), ("Übriges", 1.0, 0.5)]


def test_stages_of_one_name_are_one() -> None:
    """However often it begins."""
    watch = _Watch()
    for _ in range(2):
        watch.begin(M("Texte lesen")).steps += 3
        watch.work(1.0, 1.0)
        watch.end()

    assert [(stage.wall, stage.steps) for stage in watch.stages()] == [(2.0, 6), (0.0, 0)]


def test_the_table() -> None:
    """Seconds, share, seconds of processors, counts where there are any; the sum last."""
    watch = _Watch()
    stage = watch.begin(M("Bilder aufbereiten"))
    stage.steps, stage.made, stage.kept = 1200, 200, 1000
    watch.work(7.5, 15.0)
    watch.end()
    watch.work(2.5, 0.25)

    assert [*profile(watch.stages(), WORDS)] == [
        ("Schritt", "Sekunden", "Anteil", "Rechenzeit", "Anzahl", "neu gemacht", "behalten"),
        ("Bilder aufbereiten", "7,50", "75\xa0%", "15,00", "1.200", "200", "1.000"),
        ("Übriges", "2,50", "25\xa0%", "0,25", "", "", ""),
        ("Zusammen", "10,00", "100\xa0%", "15,25", "", "", ""),
    ]


def test_processes_that_ended_count() -> None:
    """What a process we started has worked is ours, once it has ended."""
    before = spent()
    told = subprocess.run(
        [sys.executable, "-c", "import time; sum(range(2_000_000)); print(time.process_time())"], capture_output=True, text=True, check=True
    ).stdout

    assert spent() - before >= float(told)
