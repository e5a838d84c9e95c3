"""Files of a new build beside those of the build before."""

import os
from pathlib import Path

import pytest
from tests.e2e.conftest import tree

from kammerton.adapters.files import write_new
from kammerton.adapters.placing import Placer, looks
from kammerton.adapters.processes import PROCESSES

BEFORE = {"index.html": b"Start", "a/b/index.html": b"B", "a/c/d/index.html": b"D", "a/c/e.html": b"E"}


@pytest.fixture(params=["1", "2"])
def placer(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Placer:
    """A new folder beside one with some files, with one process and with two."""
    monkeypatch.setenv(PROCESSES, request.param)
    before = tmp_path / "1"
    for path, content in BEFORE.items():
        write_new(before / path, content)
    return Placer(tmp_path / "2", before, looks(before))


def same(folder: Path, path: str) -> bool:
    """Whether a file is the one of the folder before."""
    return (folder / "1" / path).samefile(folder / "2" / path)


def test_what_is_linked_ahead_is_kept_written_over_or_swept(placer: Placer, tmp_path: Path) -> None:
    """Kept files are those of before; what is not wanted goes, with folders that are empty then; the folder before stays as it was."""
    with placer.linking_ahead(list(BEFORE)):
        pass
    assert placer.keep("a/c/e.html")
    placer.write("index.html", b"anders")
    placer.write("neu/index.html", b"neu")
    placer.sweep({"index.html", "a/c/e.html", "neu/index.html"})

    assert tree(tmp_path / "2") == {"index.html": b"anders", "a/c/e.html": b"E", "neu/index.html": b"neu"}
    assert sorted(path.name for path in (tmp_path / "2" / "a").iterdir()) == ["c"]
    assert [path.name for path in (tmp_path / "2" / "a" / "c").iterdir()] == ["e.html"]
    assert same(tmp_path, "a/c/e.html")
    assert tree(tmp_path / "1") == BEFORE


def test_equal_bytes_keep_the_file_of_before(placer: Placer, tmp_path: Path) -> None:
    """Whether it was linked ahead or not."""
    with placer.linking_ahead(["index.html"]):
        pass
    for path in ("index.html", "a/b/index.html"):
        placer.write(path, BEFORE[path])

    assert all(same(tmp_path, path) for path in ("index.html", "a/b/index.html"))


def test_what_somebody_touched_or_took_is_not_linked(placer: Placer, tmp_path: Path) -> None:
    """It is not there as it was, so whoever asks for it has to make it."""
    os.utime(tmp_path / "1" / "index.html", (1, 1))
    (tmp_path / "1" / "a" / "b" / "index.html").unlink()
    (tmp_path / "1" / "a" / "c" / "e.html").chmod(0o600)
    with placer.linking_ahead(list(BEFORE)):
        pass

    assert {path: placer.keep(path) for path in BEFORE} == {path: path == "a/c/d/index.html" for path in BEFORE}
    assert placer.read("index.html") is None
    assert sorted(tree(tmp_path / "2")) == ["a/c/d/index.html"]


def test_without_a_folder_before(tmp_path: Path) -> None:
    """Nothing is linked, nothing swept."""
    placer = Placer(tmp_path / "2")
    with placer.linking_ahead(["index.html"]):
        pass
    placer.write("index.html", b"neu")
    placer.sweep(())

    assert (placer.keep("index.html"), tree(tmp_path / "2")) == (False, {"index.html": b"neu"})
