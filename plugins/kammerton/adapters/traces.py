"""What the project folder still holds of something that was built or sent: found, and removed."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from kammerton.adapters.audio_cache import FOLDER as AUDIO
from kammerton.adapters.audit_memory import FOLDER as AUDIT
from kammerton.adapters.builds import BUILDS
from kammerton.adapters.files import CACHE
from kammerton.adapters.layout_file import FOLDER as LAYOUTS
from kammerton.adapters.project import CURRENT
from kammerton.adapters.text_cache import FOLDER as TEXTS
from kammerton.audit.search import TEXT_ENDINGS
from kammerton.domain.issue import SENT

# Folders of builds that are made anew whenever somebody asks for them.
_PASSING = ("newsletter", "pelican")


def texts_of_outputs(root: Path) -> Iterator[tuple[str, bytes]]:
    """Every text of the published site, its mails and the issues that were sent, with its path in the project."""
    for folder, shown in ((f"{CURRENT}/site", "output"), (f"{CURRENT}/mail", f"{CURRENT}/mail"), (SENT, SENT)):
        for file in sorted((root / folder).rglob("*")):
            if file.is_file() and file.name.endswith(TEXT_ENDINGS):
                yield f"{shown}/{file.relative_to(root / folder).as_posix()}", file.read_bytes()


def remove_traces(root: Path, pictures: Iterable[str], episodes: Iterable[str]) -> tuple[str, ...]:
    """Remove derivatives of pictures (by the hash of their content), copies of recordings, what was built in passing, and what is remembered of texts.

    Returns the folders that went.
    """
    found = [folder for hash_ in pictures for folder in (root / CACHE / "bilder").glob(f"{hash_}-*")]
    found += [folder for id_ in episodes for folder in (root / AUDIO / "kopien").glob("*") if folder.name == id_ or folder.name.startswith(f"{id_}.")]
    found += [folder for folder in (*(root / BUILDS / name for name in _PASSING), root / AUDIT, root / TEXTS, root / LAYOUTS) if folder.is_dir()]
    for folder in found:
        shutil.rmtree(folder)
    return tuple(folder.relative_to(root).as_posix() for folder in found)
