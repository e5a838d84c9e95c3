"""Notice what changes in a project: texts, recordings, theme, program and settings; not what editors of text leave beside them."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread

from watchfiles import watch

from kammerton.adapters.project import SETTINGS_FILE
from kammerton.adapters.shipped import theme_folders

_FOLDERS = ("content", "episodes", "newsletter", "theme", "plugins")
# Lock and swap files, backups, half-written downloads; vim's test file 4913; what Python and file managers leave.
_PASSING = re.compile(r"^[.#~]|^4913$|~$|#$|\.(sw.|tmp|temp|bak|part|crdownload|py[co])$|^Thumbs\.db$|^__pycache__$", re.IGNORECASE)
# Saving several files, or one by way of another, is one change: what comes within this time counts as one.
_QUIET = 40
_LONGEST = 500
# How often a watching thread looks whether it is still wanted.
_TURN = 200
_RETRY = 1.0


def counts(root: Path, path: str) -> bool:
    """Whether a changed file matters: its name and the folders around it are none of those that come and go."""
    try:
        parts = Path(path).relative_to(root).parts
    except ValueError:  # the program's own theme, outside the project
        parts = Path(path).parts[-1:]
    return not any(_PASSING.search(part) for part in parts)


class Watcher:
    """Watches a project in threads of its own, from the moment it is made until ``stop``."""

    def __init__(self, root: Path) -> None:
        """Take the project folder, resolved."""
        self._root = root
        self._seen: SimpleQueue[set[str]] = SimpleQueue()
        self._stopped, self._moved = Event(), Event()
        self._top_ready, self._folders_ready = Event(), Event()
        self._threads = [Thread(target=self._watch_top, daemon=True), Thread(target=self._watch_folders, daemon=True)]
        for thread in self._threads:
            thread.start()

    def wait_until_ready(self) -> None:
        """Return once nothing can be missed any more."""
        self._top_ready.wait()
        self._folders_ready.wait()

    def wait(self) -> set[str]:
        """The paths that have changed since the last call, once there are any; none after ``stop``."""
        found = self._seen.get()
        while True:
            try:
                found |= self._seen.get_nowait()
            except Empty:
                return found

    def stop(self) -> None:
        """Watch no longer."""
        self._stopped.set()
        self._moved.set()
        self._seen.put(set())
        for thread in self._threads:
            thread.join()

    def _watch_top(self) -> None:
        """The settings, and folders that come or go; only what lies directly in the project, for builds and caches lie below it, too."""
        for changed in self._changes([self._root], self._stopped, recursive=False):
            self._top_ready.set()
            names = {Path(path).name for path in changed}
            if names & set(_FOLDERS):
                self._folders_ready.clear()
                self._moved.set()
            if names & {SETTINGS_FILE, *_FOLDERS}:
                self._seen.put(changed)

    def _watch_folders(self) -> None:
        while not self._stopped.is_set():
            self._moved.clear()
            folders = [folder for name in _FOLDERS if (folder := self._root / name).is_dir()]
            try:
                for changed in self._changes({*folders, *theme_folders(self._root)}, self._moved, recursive=True):
                    if not self._moved.is_set():
                        self._folders_ready.set()
                    if changed:
                        self._seen.put(changed)
            except OSError:  # a folder has gone just now
                self._stopped.wait(_RETRY)

    def _changes(self, places: Iterable[Path], until: Event, *, recursive: bool) -> Iterator[set[str]]:
        found = watch(
            *sorted(places),
            watch_filter=lambda _, path: counts(self._root, path),
            debounce=_LONGEST,
            step=_QUIET,
            stop_event=until,
            rust_timeout=_TURN,
            yield_on_timeout=True,
            recursive=recursive,
            raise_interrupt=False,
        )
        for changes in found:
            yield {path for _, path in changes}
