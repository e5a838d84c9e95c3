"""Files of a new build: what is the same as in the build before is linked to it, and keeps its bytes and its times."""

import filecmp
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path

from kammerton.adapters.built_site import listed
from kammerton.adapters.files import place_copy
from kammerton.adapters.processes import beside

# Size and time of a file of a build: one that has others was touched by somebody else, and is not taken over.
Look = tuple[int, int]
# Everybody may read what is published: a web server runs as somebody else.
_MODE = 0o644


class Placer:
    """Puts files into a folder that nobody sees yet; files of the folder before it are never touched."""

    def __init__(self, folder: Path, before: Path | None = None, looked: Mapping[str, Look] | None = None) -> None:
        """Take the new folder, the one before where there is one, and how each of its files looked when it was finished."""
        self._folder, self._before = str(folder), str(before) if before else None
        self._looked: Mapping[str, Look] = looked or {}
        self._ahead: set[str] = set()
        self._made: set[str] = set()

    @cached_property
    def _whole(self) -> set[str]:
        """The files of the folder before that are there as they were."""
        found = looks(Path(self._before)) if self._before and self._looked else {}
        return {path for path, look in self._looked.items() if found.get(path) == look}

    @contextmanager
    def linking_ahead(self, paths: Collection[str]) -> Iterator[None]:
        """While what is inside finds out which of these files of the folder before are wanted, they are linked, all of them.

        Those that turn out not to be wanted have to be swept away.
        """
        if not self._looked:
            yield
            return
        with beside(partial(self._link_all, paths)) as found:
            yield
        changed, self._ahead = found[0]
        self._whole = self._looked.keys() - changed

    def _link_all(self, paths: Collection[str]) -> tuple[set[str], set[str]]:
        """Which files are not there as they were, and which were linked."""
        return self._looked.keys() - self._whole, set(filter(self.keep, paths))

    def sweep(self, wanted: Collection[str]) -> None:
        """Take away what was linked ahead and is not wanted, with the folders in which nothing is left."""
        for path in self._ahead - set(wanted):
            os.unlink(f"{self._folder}/{path}")  # noqa: PTH108
            with suppress(OSError):  # something else is in there
                for above in Path(path).parents[:-1]:
                    os.rmdir(f"{self._folder}/{above}")  # noqa: PTH106
        self._ahead = set()

    def write(self, path: str, content: bytes) -> None:
        """Write a file, or link the one before where that has the same bytes."""
        if self._has(path, content) and self.keep(path):
            return
        with open(os.open(self._target(path), os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE), "wb") as file:  # noqa: PTH123 - thousands of them
            os.fchmod(file.fileno(), _MODE)
            file.write(content)

    def read(self, path: str) -> bytes | None:
        """A file of the folder before; None where it is not there as it was."""
        return Path(f"{self._before}/{path}").read_bytes() if path in self._whole else None

    def copy(self, path: str, source: Path, *, kept: bool) -> None:
        """Copy a file of the project, or of our cache (``kept``); where the one before has the same bytes, that is linked."""
        if path in self._whole and filecmp.cmp(f"{self._before}/{path}", source, shallow=False) and self.keep(path):
            return
        target = Path(self._target(path))
        place_copy(source, target, kept=kept)
        if target.stat().st_mode & 0o777 != _MODE:
            target.chmod(_MODE)

    def keep(self, path: str) -> bool:
        """Link a file of the folder before, or copy it where links are impossible; False where it is not there as it was."""
        if path in self._ahead:
            return True
        if path not in self._whole:
            return False
        source, target = f"{self._before}/{path}", self._place(path)
        try:
            os.link(source, target)
        except FileNotFoundError:
            return False
        except FileExistsError:
            os.unlink(target)  # noqa: PTH108
            os.link(source, target)
        except OSError:
            shutil.copy2(source, self._target(path))
        return True

    def keep_folder(self, path: str) -> bool:
        """Link everything in a folder of the folder before, whose path ends with a slash; False where nothing is there as it was."""
        files = [file for file in self._whole if file.startswith(path)]
        return bool(files) and all(map(self.keep, files))

    def _has(self, path: str, content: bytes) -> bool:
        """Whether the folder before has a file with these bytes."""
        if path not in self._whole:
            return False
        try:
            with open(f"{self._before}/{path}", "rb") as file:  # noqa: PTH123
                return os.fstat(file.fileno()).st_size == len(content) and file.read() == content
        except OSError:
            return False

    def _target(self, path: str) -> str:
        """Where a file goes, and no file of that name; one may be a link to that of the build before."""
        target = self._place(path)
        if os.path.lexists(target):
            os.unlink(target)  # noqa: PTH108
        return target

    def _place(self, path: str) -> str:
        """Where a file goes: its folder is there."""
        target = f"{self._folder}/{path}"
        folder = os.path.dirname(target)  # noqa: PTH120
        if folder not in self._made:
            self._make(folder)
        return target

    def _make(self, folder: str) -> None:
        """Make a folder, and those above it where they are missing; another process may be making the same."""
        with suppress(FileExistsError):
            try:
                os.mkdir(folder)  # noqa: PTH102
            except FileNotFoundError:
                self._make(os.path.dirname(folder))  # noqa: PTH120
                os.mkdir(folder)  # noqa: PTH102
        self._made.add(folder)


def looks(folder: Path) -> dict[str, Look]:
    """How each file below a folder looks that everybody may read; nothing where there is no folder."""
    return looks_of(listed(str(folder)).files.items() if folder.is_dir() else ())


def looks_of(files: Iterable[tuple[str, os.stat_result]]) -> dict[str, Look]:
    """How files look, of those that everybody may read."""
    return {path: (facts.st_size, facts.st_mtime_ns) for path, facts in files if facts.st_mode & 0o777 == _MODE}
