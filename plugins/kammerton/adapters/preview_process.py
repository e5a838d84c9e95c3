"""The process that builds for the preview; it has everything read and imported, and is started anew when the program changes.

Pelican keeps what it has seen for as long as its process lives (memory, warnings told only once), so each site is
written by a copy of this process, which ends with it.
"""

import gc
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
from kammerton.adapters.site_writer import SITE, Before, SiteWriter, Written
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Plan, completed
from kammerton.app.preview import preview
from kammerton.domain.diagnostic import M, SettingsError, SetupError

_KEPT = 2


class Builder:
    """Builds again and again, each time only what has changed."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Take the project, and a folder in which the sites are written."""
        self._root, self._folder = root, folder
        self._before = Before()
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
        writer = SiteWriter(self._root, folder, self._before)
        writer.look(draft.watch)
        written = self._written(writer, draft.watch.plan)
        if isinstance(written, Look):
            rmtree(folder, ignore_errors=True)
            return written
        self._before = Before(folder, writer.record(written))
        base = urlsplit(draft.watch.plan.workshop.context.library.settings.address).path.rstrip("/")
        return Look(report, site=folder / SITE, base=base, waiting=draft.waiting)

    def _written(self, writer: SiteWriter, plan: Plan) -> Written | Look:
        """Let a copy of this process write the site; what became of it, or what went wrong."""
        ours, theirs = Pipe(duplex=False)
        child = os.fork()
        if child == 0:
            gc.disable()  # it ends before there is garbage worth the search
            theirs.send(_attempt(writer, plan))
            os._exit(0)
        theirs.close()
        try:
            answer: Written | Look = ours.recv()
        except EOFError:
            answer = Look(problem=M("Der Bau der Vorschau ist abgebrochen. Speichern Sie noch einmal."))
        os.waitpid(child, 0)
        return answer

    def tidy(self) -> None:
        """Remove the sites nobody looks at any more; the one before the newest may still be loading."""
        for site in self._folder.iterdir():
            is_old = site.name.isdigit() and int(site.name) <= self._number - _KEPT
            if is_old and site != self._before.folder:
                rmtree(site, ignore_errors=True)


def _attempt(writer: SiteWriter, plan: Plan) -> Written | Look:
    try:
        return writer.write(completed(plan, *writer.make()))
    except SetupError as reason:
        return Look(problem=reason.message)
    except OSError as reason:
        return Look(problem=disk_problem(reason).message)
    except BaseException:  # noqa: BLE001 - whatever ends this copy is told by the process it came from
        return Look(problem=M("Das Programm hat einen Fehler gemacht. Was dazu bekannt ist:"), trace=traceback.format_exc())


def main(arguments: list[str]) -> None:
    """Answer each moment that comes over the connection with a ``Look``, until the other side has gone."""
    line: Connection[Look, str | None] = Connection(int(arguments[0]))
    builder = Builder(Path(arguments[1]), Path(arguments[2]))
    gc.disable()  # somebody waits while a site is built; garbage is looked for afterwards
    while True:
        try:
            line.send(builder.build(line.recv()))
        except (EOFError, BrokenPipeError):
            return
        builder.tidy()
        gc.collect()


if __name__ == "__main__":
    main(sys.argv[1:])
