"""Files written so that nobody sees half of one."""

from pathlib import Path

import pytest

from kammerton.adapters.files import write_new


def test_written_with_its_folders(tmp_path: Path) -> None:
    """The file has its content, its folders are made, and everybody may read it."""
    write_new(tmp_path / "a" / "b" / "c.txt", b"neu")

    assert (tmp_path / "a" / "b" / "c.txt").read_bytes() == b"neu"
    assert (tmp_path / "a" / "b" / "c.txt").stat().st_mode & 0o777 == 0o644


def test_replaced_not_overwritten(tmp_path: Path) -> None:
    """A second name of the old file keeps the old content: builds may share files by hard links."""
    write_new(tmp_path / "a", b"alt")
    (tmp_path / "b").hardlink_to(tmp_path / "a")
    write_new(tmp_path / "a", b"neu")

    assert [(tmp_path / name).read_bytes() for name in "ab"] == [b"neu", b"alt"]


def test_nothing_is_left_beside_it(tmp_path: Path) -> None:
    """Only the file is there afterwards."""
    write_new(tmp_path / "a", b"neu")

    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_a_failure_leaves_nothing(tmp_path: Path) -> None:
    """Where the file cannot be put in its place, what was there stays and nothing else is left."""
    (tmp_path / "a").mkdir()

    with pytest.raises(OSError, match="a"):
        write_new(tmp_path / "a", b"neu")

    assert [path.name for path in tmp_path.iterdir()] == ["a"]
