"""What a program needs: wall and processor time of it and of all it starts, and the memory of all of them together."""

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

# Seconds between two looks at the memory.
EVERY = 0.02


@dataclass(frozen=True)
class Needed:
    """Seconds by the clock, seconds of processor time, and in MB the largest single process and (where asked for) all processes together."""

    wall: float
    cpu: float
    largest: float
    together: float = 0.0


def run(command: Sequence[str], folder: Path, env: Mapping[str, str], *, watch: bool = False) -> Needed:
    """Run a command to its end; ``watch`` looks at its memory, which costs processor time, so that such a run's times count little.

    Raises ``SystemExit`` with its last lines when it fails.
    """
    log = folder.with_name(f"{folder.name}.log")
    with log.open("wb") as told:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **env}, stdin=subprocess.DEVNULL, stdout=told, stderr=subprocess.STDOUT, start_new_session=True
        )
        peak = _Peak(process.pid) if watch else None
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} in {folder} failed:\n{log.read_text(encoding='utf-8', errors='replace')[-3000:]}")
    return Needed(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, peak.stop() if peak else 0.0)


class _Peak:
    """Watches the memory of a session's processes, each page that several share counted in parts (PSS)."""

    def __init__(self, session: int) -> None:
        self._session, self._most, self._is_over = session, 0.0, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def stop(self) -> float:
        """The most there was, in MB."""
        self._is_over.set()
        self._thread.join()
        return self._most

    def _watch(self) -> None:
        while not self._is_over.wait(EVERY):
            self._most = max(self._most, sum(_memory(path) for path in Path("/proc").iterdir() if path.name.isdigit() and _session(path) == self._session))


def _session(process: Path) -> int:
    try:
        return int((process / "stat").read_text().rpartition(")")[2].split()[3])
    except (OSError, IndexError):
        return 0


def _memory(process: Path) -> float:
    """The proportional set size of a process in MB; nothing of one that has just ended."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("Pss:")), 0.0)
