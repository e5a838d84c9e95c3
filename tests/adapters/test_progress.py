"""Progress: a bar for people, lines for logs."""

from io import StringIO

import pytest

from kammerton.adapters import progress
from kammerton.adapters.catalogue import german_words
from kammerton.adapters.progress import ProgressBar, SendingBar, no_progress
from kammerton.domain.diagnostic import M


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


class _Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_a_log_gets_a_line_at_most_every_thirty_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody sees a bar, plain lines say how far the work is, not one a step."""
    clock, out = _Clock(), StringIO()
    monkeypatch.setattr(progress, "monotonic", clock)

    with ProgressBar(german_words(), M("Versand"), 2300, out) as bar:
        for second in range(61):
            clock.now = float(second)
            bar.step(20)

    assert out.getvalue() == "Versand: 620 von 2.300\nVersand: 1.220 von 2.300\n"


def test_a_terminal_gets_a_bar() -> None:
    """On a terminal the bar shows what is done and how much there is."""
    out = _Terminal()

    with ProgressBar(german_words(), M("Versand"), 20, out) as bar:
        bar.step(5)

    assert "Versand" in out.getvalue()
    assert "5/20" in out.getvalue()


def test_nobody_needs_to_watch() -> None:
    """Work can be done without anybody watching."""
    with no_progress() as unwatched:
        unwatched.step(3)


def test_a_sending_tells_the_time_its_limit_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the time its speed would suggest; a line of a log says it, too."""
    clock, out = _Clock(), StringIO()
    monkeypatch.setattr(progress, "monotonic", clock)

    with SendingBar(german_words(), M("Versand"), 2300, out) as bar:
        bar.remains(7200.0)
        clock.now = 30.0
        bar.step(300)

    assert out.getvalue() == "Versand: 300 von 2.300, noch etwa 2 Std. 0 Min.\n"


def test_a_sending_has_a_bar_with_the_remaining_time() -> None:
    """In words."""
    out = _Terminal()

    with SendingBar(german_words(), M("Versand"), 20, out) as bar:
        bar.remains(600.0)
        bar.step(5)

    assert "5/20" in out.getvalue()
    assert "noch etwa 10 Minuten" in out.getvalue()
