"""The full-text index, made by Pagefind (https://pagefind.app), which comes with the extra ``suche``.

Its own user interface is left out: it speaks English, and ours is in the theme. No document has a filter, for with
filters Pagefind 1.5 writes other bytes each time.
"""

import asyncio
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

# Seconds to wait for the disk.
_PATIENCE = 60


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
        try:
            asyncio.run(_index(folder, written))
        except Exception as reason:  # Pagefind tells what is wrong as a bare Exception
            raise SetupError(M("Pagefind konnte die Volltextsuche nicht bauen: {reason}", reason=str(reason))) from reason
        for pattern in _WANTED:
            for file in sorted(written.glob(pattern)):
                yield file.relative_to(written).as_posix(), file.read_bytes()


async def _index(folder: Path, written: Path) -> None:
    from pagefind.service import PagefindService

    async with PagefindService() as service:
        index = await service.create_index(config={"output_path": str(written)})
        # One call for all of them: for each answer the package waits a tenth of a second.
        await index.add_directory(str(folder))
        await index.write_files()
        await _settled(written)


async def _settled(written: Path) -> None:
    """Wait until every file has its bytes: Pagefind answers when it has made them, before they are all on the disk."""
    for _ in range(_PATIENCE * 10):
        if _has_bytes(written):
            return
        await asyncio.sleep(0.1)
    raise TimeoutError(f"{written.name}: {_PATIENCE} s")


def _has_bytes(folder: Path) -> bool:
    return all(file.stat().st_size for file in folder.rglob("*") if file.is_file())
