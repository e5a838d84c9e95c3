"""The site of a build, written by us: pieces first, then what is known once all of them are there."""

from pathlib import Path

from kammerton.adapters.drawings import png_of
from kammerton.adapters.files import CACHE, place_copy
from kammerton.adapters.full_text import full_text_index
from kammerton.adapters.pages import PageRenderer
from kammerton.adapters.piecework import Bench, make_pieces
from kammerton.adapters.placing import Placer
from kammerton.adapters.program_state import program_key
from kammerton.adapters.provenance_file import Record, Stamp, read_record, stamp, write_record
from kammerton.adapters.shipped import theme_folders
from kammerton.app.build import Build, Placed
from kammerton.app.pieces import Made
from kammerton.app.reuse import Observation, Origin
from kammerton.domain.addresses import FULL_TEXT_INDEX, THEME, file_of

SITE, MAIL = "site", "mail"


class SiteWriter:
    """Writes one build; what is as it was in the build before is linked."""

    def __init__(self, root: Path, folder: Path, before: Path | None) -> None:
        """Take the project folder, the empty folder of the build, and that of the build before, where there is one and it counts."""
        self._root, self._folder = root, folder
        self._before = read_record(before) if before else Record()
        self._placer = Placer(folder / SITE, before / SITE if before and (before / SITE).is_dir() else None)
        self._bench = Bench(root, PageRenderer(root), self._placer, (before or folder) / MAIL)
        self._watch: Observation | None = None
        self._base, self._origins = b"", dict[str, Origin]()

    def make(self, watch: Observation) -> tuple[Made, Placed]:
        """Put the pieces into ``site``."""
        self._watch, self._base = watch, self._base_of(watch)
        unchanged = watch.unchanged(self._before.provenance) if self._before.provenance.base == self._base else {}
        made, placed, self._origins = make_pieces(self._bench, watch, unchanged)
        return made, placed

    def _base_of(self, watch: Observation) -> bytes:
        """What all pieces depend on."""
        context = watch.plan.workshop.context
        return watch.questions.digest((program_key(self._root), context.library.settings, context.words.language, context.full_text))

    def write(self, build: Build) -> None:
        """Write the rest of the site, and the record of what it was made from."""
        for page in build.pages:
            self._placer.write(file_of(page.path), self._bench.renderer.render(page).encode())
        for path, content in build.files.items():
            self._placer.write(path, content)
        for path, svg in build.drawings.items():
            self._placer.write(path, png_of(self._root, svg))
        copies = {path: self._copied(path, source) for path, source in build.copies.items()}
        for path, content in full_text_index(build.full_text) if build.full_text else ():
            self._placer.write(f"{FULL_TEXT_INDEX}{path}", content)
        self._place_theme()
        assert self._watch is not None  # make comes first
        write_record(self._folder, Record(self._watch.provenance(self._base, self._origins), copies))

    def _copied(self, path: str, source: str) -> tuple[str, Stamp]:
        """Copy a file of the project; where it is as it was in the build before, that one is linked."""
        made_from = source, stamp(self._root / source)
        is_same = self._before.copies.get(path) == made_from or self._placer.has_file(path, self._root / source)
        if not is_same or not self._placer.keep(path):
            place_copy(self._root / source, self._placer.target(path), kept=source.startswith(CACHE))
        return made_from

    def _place_theme(self) -> None:
        """The theme's static files; the first folder's win."""
        for folder in reversed(theme_folders(self._root)):
            for file in sorted((folder / "static").rglob("*")):
                if file.is_file() and not file.name.startswith("."):
                    self._placer.write(f"{THEME}{file.relative_to(folder / 'static').as_posix()}", file.read_bytes())
