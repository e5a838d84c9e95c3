"""Nothing is written outside the build, and the site holds what was ordered and nothing else."""

from collections.abc import Iterable, Iterator

from kammerton.audit.audit import STRAY, BuiltSite
from kammerton.domain.addresses import THEME
from kammerton.domain.diagnostic import Diagnostic, M


def check_targets(targets: Iterable[str]) -> Iterator[Diagnostic]:
    """Every path to be written is a plain one below the site; asked before anything is written."""
    for path in targets:
        parts = path.split("/")
        if "\\" in path or "\0" in path or not all(parts) or {".", ".."} & set(parts):
            yield STRAY.at(path, M("Diese Datei würde außerhalb der Website geschrieben."))


def check_written(site: BuiltSite, targets: Iterable[str], strays: Iterable[str], folders: tuple[str, ...] = (THEME,)) -> Iterator[Diagnostic]:
    """The files of the site are those ordered, and those of whole ``folders``; nothing leads or lies outside."""
    written, ordered = set(site.paths()), set(targets)
    for path in sorted(written - ordered):
        if not path.startswith(folders):
            yield STRAY.at(path, M("Diese Datei hat niemand bestellt."))
    for path in sorted(ordered - written):
        yield STRAY.at(path, M("Diese Datei fehlt."))
    for path in strays:
        yield STRAY.at("", M("„{file}“ liegt außerhalb der Website oder führt aus ihr hinaus.", file=path))
