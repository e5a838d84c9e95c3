"""Progress: a line that goes away for people, plain lines for logs, nothing for what is quick."""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO

import pytest
from tests.e2e.terminals import left_on_screen

from kammerton.adapters import progress
from kammerton.adapters.catalogue import german_words
from kammerton.adapters.console import Console
from kammerton.adapters.progress import ConsoleWatch, Manner, wanted_manner
from kammerton.domain.diagnostic import M, SetupError

SENDING = M("Versand")


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class _Still:
    """A ticker that the test moves."""

    def __init__(self, _tick: object) -> None:
        pass

    def start(self) -> None:
        pass

    def stop(self) -> None:
        pass


class _Gone(StringIO):
    """Nobody reads any more."""

    def write(self, _text: str) -> int:
        raise BrokenPipeError


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True

    @property
    def screen(self) -> str:
        """What is to be seen at the end, without colours."""
        return left_on_screen(self.getvalue())


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Iterator[_Clock]:
    """Seconds and ticks as the test wants them, and a wide terminal."""
    clock = _Clock()
    monkeypatch.setattr(progress, "monotonic", clock)
    monkeypatch.setattr(progress, "Ticker", _Still)
    monkeypatch.setenv("COLUMNS", "120")
    return clock


def watch(out: StringIO, manner: Manner = Manner.LINES, *, tells_stages: bool = False) -> ConsoleWatch:
    """A watch that speaks German."""
    return ConsoleWatch(german_words(), manner, out, tells_stages=tells_stages)


def test_a_log_gets_a_line_after_ten_seconds_and_then_every_thirty(clock: _Clock) -> None:
    """Where nobody sees a bar, plain lines say how far the work is, not one a step."""
    out = StringIO()
    watched = watch(out)

    with watched.stage(SENDING, 2300) as stage:
        for second in range(1, 75):
            clock.now = float(second)
            stage.step(20)
            watched.tick()

    assert out.getvalue() == "Versand: 200 von 2.300\nVersand: 800 von 2.300\nVersand: 1.400 von 2.300\n"


@pytest.mark.parametrize(("manner", "seconds"), [(Manner.BAR, 1.9), (Manner.LINES, 9.9), (Manner.NOTHING, 99.0)])
def test_quick_work_says_nothing(manner: Manner, seconds: float, clock: _Clock) -> None:
    """Also when it has many stages."""
    out = _Terminal()
    watched = watch(out, manner)

    for name in (M("Bilder aufbereiten"), M("Texte lesen")):
        with watched.stage(name, 3) as stage:
            stage.step()
            clock.now += seconds / 2
            watched.tick()
    watched.close()

    assert out.getvalue() == ""


def test_a_terminal_gets_a_bar_that_goes_away(clock: _Clock) -> None:
    """It shows what is done, how much of it and how long it still takes, stage after stage, and leaves nothing behind."""
    out = _Terminal()
    watched = watch(out, Manner.BAR)

    with watched.stage(M("Bilder aufbereiten"), 2000) as stage:
        for _ in range(5):
            clock.now += 1.0
            stage.step(200)
            watched.tick()
    with watched.stage(M("Ergebnis prüfen")):
        watched.tick()
        assert "Ergebnis prüfen" in out.screen
    watched.close()

    assert re.search(r"Bilder aufbereiten \S.* 1\.000 von 2\.000 .*noch etwa 5 Sekunden", out.getvalue())
    assert out.screen == ""


def test_between_stages_the_bar_stays_and_after_the_last_it_goes(clock: _Clock) -> None:
    """A bar that flickers is worse than none; one that stands there after the end says something wrong."""
    out = _Terminal()
    watched = watch(out, Manner.BAR)

    with watched.stage(M("Texte lesen")):
        clock.now = 3.0
        watched.tick()
    assert "Texte lesen" in out.screen
    watched.tick()

    assert out.screen == ""


def test_what_is_said_meanwhile_stands_in_a_line_of_its_own(clock: _Clock) -> None:
    """The bar gives way, and comes back once the work has gone on for a while."""
    out = _Terminal()
    console = Console(german_words(), out)
    console.watch = watch(out, Manner.BAR)

    with console.watch.stage(M("Texte lesen")):
        clock.now = 3.0
        console.watch.tick()
        console.say(M("Ein Satz."))
        console.watch.tick()
        assert out.screen == "Ein Satz.\n"
        clock.now = 6.0
        console.watch.tick()

    assert out.screen.startswith("Ein Satz.\nTexte lesen")


