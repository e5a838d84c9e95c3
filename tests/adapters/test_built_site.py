"""A built site on the disk, as the audit sees it."""

import os
import pickle
from pathlib import Path

import pytest

from kammerton.adapters.built_site import FolderSite
from kammerton.adapters.files import write_new


def written(folder: Path) -> Path:
    """A folder with files at several depths, a hidden one, and links."""
    for path, text in (("index.html", "eins"), (".htaccess", ""), ("a/b/c.txt", "zwei"), ("a-b/d.txt", "")):
        write_new(folder / path, text.encode())
    (folder / "leer").mkdir()
    (folder / "link.txt").symlink_to("a/b/c.txt")
    (folder / "ordner").symlink_to("a")
    (folder / "weg").symlink_to("nirgends")
    return folder


def test_every_file_is_listed_in_order(tmp_path: Path) -> None:
    """Hidden files and links to files too; no folders, and nothing behind a link to one."""
    site = FolderSite(written(tmp_path))

    assert list(site.paths()) == [".htaccess", "a-b/d.txt", "a/b/c.txt", "index.html", "link.txt"]
    assert (site.read("a/b/c.txt"), site.size("a/b/c.txt"), site.size("link.txt")) == (b"zwei", 4, 4)


def test_the_disk_is_asked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However often paths, sizes and stamps are."""
    site, folders, real = FolderSite(written(tmp_path)), list[str](), os.scandir
    monkeypatch.setattr(os, "scandir", lambda folder: folders.append(folder) or real(folder))
    for _ in range(3):
        assert [(site.size(path), site.stamp(path)) for path in site.paths()]

    assert len(folders) == len(set(folders)) == 5


def test_a_stamp_stays_with_the_bytes(tmp_path: Path) -> None:
    """A file that is linked into the next build keeps it; one written anew has another, even with the same bytes and time."""
    one, two = tmp_path / "1", tmp_path / "2"
    for name in ("bleibt", "neu"):
        write_new(one / name, b"gleich")
    two.mkdir()
    os.link(one / "bleibt", two / "bleibt")
    write_new(two / "neu", b"anders")
    stat = (one / "neu").stat()
    os.utime(two / "neu", ns=(stat.st_atime_ns, stat.st_mtime_ns))
    before, after = FolderSite(one), FolderSite(two)

    assert before.stamp("bleibt") == after.stamp("bleibt")
    assert before.stamp("neu") != after.stamp("neu")
    assert after.stamp("fehlt") is None


def test_another_process_is_told_only_the_folder(tmp_path: Path) -> None:
    """What a large site has is not carried over."""
    site = FolderSite(written(tmp_path))
    assert site.size("index.html") == 4
    carried = pickle.dumps(site)

    assert b"htaccess" not in carried
    assert pickle.loads(carried).read("index.html") == b"eins"
