"""Build folders: each build in ``.builds/<n>``, published by one atomic swap of a symbolic link.

``.builds/aktuell`` points to the published build; ``output`` points to its site for good. Swapping ``aktuell``
changes site and mails together. Whenever a process dies or the power goes, ``aktuell`` leads to a complete build:
everything of a build is on the disk before it is marked as complete, and it is marked before the swap.
"""

import fcntl
import filecmp
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from kammerton.adapters.audit_memory import AuditMemory
from kammerton.adapters.built_site import FolderSite, listed
from kammerton.adapters.catalogue import sentences
from kammerton.adapters.files import disk_problem, sync_folder, write_lasting, write_new
from kammerton.adapters.layout_file import LayoutFile
from kammerton.adapters.processes import beside, each
from kammerton.adapters.project import CURRENT, Project, only_ours
from kammerton.adapters.provenance_file import PROVENANCE, read_record, write_record
from kammerton.adapters.site_writer import MAIL, SITE, Before, SiteWriter, mail_files
from kammerton.adapters.unchanged import STATE
from kammerton.app.build import Build, Placed
from kammerton.app.pieces import Made, together
from kammerton.app.ports import Watch
from kammerton.app.reuse import Observation
from kammerton.app.watch import UNWATCHED
from kammerton.audit import Means
from kammerton.domain.contents import CONTENTS
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.published import MANIFEST

BUILDS = ".builds"
OUTPUT = "output"
_DONE, _LOCK = "fertig", "sperre"
# What uploading looks for in the published build: it is written once the audit has found nothing.
AUDITED = f"{CURRENT}/{_DONE}"


@dataclass(frozen=True)
class Wishes:
    """How to build: with ``only_changed`` what is the same is not published, with ``anew`` nothing is taken from the build before.

    Who has something else to do when a build is published gives ``rest``: it is closed once old builds are gone. The lock is held as long.
    """

    only_changed: bool = False
    anew: bool = False
    watch: Watch = UNWATCHED
    rest: ExitStack | None = None


_NONE = Wishes()


class BuildFolder:
    """A new build; the real ``kammerton.app.publish.NewBuild``."""

    def __init__(self, root: Path, folder: Path, wishes: Wishes) -> None:
        """Take the project folder, the empty build folder, and how it is to be built."""
        self._root, self._folder, self._wishes, self._watch = root, folder, wishes, wishes.watch
        self._written: tuple[Path, ...] = ()
        self._writer: SiteWriter | None = None
        self._site = FolderSite(folder / SITE)

    def make(self, observation: Observation) -> tuple[Made, Placed]:
        """Put the pieces of the build into ``site``. Where other plugins take part, Pelican writes everything, later."""
        if not only_ours(Project(self._root)):
            return together(piece.made(observation.plan.workshop) for piece in observation.plan.pieces), Placed()
        current = self._root / CURRENT
        before = Before() if self._wishes.anew else Before(current, read_record(current))
        self._writer = SiteWriter(self._root, self._folder, before, self._watch, LayoutFile(self._root))
        self._writer.look(observation)
        return self._writer.make()

    def write(self, build: Build) -> None:
        """The rest of pages, files and copies into ``site``, mails into ``mail``, what else there is beside them."""
        if self._writer is None:
            from kammerton.adapters.pelican_plugin import run_pelican

            self._written = run_pelican(self._root, self._folder / SITE, build, self._watch)
            for path, content in mail_files(build.mails):
                write_new(self._folder / MAIL / path, content)
        else:
            written = self._writer.write(build)
            write_record(self._folder, self._writer.record(written, self._site.files))
        for name, content in build.beside.items():
            write_new(self._folder / name, content)

    def site(self) -> FolderSite:
        """The written site."""
        return self._site

    def means(self) -> Means:
        """What the audit works with: what earlier ones found out, and several processes where there is much to read."""
        return Means(AuditMemory(self._root), each)

    def strays(self) -> Iterable[str]:
        """What Pelican wrote outside this build, and every link in it: one may lead anywhere."""
        inside = self._folder.resolve()
        outside = (path for path in self._written if not path.resolve().is_relative_to(inside))
        parts = [part for part in self._folder.iterdir() if part.name != SITE]
        links = (str(part / path) for part in parts if part.is_dir() and not part.is_symlink() for path in listed(str(part)).links)
        return sorted((*map(str, outside), *self._site.links, *links, *(str(part) for part in parts if part.is_symlink())))

    def sentences(self) -> Iterable[str]:
        """What program and theme say themselves."""
        return sentences()

    def publish(self) -> bool:
        """Mark the build as complete and swap; False where nothing was swapped, for only changes are wanted and there are none."""
        current = self._root / CURRENT
        if self._wishes.only_changed and (current / _DONE).exists() and _is_same(self._folder, current):
            _link_output(self._root)
            return False
        os.sync()  # thousands of small files: one call for all of them
        write_lasting(self._folder / _DONE, b"")
        _swap(current, Path(self._folder.name))
        _link_output(self._root)
        return True

    def forget(self, is_unfit: Callable[[bytes], bool]) -> None:
        """Remove kept builds whose record of contents is not fit to be kept any more; never the published one."""
        Builds(self._root).forget(is_unfit)


