"""Pictures: covers measured, published ones measured, refused and derived (Pillow)."""

import stat
import time
import warnings
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from kammerton.adapters.derivatives import derive
from kammerton.adapters.picture_cache import ContentIndex, CoverIndex, DerivativeFolder, Stamp
from kammerton.app.ports import Picture, Watch
from kammerton.app.watch import UNWATCHED
from kammerton.domain.audio import suffix_of
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.pictures import ENDINGS, MAX_BYTES, PictureFacts, PictureProblem
from kammerton.reading.picture_bytes import format_of

CACHE = ".cache/bilder"
_COVER_ENDINGS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png"}
_HEIC_ENDINGS = {"heic", "heif"}
# The times of a file may stay the same when it is changed again so soon (FAT counts in steps of two seconds).
_UNSETTLED = 2_000_000_000


def measure_picture(path: Path) -> Picture | None:
    """Width, height and the ending that fits the content, for JPEG and PNG; None for anything else."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=("JPEG", "PNG")) as picture:
                return picture.width, picture.height, _COVER_ENDINGS[str(picture.format)]
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError):
        return None


class PictureStore:
    """The pictures of a project, kept as derivatives in ``.cache/bilder``, which may be deleted at any time."""

    def __init__(self, root: Path, clock: Callable[[], int] = time.time_ns, watch: Watch = UNWATCHED) -> None:
        """Take the project folder; ``clock`` tells nanoseconds since 1970, ``watch`` is told what had to be made."""
        self._root, self._clock, self._watch = root, clock, watch
        self._index = ContentIndex(root / CACHE / "index.json")
        self._covers = CoverIndex(root / CACHE / "titelbilder.json")
        self._known: dict[str, PictureFacts] = {}

    def cover(self, path: str) -> Picture | None:
        """Width, height and true ending of the cover at a path below the project folder; a file that was not touched is not read."""
        file = self._root / path
        stamp = _stamp(file)
        kept = self._covers.find(path, stamp) if stamp is not None else None
        found = kept or measure_picture(file)
        if found is not None and found != kept and stamp is not None and self._is_settled(file, stamp):
            self._covers.remember(path, stamp, found)
        return found

    def _is_settled(self, file: Path, stamp: Stamp) -> bool:
        """Whether a file that was read just now is as before, and cannot change without getting other times."""
        return stamp == _stamp(file) and self._clock() - max(stamp[1:]) > _UNSETTLED

    def is_known(self, path: str) -> bool:
        """Whether a file was measured before, as far as its size and times tell."""
        stamp = _stamp(self._root / path)
        return stamp is not None and self._index.find(path, stamp) is not None

    def facts(self, path: str) -> PictureFacts | PictureProblem:
        """The facts of the picture at a path below the project folder, or what is wrong with it.

        Each content is decoded once, and all its derivatives are written then; a file that was not touched is not read.
        Raises ``OSError`` when the cache cannot be written.
        """
        file, ending = self._root / path, suffix_of(path)
        stamp = _stamp(file)
        if stamp is None:
            return "missing"
        if ending not in ENDINGS:
            return "heic" if ending in _HEIC_ENDINGS else "type"
        if stamp[0] > MAX_BYTES:
            return "too_big"
        hash_ = self._index.find(path, stamp)
        found = (self._kept(hash_) if hash_ else None) or self._read(path, ending, stamp)
        if isinstance(found, PictureFacts):
            self._known[path] = found
        return found

    def _kept(self, hash_: str) -> PictureFacts | None:
        """What is kept of a content, where it is whole."""
        facts = DerivativeFolder(self._root / CACHE, hash_).facts()
        if facts is not None:
            self._watch.kept()
        return facts

    def _read(self, path: str, ending: str, stamp: Stamp) -> PictureFacts | PictureProblem:
        """Read a file; decode it where its content is new."""
        file = self._root / path
        try:
            content = file.read_bytes()
        except OSError:
            return "unreadable"
        hash_ = sha256(content).hexdigest()[:20]
        facts = self._kept(hash_) if format_of(content) == ENDINGS[ending] else None
        if facts is None:
            self._watch.made()
            derived = derive(content, ending, hash_)
            if isinstance(derived, str):
                return derived
            DerivativeFolder(self._root / CACHE, hash_).write(derived)
            facts = derived.facts
        if self._is_settled(file, stamp):
            self._index.remember(path, stamp, hash_)
        return facts

    def derivative(self, path: str, width: int, ending: str) -> str:
        """The path, below the project folder, of a usable picture's derivative: one of its ``widths``, an ending of ``FORMATS``.

        The file holds exactly what was made of the content whose facts were told last; a damaged one is made anew.
        Raises ``SetupError`` when the picture has changed meanwhile.
        """
        facts = self._known.get(path) or self.facts(path)
        assert isinstance(facts, PictureFacts), f"{path}: {facts}"
        folder, name = DerivativeFolder(self._root / CACHE, facts.hash), f"{width}.{ending}"
        if not folder.holds(name):
            folder.forget()
            if self.facts(path) != facts or not folder.holds(name):
                raise SetupError(M("Das Bild „{file}“ wurde während des Bauens geändert. Starten Sie noch einmal.", file=path))
        return (folder.path / name).relative_to(self._root).as_posix()


def _stamp(file: Path) -> Stamp | None:
    """Size and times of a regular file, or None where there is none."""
    try:
        found = file.stat()
    except (OSError, ValueError):  # ValueError: no file can be called that
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ctime_ns) if stat.S_ISREG(found.st_mode) else None
