"""The preview's other process, seen from outside: asked for a look, started anew, stopped for good."""

import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Lock

from kammerton.adapters.preview_stage import Look
from kammerton.domain.diagnostic import M

_PROCESS = "kammerton.adapters.preview_process"
_LAST_WORDS = 4000


class Worker:
    """Runs the process that builds. It has a session of its own: Ctrl+C reaches it through ``stop`` only."""

    def __init__(self, root: Path, folder: Path, now: str | None) -> None:
        """Take the project, an empty folder for what is built, and the stated moment."""
        self._root, self._folder, self._now = root, folder, now
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection[str | None, Look] | None = None
        self._lock = Lock()
        self._stopped = False

    def look(self) -> Look | None:
        """Build and wait for what comes of it; where the process does not start, or ends, that is what comes of it. None after ``stop``."""
        try:
            line = self._line or self._start()
            line.send(self._now)
            return line.recv()
        except (EOFError, OSError):
            self.renew()
            if self._stopped:
                return None
            return Look(problem=M("Das Programm lässt sich nicht starten. Was dazu bekannt ist:"), trace=self._last_words())

    def renew(self) -> None:
        """End the process; the next look starts another, which reads the program anew."""
        with self._lock:
            if self._process is not None:
                _end(self._process)
            if self._line is not None:
                self._line.close()
            self._process = self._line = None

    def stop(self) -> None:
        """End the process for good."""
        self._stopped = True
        with self._lock:
            if self._process is not None:
                _end(self._process)

    def _start(self) -> "Connection[str | None, Look]":
        with self._lock:
            if self._stopped:
                raise EOFError
            ours, theirs = Pipe()
            # A folder for each process: it counts its sites from 1.
            folder = self._folder / f"bau-{len(list(self._folder.glob('bau-*'))) + 1}"
            folder.mkdir()
            command = [sys.executable, "-P", "-m", _PROCESS, str(theirs.fileno()), str(self._root), str(folder)]
            with self._words_file.open("wb") as words:
                self._process = subprocess.Popen(  # noqa: S603 - our own module
                    command, cwd=self._root, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, stdout=words, stderr=words, start_new_session=True
                )
            theirs.close()
            self._line = ours
            return ours

    @property
    def _words_file(self) -> Path:
        return self._folder / "ausgabe.txt"

    def _last_words(self) -> str:
        return self._words_file.read_text(errors="replace")[-_LAST_WORDS:] if self._words_file.is_file() else ""


def _end(process: "subprocess.Popen[bytes]") -> None:
    """End a process with those it has started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
