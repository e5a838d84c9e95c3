"""The way to a target that is a tree of folders: on this machine or behind SFTP. Files arrive under another name and are renamed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path
from typing import Protocol, TypeVar

from kammerton.deploy.transfer.record import PART

R = TypeVar("R")


class Tree(Protocol):
    """A tree of folders; paths are relative to its root, the root is the empty path. Whatever fails raises ``SetupError``."""

    @property
    def at_once(self) -> int:
        """How many threads may ask it at once."""
        ...

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
        wanted = set(paths)
        found: dict[str, int] = {}
        folders = {folder for path in wanted for folder in (_parent(path), *_parents(path))}
        for _, level in groupby(sorted(folders, key=_depth), key=_depth):  # below a folder that is missing nobody looks
            there = [folder for folder in level if not folder or _parent(folder) in self._folders]
            for folder, names in zip(there, self._each(self._tree.names, there), strict=True):
                self._folders |= {folder} if names or not folder else set()
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
        yield from self._each(self._bring, paths)

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

    def _bring(self, path: str) -> str:
        self._replace(path, self._build / path)
        return path

    def _each(self, what: Callable[[str], R], paths: Sequence[str]) -> Iterator[R]:
        """Several at once, answers in the order given; after a failure no other is begun."""
        with ThreadPoolExecutor(self._tree.at_once) as pool:
            running = [pool.submit(what, path) for path in paths]
            try:
                yield from (one.result() for one in running)
            finally:
                pool.shutdown(cancel_futures=True)

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


def _depth(folder: str) -> int:
    return folder.count("/") + 1 if folder else 0


def _join(folder: str, name: str) -> str:
    return f"{folder}/{name}" if folder else name
