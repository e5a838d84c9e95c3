"""Real projects in temporary folders, and the real command."""

import atexit
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.conftest import tool

from kammerton.adapters.audio_cache import AudioCache
from kammerton.adapters.pictures import PictureStore
from kammerton.adapters.server import make_server
from kammerton.domain.picture import PICTURES

ROOT = Path(__file__).parents[2]
PARTS = ("content", "episodes", "newsletter", "theme", "pelicanconf.py")
Command = Callable[..., subprocess.CompletedProcess[str]]
NOW = "2026-11-26 12:00"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the example region."""
    return copy_project(tmp_path / "projekt")


@pytest.fixture(scope="session")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example region with what it lacks to have a page of every kind, published once for all browser tests: not to be changed.

    A video that lies at YouTube, an episode that was renamed, and one with a long transcript.
    """
    project = copy_project(tmp_path_factory.mktemp("region") / "projekt")
    _replace(project / "content" / "betriebe" / "orgelbau-silberklang.md", "titel:", "clip: {titel: Ein Tag in der Werkstatt, youtube: abcdefghijk}\ntitel:")
    _replace(project / "episodes" / "008-zwei-punkte-zu-wenig.md", "nummer: 8\n", "nummer: 8\nfrueher: [008-zwei-punkte]\n")
    cues = "".join(
        f"\n00:{n // 60:02}:{n % 60:02}.000 --> 00:{n // 60:02}:{n % 60:02}.900\n<v Mira>Das ist der Satz mit der Nummer {n}, und er ist recht lang geraten.\n"
        for n in range(100)
    )
    (project / "episodes" / "003-pflege-ist-teamsport.vtt").write_text(f"WEBVTT\n{cues}", encoding="utf-8")
    result = kammerton(project, "publish")
    assert result.returncode == 0, result.stdout
    return project


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="session")
def address(region: Path) -> Iterator[str]:
    """That region on loopback, shown by our own server."""
    with served(region / "output") as address:
        yield address


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder as our own server shows it."""
    server = make_server(folder, "", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    path = tool("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


def copy_project(target: Path) -> Path:
    """Copy what makes up a project."""
    target.mkdir(parents=True)
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy(source, target / part)
    shutil.copytree(_measured(), target / ".cache")
    return target


def copy_published(target: Path) -> Path:
    """Copy the example project as published, without errors or hints; it is published once for all tests."""
    shutil.copytree(_published(), target, symlinks=True)
    return target


def copy_small(target: Path) -> Path:
    """Copy a region as ``kammerton neu`` begins one, published: a page of every kind, built in a second."""
    shutil.copytree(_small(), target, symlinks=True)
    return target


@cache
def _small() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="kammerton-klein-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for arguments in (("neu", str(folder / "projekt"), "--ohne-fragen"), ("publish", "--projekt", str(folder / "projekt"))):
        result = kammerton(folder, *arguments)
        assert (result.returncode, result.stderr) == (0, ""), result.stdout
    return folder / "projekt"


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
def _measured() -> Path:
    """What measuring the example's recordings and pictures found, once for all tests: it takes seconds, and depends on the files only."""
    folder = Path(tempfile.mkdtemp(prefix="kammerton-gemessen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(ROOT / "episodes" / "media", folder / "media")
    heard = AudioCache(folder)
    for recording in sorted((folder / "media").iterdir()):
        heard.facts(recording.relative_to(folder).as_posix())
    shutil.copytree(ROOT / PICTURES, folder / PICTURES)
    seen = PictureStore(folder)
    for picture in sorted((folder / PICTURES).rglob("*.*")):
        seen.facts(picture.relative_to(folder).as_posix())
    return folder / ".cache"


def kammerton(project: Path, *arguments: str, now: str = NOW, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a project at a fixed moment."""
    env = {**os.environ, "KAMMERTON_NOW": now, "PYTHONWARNINGS": "ignore", "COLUMNS": "400", **environment}
    command = [sys.executable, "-m", "kammerton.cli", *arguments]
    return subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)


def published_without_pagefind(project: Path) -> subprocess.CompletedProcess[str]:
    """Publish as if the extra for the full-text search were not installed."""
    absent = "import sys; sys.modules['pagefind'] = None; from kammerton.cli import main; sys.exit(main(['publish']))"
    environment = {**os.environ, "KAMMERTON_NOW": NOW, "PYTHONWARNINGS": "ignore", "COLUMNS": "400"}
    return subprocess.run([sys.executable, "-c", absent], cwd=project, env=environment, capture_output=True, text=True, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its content."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def invalid_html(site: Path, folder: Path) -> str:
    """What html-validate says about the pages of a site. What stands in a template is filled by a script first, and judged by axe then."""
    node, validate = tool("node"), tool("html-validate")
    # Check boxes of one question share their name (HTML Living Standard, 4.10.18.1).
    shared = {"form-dup-name": ["error", {"shared": ["radio", "checkbox", "submit", "button", "reset"]}]}
    rules = {"long-title": "off", "no-trailing-whitespace": "off", "tel-non-breaking": "off", **shared}
    config = folder / "htmlvalidate.json"
    config.write_text(json.dumps({"extends": ["html-validate:recommended"], "rules": rules}), encoding="utf-8")
    copy = shutil.copytree(site, folder / "site")
    for page in copy.rglob("*.html"):
        page.write_text(re.sub(r"(?s)(<template\b[^>]*>).*?(?=</template>)", r"\1", page.read_text(encoding="utf-8")), encoding="utf-8")
    command = [node, validate, "--config", str(config), "--formatter", "text", f"{copy}/**/*.html"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert bool(result.returncode) == bool(result.stdout.strip()), result.stderr
    return result.stdout.strip()
