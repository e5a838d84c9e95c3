"""What a publish tells of itself: at a terminal, in a pipe, when asked for more or for less."""

import os
import re
import sys
from pathlib import Path

import pytest
from tests.e2e.conftest import NOW, copy_small, kammerton
from tests.e2e.terminals import Terminal, left_on_screen

# A machine may be too quick for a bar: patience is none here.
_AT_ONCE = "import sys; from kammerton import cli; from kammerton.adapters import progress; progress._PATIENCE = 0.0; sys.exit(cli.main(sys.argv[1:]))"
STAGES = (
    "Einstellungen lesen", "Texte lesen", "Aufnahmen messen", "Bilder aufbereiten", "Regeln prüfen", "Aufnahmen kopieren", "Nachsehen, was sich geändert hat",
    "Unverändertes übernehmen", "Seiten, Feeds und Mails machen", "Weiterleitungen und Gedächtnis", "Dateien kopieren", "Mails schreiben", "Ergebnis prüfen",
    "Sichern und umschalten", "Übriges", "Zusammen",
)  # fmt: skip
_SUCCESS = "Den Newsletter öffnen Sie mit Ihrem Mailprogramm"


@pytest.fixture
def region(tmp_path: Path) -> Path:
    """A small region."""
    return copy_small(tmp_path / "projekt")


def at_a_terminal(region: Path, *command: str, **environment: str) -> str:
    """What a command with ``--profil`` shows there."""
    env = {**os.environ, "KAMMERTON_NOW": NOW, "KAMMERTON_FORTSCHRITT": "", "CI": "", "COLUMNS": "120", "PYTHONWARNINGS": "ignore", **environment}
    terminal = Terminal([sys.executable, "-c", _AT_ONCE, *command, "--profil"], region, env, kind=environment.get("TERM", "xterm"))
    assert terminal.finish() == 0, terminal.shown
    return terminal.shown


def test_a_terminal_shows_a_line_that_goes_away(region: Path) -> None:
    """While it works it says what it does; at the end there are the report, the success and the profile, and no trace of the line."""
    shown = at_a_terminal(region, "publish", "--neu")
    left = left_on_screen(shown)

    assert re.search(r"\x1b\[2K[A-Z][^\n\r]*━", shown)
    assert "━" not in left
    assert shown.count("\x1b[?25l") == shown.count("\x1b[?25h")
    assert left.index("0 Fehler") < left.index(_SUCCESS) < left.index("Rechenzeit") < left.index("Zusammen")


def test_a_terminal_that_cannot_draw_gets_no_signs_it_does_not_know(region: Path) -> None:
    """Nor does the one of somebody to whom a program reads aloud."""
    for environment in ({"TERM": "dumb"}, {"KAMMERTON_FORTSCHRITT": "zeilen", "NO_COLOR": "1"}):
        shown = at_a_terminal(region, "check", **environment)

        assert "━" not in shown
        assert "\x1b[2K" not in shown
        assert "Zusammen" in shown


def test_a_pipe_gets_the_profile_after_the_success(region: Path) -> None:
    """Every stage once, with what was counted; on standard error nothing but what takes long."""
    result = kammerton(region, "publish", "--profil")
    table = result.stdout.partition(_SUCCESS)[2]

    assert (result.returncode, result.stderr) == (0, "")
    assert [len(re.findall(rf"^{stage}  ", table, re.MULTILINE)) for stage in STAGES] == [1] * len(STAGES)
    assert re.search(r"^Texte lesen +\d+,\d\d +\d+\s% +\d+,\d\d +15$", table, re.MULTILINE)
    assert re.search(r"^Aufnahmen messen +\S+ +\S+\s% +\S+ +1 +1$", table, re.MULTILINE)


def test_every_stage_is_named_when_asked_for(region: Path) -> None:
    """On standard error, so that the report stays what it is."""
    plain, told = kammerton(region, "check"), kammerton(region, "check", "--verbose")

    assert told.stdout == plain.stdout
    assert "Texte lesen (15) …\nAufnahmen messen (1) …\n  0 neu gemacht, 1 von früher behalten\n" in told.stderr


def test_only_errors_are_told_when_asked_for(region: Path) -> None:
    """Nothing at all where everything is fine, hints or not; the profile, for it was asked for, too."""
    fine = kammerton(region, "publish", "--quiet")
    measured = kammerton(region, "check", "--quiet", "--profil")
    (region / "content" / "seiten" / "neu.md").write_text("Kein Kopf\n", encoding="utf-8")
    wrong = kammerton(region, "check", "--quiet")

    assert (fine.returncode, fine.stdout, fine.stderr) == (0, "", "")
    assert measured.stdout.startswith("Schritt ")
    assert (wrong.returncode, wrong.stderr, "Hinweis R" in wrong.stdout) == (1, "", False)
    assert "content/seiten/neu.md:1: Fehler" in wrong.stdout


def test_one_cannot_ask_for_more_and_less(region: Path) -> None:
    """Such a call is not understood."""
    assert kammerton(region, "check", "--quiet", "--verbose").returncode == 2


def test_a_wish_nobody_understands_is_told(region: Path) -> None:
    """Before anything is done."""
    result = kammerton(region, "check", KAMMERTON_FORTSCHRITT="leise")

    assert (result.returncode, result.stdout) == (2, "KAMMERTON_FORTSCHRITT ist „leise“. Möglich sind: balken, zeilen, aus.\n")
