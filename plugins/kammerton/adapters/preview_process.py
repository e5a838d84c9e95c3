"""The process that builds for the preview; it has everything read and imported, and is started anew when the program changes.

Pelican keeps what it has seen for as long as its process lives (memory, warnings told only once), so each site is
written by a copy of this process, which ends with it.
"""

import os
import sys
import traceback
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import rmtree
from urllib.parse import urlsplit

from kammerton.adapters.catalogue import words_of_environment
from kammerton.adapters.clock import read_clock
from kammerton.adapters.files import disk_problem
from kammerton.adapters.preview_stage import Look
from kammerton.adapters.project import Project
from kammerton.adapters.site_writer import SITE, SiteWriter
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import completed
from kammerton.app.preview import preview
from kammerton.app.reuse import Observation
from kammerton.domain.diagnostic import M, SettingsError, SetupError

_KEPT = 2


class Builder:
    """Builds again and again, each time only what has changed."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Take the project, and a folder in which the sites are written."""
        self._root, self._folder = root, folder
        self._before: Path | None = None
        self._words = words_of_environment()
        self._number = 0

    def build(self, stated: str | None) -> Look:
        """Read everything and write a site; ``stated`` is the moment it is for, else the clock's. Never raises."""
        try:
            return self._build(stated)
        except SettingsError as reason:
            return Look(reason.report, reason.message)
        except SetupError as reason:
            return Look(problem=reason.message)
        except OSError as reason:
            return Look(problem=disk_problem(reason).message)
        except Exception:  # noqa: BLE001 - a preview outlives the mistakes of those who work on the program
            return Look(problem=M("Das Programm hat einen Fehler gemacht. Was dazu bekannt ist:"), trace=traceback.format_exc())

    def _build(self, stated: str | None) -> Look:
        report, draft = preview(Project(self._root), read_clock(stated), self._words, ThemeTemplates(self._root, self._words.language))
        if draft is None:
            return Look(report)
        self._number += 1
        folder = self._folder / str(self._number)
        problem = self._written(draft.watch, folder)
        if problem is not None:
            rmtree(folder, ignore_errors=True)
            return problem
        self._before = folder
        base = urlsplit(draft.watch.plan.workshop.context.library.settings.address).path.rstrip("/")
        return Look(report, site=folder / SITE, base=base, waiting=draft.waiting)

    def _written(self, watch: Observation, folder: Path) -> Look | None:
        """Let a copy of this process write the site; None when it did, else what went wrong."""
        ours, theirs = Pipe(duplex=False)
        child = os.fork()
        if child == 0:
            theirs.send(_attempt(self._root, watch, folder, self._before))
            os._exit(0)
        theirs.close()
        try:
            answer: Look | None = ours.recv()
        except EOFError:
            answer = Look(problem=M("Der Bau der Vorschau ist abgebrochen. Speichern Sie noch einmal."))
        os.waitpid(child, 0)
        return answer

    def tidy(self) -> None:
        """Remove the sites nobody looks at any more; the one before the newest may still be loading."""
        for site in self._folder.iterdir():
            is_old = site.name.isdigit() and int(site.name) <= self._number - _KEPT
            if is_old and site != self._before:
                rmtree(site, ignore_errors=True)


def _attempt(root: Path, watch: Observation, folder: Path, before: Path | None) -> Look | None:
    try:
        writer = SiteWriter(root, folder, before)
        writer.write(completed(watch.plan, *writer.make(watch)))
    except SetupError as reason:
        return Look(problem=reason.message)
    except OSError as reason:
        return Look(problem=disk_problem(reason).message)
    except BaseException:  # noqa: BLE001 - whatever ends this copy is told by the process it came from
        return Look(problem=M("Das Programm hat einen Fehler gemacht. Was dazu bekannt ist:"), trace=traceback.format_exc())
    return None


def main(arguments: list[str]) -> None:
    """Answer each moment that comes over the connection with a ``Look``, until the other side has gone."""
    line: Connection[Look, str | None] = Connection(int(arguments[0]))
    builder = Builder(Path(arguments[1]), Path(arguments[2]))
    while True:
        try:
            line.send(builder.build(line.recv()))
        except (EOFError, BrokenPipeError):
            return
        builder.tidy()


if __name__ == "__main__":
    main(sys.argv[1:])
