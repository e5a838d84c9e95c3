"""A built site on the disk: its files are listed once, with everything the disk tells of them."""

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

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

    @property
    def files(self) -> dict[str, os.stat_result]:
        """Everything the disk tells of each file, by its path, in order."""
        return self._listed.files

    @property
    def links(self) -> list[str]:
        """Every symbolic link, to files, folders and nowhere, with the folder before it."""
        return [f"{self._folder}/{path}" for path in self._listed.links]

    @cached_property
    def _listed(self) -> "Listed":
        return listed(str(self._folder))


class Listed(NamedTuple):
    """What lies below a folder, by its path there: files with what the disk tells of them, in order, and symbolic links."""

    files: dict[str, os.stat_result]
    links: list[str]


def listed(root: str) -> Listed:
    """Everything below a folder; links to files count as files too, links to folders are not followed."""
    files, links, folders = list[tuple[str, os.stat_result]](), list[str](), [(root, "")]
    while folders:
        folder, prefix = folders.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append((entry.path, f"{prefix}{entry.name}/"))
                    continue
                if entry.is_symlink():
                    links.append(prefix + entry.name)
                if entry.is_file():
                    files.append((prefix + entry.name, entry.stat()))
    return Listed(dict(sorted(files)), links)
