"""The project folder on disk: texts, settings, audio and pictures."""

import ast
import os
import runpy
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from kammerton.adapters.audio_cache import AudioCache
from kammerton.adapters.clips import measure_clip
from kammerton.adapters.pictures import PictureStore
from kammerton.adapters.processes import each, processors
from kammerton.adapters.text_cache import Mapped, TextCache, program_key
from kammerton.app.ports import Picture, Watch
from kammerton.app.watch import UNWATCHED
from kammerton.domain.audio import AudioFacts, CopyWish, Recording
from kammerton.domain.clip import ClipFacts
from kammerton.domain.diagnostic import M, Message, SetupError
from kammerton.domain.inventory import FieldPath
from kammerton.domain.pictures import PictureFacts, PictureProblem
from kammerton.domain.published import MANIFEST
from kammerton.reading.markdown import PLAIN, QUICK, use_form
from kammerton.reading.texts import Text, Wanted

SETTINGS_FILE = "pelicanconf.py"
# Where ``builds`` keeps the published build.
CURRENT = ".builds/aktuell"
_RECORDINGS = "episodes/"
_PLUGIN = "kammerton.adapters.pelican_plugin"
# So many files for each process are measured before any of them is told: somebody wants to see how far it is.
_GROUP = 2
# So many recordings are copied before any of them is told.
_COPIES = 32


class Project:
    """The real ``kammerton.app.ports.Sources``."""

    def __init__(self, root: Path, watch: Watch = UNWATCHED, mapped: Mapped = map) -> None:
        """Take the folder that holds pelicanconf.py, and who watches; ``mapped`` may spread the reading of texts over processes."""
        self.root, self.watch, self._mapped = root, watch, mapped
        self._recordings = AudioCache(root, watch)
        self._pictures = PictureStore(root, watch=watch)

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The sorted paths of the files directly in a folder that end with ``suffix``."""
        return tuple(sorted(_files(self.root, folder, suffix, deep=False)))

    def names_below(self, folder: str, suffix: str) -> tuple[str, ...]:
        """The sorted paths of all files below a folder that end with ``suffix``."""
        return tuple(sorted(_files(self.root, folder, suffix, deep=True)))

    def read(self, path: str) -> bytes | None:
        """The content of a file, or None where there is none; an unreadable one raises ``SetupError``."""
        return _content(self.root, path)

    def texts(self, wanted: Sequence[Wanted]) -> Sequence[Text | None]:
        """What each of these files was read into, or None where there is none."""
        return _texts_of(self.root).texts(wanted, self._mapped)

    def size(self, path: str) -> int | None:
        """The size of a file in bytes, or None where there is none."""
        file = self.root / path
        return file.stat().st_size if file.is_file() else None

    def clip(self, path: str) -> ClipFacts | str:
        """Measured facts of a video, or what is wrong with it."""
        return measure_clip(self.root / path)

    def settings(self) -> tuple[Mapping[str, Any], Mapping[FieldPath, int]]:
        """The upper-case names of pelicanconf.py and their lines."""
        file = self.root / SETTINGS_FILE
        if not file.is_file():
            raise SetupError(M("In „{folder}“ liegt keine pelicanconf.py. Wechseln Sie in den Projektordner.", folder=str(self.root)))
        try:
            values = runpy.run_path(str(file))
            lines = dict(_lines(ast.parse(file.read_bytes())))
        except SyntaxError as reason:
            raise SetupError(
                M("pelicanconf.py, Zeile {line}: Hier stimmt die Schreibweise nicht (Komma, Klammer oder Anführungszeichen).", line=reason.lineno or 0)
            ) from None
        except Exception as reason:  # noqa: BLE001 - the file is the user's program and may raise anything
            raise SetupError(M("pelicanconf.py lässt sich nicht ausführen: {reason}.", reason=str(reason))) from None
        return {name: value for name, value in values.items() if name.isupper()}, lines

    def remembered(self, committed: str | None, live: str | None) -> tuple[tuple[str, bytes | Message], ...]:
        """The manifest of the published build, the committed one and that of the site at ``live``; each where there is one."""
        files = (f"{CURRENT}/{MANIFEST}", *((committed,) if committed else ()))
        found: list[tuple[str, bytes | Message]] = [(file, content) for file in files if (content := self.read(file)) is not None]
        if live:
            from kammerton.adapters.live_site import live_manifest

            fetched = live_manifest(live)
            found += [(f"{live}/{MANIFEST}", fetched)] if fetched is not None else []
        return tuple(found)

    def audio(self, path: str) -> AudioFacts | str:
        """Measured facts of an audio file, or what is wrong with it."""
        return self._recordings.facts(path)

    def copies(self, wanted: Sequence[CopyWish]) -> Iterator[Recording]:
        """The published copies of audio files, with their tags; some at a time, so that somebody sees how far it is."""
        for start in range(0, len(wanted), _COPIES):
            yield from self._recordings.copies(wanted[start : start + _COPIES])

    def picture(self, path: str) -> Picture | None:
        """Width, height and true ending of a picture, or None."""
        return self._pictures.cover(path)

    def side_by_side(self, paths: Sequence[str]) -> Iterable[str]:
        """The same paths; before each group of them, what of it was never measured is, by several processes, which leave what they found in the cache."""
        size = processors() * _GROUP
        for group in (paths[start : start + size] for start in range(0, len(paths), size)):
            new = [path for path in group if not (self._recordings.is_known(path) or self._pictures.is_known(path))]
            if len(new) > 1 and processors() > 1:
                each(partial(_measure, self.root), new, least=1)
                self.watch.made(len(new))
                self.watch.kept(-len(new))  # they are found in the cache in a moment, and were made all the same
            yield from group

    def picture_facts(self, path: str) -> PictureFacts | PictureProblem:
        """Measured facts of a picture to be published, or what is wrong with it."""
        return self._pictures.facts(path)

    def derivative(self, path: str, width: int, ending: str) -> str:
        """The path of a picture's derivative in the cache."""
        return self._pictures.derivative(path, width, ending)

    def can_index(self) -> bool:
        """Whether Pagefind is installed."""
        from kammerton.adapters.full_text import is_installed

        return is_installed()


