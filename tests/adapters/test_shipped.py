"""What comes with the program."""

import sys
import tomllib
from pathlib import Path

import pytest

from kammerton.adapters import shipped as module
from kammerton.adapters.shipped import command_path, shipped, theme_folders
from kammerton.domain.kinds import VOCABULARIES

ROOT = Path(__file__).parents[2]


def test_in_a_checkout_the_repositorys() -> None:
    """Theme and words of a checkout are those beside ``plugins``."""
    assert (shipped("theme"), shipped("content/daten/berufe.csv")) == (ROOT / "theme", ROOT / "content" / "daten" / "berufe.csv")


def test_in_a_wheel_the_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies inside the package wins, as in a wheel."""
    (tmp_path / "theme").mkdir()
    monkeypatch.setattr(module, "_PACKAGE", tmp_path)

    assert shipped("theme") == tmp_path / "theme"


def test_a_project_without_a_theme(tmp_path: Path) -> None:
    """It has the program's."""
    assert theme_folders(tmp_path) == (ROOT / "theme",)


def test_a_project_with_a_theme(tmp_path: Path) -> None:
    """Its own comes first, the program's behind it; the program's own project has one."""
    (tmp_path / "theme").mkdir()

    assert theme_folders(tmp_path) == (tmp_path / "theme", ROOT / "theme")
    assert theme_folders(ROOT) == (ROOT / "theme",)


def test_a_wheel_carries_every_stock_of_words() -> None:
    """Every table but those the pattern of a new site has a file for is packaged; the example's towns are not."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packaged = {path for path in settings["tool"]["hatch"]["build"]["targets"]["wheel"]["only-include"] if path.startswith("content/")}
    own = {path.relative_to(module.PATTERN).as_posix().removesuffix(".j2") for path in module.PATTERN.rglob("*.csv*")}

    assert packaged == {kind.file for kind in VOCABULARIES} - own
    assert "content/daten/orte.csv" not in packaged


def test_the_command_is_the_one_that_was_called(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Called as a file it is that file, without following links; called as a module, the one beside this Python."""
    file = tmp_path / "kammerton"
    file.symlink_to(sys.executable)
    monkeypatch.setattr(sys, "argv", [str(file)])

    assert command_path() == str(file)


def test_a_command_nobody_knows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file the name has to do."""
    monkeypatch.setattr(sys, "argv", [str(tmp_path / "cli.py")])
    monkeypatch.setattr(module.sysconfig, "get_path", lambda _: str(tmp_path))

    assert command_path() == "kammerton"
