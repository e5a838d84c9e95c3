"""Whether anything has changed since the last publish, told from file stats alone.

This module is asked before anything of the program is loaded, so it imports nothing of it. It answers "yes, all is as it was" only when
everything a publish reads, everything it wrote, the program itself and what the environment says about the result are as they were, and no
moment has passed at which the site changes by itself. Whatever it does not know leads to a real publish.
"""

import marshal
import os
import sys
import time
from collections.abc import Iterator, Mapping
from stat import S_ISDIR
from typing import Any, NamedTuple
from zlib import crc32

# Beside the published build; gone with it. ``herkunft`` tells what each page was made from.
STATE = "eingaben"
_PUBLISHED = ".builds/aktuell"
_OUTPUT = "output"
_SITE = "site"
_NOT_COMPARED = (STATE, "herkunft", _SITE)
# What a publish reads of a project; a folder stands for everything in it.
_PARTS = ("content", "episodes", "newsletter", "theme", "pelicanconf.py")
# What of the environment the result depends on; the rest tells how to work, or is secret.
_ENVIRONMENT = ("KAMMERTON_NOW", "KAMMERTON_LANG", "KAMMERTON_MARKDOWN")
_FORM = 3
_SECOND = 1_000_000_000
# A file changed so shortly before it was looked at could be changed again without a trace in its times: where the disk counts finely
# enough a few hundredths of a second, where it counts in whole seconds (FAT), two.
_RACE, _COARSE_RACE = _SECOND // 20, 2 * _SECOND

# Size, times of content and of change (ns) and inode of a file or folder; None for one that cannot be looked at.
Stats = dict[str, tuple[int, int, int, int] | None]


def stats(root: str, parts: tuple[str, ...]) -> Stats:
    """What the disk tells of parts of a project and everything in them; the times of a folder tell of names that came or went."""
    found: Stats = {}
    for part in parts:
        for name, facts in _below(f"{root}/{part}", part, frozenset()):
            found[name] = (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino) if facts else None
    return found


def _below(path: str, name: str, above: frozenset[tuple[int, int]]) -> Iterator[tuple[str, os.stat_result | None]]:
    """One file, or a folder with everything in it; a link to one of the folders above is not followed."""
    try:
        facts = os.stat(path)  # noqa: PTH116 - pathlib would cost more than the question
        names = sorted(os.listdir(path)) if S_ISDIR(facts.st_mode) else ()  # noqa: PTH208
    except OSError:
        yield name, None
        return
    yield name, facts
    if not names:
        return
    itself = facts.st_dev, facts.st_ino
    if itself not in above:
        for one in names:
            if one != "__pycache__":
                yield from _below(f"{path}/{one}", f"{name}/{one}", above | {itself})


def _outputs(root: str, site: Mapping[str, str | None] | None = None) -> tuple[object, ...]:
    """What was published, with what lies beside it; how many links there are to a file does not matter. ``site`` where that is known already."""
    folder = f"{root}/{_PUBLISHED}"
    parts = [part for part in os.listdir(folder) if part not in _NOT_COMPARED]  # noqa: PTH208
    beside = {f"{part}{name}": stamp for part in parts for name, stamp in _stamps(f"{folder}/{part}")}
    shown = os.readlink(f"{root}/{_OUTPUT}") if os.path.islink(f"{root}/{_OUTPUT}") else ""  # noqa: PTH114, PTH115
    return shown, beside, {name[1:]: stamp for name, stamp in _stamps(f"{folder}/{_SITE}")} if site is None else site


def _stamps(path: str) -> Iterator[tuple[str, str]]:
    """The stamp of a file, or of each below a folder, as ``kammerton.adapters.built_site`` has it."""
    for name, facts in _below(path, "", frozenset()):
        if facts and not S_ISDIR(facts.st_mode):
            yield name, f"{facts.st_ino} {facts.st_size} {facts.st_mtime_ns}"


def _program() -> tuple[object, ...]:
    """The program and what it runs with."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    above = os.path.dirname(os.path.dirname(package))  # noqa: PTH120
    files = tuple(sorted((name, facts and facts[:2]) for name, facts in (*stats(package, (".",)).items(), *stats(above, ("theme",)).items())))
    folders = [folder for folder in sys.path if os.path.isdir(folder)]  # noqa: PTH112
    libraries = tuple(sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info")))  # noqa: PTH208
    return sys.version, files, libraries


def _said(variables: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(variables.get(name, "") for name in _ENVIRONMENT)


def watch(root: str) -> tuple[int, Stats]:
    """The moment (ns) and the state of everything a publish is about to read."""
    return time.time_ns(), stats(root, _PARTS)


class Published(NamedTuple):
    """A publish that has just ended.

    ``further`` are files it read besides the project's parts, ``times`` the moment it was made for and the next at which it differs by
    itself (seconds since 1970). ``told`` is said as long as nothing changes. ``site`` are the stamps of its files, where they are known.
    """

    further: tuple[str, ...]
    times: tuple[float, float]
    told: str
    site: Mapping[str, str | None] | None = None


def remember(root: str, watched: tuple[int, Stats], published: Published) -> None:
    """Note what a publish was made from, and what it wrote.

    Nothing is noted where a file was changed while it was looked at, or could be changed without a trace.
    """
    further, times, told, site = published
    moment, before = watched
    read, more = stats(root, _PARTS), stats(root, further)
    if read != before or any(facts is not None and _is_fresh(facts, moment) for facts in (*read.values(), *more.values())):
        return
    state: Any = (_FORM, _program(), _said(os.environ), further, read, more, _outputs(root, site), times, told)
    content = marshal.dumps(state)
    with open(f"{root}/{_PUBLISHED}/{STATE}", "wb") as file:  # noqa: PTH123 - whatever is only half there is not taken for whole
        file.write(crc32(content).to_bytes(4) + content)


def _is_fresh(facts: tuple[int, int, int, int], moment: int) -> bool:
    changed = max(facts[1], facts[2])
    return changed > moment - (_RACE if changed % _SECOND else _COARSE_RACE)


def unchanged(root: str, now: float | None = None) -> str | None:
    """What to say when a publish would change nothing; None when it might, or nobody knows."""
    try:
        with open(f"{root}/{_PUBLISHED}/{STATE}", "rb") as file:  # noqa: PTH123
            check, content = file.read(4), file.read()
        if crc32(content).to_bytes(4) != check:
            return None
        form, ran, said, further, read, more, wrote, (since, until), told = marshal.loads(content)  # noqa: S302 - written by us, and whole
        in_time = bool(os.environ.get("KAMMERTON_NOW")) or since <= (time.time() if now is None else now) < until
        if form != _FORM or not in_time or said != _said(os.environ) or ran != _program():
            return None
        as_it_was = read == stats(root, _PARTS) and more == stats(root, further) and wrote == _outputs(root)
    except (OSError, ValueError, EOFError, TypeError):
        return None
    return str(told) if as_it_was else None


def is_plain(settings: str) -> bool:
    """Whether a settings file says the same each time it is read: it takes nothing from other files or the environment."""
    import ast

    nodes = tuple(ast.walk(ast.parse(settings)))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return not any(isinstance(node, ast.Import | ast.ImportFrom) for node in nodes) and not names & {"open", "__import__", "exec", "eval"}
