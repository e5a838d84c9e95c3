"""Files of a new build: what is the same as in the build before is linked to it, and keeps its bytes and its times."""

import filecmp
import os
import shutil
from pathlib import Path


class Placer:
    """Puts files into a folder that nobody sees yet; files of the folder before it are never touched."""

    def __init__(self, folder: Path, before: Path | None) -> None:
        """Take the new folder, and the one before where there is one."""
        self._folder, self._before = str(folder), str(before) if before else None
        self._made: set[str] = set()

    def write(self, path: str, content: bytes) -> None:
        """Write a file, or link the one before where that has the same bytes."""
        if self._has(path, content) and self.keep(path):
            return
        target = self._target(path)
        with open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644), "wb") as file:  # noqa: PTH123 - thousands of them
            file.write(content)

    def keep(self, path: str) -> bool:
        """Link a file of the folder before, or copy it where links are impossible; False where it is not there."""
        source, target = f"{self._before}/{path}", self._target(path)
        try:
            os.link(source, target)
        except FileNotFoundError:
            return False
        except OSError:
            shutil.copy2(source, target)
        return True

    def keep_folder(self, path: str) -> bool:
        """Link everything in a folder of the folder before; False where it is not there."""
        above = Path(self._before or "") / path
        files = [file.relative_to(above.parent).as_posix() for file in sorted(above.rglob("*")) if file.is_file()] if self._before else []
        prefix = Path(path).parent.as_posix()
        return bool(files) and all(self.keep(file if prefix == "." else f"{prefix}/{file}") for file in files)

    def has_file(self, path: str, file: Path) -> bool:
        """Whether the folder before has a file with the same bytes."""
        try:
            return self._before is not None and filecmp.cmp(f"{self._before}/{path}", file, shallow=False)
        except OSError:
            return False

    def _has(self, path: str, content: bytes) -> bool:
        """Whether the folder before has a file with these bytes."""
        if self._before is None:
            return False
        try:
            with open(f"{self._before}/{path}", "rb") as file:  # noqa: PTH123
                return os.fstat(file.fileno()).st_size == len(content) and file.read() == content
        except OSError:
            return False

    def target(self, path: str) -> Path:
        """Where a file goes: its folder is there, and no file of that name; one may be a link to that of the build before."""
        return Path(self._target(path))

    def _target(self, path: str) -> str:
        target = f"{self._folder}/{path}"
        folder = os.path.dirname(target)  # noqa: PTH120
        if folder not in self._made:
            self._make(folder)
        if os.path.lexists(target):
            os.unlink(target)  # noqa: PTH108
        return target

    def _make(self, folder: str) -> None:
        """Make a folder, and those above it where they are missing."""
        try:
            os.mkdir(folder)  # noqa: PTH102
        except FileExistsError:
            pass
        except FileNotFoundError:
            self._make(os.path.dirname(folder))  # noqa: PTH120
            os.mkdir(folder)  # noqa: PTH102
        self._made.add(folder)
