"""The site of a build, written by us: pieces first, then what is known once all of them are there."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from kammerton.adapters.drawings import png_of
from kammerton.adapters.files import CACHE
from kammerton.adapters.full_text import full_text_index
from kammerton.adapters.layout_file import LayoutFile
from kammerton.adapters.pages import PageRenderer
from kammerton.adapters.piecework import Bench, keep_pieces, make_pieces
from kammerton.adapters.placing import Look, Placer, looks, looks_of
from kammerton.adapters.program_state import program_key
from kammerton.adapters.provenance_file import Record, Stamp, stamp
from kammerton.adapters.shipped import theme_folders
from kammerton.app.build import Build, Placed
from kammerton.app.pieces import Made
from kammerton.app.ports import Progress, Watch
from kammerton.app.reuse import Kept, Observation, Origin, Provenance
from kammerton.app.watch import UNWATCHED, counted
from kammerton.domain.addresses import FULL_TEXT_INDEX, THEME, file_of
from kammerton.domain.diagnostic import M
from kammerton.domain.observed import Digests
from kammerton.newsletter.mail import Mail

SITE, MAIL = "site", "mail"


class Before(NamedTuple):
    """The build before, where there is one and it counts: its folder, and what it was made from."""

    folder: Path | None = None
    record: Record = Record()


class Written(NamedTuple):
    """What became of a build on the disk: the origin of each piece that was made, and of which file each copy was made."""

    made: dict[str, Origin]
    copies: dict[str, tuple[str, Stamp]]


class SiteWriter:
    """Writes one build, ``site`` and ``mail``; what is as it was in the build before is linked."""

    def __init__(self, root: Path, folder: Path, before: Before, watch: Watch = UNWATCHED, layouts: LayoutFile | None = None) -> None:
        """Take the project folder, the empty folder of the build, the build before, who watches, and what keeps how pages are made up."""
        self._root, self._folder, self._before, self._watch = root, folder, before, watch
        self._placer = _placer(folder, before, SITE, before.record.site)
        self._mails = _placer(folder, before, MAIL, before.record.mails)
        self._bench = Bench(root, PageRenderer(root), self._placer, self._mails, layouts)
        self._known: Observation | None = None
        self._base, self._kept = b"", Kept({}, {})
        self._made: dict[str, Origin] = {}

    def look(self, observation: Observation) -> None:
        """See which pieces are as they were; nothing is written yet."""
        with self._watch.stage(M("Nachsehen, was sich geändert hat")):
            self._base, before = self._base_of(observation), self._before.record.provenance
            before = before if before.base == self._base else Provenance()
            self._known = observation.knowing(before, self._bench.renderer.templates)
            paths = [path for origin in before.origins.values() for path in origin.paths if not path.startswith(FULL_TEXT_INDEX)]
            with self._placer.linking_ahead(paths):
                self._kept = self._known.kept(before)

    @property
    def work(self) -> tuple[Bench, Observation]:
        """Where pieces are made, and the plan they are of; after ``look``."""
        assert self._known is not None
        return self._bench, self._known

    def make(self) -> tuple[Made, Placed]:
        """Put the pieces into ``site``."""
        assert self._known is not None  # look comes first
        with self._watch.stage(M("Unverändertes übernehmen"), len(self._kept.unchanged)):
            kept = keep_pieces(self._bench, self._kept.unchanged)
        made, placed, origins = make_pieces(self._bench, self._known, kept, self._kept.reframed, self._watch)
        self._made = {name: origin for name, origin in origins.items() if name not in kept}
        return made, placed

    def _base_of(self, observation: Observation) -> bytes:
        """What all pieces depend on."""
        context = observation.plan.workshop.context
        return Digests().of((program_key(self._root), context.library.settings, context.words.language, context.full_text))

    def write(self, build: Build) -> Written:
        """Write the rest of the site, and the mails."""
        with self._watch.stage(M("Dateien kopieren"), len(build.files) + len(build.copies) + len(build.drawings)) as progress:
            copies = self._write_files(build, progress)
            self._place_theme()
        if build.full_text:
            with self._watch.stage(M("Volltextsuche"), len(build.full_text)):
                for path, content in full_text_index(build.full_text):
                    self._placer.write(f"{FULL_TEXT_INDEX}{path}", content)
        with self._watch.stage(M("Mails schreiben"), len(build.mails)) as progress:
            for path, content in mail_files(counted(progress, build.mails)):
                self._mails.write(path, content)
        self._placer.sweep(build.targets)
        return Written(self._made, copies)

    def record(self, written: Written, site: Mapping[str, os.stat_result] | None = None) -> Record:
        """What to remember of a build that was written, here or by a copy of this process; ``site`` is how its files are, where that is known."""
        assert self._known is not None
        provenance = self._known.provenance(self._base, {**self._kept.unchanged, **written.made})
        looked = looks(self._folder / SITE) if site is None else looks_of(site.items())
        return Record(provenance, written.copies, looked, looks(self._folder / MAIL))

    def _write_files(self, build: Build, progress: Progress) -> dict[str, tuple[str, Stamp]]:
        """Write what is still to be written; of which file each copy was made."""
        for page in build.pages:
            self._placer.write(file_of(page.path), self._bench.renderer.render(page).encode())
        for path, content in counted(progress, build.files.items()):
            self._placer.write(path, content)
        for path, svg in counted(progress, build.drawings.items()):
            self._placer.write(path, png_of(self._root, svg))
        return {path: self._copied(path, source) for path, source in counted(progress, build.copies.items())}

    def _copied(self, path: str, source: str) -> tuple[str, Stamp]:
        """Copy a file of the project; one that was not touched since the build before is not even read."""
        made_from = source, stamp(self._root, source)
        if self._before.record.copies.get(path) != made_from or not self._placer.keep(path):
            self._placer.copy(path, self._root / source, kept=source.startswith(CACHE))
        return made_from

    def _place_theme(self) -> None:
        """The theme's static files; the first folder's win."""
        for folder in reversed(theme_folders(self._root)):
            for file in sorted((folder / "static").rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    self._placer.write(f"{THEME}{file.relative_to(folder / 'static').as_posix()}", file.read_bytes())


def _placer(folder: Path, before: Before, part: str, looked: Mapping[str, Look]) -> Placer:
    return Placer(folder / part, before.folder / part if before.folder else None, looked)


def mail_files(mails: Iterable[Mail]) -> Iterator[tuple[str, bytes]]:
    """The three forms of mails, by the names of their files."""
    for mail in mails:
        yield from (
            (f"{mail.name}.{ending}", content) for ending, content in (("html", mail.html.encode()), ("txt", mail.text.encode()), ("eml", mail.message))
        )
