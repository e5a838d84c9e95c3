"""What the preview notices: every way of saving a text, and nothing that only comes and goes."""

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread

import pytest

from kammerton.adapters.files import write_new
from kammerton.adapters.preview_watch import Watcher, counts


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project folder with two texts."""
    root = tmp_path / ".verborgen" / "projekt"  # hidden folders around a project do not matter
    for file in ("content/seiten/a.md", "episodes/001.md", "pelicanconf.py"):
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        (root / file).write_text("alt")
    (root / ".builds").mkdir()
    return root


@pytest.fixture
def watcher(root: Path) -> Iterator[Watcher]:
    """Somebody who watches it."""
    watcher = Watcher(root)
    watcher.wait_until_ready()
    yield watcher
    watcher.stop()


def noticed(watcher: Watcher, root: Path) -> set[str]:
    """What was noticed, as paths in the project; fails when nothing is noticed for long."""
    found: list[set[str]] = []
    thread = Thread(target=lambda: found.append(watcher.wait()), daemon=True)
    thread.start()
    thread.join(20)
    assert found, "nothing was noticed"
    return {Path(path).relative_to(root).as_posix() for path in found[0]}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/seiten/a.md", True), ("episodes/media/001.mp3", True), ("theme/static/css/site.css", True), ("pelicanconf.py", True), ("plugins/x/y.py", True),
        ("content/seiten/.a.md.swp", False), ("content/seiten/a.md~", False), ("content/seiten/4913", False), ("content/.neu-x7.md", False),
        ("content/seiten/#a.md#", False), ("content/.#a.md", False), ("content/~$a.docx", False), ("content/.~lock.a.md#", False), ("content/a.tmp", False),
        ("episodes/media/001.mp3.part", False), ("plugins/x/__pycache__/y.cpython-311.pyc", False), (".builds/3/site/index.html", False), (".cache/x", False),
        ("content/.git/index", False), ("content/Thumbs.db", False),
    ],
)  # fmt: skip
def test_what_counts(path: str, expected: bool) -> None:
    """Texts, recordings, theme, program and settings count; files that editors and file managers leave for a moment do not."""
    assert counts(Path("/heim/.projekte/p"), f"/heim/.projekte/p/{path}") is expected


def _replace(file: Path) -> None:
    fresh = file.with_name("." + file.name + ".neu")
    fresh.write_text("neu")
    fresh.replace(file)


def _with_backup(file: Path) -> None:
    file.rename(file.with_name(file.name + "~"))
    file.write_text("neu")


@pytest.mark.parametrize(
    "save", [lambda f: f.write_text("neu"), _replace, _with_backup, lambda f: write_new(f, b"neu")], ids=["write", "rename", "backup", "ours"]
)
@pytest.mark.parametrize("file", ["content/seiten/a.md", "pelicanconf.py"])
def test_every_way_of_saving_is_noticed(watcher: Watcher, root: Path, save: Callable[[Path], object], file: str) -> None:
    """Editors write in place, or beside and rename, or move the old file away first: each counts, twice in a row too."""
    for _ in range(2):
        save(root / file)
        assert file in noticed(watcher, root)


def test_files_that_come_go_and_change_their_name(watcher: Watcher, root: Path) -> None:
    """New files, new folders with files in them, other names and deletions count."""
    (root / "content" / "betriebe").mkdir()
    assert "content/betriebe" in noticed(watcher, root)
    (root / "content" / "betriebe" / "neu.md").write_text("x")
    assert "content/betriebe/neu.md" in noticed(watcher, root)
    (root / "content" / "betriebe" / "neu.md").rename(root / "content" / "betriebe" / "anders.md")
    assert "content/betriebe/anders.md" in noticed(watcher, root)
    (root / "content" / "betriebe" / "anders.md").unlink()
    assert "content/betriebe/anders.md" in noticed(watcher, root)


def test_a_folder_that_comes_later(watcher: Watcher, root: Path) -> None:
    """A project that has no newsletter yet gets one while it is watched; its texts are noticed, too."""
    (root / "newsletter").mkdir()
    assert "newsletter" in noticed(watcher, root)
    watcher.wait_until_ready()
    (root / "newsletter" / "2026-11.md").write_text("x")
    assert "newsletter/2026-11.md" in noticed(watcher, root)


def test_what_is_built_is_not_noticed(watcher: Watcher, root: Path) -> None:
    """Builds, caches and swap files wake nobody: the text saved after them is the first thing noticed, alone."""
    write_new(root / ".builds" / "vorschau" / "site" / "index.html", b"x")
    write_new(root / ".cache" / "x", b"x")
    (root / "output").mkdir()
    (root / "content" / "seiten" / ".a.md.swp").write_text("x")
    (root / "content" / "seiten" / "4913").write_text("x")
    (root / "content" / "seiten" / "4913").unlink()
    (root / "episodes" / "001.md").write_text("neu")

    assert noticed(watcher, root) == {"episodes/001.md"}


def test_several_files_at_once_are_one_change(watcher: Watcher, root: Path) -> None:
    """What is saved in one go is noticed in one go."""
    for number in range(20):
        (root / "content" / "seiten" / f"{number}.md").write_text("x")

    assert {f"content/seiten/{number}.md" for number in range(20)} <= noticed(watcher, root)
