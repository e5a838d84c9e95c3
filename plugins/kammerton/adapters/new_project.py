"""A new project folder, written all at once or not at all."""

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from kammerton.adapters.files import told
from kammerton.domain.diagnostic import M, SetupError


def free_folder(name: str) -> Path:
    """The complete path of a folder that does not exist or is empty; ``SetupError`` tells why it cannot be used. Touches nothing."""
    folder = Path(name).expanduser().resolve()
    base = folder if folder.is_dir() else folder.parent
    if folder.exists() and not folder.is_dir():
        raise SetupError(M("„{folder}“ ist eine Datei. Nennen Sie einen Ordner, den es noch nicht gibt.", folder=str(folder)))
    if not base.is_dir():
        raise SetupError(M("Den Ordner „{folder}“ gibt es nicht. Legen Sie ihn zuerst an.", folder=str(base)))
    if not os.access(base, os.W_OK | os.X_OK):
        raise SetupError(M("Im Ordner „{folder}“ dürfen Sie nichts anlegen.", folder=str(base)))
    if folder.is_dir() and any(folder.iterdir()):
        raise _not_empty(folder)
    return folder


def write_project(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into a free folder. When anything goes wrong, the folder is as it was, and ``SetupError`` says why."""
    try:
        with _beside(folder) as draft:
            for path, content in files.items():
                (draft / path).parent.mkdir(parents=True, exist_ok=True)
                (draft / path).write_bytes(content)
            _put(draft, folder)
    except OSError as reason:
        raise SetupError(M("{reason} Es wurde nichts angelegt.", reason=told(reason))) from reason


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk, gone afterwards: inside an empty one, whose surroundings may be closed to us, else next to it."""
    outer = Path(tempfile.mkdtemp(dir=folder if folder.is_dir() else folder.parent, prefix=".neu-"))
    try:
        (outer / folder.name).mkdir()  # unlike the outer one it has the permissions of any new folder
        yield outer / folder.name
    finally:
        shutil.rmtree(outer, ignore_errors=True)


def _put(draft: Path, folder: Path) -> None:
    """Put what was written in its place: one rename, or, into a folder that is there, one for each entry."""
    if not folder.is_dir():
        draft.rename(folder)
        return
    if any(entry != draft.parent for entry in folder.iterdir()):
        raise _not_empty(folder)
    moved: list[Path] = []
    try:
        for entry in sorted(draft.iterdir()):
            moved.append(folder / entry.name)
            entry.rename(moved[-1])
    except BaseException:
        for path in moved:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        raise


def _not_empty(folder: Path) -> SetupError:
    return SetupError(M("Der Ordner „{folder}“ ist nicht leer. Nennen Sie einen neuen oder einen leeren Ordner.", folder=str(folder)))
