"""Whether anything has changed since the last publish, told from file stats alone.

This module is asked before anything of the program is loaded, so it imports nothing of it but the names of files. It answers "yes, all is
as it was" only when everything a publish reads, everything it wrote, the program itself and whatever the environment says are as they
were, and no moment has passed at which the site changes by itself. Whatever it does not know leads to a real publish.
"""

import marshal
import os
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any
from zlib import crc32

# Beside the published build; gone with it.
STATE = "eingaben"
PUBLISHED = ".builds/aktuell"
# What a publish reads of a project; a folder stands for everything in it.
_PARTS = ("content", "episodes", "newsletter", "theme", "pelicanconf.py", ".builds/aktuell/veroeffentlicht.json")
_WRITTEN = (f"{PUBLISHED}/site", f"{PUBLISHED}/mail")
_OWN = "KAMMERTON_"
_FORM = 1
# A file changed so shortly before it was looked at could be changed again without a trace in its times.
_RACE = 50_000_000

Stats = dict[str, tuple[int, int, int, int]]


def stats(root: str, parts: tuple[str, ...]) -> Stats:
    """Size, times of content and of change (ns), and inode of every file; a folder's times tell of names that came or went."""
    found: Stats = {}
    for part in parts:
        found.update(_below(f"{root}/{part}", part))
    return found


def _below(path: str, name: str) -> Iterator[tuple[str, tuple[int, int, int, int]]]:
    try:
        facts = os.stat(path)  # noqa: PTH116 - pathlib would cost more than the question
    except OSError:
        return
    yield name, (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)
    if not os.path.isdir(path):  # noqa: PTH112
        return
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.is_dir() and entry.name != "__pycache__":
                yield from _below(entry.path, f"{name}/{entry.name}")
            elif not entry.name.startswith("."):
                facts = entry.stat()
                yield f"{name}/{entry.name}", (facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino)


def _outputs(root: str) -> tuple[tuple[str, int, int], ...]:
    """What lies on the published site; of a link it does not matter how many there are."""
    return tuple(sorted((name, facts[0], facts[1]) for name, facts in stats(root, _WRITTEN).items() if not os.path.isdir(f"{root}/{name}")))  # noqa: PTH112


def program() -> tuple[object, ...]:
    """The program and what it runs with."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120
    above = os.path.dirname(os.path.dirname(package))  # noqa: PTH120
    files = tuple(sorted((name, facts[0], facts[1]) for name, facts in (*stats(package, (".",)).items(), *stats(above, ("theme",)).items())))
    libraries = tuple(sorted(name for folder in sys.path if os.path.isdir(folder) for name in os.listdir(folder) if name.endswith(".dist-info")))  # noqa: PTH112, PTH208
    return sys.version, files, libraries


def environment(variables: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What the environment tells the program, but for how it tells things."""
    return tuple(sorted((name, value) for name, value in variables.items() if name.startswith(_OWN)))


def watch(root: str, further: tuple[str, ...] = ()) -> tuple[int, Stats]:
    """The moment (ns) and the state of everything a publish is about to read; ``further`` files count too."""
    return time.time_ns(), stats(root, (*_PARTS, *further))


def remember(root: str, watched: tuple[int, Stats], further: tuple[str, ...], times: tuple[float, float], told: str) -> None:
    """Note what the publish that has just ended was made from; ``told`` is said as long as nothing changes.

    ``times`` are the moment it was made for and the next at which it differs by itself, in seconds since 1970. Nothing is noted where a
    file was changed while it was looked at.
    """
    moment, before = watched
    now = stats(root, (*_PARTS, *further))
    sources = {name: facts for name, facts in before.items() if not name.startswith(".builds")}
    changed = any(now.get(name) != facts or facts[2] > moment - _RACE for name, facts in sources.items())
    if changed or len(sources) != sum(not name.startswith(".builds") for name in now):
        return
    state: Any = (_FORM, program(), environment(os.environ), further, now, _outputs(root), times, told)
    content = marshal.dumps(state)
    with open(f"{root}/{PUBLISHED}/{STATE}", "wb") as file:  # noqa: PTH123 - whatever is only half there is not taken for whole
        file.write(crc32(content).to_bytes(4) + content)


def unchanged(root: str, now: float | None = None) -> str | None:
    """What to say when a publish would change nothing; None when it might, or nobody knows."""
    try:
        with open(f"{root}/{PUBLISHED}/{STATE}", "rb") as file:  # noqa: PTH123
            check, content = file.read(4), file.read()
        if crc32(content).to_bytes(4) != check:
            return None
        form, ran, told_by, further, read, wrote, (since, until), told = marshal.loads(content)  # noqa: S302 - written by us, and whole
    except (OSError, ValueError, EOFError, TypeError):
        return None
    stated = os.environ.get("KAMMERTON_NOW")
    in_time = bool(stated) or since <= (time.time() if now is None else now) < until
    if form != _FORM or not in_time or told_by != environment(os.environ) or ran != program():
        return None
    as_it_was = read == stats(root, (*_PARTS, *further)) and wrote == _outputs(root)
    return str(told) if as_it_was else None
