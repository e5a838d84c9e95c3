"""The record of what a build was made from, beside it. It is ours alone; one that cannot be read is as good as none."""

import pickle
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from kammerton.adapters.files import CACHE, write_new
from kammerton.adapters.placing import Look
from kammerton.app.build import PageFacts
from kammerton.app.reuse import Origin, Provenance
from kammerton.domain.observed import Read

PROVENANCE = "herkunft"
# Changes with the form of the record.
_FORM = b"kammerton-herkunft 3\n"
_SIZE = 32

# Size, time of change and a third number of a file of the project: enough to know one that was changed.
Stamp = tuple[int, int, int]


class Record(NamedTuple):
    """What is remembered of a build: the origins of its pieces, of which file each copy was made, how the files of site and mails looked."""

    provenance: Provenance = Provenance()
    copies: dict[str, tuple[str, Stamp]] = {}  # noqa: RUF012 - never changed
    site: dict[str, Look] = {}  # noqa: RUF012
    mails: dict[str, Look] = {}  # noqa: RUF012


def stamp(root: Path, path: str) -> Stamp:
    """The stamp of a file of the project. One in our cache is replaced, never changed, and linked, which changes its third time: its number counts instead."""
    facts = (root / path).stat()
    return facts.st_size, facts.st_mtime_ns, facts.st_ino if path.startswith(CACHE) else facts.st_ctime_ns


def read_record(build: Path) -> Record:
    """The record of a build; an empty one where there is none, or none to be trusted."""
    with suppress(OSError, ValueError, KeyError, IndexError, TypeError, AttributeError, EOFError, ImportError, pickle.UnpicklingError, MemoryError):
        content = (build / PROVENANCE).read_bytes()
        form, digest, packed = content[: len(_FORM)], content[len(_FORM) : len(_FORM) + _SIZE], content[len(_FORM) + _SIZE :]
        if form == _FORM and digest == blake2b(packed, digest_size=_SIZE).digest():
            return _unpacked(pickle.loads(packed))  # noqa: S301 - written by us, and whole
    return Record()


def write_record(build: Path, record: Record) -> None:
    """Write the record of a build."""
    packed = pickle.dumps(_packed(record), protocol=5)
    write_new(build / PROVENANCE, _FORM + blake2b(packed, digest_size=_SIZE).digest() + packed)


def _packed(record: Record) -> tuple[object, ...]:
    """Plain values only, each question once: thousands of pieces ask the same."""
    answers = record.provenance.answers
    numbers = {read: number for number, read in enumerate(answers)}
    origins = {
        name: (o.about, tuple(sorted(numbers[read] for read in o.reads)), tuple((p.path, p.indexed, p.frame_hosts) for p in o.pages), o.paths, o.mails, o.has_full_text, o.layouts)
        for name, o in record.provenance.origins.items()
    }  # fmt: skip
    return record.provenance.base, tuple(answers), tuple(answers.values()), origins, dict(record.provenance.heads), record.copies, record.site, record.mails


def _unpacked(packed: tuple[object, ...]) -> Record:
    base, asked, told, origins, heads, *files = packed
    reads: tuple[Read, ...] = asked  # type: ignore[assignment]  # as _packed put it
    found = {
        name: Origin(about, tuple(reads[n] for n in numbers), tuple(PageFacts(*page) for page in pages), *rest)
        for name, (about, numbers, pages, *rest) in origins.items()  # type: ignore[attr-defined]
    }
    return Record(Provenance(base, dict(zip(reads, told, strict=True)), found, heads), *files)  # type: ignore[arg-type, call-overload]
