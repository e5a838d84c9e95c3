"""What was found out about recordings, kept below ``.cache/audio``: (path, size, times) to hash to result.

Everything there may be deleted at any time; a file that is damaged or of another version is ignored and made anew. An
entry begins with the SHA-256 of what follows, and is written beside its place and renamed.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from kammerton.adapters.files import CACHE, write_new
from kammerton.adapters.processes import each
from kammerton.app.ports import Watch
from kammerton.app.watch import UNWATCHED
from kammerton.domain.audio import AudioFacts, AudioTags, CopyWish, Recording, Sound, suffix_of

FOLDER = f"{CACHE}audio"
# Part of every key: raise it when probing, listening or tagging gives other results than before.
VERSION = 1
_CHUNK = 1 << 20
# Fewer copies are not worth a process more.
_LEAST = 4
T = TypeVar("T")
_Stamp = tuple[int, int, int]
_INDEX = TypeAdapter(dict[str, tuple[_Stamp, str]])
_FOUND = TypeAdapter(AudioFacts | str)
_COPY = TypeAdapter(Recording)
_TAGS = TypeAdapter(AudioTags)


class AudioCache:
    """Facts and published copies of the recordings of a project."""

    def __init__(self, root: Path, watch: Watch = UNWATCHED) -> None:
        """Take the project folder, and who is told what had to be made."""
        self._root, self._watch = root, watch
        self._folder = root / FOLDER
        self._told: dict[str, tuple[_Stamp, AudioFacts | str]] = {}

    def is_known(self, path: str) -> bool:
        """Whether a file was measured before, as far as its size and times tell."""
        file = self._root / path
        return file.is_file() and self._known_hash(path, _stamp(file)) is not None

    def facts(self, path: str) -> AudioFacts | str:
        """What measuring and listening found in a file, or the word for what is wrong with it (see ``audio.measure``)."""
        file = self._root / path
        if not file.is_file():
            return "missing"
        stamp = _stamp(file)
        if path not in self._told or self._told[path][0] != stamp:
            found = self._found(path, file)
            self._told[path] = stamp, found if isinstance(found, str) else replace(found, digest=self._hash_of(path))
        return self._told[path][1]

    def _found(self, path: str, file: Path) -> AudioFacts | str:
        entry = self._folder / "befunde" / f"{self._hash_of(path)}-{suffix_of(path)}-{VERSION}"
        kept = _read(entry)
        found = _valid(_FOUND, kept) if kept else None
        if isinstance(found, str) or (found is not None and found.sound is not None):
            self._watch.kept()
            return found
        self._watch.made()
        if found is None:
            from kammerton.adapters.audio import measure

            found = measure(file)
            _write(entry, _FOUND.dump_json(found))
        if isinstance(found, str):
            return found
        from kammerton.adapters.audio_sound import listen_to

        sound = listen_to(file, found)
        heard = replace(found, sound=sound or Sound())
        if sound is not None:  # what nothing here can decode, ffmpeg may, once it is installed
            _write(entry, _FOUND.dump_json(heard))
        return heard

    def copies(self, wanted: Sequence[CopyWish]) -> list[Recording]:
        """The published copies of files: with these tags, the same bytes each time. What is missing is made by several processes."""
        found = [self._known_copy(wish) for wish in wanted]
        new = [wish for wish, copy in zip(wanted, found, strict=True) if copy is None]
        self._watch.kept(len(wanted) - len(new))
        self._watch.made(len(new))
        made = iter(each(self._make_copy, new, least=_LEAST))
        return [copy or next(made) for copy in found]

    def _known_copy(self, wish: CopyWish) -> Recording | None:
        target, entry = self._places(wish)
        kept = _read(entry)
        known = _valid(_COPY, kept) if kept else None
        return known if known is not None and target.is_file() and target.stat().st_size == known.bytes else None

    def _make_copy(self, wish: CopyWish) -> Recording:
        from kammerton.adapters.audio_copy import make_copy

        target, entry = self._places(wish)
        for old in target.parent.glob("*"):
            old.unlink()
        make_copy(self._root / wish.path, target, wish.tags, self._root / wish.tags.cover if self._has_cover(wish) else None)
        made = Recording(target.relative_to(self._root).as_posix(), target.stat().st_size, _digest(target, "sha384"))
        _write(entry, _COPY.dump_json(made))
        return made

    def _places(self, wish: CopyWish) -> tuple[Path, Path]:
        """Where the copy lies, and where what is known of it."""
        cover = self._hash_of(wish.tags.cover) if self._has_cover(wish) else ""
        parts = [str(VERSION).encode(), self._hash_of(wish.path).encode(), cover.encode(), _TAGS.dump_json(wish.tags)]
        key = hashlib.sha256(b"\n".join(parts)).hexdigest()
        folder = self._folder / "kopien" / wish.owner
        return folder / f"{key}.{suffix_of(wish.path)}", folder / f"{key}.befund"

    def _has_cover(self, wish: CopyWish) -> bool:
        return bool(wish.tags.cover) and (self._root / wish.tags.cover).is_file()

    def _hash_of(self, path: str) -> str:
        """The SHA-256 of a file, read only when its size or times have changed."""
        stamp = _stamp(self._root / path)
        known = self._known_hash(path, stamp)
        if known is not None:
            return known
        digest = _digest(self._root / path, "sha256")
        if _stamp(self._root / path) == stamp:  # nobody wrote while we read
            self._known[path] = (stamp, digest)
            _write(self._folder / f"verzeichnis-{VERSION}", _INDEX.dump_json(self._known))
        return digest

    def _known_hash(self, path: str, stamp: _Stamp) -> str | None:
        known = self._known.get(path)
        return known[1] if known is not None and known[0] == stamp else None

    @cached_property
    def _known(self) -> dict[str, tuple[_Stamp, str]]:
        """The hash of each file, and when it had it."""
        kept = _read(self._folder / f"verzeichnis-{VERSION}")
        return (_valid(_INDEX, kept) if kept else None) or {}


def _stamp(file: Path) -> _Stamp:
    stat = file.stat()
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns


def _digest(file: Path, name: str) -> str:
    """SHA-256 in hexadecimal, SHA-384 in base64 as Subresource Integrity writes it."""
    import base64

    digest = hashlib.new(name)
    with file.open("rb") as content:
        while chunk := content.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest() if name == "sha256" else base64.b64encode(digest.digest()).decode()


def _read(entry: Path) -> bytes | None:
    """The content of an entry that is whole, or None."""
    try:
        head, _, content = entry.read_bytes().partition(b"\n")
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest().encode() == head else None


def _write(entry: Path, content: bytes) -> None:
    write_new(entry, hashlib.sha256(content).hexdigest().encode() + b"\n" + content)


def _valid(adapter: TypeAdapter[T], content: bytes) -> T | None:
    try:
        return adapter.validate_json(content)
    except ValidationError:
        return None
