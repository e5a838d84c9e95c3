"""The Pelican plugin: one generator that hands finished page views to the theme. Nothing else imports Pelican.

``kammerton publish`` runs Pelican with a build already made; ``pelican`` alone makes the same build here and
refuses a site with errors before anything is written.
"""

import shutil
import sys
from pathlib import Path
from typing import Any

from pelican import Pelican, signals
from pelican.generators import Generator
from pelican.log import console as pelican_console
from pelican.settings import read_settings
from pelican.writers import Writer

from kammerton.adapters.catalogue import words_of_environment
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.drawings import png_of
from kammerton.adapters.files import CACHE, place_copy, write_new
from kammerton.adapters.full_text import full_text_index
from kammerton.adapters.pages import PageRenderer
from kammerton.adapters.project import SETTINGS_FILE, Project
from kammerton.adapters.shipped import theme_folders
from kammerton.adapters.templates import ThemeTemplates
from kammerton.adapters.theme_environment import JINJA_OPTIONS
from kammerton.app.build import Build, assemble
from kammerton.app.load import load
from kammerton.app.ports import Progress, Watch
from kammerton.app.recordings import with_published_recordings
from kammerton.app.watch import UNWATCHED, counted
from kammerton.domain.addresses import FULL_TEXT_INDEX, THEME, file_of
from kammerton.domain.diagnostic import M, SettingsError, SetupError

_BUILD, _WATCH = "KAMMERTON_BUILD", "KAMMERTON_WATCH"
_OWN_FOLDER = ".builds/pelican"
# Pelican's own generators get nothing to do, and nothing of Pelican's decides what a page looks like or where it lies.
TECHNICAL: dict[str, Any] = {
    "ARTICLE_PATHS": [], "PAGE_PATHS": [], "STATIC_PATHS": [], "DIRECT_TEMPLATES": [], "PAGINATED_TEMPLATES": {},
    "ARCHIVES_SAVE_AS": "", "AUTHOR_SAVE_AS": "", "CATEGORY_SAVE_AS": "", "TAG_SAVE_AS": "", "DRAFT_SAVE_AS": "", "DRAFT_PAGE_SAVE_AS": "",
    "FEED_ALL_ATOM": None, "FEED_ALL_RSS": None, "CATEGORY_FEED_ATOM": None, "CATEGORY_FEED_RSS": None, "TAG_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None, "AUTHOR_FEED_RSS": None, "TRANSLATION_FEED_ATOM": None, "TRANSLATION_FEED_RSS": None,
    "JINJA_ENVIRONMENT": {**JINJA_OPTIONS, "autoescape": True},
    "DELETE_OUTPUT_DIRECTORY": False, "CACHE_CONTENT": False, "LOAD_CONTENT_CACHE": False, "TYPOGRIFY": False, "RELATIVE_URLS": False,
    "THEME_STATIC_PATHS": [], "READERS": {"html": None}, "LOCALE": ["C.UTF-8"],
}  # fmt: skip


