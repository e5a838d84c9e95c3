"""A built site on the disk: its files are listed once, with everything the disk tells of them."""

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from kammerton.audit import Stamp


class FolderSite:
    """The real ``kammerton.audit.BuiltSite``. It is looked at when first asked for, and not again: nobody writes while it is audited."""

    def __init__(self, folder: Path) -> None:
        """Take the site's folder."""
        self._folder = folder

    def __reduce__(self) -> tuple[type["FolderSite"], tuple[Path]]:
        """Another process is told the folder, and looks by itself if it has to."""
        return FolderSite, (self._folder,)

    def paths(self) -> Iterable[str]:
        """Every file's path, relative to the folder."""
        return self.files.keys()

    def read(self, path: str) -> bytes:
        """A file's content."""
        with open(f"{self._folder}/{path}", "rb", buffering=0) as file:  # noqa: PTH123 - thousands are read, in half the time
            return file.read()

    def size(self, path: str) -> int:
        """A file's bytes, without reading it."""
        return self.files[path].st_size

    def stamp(self, path: str) -> Stamp | None:
        """Inode, size and time of change: a file of ours is never changed in place, and one that is linked into the next build keeps all three."""
        stat = self.files.get(path)
        return None if stat is None else f"{stat.st_ino} {stat.st_size} {stat.st_mtime_ns}"

    @cached_property
    def files(self) -> dict[str, os.stat_result]:
        """Everything the disk tells of each file, by its path."""
        return dict(sorted(files_below(str(self._folder))))


def files_below(root: str) -> Iterator[tuple[str, os.stat_result]]:
    """Every file below a folder; links to files count as files, links to folders are not followed."""
    folders = [(root, "")]
    while folders:
        folder, prefix = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{prefix}{entry.name}/"))
                elif entry.is_file():
                    yield prefix + entry.name, entry.stat()


def links_below(root: str) -> Iterator[str]:
    """Every symbolic link below a folder."""
    folders = [root]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.is_symlink():
                    yield entry.path
                elif entry.is_dir(follow_symlinks=False):
                    folders.append(entry.path)
