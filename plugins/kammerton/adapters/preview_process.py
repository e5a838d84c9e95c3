"""The process that builds for the preview; it has everything read and imported, and is started anew when the program changes.

What makers keep for each other is for one site only, so each new site is written by a copy of this process, which ends with it.
Another text is put into the site by this process itself: a copy would take longer than all the rest.
"""

import gc
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import rmtree
from typing import NamedTuple, TypeVar
from urllib.parse import urlsplit

from kammerton.adapters.catalogue import words_of_environment
from kammerton.adapters.clock import read_clock
from kammerton.adapters.files import disk_problem
from kammerton.adapters.preview_rewriting import are_copies_fresh, is_timeless, renewed, rewrite, theme_stamps
from kammerton.adapters.preview_stage import Look
from kammerton.adapters.project import Project
from kammerton.adapters.site_writer import SITE, Before, SiteWriter, Written
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Plan, completed
from kammerton.app.load import load
from kammerton.app.preview import Draft, drafted
from kammerton.app.reuse import FRAMES
from kammerton.domain.diagnostic import M, Report, SettingsError, SetupError
from kammerton.domain.inventory import Inventory
from kammerton.domain.library import Library
from kammerton.rendering.hyphens import well_broken

_KEPT = 2
T = TypeVar("T")


class _Shown(NamedTuple):
    """What is shown: what was read, how it came about, of what theme it was made, and where it lies."""

    inventory: Inventory
    draft: Draft
    writer: SiteWriter
    theme: tuple[object, ...]
    look: Look


class Builder:
    """Builds again and again, each time only what has changed."""

    def __init__(self, root: Path, folder: Path) -> None:
        """Take the project, and a folder in which the sites are written."""
        self._root, self._folder = root, folder
        self._before = Before()
        self._shown: _Shown | None = None
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
        sources = Project(self._root)
        library, report = load(sources, read_clock(stated))
        if report.has_errors:
            return Look(report)
        return self._rewritten(library, report) or self._built(library, sources, report)

    def _built(self, library: Library, sources: Project, report: Report) -> Look:
        """A new site, in a folder of its own."""
        theme, shown = theme_stamps(self._root), drafted(library, sources, self._words, ThemeTemplates(self._root, self._words.language))
        self._number += 1
        folder = self._folder / str(self._number)
        writer = SiteWriter(self._root, folder, self._before)
        writer.look(shown.watch)
        written = _in_copy(partial(_write, writer, shown.watch.plan))
        if isinstance(written, Look):
            rmtree(folder, ignore_errors=True)
            return written
        self._before = Before(folder, writer.record(written))
        look = Look(report, site=folder / SITE, base=urlsplit(library.settings.address).path.rstrip("/"), waiting=shown.waiting)
        self._shown = _Shown(library.inventory, shown, writer, theme, look)
        return look

    def _rewritten(self, library: Library, report: Report) -> Look | None:
        """The site that is shown with other texts in it, where nothing else has changed; None where something has."""
        shown, folder, record = self._shown, self._before.folder, self._before.record
        if shown is None or folder is None or not (folder / SITE / "index.html").exists() or not is_timeless(record.provenance):
            return None
        items = shown.draft.rewritten(shown.inventory, library)
        if items is None or shown.theme != theme_stamps(self._root) or not are_copies_fresh(self._root, record):
            return None
        self._shown = None  # its bodies are about to be the new ones: should this fail, a new site is made
        bench, watch = shown.writer.work
        reads = {watch.questions.rewrite(key, item.body, library.inventory.tokens[key]) for key, item in items.items()}
        watch.forget()
        written = rewrite(bench, watch, watch.reading(reads, record.provenance), record, folder)
        if written is None:
            return None
        self._before = Before(folder, renewed(record, written, {read: watch.questions.answer(read) for read in reads}))
        look = replace(shown.look, report=report)
        self._shown = shown._replace(inventory=library.inventory, look=look)
        return look

    def _prepare(self, shown: _Shown) -> None:
        """Load what the next page will need, and find out until when the site stays as it is."""
        bench, watch = shown.writer.work
        language = watch.plan.workshop.context.words.language
        well_broken(shown.draft.library.settings.name, language)
        with suppress(SetupError):  # told when it is printed with
            bench.renderer.load(language, (str(name) for path, name in self._before.record.provenance.answers if path == FRAMES))
        _ = shown.draft.until  # it is kept

    def tidy(self) -> None:
        """Remove the sites nobody looks at any more (the one before the newest may still be loading), and get ready for the next edit."""
        if self._shown is not None:
            self._prepare(self._shown)
        for site in self._folder.iterdir():
            is_old = site.name.isdigit() and int(site.name) <= self._number - _KEPT
            if is_old and site != self._before.folder:
                rmtree(site, ignore_errors=True)


def _write(writer: SiteWriter, plan: Plan) -> Written:
    return writer.write(completed(plan, *writer.make()))


def _in_copy(work: Callable[[], T]) -> T | Look:
    """Let a copy of this process work; what came of it, or what went wrong."""
    ours, theirs = Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        gc.disable()  # it ends before there is garbage worth the search
        theirs.send(_attempt(work))
        os._exit(0)
    theirs.close()
    try:
        answer: T | Look = ours.recv()
    except EOFError:
        answer = Look(problem=M("Der Bau der Vorschau ist abgebrochen. Speichern Sie noch einmal."))
    os.waitpid(child, 0)
    return answer


def _attempt(work: Callable[[], T]) -> T | Look:
    try:
        return work()
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
