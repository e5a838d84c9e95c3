"""Files written so that nobody sees half of one."""

from pathlib import Path

import pytest

from kammerton.adapters.files import place_copy, write_new


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


@pytest.mark.parametrize(("kept", "shared"), [(True, True), (False, False)])
def test_copies_of_the_cache_are_links(tmp_path: Path, kept: bool, shared: bool) -> None:
    """What the cache keeps takes its room once; an editor's file is copied, so that changing it changes no build."""
    (tmp_path / "a").write_bytes(b"ton")
    place_copy(tmp_path / "a", tmp_path / "b", kept=kept)

    assert (tmp_path / "b").read_bytes() == b"ton"
    assert (tmp_path / "b").samefile(tmp_path / "a") is shared


def test_where_links_are_impossible_it_is_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another disk, or one without links."""

    def refuse(*_: object) -> None:
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr("os.link", refuse)
    (tmp_path / "a").write_bytes(b"ton")
    place_copy(tmp_path / "a", tmp_path / "b", kept=True)

    assert (tmp_path / "b").read_bytes() == b"ton"
    assert not (tmp_path / "b").samefile(tmp_path / "a")
