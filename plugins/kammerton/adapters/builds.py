"""Build folders: each build in ``.builds/<n>``, published by one atomic swap of a symbolic link.

``.builds/aktuell`` points to the published build; ``output`` points to its site for good. Swapping ``aktuell``
changes site and mails together.
"""

import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kammerton.adapters.files import write_new
from kammerton.adapters.pelican_plugin import run_pelican
from kammerton.adapters.project import CURRENT
from kammerton.app.build import Build
from kammerton.domain.diagnostic import M, SetupError

BUILDS = ".builds"
OUTPUT = "output"
_SITE, _MAIL, _DONE, _LOCK = "site", "mail", "fertig", "sperre"
# What uploading looks for in the published build: it is written once the audit has found nothing.
AUDITED = f"{CURRENT}/{_DONE}"


class FolderSite:
    """The real ``kammerton.audit.BuiltSite``."""

    def __init__(self, folder: Path) -> None:
        """Take the site's folder."""
        self._folder = folder

    def paths(self) -> Iterable[str]:
        """Every file's path, relative to the folder."""
        return [p.relative_to(self._folder).as_posix() for p in self._folder.rglob("*") if p.is_file()]

    def read(self, path: str) -> bytes:
        """A file's content."""
        return (self._folder / path).read_bytes()

    def size(self, path: str) -> int:
        """A file's bytes, without reading it."""
        return (self._folder / path).stat().st_size


class BuildFolder:
    """A new build; the real ``kammerton.app.publish.NewBuild``."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Take the project folder and the empty build folder."""
        self._root, self._folder = root, folder

    def write(self, build: Build) -> None:
        """Pages, files and copies into ``site``, mails into ``mail``, the rest beside them."""
        run_pelican(self._root, self._folder / _SITE, build)
        for mail in build.mails:
            for ending, content in (("html", mail.html.encode()), ("txt", mail.text.encode()), ("eml", mail.message)):
                write_new(self._folder / _MAIL / f"{mail.name}.{ending}", content)
        for name, content in build.beside.items():
            write_new(self._folder / name, content)

    def site(self) -> FolderSite:
        """The written site."""
        return FolderSite(self._folder / _SITE)

    def publish(self) -> None:
        """Mark the build as complete and swap."""
        write_new(self._folder / _DONE, b"")
        _swap(self._root / CURRENT, Path(self._folder.name))
        if not (self._root / OUTPUT).is_symlink():
            _swap(self._root / OUTPUT, Path(CURRENT) / _SITE)


def _swap(link: Path, target: Path) -> None:
    """Point a symbolic link elsewhere in one step (rename(2) is atomic)."""
    fresh = link.with_name(link.name + ".neu")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    os.replace(fresh, link)  # noqa: PTH105 - the same call on any platform


@contextmanager
def new_build(root: Path, kept: int) -> Iterator[BuildFolder]:
    """A new build folder under a lock; what was not published is gone afterwards, old builds but ``kept`` too.

    Raises ``SetupError`` when another build is running or ``output`` is not ours to replace.
    """
    output = root / OUTPUT
    if output.readlink() != Path(CURRENT) / _SITE if output.is_symlink() else output.exists():
        raise SetupError(M("Der Ordner „output“ ist von Hand angelegt. Benennen Sie ihn um; Kammerton legt ihn selbst an."))
    builds = root / BUILDS
    builds.mkdir(exist_ok=True)
    with (builds / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SetupError(M("Es läuft schon ein make publish in diesem Ordner. Warten Sie, bis es fertig ist.")) from None
        _remove_torsos(builds)
        folder = builds / str(max(_numbers(builds), default=0) + 1)
        folder.mkdir()
        try:
            yield BuildFolder(root, folder)
        finally:
            _remove_torsos(builds)
            _prune(root, kept)


def _numbers(builds: Path) -> list[int]:
    return sorted(int(p.name) for p in builds.iterdir() if p.name.isdigit())


def _remove_torsos(builds: Path) -> None:
    for number in _numbers(builds):
        if not (builds / str(number) / _DONE).exists():
            shutil.rmtree(builds / str(number))


def _prune(root: Path, kept: int) -> None:
    """Keep the published build and the ``kept`` before it."""
    current = root / CURRENT
    published = current.readlink().name if current.is_symlink() else ""
    others = [n for n in _numbers(root / BUILDS) if str(n) != published]
    for number in others[: max(0, len(others) - kept)]:
        shutil.rmtree(root / BUILDS / str(number))
