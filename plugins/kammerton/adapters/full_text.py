"""The full-text index, made by Pagefind (https://pagefind.app), which comes with the extra ``suche``.

Its own user interface is left out: it speaks English, and ours is in the theme. No document has a filter, for with
filters Pagefind 1.5 writes other bytes each time.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from kammerton.adapters.console import Console
from kammerton.app.build import Build
from kammerton.domain.addresses import file_of
from kammerton.domain.diagnostic import M, SetupError

# What our page loads of all that Pagefind writes.
_WANTED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "wasm.*.pagefind", "*.pf_meta", "index/*.pf_index", "fragment/*.pf_fragment")

# Seconds for the index of a large region, ten times over.
_PATIENCE = 600


def tell_absence(build: Build, console: Console) -> None:
    """Say after a publish that there is no full-text search, and how to get one."""
    if not build.has_full_text:
        console.say(M("Ohne Volltextsuche: Dafür fehlt Pagefind. Einrichten lässt es sich mit: pip install .[suche]"))


def is_installed() -> bool:
    """Whether Pagefind and its program are there."""
    return all(find_spec(name) is not None for name in ("pagefind", "pagefind_bin"))


def full_text_index(documents: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """The files of the index of HTML documents, by their paths in its folder; each document stands for the page whose path it has.

    Raises ``SetupError`` when Pagefind does not run.
    """
    with tempfile.TemporaryDirectory(prefix="kammerton-volltext-") as name:
        folder, written = Path(name) / "seiten", Path(name) / "verzeichnis"
        for path, document in documents.items():
            file = folder / file_of(path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(document)
        _index(folder, written)
        for pattern in _WANTED:
            for file in sorted(written.glob(pattern)):
                yield file.relative_to(written).as_posix(), file.read_bytes()


def _index(folder: Path, written: Path) -> None:
    """Run Pagefind's program. Its Python service waits for ever when the program behind it dies."""
    command = [sys.executable, "-m", "pagefind", "--site", str(folder), "--output-path", str(written)]
    try:
        ended = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False, timeout=_PATIENCE)  # noqa: S603 - its own program
    except subprocess.TimeoutExpired:
        raise _not_built(f"{_PATIENCE} s") from None
    if ended.returncode:
        lines = [line for line in f"{ended.stdout}{ended.stderr}".splitlines() if line.strip()]
        raise _not_built(lines[-1].strip() if lines else str(ended.returncode))


def _not_built(reason: str) -> SetupError:
    return SetupError(M("Pagefind konnte die Volltextsuche nicht bauen: {reason}", reason=reason))
