"""The way to a target that is a tree of folders: on this machine or behind SFTP. Files arrive under another name and are renamed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from kammerton.deploy.transfer.record import PART


class Tree(Protocol):
    """A tree of folders; paths are relative to its root, the root is the empty path. Whatever fails raises ``SetupError``."""

    def names(self, folder: str) -> Mapping[str, int | None]:
        """What lies in a folder: files with their size in bytes, folders with None; nothing where the folder is missing."""
        ...

    def read(self, path: str) -> bytes | None:
        """The content of a file, or None."""
        ...

    def create(self, path: str, content: bytes) -> bool:
        """Write a file that is not there; else False."""
        ...

    def fill(self, path: str, source: Path | bytes) -> None:
        """Write a file, readable by everybody, whatever was there before."""
        ...

    def rename(self, path: str, final: str) -> None:
        """Give a file another name, in the place of what has it."""
        ...

    def remove(self, path: str) -> None:
        """Delete a file, where it is there."""
        ...

    def make_folder(self, folder: str) -> None:
        """Make a folder in one that exists."""
        ...

    def remove_empty(self, folder: str) -> bool:
        """Delete a folder where it is empty; whether it was."""
        ...


class TreeWay:
    """A ``kammerton.app.ports.Way`` through a tree."""

    def __init__(self, tree: Tree, build: Path) -> None:
        """Take the tree and the folder of the site to be uploaded."""
        self._tree, self._build = tree, build
        self._folders: set[str] = {""}
        self._left: set[str] = set()

    def sizes(self, paths: Iterable[str]) -> Mapping[str, int]:
        """The sizes of those files that are there; each folder of theirs is listed once."""
        found: dict[str, int] = {}
        wanted = set(paths)
        missing: set[str] = set()
        for folder in sorted({_parent(path) for path in wanted}):
            if any(folder.startswith(gone + "/") for gone in _parents(folder) if gone in missing):
                continue
            names = self._tree.names(folder)
            if not names and folder:
                missing.add(folder)
                continue
            self._folders.add(folder)
            found |= {path: size for name, size in names.items() if size is not None and (path := _join(folder, name)) in wanted}
            self._left |= {_join(folder, name) for name in names if name.endswith(PART)}
        return found

    def read(self, name: str) -> bytes | None:
        """The record or the lock."""
        return self._tree.read(name)

    def write(self, name: str, content: bytes) -> None:
        """Write or replace the record or the lock."""
        self._replace(name, content)

    def claim(self, name: str, content: bytes) -> bool:
        """Write the lock where there is none."""
        return self._tree.create(name, content)

    def upload(self, paths: Sequence[str]) -> Iterator[str]:
        """Bring files there, each under another name first."""
        for path in paths:
            self._make_folders(_parent(path))
            self._replace(path, self._build / path)
            yield path

    def delete(self, paths: Sequence[str]) -> Iterator[str]:
        """Delete files, and folders that become empty."""
        for path in paths:
            self._tree.remove(path)
            for folder in _parents(path):
                if not self._tree.remove_empty(folder):
                    break
                self._folders.discard(folder)
            yield path

    def finish(self) -> None:
        """Take away what a run that broke off left on its way."""
        for path in self._left:
            self._tree.remove(path)
        self._left.clear()

    def _replace(self, path: str, source: Path | bytes) -> None:
        part = _join(_parent(path), f".{path.rpartition('/')[2]}{PART}")
        self._tree.fill(part, source)
        self._tree.rename(part, path)
        self._left.discard(part)

    def _make_folders(self, folder: str) -> None:
        if folder not in self._folders:
            self._make_folders(_parent(folder))
            self._tree.make_folder(folder)
            self._folders.add(folder)


def _parent(path: str) -> str:
    return path.rpartition("/")[0]


def _parents(path: str) -> Iterator[str]:
    """Every folder above a path, the nearest first, without the root."""
    while path := _parent(path):
        yield path


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
