"""How pages are made up, kept in one file for the next change of the theme (see ``adapters.pages``). Ours alone; what cannot be read is as good as lost.

Records are put at the end of the file, by several processes at once. Whoever knows where one stands, and its digest, gets it back.
"""

import errno
import os
import pickle
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from kammerton.adapters.files import CACHE
from kammerton.adapters.pages import Layout
from kammerton.site.views import Frame

FOLDER = CACHE + "seitenaufbau"
_FILE, _FRESH = "aufbau", "aufbau.neu"
_SIZE = 16
# Bytes for each piece of a build. A record has about five thousand; a longer file holds mostly what nobody asks for any more.
_ROOM = 20_000

# Where a record stands: its first byte, its length, its digest.
Place = tuple[int, int, bytes]


class LayoutFile:
    """The layouts of pages, by their place. Write and read between ``begin`` and ``end``. Where the disk takes nothing, nothing is kept."""

    def __init__(self, root: Path) -> None:
        """Take the project folder."""
        self._folder = root / FOLDER
        self._target = self._folder / _FILE
        self._places: dict[int, tuple[Frame, Place]] = {}
        self._frames: dict[Place, Frame] = {}
        self._open: tuple[int, int, int] = (0, -1, -1)

    def begin(self, pieces: int, *, anew: bool) -> None:
        """Write at the end of what there is, or into a new file where little of that will count any longer. ``pieces`` is of how many a build is made."""
        self._close()
        self._places.clear()
        self._frames.clear()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            file = self._folder / _FILE
            anew = anew or (file.exists() and file.stat().st_size > pieces * _ROOM)
            self._target = self._folder / (_FRESH if anew else _FILE)
            if anew:
                self._target.write_bytes(b"")

    def end(self) -> None:
        """What was written is what is read from now on."""
        self._close()
        with suppress(OSError):
            if self._target.name == _FRESH:
                self._target.replace(self._folder / _FILE)
        self._target = self._folder / _FILE

    def write(self, layouts: Sequence[Layout]) -> Place | None:
        """Keep the layouts of some pages; None where they cannot be kept."""
        with suppress(OSError):
            return self._put(self._written(layouts))
        return None

    def _written(self, layouts: Sequence[Layout]) -> list[tuple[object, ...]]:
        return [(one.path, one.template, self._place_of(one.frame), one.head, dict(one.said), dict(one.blocks)) for one in layouts]

    def read(self, place: Place) -> list[Layout] | None:
        """The layouts that stand there, or None."""
        found = self._get(place)
        frames = {place: frame for _, _, place, *_ in found or () if (frame := self._frame(place)) is not None}
        if found is None or any(place not in frames for _, _, place, *_ in found):
            return None
        return [Layout(path, template, frames[frame], *rest) for path, template, frame, *rest in found]

    def _place_of(self, frame: Frame) -> Place:
        """Where a frame stands: many pages share one."""
        if id(frame) not in self._places:
            self._places[id(frame)] = frame, self._put(frame)
        return self._places[id(frame)][1]

    def _frame(self, place: Place) -> Frame | None:
        if place not in self._frames and (frame := self._get(place)) is not None:
            self._frames[place] = frame
        return self._frames.get(place)

    def _put(self, value: object) -> Place:
        content = pickle.dumps(value, protocol=5)
        _, target = self._opened()
        if os.write(target, content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self._target))
        return os.lseek(target, 0, os.SEEK_CUR) - len(content), len(content), blake2b(content, digest_size=_SIZE).digest()

    def _get(self, place: Place) -> Any:
        begin, length, digest = place
        with suppress(OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, ImportError, pickle.UnpicklingError):
            source, _ = self._opened()
            content = os.pread(source, length, begin) if source >= 0 else b""
            if blake2b(content, digest_size=_SIZE).digest() == digest:
                return pickle.loads(content)  # noqa: S301 - written by us, and whole
        return None

    def _opened(self) -> tuple[int, int]:
        """The file as it was before, -1 where there is none, and the one written to.

        Each process opens them for itself: only so is it known where its records went.
        """
        if self._open[0] != os.getpid():
            source = self._folder / _FILE
            target = os.open(self._target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
            self._open = os.getpid(), os.open(source, os.O_RDONLY) if source.exists() else -1, target
        return self._open[1:]

    def _close(self) -> None:
        process, *files = self._open
        if process == os.getpid():
            for file in files:
                if file >= 0:
                    os.close(file)
        self._open = (0, -1, -1)