def test_a_stage_may_hold_another(clock: _Clock) -> None:
    """The innermost is told; where one fails, the outer goes on."""
    out = StringIO()
    watched = watch(out)

    with watched.stage(M("Außen"), 2):
        with suppress(ValueError), watched.stage(M("Innen")):
            clock.now = 11.0
            watched.tick()
            raise ValueError
        clock.now = 50.0
        watched.tick()

    assert out.getvalue() == "Innen …\nAußen: 0 von 2\n"


def test_each_stage_is_named_where_that_is_wanted() -> None:
    """As it begins, with its count; and at its end what had to be made, where something is kept."""
    out = _Terminal()
    watched = watch(out, Manner.BAR, tells_stages=True)

    with watched.stage(M("Texte lesen")):
        pass
    with watched.stage(M("Bilder aufbereiten"), 3) as stage:
        watched.kept()
        watched.made(2)
        stage.step(3)

    assert out.getvalue() == "Texte lesen …\nBilder aufbereiten (3) …\n  2 neu gemacht, 1 von früher behalten\n"


def test_a_sending_tells_the_time_its_limit_leaves(clock: _Clock) -> None:
    """Not the time its speed would suggest; a line of a log says it, too."""
    out = StringIO()
    watched = watch(out)

    with watched.stage(SENDING, 2300) as stage:
        stage.remains(7200.0)
        clock.now = 30.0
        stage.step(300)
        watched.tick()

    assert out.getvalue() == "Versand: 300 von 2.300, noch etwa 2 Std. 0 Min.\n"


def test_a_sending_has_a_bar_with_the_remaining_time(clock: _Clock) -> None:
    """In words."""
    out = _Terminal()
    watched = watch(out, Manner.BAR)

    with watched.stage(SENDING, 20) as stage:
        clock.now = 5.0
        stage.remains(600.0)
        stage.step(5)
        watched.tick()

    assert "5 von 20 noch etwa 10 Minuten" in out.screen


def test_a_bar_has_no_colours_where_none_are_wanted(monkeypatch: pytest.MonkeyPatch, clock: _Clock) -> None:
    """NO_COLOR is respected (https://no-color.org)."""
    monkeypatch.setenv("NO_COLOR", "1")
    out = _Terminal()
    watched = watch(out, Manner.BAR)

    with watched.stage(SENDING, 20):
        clock.now = 5.0
        watched.tick()
    watched.close()

    assert "Versand" in out.getvalue()
    assert not re.search(r"\x1b\[[0-9;]*m", out.getvalue())


@pytest.mark.parametrize(
    ("environment", "manner"),
    [
        ({"TERM": "xterm-256color"}, Manner.BAR),
        ({"TERM": "dumb"}, Manner.LINES),
        ({}, Manner.LINES),
        ({"TERM": "xterm", "CI": "true"}, Manner.LINES),
        ({"TERM": "xterm", "KAMMERTON_FORTSCHRITT": "zeilen"}, Manner.LINES),
        ({"TERM": "xterm", "KAMMERTON_FORTSCHRITT": "aus"}, Manner.NOTHING),
        ({"TERM": "xterm", "CI": "true", "KAMMERTON_FORTSCHRITT": "balken"}, Manner.BAR),
    ],
    ids=lambda value: " ".join(value.values()) if isinstance(value, dict) else value,
)
def test_a_terminal_decides_unless_somebody_does(environment: dict[str, str], manner: Manner) -> None:
    """A screen reader gets lines by KAMMERTON_FORTSCHRITT=zeilen; a terminal that cannot draw gets them by itself."""
    assert wanted_manner(_Terminal(), environment) is manner


def test_no_terminal_no_bar() -> None:
    """Whatever is wanted: in a file it would be rubbish."""
    assert wanted_manner(StringIO(), {"TERM": "xterm", "KAMMERTON_FORTSCHRITT": "balken", "FORCE_COLOR": "1"}) is Manner.LINES


def test_an_unknown_manner_is_told() -> None:
    """With what is possible."""
    with pytest.raises(SetupError) as told:
        wanted_manner(_Terminal(), {"KAMMERTON_FORTSCHRITT": "zeile"})

    assert german_words().text(told.value.message) == "KAMMERTON_FORTSCHRITT ist „zeile“. Möglich sind: balken, zeilen, aus."


def test_the_work_goes_on_when_nobody_reads() -> None:
    """A closed pipe stops the telling only."""
    watched = watch(_Gone(), tells_stages=True)
    with watched.stage(SENDING) as stage:
        stage.step()

    assert watched.spent()[0].steps == 1
