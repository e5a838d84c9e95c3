"""Derivatives kept between runs; whatever is missing, damaged or old only costs the time to make it again.

``<hash>-<recipe>-<version of Pillow>/`` holds the derivatives of one content and ``facts.json``, written last: without it
the others do not count. Every file is written beside its place and renamed, and two processes write the same bytes, so
they cannot disturb each other. ``index.json`` tells the content of a path while its file has not been touched,
``titelbilder.json`` the measures of a cover.
"""

import json
import re
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from kammerton.adapters.derivatives import Derived
from kammerton.adapters.files import write_new
from kammerton.domain.pictures import FORMATS, RECIPE, PictureFacts, widths_of

Stamp = tuple[int, int, int]  # size, mtime_ns, ctime_ns
_VERSION = 1
_HASH = re.compile(r"[0-9a-f]{20}")


class ContentIndex:
    """Which content a path had when its file had a certain size and times."""

    def __init__(self, file: Path) -> None:
        """Take the index file, which need not exist."""
        self._file = file
        self._entries: dict[str, Any] | None = None

    def find(self, path: str, stamp: Stamp) -> str | None:
        """The hash of an untouched file's content, or None."""
        entry = self._read().get(path)
        if not isinstance(entry, list) or entry[:3] != [*stamp] or not isinstance(entry[-1], str):
            return None
        return entry[-1] if _HASH.fullmatch(entry[-1]) else None

    def remember(self, path: str, stamp: Stamp, hash_: str) -> None:
        """Keep what the file holds."""
        self._read()[path] = [*stamp, hash_]
        write_new(self._file, json.dumps({"version": _VERSION, "pictures": self._read()}).encode())

    def _read(self) -> dict[str, Any]:
        if self._entries is None:
            index = _json(self._file)
            entries = index.get("pictures") if index.get("version") == _VERSION else None
            self._entries = entries if isinstance(entries, dict) else {}
        return self._entries


class CoverIndex:
    """Which measures and which ending a cover had when its file had a certain size and times."""

    def __init__(self, file: Path) -> None:
        """Take the index file, which need not exist."""
        self._file = file

    def find(self, path: str, stamp: Stamp) -> tuple[int, int, str] | None:
        """What was measured of an untouched file, or None."""
        match _json(self._file).get(path):
            case [*known, int(width), int(height), ("jpg" | "png") as ending] if known == [*stamp] and width > 0 < height:
                return width, height, ending
        return None

    def remember(self, path: str, stamp: Stamp, picture: tuple[int, int, str]) -> None:
        """Keep what was measured; a disk that does not take it is asked again the next time."""
        with suppress(OSError):
            write_new(self._file, json.dumps({**_json(self._file), path: [*stamp, *picture]}).encode())


class DerivativeFolder:
    """The derivatives of one content."""

    def __init__(self, cache: Path, hash_: str) -> None:
        """Take the cache's folder and the hash of the content."""
        import PIL  # its version only; the decoders are not loaded

        self._hash = hash_
        self.path = cache / f"{hash_}-{RECIPE}-{PIL.__version__}"

    def facts(self) -> PictureFacts | None:
        """What is known of the content; None unless every derivative is there in its full length."""
        told = _json(self.path / "facts.json")
        match told:
            case {"width": int(width), "height": int(height), "has_alpha": bool(has_alpha)} if width > 0 < height:
                facts = PictureFacts(self._hash, width, height, widths_of(width, height), has_alpha)
            case _:
                return None
        sizes = {name: size for name, (size, _) in _files(told).items()}
        return facts if sizes == {name: _size(self.path / name) for name in _names(facts)} else None

    def holds(self, name: str) -> bool:
        """Whether a derivative is, byte by byte, what was once made."""
        try:
            found = sha256((self.path / name).read_bytes()).hexdigest()
        except OSError:
            return False
        return _files(_json(self.path / "facts.json")).get(name, (0, ""))[1] == found

    def write(self, derived: Derived) -> None:
        """Put everything there, the facts last."""
        files = {f"{width}.{ending}": content for (width, ending), content in derived.files.items()}
        for name, content in files.items():
            write_new(self.path / name, content)
        facts = {"width": derived.facts.width, "height": derived.facts.height, "has_alpha": derived.facts.has_alpha}
        sums = {name: [len(content), sha256(content).hexdigest()] for name, content in files.items()}
        write_new(self.path / "facts.json", json.dumps({**facts, "files": sums}).encode())

    def forget(self) -> None:
        """Make everything count as missing."""
        (self.path / "facts.json").unlink(missing_ok=True)


def _json(file: Path) -> dict[str, Any]:
    """The object in a file; an empty one where there is none."""
    try:
        value = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def _files(told: dict[str, Any]) -> dict[str, tuple[int, str]]:
    """Size and SHA-256 of each derivative, as far as they make sense."""
    files = told.get("files")
    pairs = files.items() if isinstance(files, dict) else ()
    return {name: (pair[0], pair[1]) for name, pair in pairs if isinstance(pair, list) and len(pair) == 2}


def _names(facts: PictureFacts) -> list[str]:
    return [f"{width}.{ending}" for width in facts.widths for ending, _ in FORMATS]


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return -1