class PageGenerator(Generator):  # type: ignore[misc]  # Pelican is only partly typed
    """Writes every page, file and copy of a build."""

    def generate_context(self) -> None:
        """Take the build that was handed over, or make it."""
        self.root = Path(self.settings["PATH"]).parent
        self.build: Build = self.settings.get(_BUILD) or _own_build(self.root, Path(self.output_path))
        self.renderer = PageRenderer(self.root, self.env.loader)

    def generate_output(self, writer: Writer) -> None:
        """Render the pages; templates receive the view and nothing of Pelican's context."""
        watch: Watch = self.settings.get(_WATCH, UNWATCHED)
        with watch.stage(M("Seiten schreiben"), len(self.build.pages)) as progress:
            for page in counted(progress, self.build.pages):
                writer.write_file(file_of(page.path), self.renderer.template(page), {"view": page.view})
        with watch.stage(M("Dateien kopieren"), len(self.build.files) + len(self.build.copies) + len(self.build.drawings)) as progress:
            self._write_files(progress)
            self._place_theme()
        if self.build.full_text:
            with watch.stage(M("Volltextsuche"), len(self.build.full_text)):
                for path, content in full_text_index(self.build.full_text):
                    write_new(Path(self.output_path) / FULL_TEXT_INDEX / path, content)

    def _write_files(self, progress: Progress) -> None:
        """Write finished files, copies and drawings."""
        for path, content in counted(progress, self.build.files.items()):
            write_new(Path(self.output_path) / path, content)
        for path, source in counted(progress, self.build.copies.items()):
            target = Path(self.output_path) / path
            target.parent.mkdir(parents=True, exist_ok=True)
            place_copy(self.root / source, target, kept=source.startswith(CACHE))
        for path, svg in counted(progress, self.build.drawings.items()):
            write_new(Path(self.output_path) / path, png_of(self.root, svg))

    def _place_theme(self) -> None:
        """Copy the theme's static files; Pelican would go on without one that the disk does not take."""
        for folder in reversed(theme_folders(self.root)):
            for file in sorted((folder / "static").rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    target = Path(self.output_path) / THEME / file.relative_to(folder / "static")
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(file, target)


def _own_build(root: Path, output: Path) -> Build:
    """The build for ``pelican`` alone. Its folder is emptied only where it is certainly ours."""
    console = Console(words_of_environment())
    if output.resolve() != (root / _OWN_FOLDER).resolve():
        console.setup_error(SetupError(M("pelican schreibt hier nur in den Ordner {folder}. Veröffentlicht wird mit: make publish", folder=_OWN_FOLDER)))
        raise SystemExit(2)
    try:
        sources = Project(root)
        library, report = load(sources, read_clock(None))
    except SettingsError as reason:
        console.show(reason.report.diagnostics)
        raise SystemExit(2) from None
    except SetupError as reason:
        console.setup_error(reason)
        raise SystemExit(2) from None
    console.show(report.diagnostics)
    if report.has_errors:
        raise SystemExit(1)
    shutil.rmtree(output, ignore_errors=True)
    words = words_of_environment()
    return assemble(with_published_recordings(library, sources), words, ThemeTemplates(root, words.language), full_text=sources.can_index())


def run_pelican(root: Path, output: Path, build: Build, watch: Watch = UNWATCHED) -> tuple[Path, ...]:
    """Let Pelican write a build into a folder of ours; the paths of what its writer wrote."""
    written: list[Path] = []

    def note(path: str, context: object) -> None:  # noqa: ARG001 - as Pelican sends it
        written.append(Path(path))

    pelican_console.quiet = True  # what was built is told in German, by us
    sys.dont_write_bytecode = True  # Pelican imports pelicanconf.py, which would leave a __pycache__ beside the editors' folders
    theme = str(theme_folders(root)[-1])  # read_settings wants one that is there; _prepare knows all
    ours = {"OUTPUT_PATH": str(output), "PATH": str(root / "content"), "THEME": theme, _BUILD: build, _WATCH: watch}
    settings = read_settings(str(root / SETTINGS_FILE), override=ours)
    wanted = [str(plugin) for plugin in settings["PLUGINS"] or ()]
    pelican = Pelican(settings)
    _check_plugins(wanted, pelican.settings["PLUGINS"])
    with signals.content_written.connected_to(note):
        pelican.run()
    return tuple(written)


def _check_plugins(wanted: list[str], loaded: list[str]) -> None:
    """Pelican goes on without a plugin that it could not load; a site without it is not what was asked for. Raises ``SetupError``."""
    missing = [plugin for plugin in wanted if not any(name == plugin or name.endswith(f".{plugin}") for name in loaded)]
    if missing:
        raise SetupError(M("pelicanconf.py: Diese Plugins aus PLUGINS lassen sich nicht laden: {plugins}.", plugins=", ".join(missing)))
    if __name__ not in loaded:
        raise SetupError(M("pelicanconf.py: In PLUGINS fehlt {plugin}. Tragen Sie es wieder ein.", plugin=__name__))


def _prepare(pelican: Pelican) -> None:
    """Settle what the settings file need not know; the first folder's templates are found first."""
    pelican.delete_outputdir = False  # Pelican would empty the folder before we can refuse it
    folders = theme_folders(Path(pelican.settings["PATH"]).parent)
    pelican.theme = str(folders[-1])
    pelican.settings.update(TECHNICAL)
    pelican.settings["THEME_TEMPLATES_OVERRIDES"] = [str(folder / "templates") for folder in folders]


def _generators(_pelican: Pelican) -> type[Generator]:
    return PageGenerator


def register() -> None:
    """Connect to Pelican. Module-level functions only: blinker keeps weak references."""
    signals.initialized.connect(_prepare)
    signals.get_generators.connect(_generators)
