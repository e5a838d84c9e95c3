"""Files written so that nobody ever sees half of one."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kammerton.domain.diagnostic import M, Message, SetupError

# What the program keeps between builds; everything there may be deleted.
CACHE = ".cache/"
_REASONS = {
    errno.ENOSPC: M("Die Festplatte ist voll."),
    errno.EFBIG: M("Die Datei wird größer, als auf diesem Rechner erlaubt ist."),
    errno.EDQUOT: M("Der Speicherplatz für diesen Benutzer ist aufgebraucht."),
    errno.EACCES: M("Es fehlt die Berechtigung."),
    errno.EPERM: M("Es fehlt die Berechtigung."),
    errno.EROFS: M("Der Ordner ist schreibgeschützt."),
    errno.ENOENT: M("Die Datei oder der Ordner fehlt."),
    errno.EADDRINUSE: M("Der Anschluss ist schon belegt; wählen Sie mit --port einen anderen."),
}


def disk_problem(reason: OSError) -> SetupError:
    """What the operating system refused, in words."""
    return SetupError(M("{file} {reason}", file=f"{reason.filename}:", reason=told(reason)) if reason.filename else told(reason))


def told(reason: OSError) -> Message:
    """Why the operating system refused, as a sentence."""
    return _REASONS.get(reason.errno or 0, M("Das Betriebssystem meldet: {reason}.", reason=reason.strerror or str(reason)))


def is_disk_problem(reason: BaseException) -> bool:
    """Whether it is a refusal we have a sentence for."""
    return isinstance(reason, OSError) and reason.errno in _REASONS


def place_copy(source: Path, target: Path, *, kept: bool) -> None:
    """Copy a file; one ``kept`` in our cache is linked where the disk can, for it is never changed, only replaced."""
    if kept:
        try:
            os.link(source, target)
        except OSError:
            shutil.copyfile(source, target)
    else:
        shutil.copyfile(source, target)


def write_new(path: Path, content: bytes) -> None:
    """Write beside the target and rename; an existing file is replaced, never truncated in place."""
    with writing_new(path) as fresh:
        fresh.write_bytes(content)


def write_lasting(path: Path, content: bytes) -> None:
    """As ``write_new``, and the file is on the disk when the call returns: a power cut leaves the old or the new one."""
    with writing_new(path) as fresh, fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows which files a folder holds."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def writing_new(path: Path) -> Iterator[Path]:
    """A file beside the target to be filled; it takes the target's place at the end, or goes when filling fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".neu-", suffix=path.suffix)
    os.close(handle)
    try:
        yield Path(name)
        os.chmod(name, 0o644)  # noqa: PTH101 - the name came from mkstemp, which made it private
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
