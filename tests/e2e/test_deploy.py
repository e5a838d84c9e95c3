"""Uploading with the real command to real targets on loopback: OpenSSH with rsync and SFTP, SFTP with a password, moto's S3, git, a folder."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.e2e.conftest import NOW
from tests.e2e.sites import missing, published, site, uploading_project
from tests.e2e.targets import KINDS, Place, target

from kammerton.cli import main
from kammerton.deploy.transfer.record import PART

pytestmark = pytest.mark.e2e
BEFORE, AFTER = site(range(1, 13), "alt"), site(range(3, 16), "neu")
FOREIGN = {"rathaus/index.html": b"Rathaus", "podcast/plakat.pdf": b"%PDF"}


@pytest.fixture(params=list(KINDS))
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """A target of each kind."""
    with target(request.param, tmp_path / "ziel") as running:
        yield running


@dataclass
class Uploader:
    """The command, run in this process: starting it anew takes seconds each time."""

    project: Path
    place: Place
    capture: pytest.CaptureFixture[str]

    def run(self, *switches: str) -> tuple[int, str]:
        """Upload without asking the site afterwards: exit code, and what was said."""
        code = main(["hochladen", "--projekt", str(self.project), "--ziel", "ziel", "--ohne-nachsehen", *switches])
        return code, self.capture.readouterr().out

    def succeed(self, *switches: str) -> str:
        """The same where it has to go well: what was said."""
        code, said = self.run(*switches)
        assert code == 0, said
        return said


@pytest.fixture
def uploader(place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Uploader:
    """A project that uploads to the target."""
    for name, value in {"COLUMNS": "400", **place.environment}.items():
        monkeypatch.setenv(name, value)
    return Uploader(uploading_project(tmp_path / "projekt", [place.target]), place, capsys)


def test_only_what_changed_travels_and_foreign_files_stay(uploader: Uploader) -> None:
    """First everything travels, then nothing, then what changed; deletions arrive; files of others stay, and what they deleted comes back."""
    place, project = uploader.place, uploader.project
    for path, content in FOREIGN.items():
        place.put(path, content)
    published(project, BEFORE)

    first = uploader.succeed()
    assert place.tree() == {**place.expected(BEFORE), **FOREIGN}
    assert f"{len(place.expected(BEFORE))} Dateien hochgeladen, 0 gelöscht, 0 unverändert." in first

    assert "Alles ist schon auf dem neuesten Stand" in uploader.succeed()

    published(project, AFTER, 2)
    told = uploader.succeed("--probe")
    assert "hochladen  podcast/feed.xml" in told
    assert "löschen    podcast/001-folge/index.html" in told
    assert place.tree() == {**place.expected(BEFORE), **FOREIGN}

    uploader.succeed()
    assert place.tree() == {**place.expected(AFTER), **FOREIGN}
    assert ".kammerton-sperre.json" not in place.everything()

    place.remove("podcast/005-folge/005-folge.mp3")
    assert "1 Datei hochgeladen" in uploader.succeed()
    assert place.tree() == {**place.expected(AFTER), **FOREIGN}


def test_files_of_others_are_not_replaced_unasked(uploader: Uploader) -> None:
    """Where somebody else's start page lies, nothing is changed and the reason told; with the switch it is replaced."""
    place, project = uploader.place, uploader.project
    place.put("index.html", b"Rathaus")
    published(project, BEFORE)

    code, said = uploader.run()

    assert code == 2
    assert "nicht von Kammerton sind und ersetzt würden: index.html." in said
    assert place.tree() == {"index.html": b"Rathaus"}
    uploader.succeed("--ersetzen")
    assert place.tree() == place.expected(BEFORE)


def test_a_killed_upload_goes_on(uploader: Uploader) -> None:
    """Killed at several moments, the target has each file whole and nothing names a missing one; running again completes it."""
    place, project = uploader.place, uploader.project
    published(project, BEFORE)
    uploader.succeed()
    published(project, AFTER, 2)
    whole = place.expected(AFTER)
    for share in (0.15, 0.5, 0.85):
        kill_when(place, project, whole, share)
        there = place.tree()
        assert len({name for _, name in missing(there)}) <= place.gap
        assert {path: content for path, content in there.items() if content not in (whole.get(path), place.expected(BEFORE).get(path))} == {}

    uploader.succeed()

    assert place.tree() == whole
    assert not [path for path in place.everything() if path.endswith(PART)]
    assert "neuesten Stand" in uploader.succeed()


def kill_when(place: Place, project: Path, whole: dict[str, bytes], share: float) -> None:
    """Begin an upload and kill it with its children's connections once so much of it has arrived, or when it is over."""
    env = {**os.environ, "KAMMERTON_NOW": NOW, **place.environment}
    command = [sys.executable, "-m", "kammerton.cli", "hochladen", "--ohne-nachsehen"]
    with subprocess.Popen(command, cwd=project, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        while process.poll() is None:
            if place.arrived(whole) >= share * len(whole):
                break
            time.sleep(0.005)
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
