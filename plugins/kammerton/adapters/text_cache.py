"""What texts were read into, kept below ``.cache/texte``, so that only those are read that have changed.

``<program>/stempel`` tells for each file its size and times and the token of its content then; ``<program>/<ending>-<part>``
holds what a share of the files was read into. ``program`` stands for everything that decides what a file becomes: the
program that reads, and the libraries it reads with. Each of these files begins with a hash of the rest, and is written
beside its place and renamed. Whatever is missing, damaged or of another version only costs the time to read again; what
was read from a file that is gone is taken out.
"""

import gc
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import Any
from zlib import crc32

from kammerton.adapters.files import CACHE, write_new
from kammerton.adapters.packing import BROKEN, opened, packed
from kammerton.reading.texts import Text, Wanted, read_text, token_of

FOLDER = f"{CACHE}texte"
_STAMPS = "stempel"
# So many shares of the files with one ending: an edit writes one of them anew.
_PARTS = 64
# The times of a file may stay the same when it is changed again so soon (FAT counts in steps of two seconds).
_UNSETTLED = 2_000_000_000
_HASH = 16
# From so many on, the collector of garbage need not look through them again and again: nothing of them is garbage.
_MANY = 1_000
_LIBRARIES = ("kammerton", "pydantic", "pydantic-core", "Markdown", "nh3", "PyYAML", "lxml")

Stamp = tuple[int, int, int, int]  # size, mtime_ns, ctime_ns, inode
# Texts to be read, with their contents. What becomes of them is packed, so that another process can do it.
Share = tuple[tuple[Wanted, bytes], ...]
Mapped = Callable[[Callable[[Share], bytes], Sequence[Share]], Iterable[bytes]]
Texts = dict[Wanted, Text]


def read_share(share: Share) -> bytes:
    """What the texts of a share are read into, packed; depends on nothing else."""
    return packed({tuple(wanted): read_text(wanted, content) for wanted, content in share})


def program_key(form: str) -> str:
    """What stands for everything that decides what a text is read into; ``form`` is what the environment says about it."""
    digest = blake2b(f"{form}\0{sys.version}".encode(), digest_size=10)
    here = Path(__file__).parent
    for file in sorted([*(here.parent / "domain").glob("*.py"), *(here.parent / "reading").glob("*.py"), here / "packing.py", Path(__file__)]):
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    for library in _LIBRARIES:
        digest.update(f"\0{version(library)}".encode())
    return digest.hexdigest()


