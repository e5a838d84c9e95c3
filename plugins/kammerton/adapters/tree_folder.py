"""A target that is a folder of this machine, or one that is mounted here."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from kammerton.adapters.files import told
from kammerton.domain.diagnostic import M, SetupError


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        raise SetupError(M("Am Ziel geht es nicht weiter: {file}: {reason}", file=str(reason.filename or path), reason=told(reason))) from None


class FolderTree:
    """The real ``kammerton.adapters.way_tree.Tree`` on disk."""

    at_once = 4  # a folder that is mounted answers late

    def __init__(self, root: Path) -> None:
        """Take an existing folder. Raises ``SetupError`` where there is none, for a mistyped one would be made."""
        if not root.is_dir():
            raise SetupError(M("Den Ordner „{folder}“ gibt es nicht. Legen Sie ihn an, oder berichtigen Sie die Adresse in ZIELE.", folder=str(root)))
        self._root = root

    def names(self, folder: str) -> Mapping[str, int | None]:
        """Files with their sizes, folders with None."""
        with _telling(self._root / folder):
            try:
                return {entry.name: None if entry.is_dir() else entry.stat().st_size for entry in os.scandir(self._root / folder)}
            except (FileNotFoundError, NotADirectoryError):
                return {}

    def read(self, path: str) -> bytes | None:
        """The content of a file, or None."""
        with _telling(self._root / path):
            return (self._root / path).read_bytes() if (self._root / path).is_file() else None

    def create(self, path: str, content: bytes) -> bool:
        """Write a file that is not there."""
        with _telling(self._root / path):
            try:
                with (self._root / path).open("xb") as file:
                    file.write(content)
            except FileExistsError:
                return False
        return True

    def fill(self, path: str, source: Path | bytes) -> None:
        """Write a file, readable by everybody."""
        target = self._root / path
        with _telling(target):
            if isinstance(source, bytes):
                target.write_bytes(source)
            else:
                shutil.copyfile(source, target)
            target.chmod(0o644)

    def rename(self, path: str, final: str) -> None:
        """Give a file another name, in one step."""
        with _telling(self._root / final):
            os.replace(self._root / path, self._root / final)  # noqa: PTH105

    def remove(self, path: str) -> None:
        """Delete a file, where it is there."""
        with _telling(self._root / path), suppress(FileNotFoundError, NotADirectoryError):
            (self._root / path).unlink()

    def make_folder(self, folder: str) -> None:
        """Make a folder."""
        with _telling(self._root / folder):
            (self._root / folder).mkdir(exist_ok=True)

    def remove_empty(self, folder: str) -> bool:
        """Delete an empty folder."""
        with suppress(OSError):
            (self._root / folder).rmdir()
            return True
        return False
