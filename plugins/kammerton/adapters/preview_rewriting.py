"""Another text put into the site a preview shows: only the pages that read it are made, and take the place of those before."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from kammerton.adapters.files import write_new
from kammerton.adapters.piecework import Bench, remake
from kammerton.adapters.placing import Look
from kammerton.adapters.provenance_file import Record, stamp
from kammerton.adapters.shipped import theme_folders
from kammerton.adapters.site_writer import MAIL, SITE, mail_files
from kammerton.adapters.unchanged import Stats, stats
from kammerton.app.pieces import Piece
from kammerton.app.reuse import Observation, Origin, Provenance
from kammerton.domain.observed import Read

# What is asked by makers who want to know the time: their pieces are others at every moment.
_OF_TIME = ".now"
# What became of some pieces: their origins, and how the files of site and mails look that were written.
Rewritten = tuple[dict[str, Origin], dict[str, Look], dict[str, Look]]


def is_timeless(provenance: Provenance) -> bool:
    """Whether nothing of a build rests on the moment it was made at; the day it may rest on."""
    return not any(path.endswith(_OF_TIME) for path, _ in provenance.answers)


def theme_stamps(root: Path) -> tuple[Stats, ...]:
    """Which files a theme has, and what tells whether one was changed."""
    return tuple(stats(str(folder), (".",)) for folder in theme_folders(root))


def are_copies_fresh(root: Path, record: Record) -> bool:
    """Whether every file of the project that was copied is as it was then."""
    try:
        return all(stamp(root, source) == known for source, known in record.copies.values())
    except OSError:
        return False


def rewrite(bench: Bench, watch: Observation, pieces: Sequence[Piece], record: Record, folder: Path) -> Rewritten | None:
    """Make pieces again and put them where they are; None, and nothing written, where they are no longer the same pages and files."""
    made = {piece.name: remake(bench, watch, piece) for piece in pieces}
    before = record.provenance.origins
    if any(_shape(origin) != _shape(before[name]) for name, (origin, _, _) in made.items()):
        return None
    files = {path: content for _, contents, _ in made.values() for path, content in contents.items()}
    mails = dict(mail_files(mail for _, _, rest in made.values() for mail in rest.mails))
    return {name: origin for name, (origin, _, _) in made.items()}, _replaced(folder / SITE, files), _replaced(folder / MAIL, mails)


def renewed(record: Record, rewritten: Rewritten, answers: Mapping[Read, bytes]) -> Record:
    """The record of a build in which some pieces were made again."""
    origins, site, mails = rewritten
    known = record.provenance
    provenance = replace(known, answers={**known.answers, **answers}, origins={**known.origins, **origins})
    return record._replace(provenance=provenance, site={**record.site, **site}, mails={**record.mails, **mails})


def _shape(origin: Origin) -> tuple[object, ...]:
    return origin.about, set(origin.reads), origin.pages, origin.paths, origin.mails


def _replaced(folder: Path, files: Mapping[str, bytes]) -> dict[str, Look]:
    """Put files in the place of others, each at once; how they look."""
    looks = {}
    for path, content in files.items():
        write_new(folder / path, content)
        facts = (folder / path).stat()
        looks[path] = facts.st_size, facts.st_mtime_ns
    return looks
