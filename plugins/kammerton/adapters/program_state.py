"""What everything depends on besides the content: the program itself, the libraries it runs with, the colours of the theme."""

import os
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from kammerton.adapters.shipped import theme_folders

_PACKAGE = Path(__file__).parents[1]
_OF_PROGRAM = (".py", ".po", ".json")
# What of a theme everything is made with; templates have their own keys (``template_keys``), the rest is only copied.
_TOKENS = "static/css/tokens.css"


def program_key(root: Path) -> bytes:
    """A digest that differs whenever program, libraries, Python or the colours of a project's theme do: by content, so that a copy has the same."""
    return _digest((("program", _program()), *_colours(root)))


@cache
def _program() -> bytes:
    """Of the program as this process runs it; a file changed since then is not part of it yet."""
    return _digest((("Python", sys.version.encode()), *_libraries(), *contents_below(_PACKAGE, _OF_PROGRAM)))


def _digest(named: Iterable[tuple[str, bytes]]) -> bytes:
    digest = blake2b(digest_size=16)
    for name, content in named:
        digest.update(f"\0{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.digest()


def _libraries() -> Iterator[tuple[str, bytes]]:
    """Everything installed, by name and version, as the names of its records tell."""
    for folder in map(Path, sys.path):
        if folder.is_dir():
            yield "libraries", "\n".join(sorted(file.name for file in folder.glob("*.dist-info"))).encode()


def _colours(root: Path) -> Iterator[tuple[str, bytes]]:
    for folder in theme_folders(root):
        tokens = folder / _TOKENS
        yield _TOKENS, tokens.read_bytes() if tokens.is_file() else b""


def contents_below(folder: Path, endings: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    """The files below a folder whose names end so, in order, by their paths; links to folders are followed, as templates are found through them."""
    seen: set[Path] = set()
    for above, folders, names in os.walk(folder, followlinks=True):
        here = Path(above).resolve()
        folders[:] = [] if here in seen else sorted(name for name in folders if name != "__pycache__")
        within = Path(above).relative_to(folder)
        yield from (((within / name).as_posix(), (Path(above) / name).read_bytes()) for name in sorted(names) if name.endswith(endings) and here not in seen)
        seen.add(here)
