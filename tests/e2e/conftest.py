"""Real projects in temporary folders, and the real command."""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from kammerton.adapters.audio_cache import AudioCache

ROOT = Path(__file__).parents[2]
PARTS = ("content", "episodes", "newsletter", "theme", "pelicanconf.py")
Command = Callable[..., subprocess.CompletedProcess[str]]
NOW = "2026-11-26 12:00"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example region."""
    return copy_project(tmp_path / "projekt")


def copy_project(target: Path) -> Path:
    """Copy what makes up a project."""
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy(source, target / part)
    shutil.copytree(_heard(), target / ".cache")
    return target


def copy_published(target: Path) -> Path:
    """Copy the example project as published, without errors or hints; it is published once for all tests."""
    shutil.copytree(_published(), target, symlinks=True)
    return target


@cache
def _published() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kammerton-veroeffentlicht-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    project = copy_project(folder / "projekt")
    result = kammerton(project, "publish")
    assert (result.returncode, result.stderr) == (0, ""), result.stdout
    assert "0 Fehler, 0 Hinweise." in result.stdout
    return project


def without_named_episodes(project: Path) -> None:
    """Take the references to episodes out of the settings: for regions that have others, or none."""
    settings = project / "pelicanconf.py"
    settings.write_text(re.sub(r'\n *"trailer": [^\n]*', "", settings.read_text(encoding="utf-8")), encoding="utf-8")


@cache
def _heard() -> Path:
    """What listening to the example episodes found, once for all tests: it takes seconds, and depends on the files only."""
    folder = Path(tempfile.mkdtemp(prefix="kammerton-gehoert-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(ROOT / "episodes" / "media", folder / "media")
    heard = AudioCache(folder)
    for recording in sorted((folder / "media").iterdir()):
        heard.facts(recording.relative_to(folder).as_posix())
    return folder / ".cache"


def kammerton(project: Path, *arguments: str, now: str = NOW, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a project at a fixed moment."""
    env = {**os.environ, "KAMMERTON_NOW": now, "PYTHONWARNINGS": "ignore", "COLUMNS": "400", **environment}
    command = [sys.executable, "-m", "kammerton.cli", *arguments]
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
