"""What every page depends on besides the content: the program itself, the libraries it runs with, the theme."""

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path

from kammerton.adapters.shipped import theme_folders

_PACKAGE = Path(__file__).parents[1]
_OF_PROGRAM = ("**/*.py", "locale/**/*.po", "**/*.json")
# What of a theme pages are made with; the rest is only copied.
_OF_THEME = ("templates/**/*", "static/css/tokens.css")


def program_key(root: Path) -> bytes:
    """A digest that differs whenever program, libraries, Python or the theme of a project do: by content, so that a copy has the same."""
    return _digest((("program", _program()), *_theme(root)))


@cache
def _program() -> bytes:
    """Of the program as this process runs it; a file changed since then is not part of it yet."""
    return _digest((("Python", sys.version.encode()), *_libraries(), *_files(_PACKAGE, _OF_PROGRAM)))


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


def _theme(root: Path) -> Iterator[tuple[str, bytes]]:
    for number, folder in enumerate(theme_folders(root)):
        yield f"theme {number}", b""
        yield from _files(folder, _OF_THEME)


def _files(folder: Path, patterns: tuple[str, ...]) -> Iterator[tuple[str, bytes]]:
    for pattern in patterns:
        yield from ((file.relative_to(folder).as_posix(), file.read_bytes()) for file in sorted(folder.glob(pattern)) if file.is_file())