def _files(root: Path, folder: str, suffix: str, *, deep: bool) -> Iterator[str]:
    """The paths of files in a folder, those below it too where it is ``deep``; folders that are links are not entered."""
    try:
        entries = list(os.scandir(root / folder))  # pathlib would ask for each file
    except OSError:
        return
    for entry in entries:
        if deep and entry.is_dir(follow_symlinks=False):
            yield from _files(root, f"{folder}/{entry.name}", suffix, deep=True)
        elif entry.name.endswith(suffix) and not entry.name.startswith(".") and entry.is_file():
            yield f"{folder}/{entry.name}"


def only_ours(project: Project) -> bool:
    """Whether our plugin is the only one in the settings: then pages are what our own templates make of them, and Pelican has no part in it."""
    return list(project.settings()[0].get("PLUGINS") or ()) == [_PLUGIN]


def _measure(root: Path, path: str) -> None:
    """Measure a recording or a picture, so that it is found in the cache."""
    project = Project(root)
    if path.startswith(_RECORDINGS):
        project.audio(path)
    else:
        project.picture_facts(path)


@lru_cache(maxsize=1)
def _texts_of(root: Path) -> TextCache:
    """What was read of a project is kept in memory too: the preview reads it all again after each edit."""
    form = PLAIN if os.environ.get("KAMMERTON_MARKDOWN") == PLAIN else QUICK
    use_form(form)
    return TextCache(root, program_key(form), partial(_content, root))


def _content(root: Path, path: str) -> bytes | None:
    file = root / path
    if not file.is_file():
        return None
    try:
        return file.read_bytes()
    except OSError as reason:
        raise SetupError(M("Die Datei „{file}“ lässt sich nicht öffnen: {reason}.", file=path, reason=reason.strerror or "")) from None


def _lines(module: ast.Module) -> Iterator[tuple[FieldPath, int]]:
    """The line of every upper-case name and of every key and entry inside its value."""
    for statement in module.body:
        if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            path = (statement.targets[0].id,)
            yield path, statement.lineno
            yield from _inner_lines(statement.value, path)


def _inner_lines(value: ast.expr, path: FieldPath) -> Iterator[tuple[FieldPath, int]]:
    if isinstance(value, ast.Dict):
        for key, inner in zip(value.keys, value.values, strict=True):
            if isinstance(key, ast.Constant):
                yield (*path, str(key.value)), key.lineno
                yield from _inner_lines(inner, (*path, str(key.value)))
    elif isinstance(value, ast.List | ast.Tuple):
        for index, inner in enumerate(value.elts):
            yield (*path, index), inner.lineno
            yield from _inner_lines(inner, (*path, index))
