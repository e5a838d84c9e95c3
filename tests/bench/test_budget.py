"""Budgets, and how speed is judged."""

import sys
from pathlib import Path

import pytest
from bench.budget import Budget, budgets
from bench.measuring import run
from bench.speed import BUDGET, compare, judge


def test_a_budget_is_a_number_with_words() -> None:
    """A budget is compared as a number and told with its unit and direction."""
    most, least = Budget(20_000.0, "ms", "x"), Budget(0.5, "", "x", least=True)

    assert 19_999 < most < 20_001
    assert [most.words, least.words] == ["at most 20,000 ms", "at least 0.5"]


def test_every_bench_tells_its_command() -> None:
    """Each bench is started as its command says."""
    assert [name for name, command, _ in budgets() if not command.startswith(f"python -m bench.{name}")] == []


def test_speed_is_judged_by_ratios(capsys: pytest.CaptureFixture[str]) -> None:
    """Ratios over their budget are named, those of other sizes and those not measured are not judged."""
    found = {300: {"cold": 9.0}, 5000: {"cold": 1.4, "edit": 0.21, "wall": 10.0}, 20_000: {"wall": 46.0}}

    assert judge(found) == ["edit 5000", "growth"]
    assert capsys.readouterr().out.count("not measured") == len(BUDGET) - 3


def test_sites_with_other_pages_are_not_compared(tmp_path: Path) -> None:
    """Where a program has a page less, there is no comparison."""
    for name, pages in (("a", ("index.html", "orte/index.html")), ("b", ("index.html",))):
        for page in pages:
            (tmp_path / name / page).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / page).write_text("x", encoding="utf-8")

    with pytest.raises(SystemExit, match="orte/"):
        compare({"a": tmp_path / "a", "b": tmp_path / "b"})


def test_what_a_program_needs_includes_what_it_starts(tmp_path: Path) -> None:
    """Memory counts all processes of a session, and a failure is told with its last words."""
    folder = tmp_path / "lauf"
    folder.mkdir()
    child = "x = bytearray(60_000_000); import time; time.sleep(0.6)"
    both = f"import subprocess, sys; other = subprocess.Popen([sys.executable, '-c', {child!r}]); {child}; other.wait()"
    needed = run([sys.executable, "-c", both], folder, {}, watch=True)

    assert needed.together > 110
    assert needed.largest > 55  # and no more than that can be said: a process begins as a copy of this one
    with pytest.raises(SystemExit, match="Schade"):
        run([sys.executable, "-c", "import sys; sys.exit('Schade')"], folder, {})