class Builds:
    """The finished builds of a project, under the lock; the real ``kammerton.app.go_back.FinishedBuilds``."""

    def __init__(self, root: Path) -> None:
        """Take the project folder."""
        self._root, self._folder = root, root / BUILDS

    def published(self) -> int | None:
        """The number of the published build."""
        current = self._root / CURRENT
        return int(current.readlink().name) if current.is_symlink() and current.readlink().name.isdigit() else None

    def before(self) -> int | None:
        """The number of the newest complete build before the published one."""
        published = self.published()
        return max((n for n in self._complete() if published is None or n < published), default=None)

    def _complete(self) -> list[int]:
        return [n for n in _numbers(self._folder) if (self._folder / str(n) / _DONE).exists()]

    def contents(self, number: int) -> bytes | None:
        """The record of what a build contains."""
        file = self._folder / str(number) / CONTENTS
        return file.read_bytes() if file.is_file() else None

    def manifest(self, number: int) -> bytes | None:
        """What a build remembers of everything ever published."""
        file = self._folder / str(number) / MANIFEST
        return file.read_bytes() if file.is_file() else None

    def publish(self, number: int, manifest: bytes) -> None:
        """Make a complete build the published one, with this memory: nothing that was published since is forgotten."""
        write_lasting(self._folder / str(number) / MANIFEST, manifest)
        _swap(self._root / CURRENT, Path(str(number)))
        _link_output(self._root)

    def forget(self, is_unfit: Callable[[bytes], bool]) -> tuple[int, ...]:
        """Remove complete builds by their record, never the published one; the numbers of those that went."""
        published = self.published()
        records = ((n, self.contents(n)) for n in self._complete() if n != published)
        unfit = tuple(n for n, record in records if is_unfit(record or b""))
        for number in unfit:
            _remove(self._folder / str(number))
        return unfit


@contextmanager
def locked_builds(root: Path) -> Iterator[Builds]:
    """The finished builds, while no build is running. Raises ``SetupError`` when one is."""
    with _locked(root):
        yield Builds(root)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two builds hold the same files with the same bytes."""
    files, others = _files(one), _files(other)
    return files == others and all(filecmp.cmp(one / name, other / name, shallow=False) for name in files)


def _files(folder: Path) -> set[str]:
    """What a build consists of, without its mark."""
    return {(Path(found) / name).relative_to(folder).as_posix() for found, _, names in os.walk(folder) for name in names} - {_DONE, PROVENANCE, STATE}


def _link_output(root: Path) -> None:
    if not (root / OUTPUT).is_symlink():
        _swap(root / OUTPUT, Path(CURRENT) / SITE)


def _swap(link: Path, target: Path) -> None:
    """Point a symbolic link elsewhere in one step (rename(2) is atomic), and wait until the disk knows."""
    fresh = link.with_name(link.name + ".neu")
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(target)
    os.replace(fresh, link)  # noqa: PTH105 - the same call on any platform
    sync_folder(link.parent)


@contextmanager
def _locked(root: Path) -> Iterator[Path]:
    """The folder of all builds, for one process at a time."""
    builds = root / BUILDS
    builds.mkdir(exist_ok=True)
    with (builds / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise SetupError(M("Es läuft schon ein make publish in diesem Ordner. Warten Sie, bis es fertig ist.")) from None
        yield builds


@contextmanager
def new_build(root: Path, kept: int, wishes: Wishes = _NONE) -> Iterator[BuildFolder]:
    """A new build folder under a lock; what was not published is gone afterwards, old builds but ``kept`` too.

    Raises ``SetupError`` when another build is running or ``output`` is not ours to replace.
    """
    output = root / OUTPUT
    if output.readlink() != Path(CURRENT) / SITE if output.is_symlink() else output.exists():
        raise SetupError(M("Der Ordner „output“ ist von Hand angelegt. Benennen Sie ihn um; Kammerton legt ihn selbst an."))
    with _locked(root) as builds:
        _remove_torsos(builds)
        folder = builds / str(max(_numbers(builds), default=0) + 1)
        folder.mkdir()
        try:
            yield BuildFolder(root, folder, wishes)
        finally:
            _remove_torsos(builds)
            old = _old(root, kept)
            with ExitStack() as here:
                if old:
                    (wishes.rest or here).enter_context(beside(partial(_remove_all, old)))


def _numbers(builds: Path) -> list[int]:
    return sorted(int(p.name) for p in builds.iterdir() if p.name.isdigit())


def _remove_torsos(builds: Path) -> None:
    for number in _numbers(builds):
        if not (builds / str(number) / _DONE).exists():
            shutil.rmtree(builds / str(number))


def _remove(folder: Path) -> None:
    """Remove a complete build; the mark goes first, so that one half removed is a torso and never gone back to."""
    (folder / _DONE).unlink(missing_ok=True)
    shutil.rmtree(folder)


def _remove_all(folders: Iterable[Path]) -> None:
    """Remove complete builds. Raises ``SetupError`` where the disk refuses."""
    try:
        for folder in folders:
            _remove(folder)
    except OSError as reason:
        problem = disk_problem(reason).message
        raise SetupError(
            M(
                "Frühere Stände der Website ließen sich nicht entfernen. {reason} Der veröffentlichten Website schadet das nicht; das nächste make publish versucht es wieder.",
                reason=problem,
            )
        ) from reason


def _old(root: Path, kept: int) -> list[Path]:
    """All builds but the published one and the ``kept`` before it."""
    published = Builds(root).published()
    others = [n for n in _numbers(root / BUILDS) if n != published]
    return [root / BUILDS / str(number) for number in others[: max(0, len(others) - kept)]]
