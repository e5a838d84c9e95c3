"""Pictures and recordings measured by several processes, and work shared among them in general."""

import os
import signal
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest
from PIL import Image
from tests.e2e.conftest import tree

from kammerton.adapters.files import write_new
from kammerton.adapters.processes import PROCESSES, ProcessError, beside, each, processors, shared
from kammerton.adapters.project import Project
from kammerton.domain.diagnostic import M, SetupError


def project(root: Path) -> list[str]:
    """A project with three photos and something that is none; their paths."""
    folder = root / "content" / "bilder"
    folder.mkdir(parents=True)
    for number in range(3):
        Image.new("RGB", (900, 600), (40 * number, 90, 120)).save(folder / f"{number}.jpg")
    (folder / "3.jpg").write_bytes(b"kein Bild")
    return [f"content/bilder/{number}.jpg" for number in range(4)]


def test_the_same_whoever_measures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Several processes find and keep what one does, in the order in which it was asked for."""
    found = {}
    for processes in ("1", "3"):
        monkeypatch.setenv(PROCESSES, processes)
        root = tmp_path / processes
        paths = project(root)
        sources = Project(root)
        found[processes] = (
            {path: sources.picture_facts(path) for path in sources.side_by_side(paths)},
            {path: content for path, content in tree(root / ".cache").items() if not path.endswith("index.json")},
        )
        assert list(found[processes][0]) == paths

    assert found["1"] == found["3"]


def test_results_keep_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many processes there are, each result stands where its thing stood."""
    for processes in ("1", "2", "3", "7"):
        monkeypatch.setenv(PROCESSES, processes)
        assert each(lambda n: n * n, range(20), least=1) == [n * n for n in range(20)]
    assert processors() == 7


@pytest.mark.parametrize("of_parent", [True, False])
def test_what_goes_wrong_in_a_copy_is_told(of_parent: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal comes back as it was raised, a mistake of the program with its traceback, and no copy is left."""
    monkeypatch.setenv(PROCESSES, "2")
    parent = os.getpid()

    def refused(_: Sequence[int]) -> None:
        if (os.getpid() == parent) is of_parent:
            raise SetupError(M("Nein."))

    def wrong(_: Sequence[int]) -> None:
        if (os.getpid() == parent) is of_parent:
            raise ZeroDivisionError

    with pytest.raises(SetupError, match="Nein"):
        shared(range(10), refused, least=1)
    with pytest.raises(ProcessError, match="ZeroDivisionError"):
        shared(range(10), wrong, least=1)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_copy_that_dies_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a copy ends without an answer that is a mistake of the program; where the system ended it, an editor is told why that may be."""
    monkeypatch.setenv(PROCESSES, "2")
    parent = os.getpid()

    def dies(_: Sequence[int]) -> None:
        if os.getpid() != parent:
            os._exit(9)

    def is_killed(_: Sequence[int]) -> None:
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(ProcessError):
        shared(range(10), dies, least=1)
    with pytest.raises(SetupError, match="Arbeitsspeicher"):
        shared(range(10), is_killed, least=1)


@pytest.mark.parametrize("processes", ["1", "2"])
def test_work_beside_is_done_at_the_end(processes: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a copy of this process where there can be one; what goes wrong there is told here, what goes wrong here leaves no copy behind."""
    monkeypatch.setenv(PROCESSES, processes)
    with beside(lambda: write_new(tmp_path / "daneben", b"%d" % os.getpid())):
        here = os.getpid()
    assert ((tmp_path / "daneben").read_bytes() == b"%d" % here) is (processes == "1")

    with pytest.raises(SetupError, match="Nein"), beside(partial(_refuse, "Nein.")):
        pass
    with pytest.raises(ZeroDivisionError), beside(lambda: None):
        raise ZeroDivisionError
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def _refuse(reason: str) -> None:
    raise SetupError(M(reason))
