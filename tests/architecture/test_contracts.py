"""The storeys hold, and the contracts that guard them really fire."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPTS = Path(sys.executable).parent

PLANTED_IMPORTS = [
    ("a stray module beside the storeys", "helpers.py", '"""Stray."""\n', "not listed as layers"),
    ("domain reaching up", "domain/up.py", "import kammerton.reading.items\n", "kammerton.domain is not allowed to import kammerton.reading"),
    ("reading reaching up", "reading/up.py", "import kammerton.rendering.html\n", "kammerton.reading is not allowed to import kammerton.rendering"),
    (
        "one capability using another",
        "podcast/borrow.py",
        "import kammerton.newsletter.compose\n",
        "kammerton.podcast is not allowed to import kammerton.newsletter",
    ),
    ("a use case reaching into adapters", "app/up.py", "import kammerton.adapters.clock\n", "kammerton.app is not allowed to import kammerton.adapters"),
    ("pelican outside adapters", "site/engine.py", "import pelican\n", "kammerton.site.engine -> pelican"),
    ("pelican in another adapter", "adapters/console.py", "import pelican\n", "kammerton.adapters.console -> pelican"),
    ("mutagen outside adapters", "podcast/probe.py", "import mutagen\n", "kammerton.podcast.probe -> mutagen"),
    ("the disk outside adapters", "reading/disk.py", "import pathlib\n", "kammerton.reading.disk -> pathlib"),
    ("a mail server outside adapters", "newsletter/send.py", "import smtplib\n", "kammerton.newsletter.send -> smtplib"),
    ("feedgen outside podcast/rss", "podcast/chapters.py", "import feedgen\n", "kammerton.podcast.chapters -> feedgen"),
    ("markdown in the domain", "domain/text.py", "import markdown\n", "kammerton.domain.text -> markdown"),
]
PLANTED_CODE = [
    ("Path outside adapters", "from pathlib import Path\n\nHERE = Path()\n", "TID251"),
    ("open outside adapters", 'with open("x") as file:\n    file.read()\n', "PTH123"),
    ("the clock outside adapters", "import datetime\n\nNOW = datetime.datetime.now(datetime.UTC)\n", "TID251"),
    ("today outside adapters", "import datetime\n\nTODAY = datetime.date.today()\n", "TID251"),
    ("print", 'print("x")\n', "T201"),
    ("nine branches", "def f(x: int) -> int:\n" + "".join(f"    if x == {n}:\n        return {n}\n" for n in range(9)) + "    return 0\n", "C901"),
    ("six arguments", "def f(a: int, b: int, c: int, d: int, e: int, g: int) -> int:\n    return a + b + c + d + e + g\n", "PLR0913"),
    ("no docstring", "def visible() -> None:\n    pass\n", "D103"),
]


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter over the package in ``folder`` with the project's contracts."""
    command = [SCRIPTS / "lint-imports", "--config", ROOT / "pyproject.toml", "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_contracts_are_kept() -> None:
    """The program as it is breaks no contract."""
    result = lint_imports(ROOT / "plugins")

    assert result.returncode == 0, result.stdout


def sources_of(contract: str) -> set[str]:
    """The modules a contract watches."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    return next(set(c["source_modules"]) for c in settings["contracts"] if c["name"] == contract)


def test_contracts_forget_no_module() -> None:
    """The lists in the contracts name every package and module there is, so that a new one is watched from its first day."""
    package = ROOT / "plugins" / "kammerton"
    packages = {f"kammerton.{p.parent.name}" for p in package.glob("*/__init__.py")}
    podcast = {f"kammerton.podcast.{p.stem}" for p in (package / "podcast").glob("*.py") if p.stem != "__init__"}
    adapters = {f"kammerton.adapters.{p.stem}" for p in (package / "adapters").glob("*.py") if p.stem != "__init__"}

    assert packages - {"kammerton.adapters"} == sources_of("The world only in adapters")
    assert (packages - {"kammerton.podcast"}) | podcast | {"kammerton.cli", "kammerton.start"} == sources_of("feedgen only in podcast/rss")
    assert (adapters - {"kammerton.adapters.pelican_plugin"}) | {"kammerton.cli", "kammerton.start"} == sources_of("Pelican only in its plugin")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package to plant violations in."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copytree(ROOT / "plugins" / "kammerton", folder / "kammerton", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


@pytest.mark.parametrize(("path", "text", "told"), [case[1:] for case in PLANTED_IMPORTS], ids=[case[0] for case in PLANTED_IMPORTS])
def test_planted_imports_are_found(copy: Path, path: str, text: str, told: str) -> None:
    """Each forbidden import breaks a contract, and the report names it."""
    file = copy / "kammerton" / path
    before = file.read_text() if file.exists() else None
    file.write_text((before or "") + "\n" + text)
    try:
        result = lint_imports(copy)
    finally:
        file.unlink() if before is None else file.write_text(before)

    assert result.returncode == 1
    assert told in " ".join(result.stdout.split())


@pytest.mark.parametrize(("code", "rule"), [case[1:] for case in PLANTED_CODE], ids=[case[0] for case in PLANTED_CODE])
def test_planted_code_is_found(code: str, rule: str) -> None:
    """Each banned call or shape is found by ruff under the project's configuration."""
    command = [SCRIPTS / "ruff", "check", "--output-format=concise", "--stdin-filename", "plugins/kammerton/domain/planted.py", "-"]
    result = subprocess.run(command, cwd=ROOT, input=f'"""Planted."""\n\n{code}', capture_output=True, text=True, check=False)

    assert rule in result.stdout


def test_types_are_strict(tmp_path: Path) -> None:
    """An untyped function is found by mypy under the project's configuration."""
    planted = tmp_path / "planted.py"
    planted.write_text("def untyped(x):\n    return x\n")
    command = [SCRIPTS / "mypy", "--config-file", ROOT / "pyproject.toml", "--cache-dir", tmp_path / "cache", planted]
    result = subprocess.run(command, cwd=ROOT / "plugins", capture_output=True, text=True, check=False)

    assert "no-untyped-def" in result.stdout