class TextCache:
    """What the files of a project were read into, by what they are wanted as."""

    def __init__(self, root: Path, program: str, read: Callable[[str], bytes | None], clock: Callable[[], int] = time.time_ns) -> None:
        """Take the project folder, what ``program_key`` tells, and what gives the content of a file; ``clock`` tells nanoseconds since 1970."""
        self._root, self._folder = root, root / FOLDER / program
        self._read, self._clock = read, clock
        self._texts: dict[str, Texts] = {}  # by ending
        self._stamps: dict[Wanted, tuple[Stamp, str]] = _kept(self._folder / _STAMPS)

    def texts(self, wanted: Sequence[Wanted], mapped: Mapped = map) -> Sequence[Text | None]:
        """What each file was read into, in their order; None where there is none. ``mapped`` may spread the work over processes."""
        endings = {_ending(entry) for entry in wanted}
        for ending in endings - self._texts.keys():
            self._open(ending)
        found: dict[Wanted, Text | None] = {}
        unsure: dict[Wanted, Stamp] = {}
        for entry in wanted:
            stamp = self._stamp(entry.path)
            text = self._texts[_ending(entry)].get(entry)
            if stamp is None:
                found[entry] = None
            elif text is not None and self._stamps.get(entry) == (stamp, text.token):
                found[entry] = text
            else:
                unsure[entry] = stamp
        changed = self._look_at(unsure, mapped, found) | self._forget(endings, found)
        if changed or unsure:
            self._save(changed)
        return [found[entry] for entry in wanted]

    def _stamp(self, path: str) -> Stamp | None:
        """Size, times and number of a regular file, or None where there is none."""
        try:
            told = os.stat(f"{self._root}/{path}")  # noqa: PTH116 - thousands of them, each time
        except (OSError, ValueError):  # ValueError: no file can be called that
            return None
        return (told.st_size, told.st_mtime_ns, told.st_ctime_ns, told.st_ino) if stat.S_ISREG(told.st_mode) else None

    def _look_at(self, unsure: dict[Wanted, Stamp], mapped: Mapped, found: dict[Wanted, Text | None]) -> set[str]:
        """Open the files that may be others than before and read those that are; the shares that have changed by that."""
        settled: dict[Wanted, Stamp] = {}
        new: dict[str, list[tuple[Wanted, bytes]]] = {}
        for entry, stamp in unsure.items():
            content = self._read(entry.path)
            if self._is_settled(entry.path, stamp):
                settled[entry] = stamp
            known = self._texts[_ending(entry)].get(entry)
            found[entry] = known if content is not None else None
            if content is not None and (known is None or known.token != token_of(entry, content)):
                new.setdefault(_share_of(entry), []).append((entry, content))
        for content in mapped(read_share, [tuple(share) for share in new.values()]):
            for entry, text in opened(content).items():
                found[entry] = self._texts[_ending(entry)][entry] = text
        self._stamps |= {entry: (stamp, text.token) for entry, stamp in settled.items() if (text := found[entry]) is not None}
        return set(new)

    def _is_settled(self, path: str, stamp: Stamp) -> bool:
        """Whether a file that was read just now had this stamp before and after, and cannot change without getting another."""
        return stamp == self._stamp(path) and self._clock() - max(stamp[1:3]) > _UNSETTLED

    def _forget(self, endings: set[str], found: dict[Wanted, Text | None]) -> set[str]:
        """Take out what was read from files that are gone; the shares that have changed by that."""
        gone = [entry for ending in endings for entry in self._texts[ending] if found.get(entry) is None and self._stamp(entry[0]) is None]
        for entry in gone:
            del self._texts[_ending(entry)][entry]
            self._stamps.pop(entry, None)
        return {_share_of(entry) for entry in gone}

    def _open(self, ending: str) -> None:
        """Take up what was kept of the files with an ending."""
        kept: Texts = {}
        with _without_collecting():
            for file in self._folder.glob(f"{ending}-*"):
                kept |= _kept(file)
        self._texts[ending] = kept
        if len(kept) > _MANY:
            gc.freeze()

    def _save(self, changed: set[str]) -> None:
        """Write the shares that have changed, and the stamps; a disk that does not take them is no reason to stop reading."""
        shares: dict[str, dict[tuple[Any, ...], Text]] = {name: {} for name in changed}
        for entry, text in (pair for ending in {name.partition("-")[0] for name in changed} for pair in self._texts[ending].items()):
            if (name := _share_of(entry)) in shares:
                shares[name][tuple(entry)] = text
        with suppress(OSError):
            for name, texts in shares.items():
                _keep(self._folder / name, texts)
            _keep(self._folder / _STAMPS, {tuple(entry): known for entry, known in self._stamps.items()})
            for other in self._folder.parent.iterdir():
                if other != self._folder:
                    shutil.rmtree(other, ignore_errors=True)


def _ending(entry: Wanted) -> str:
    return entry[0].rpartition(".")[2]


def _share_of(entry: Wanted) -> str:
    return f"{_ending(entry)}-{crc32(entry[0].encode('utf-8', 'surrogateescape')) % _PARTS:02}"


def _kept(file: Path) -> dict[Any, Any]:
    """What was written into a file; nothing where it is not as it was written."""
    try:
        content = file.read_bytes()
        return dict(opened(content[_HASH:])) if content[:_HASH] == _hash(content[_HASH:]) else {}
    except (OSError, *BROKEN):
        return {}


def _keep(file: Path, value: dict[Any, Any]) -> None:
    content = packed(value)
    write_new(file, _hash(content) + content)


def _hash(content: bytes) -> bytes:
    return blake2b(content, digest_size=_HASH).digest()


@contextmanager
def _without_collecting() -> Iterator[None]:
    """No search for garbage while thousands of things are made of which none is."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
