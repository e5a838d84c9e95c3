"""Which templates a page is printed with, told by digests: so that a changed template prints again what it has a part in, and no more.

A page's templates fall in two: the frame, which is the template it extends with all that imports, and the inside, which is the page's own
template with all that imports (docs/dev/decisions/0039-frames.md).
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, cached_property
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment, TemplateSyntaxError, meta, nodes

from kammerton.adapters.program_state import contents_below
from kammerton.adapters.theme_environment import JINJA_OPTIONS

# A tag that names a template, and whether it names one and nothing else.
_NAMING = re.compile(r"""\{%[-+]?\s*(?:extends|include|import|from)\b(?:\s*["']([^"']+)["'](?=\s*(?:import|as|with|without|ignore)\b|\s*[-+]?%\}))?""")
_EXTENDING = re.compile(r"""\s*\{%[-+]?\s*extends\s+["']([^"']+)["']\s*[-+]?%\}""")
# In place of a name that is worked out.
_ANY = ""
_OF_FRAME = frozenset({"frame", "head"})


class FrameTemplate(NamedTuple):
    """A template a page's own extends, and the names it reads that the page's template gives a meaning."""

    name: str
    told: frozenset[str]


class TemplateKeys:
    """The templates of a theme, as far as it matters whether they changed. Whatever is not surely told apart counts as one."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Take the folders in which templates lie, as they are now; a file in the first one wins."""
        layers = [dict(contents_below(folder, ("",))) for folder in folders]
        self._texts = {name: content.decode(errors="replace") for layer in reversed(layers) for name, content in layer.items()}
        self._frames: dict[str, FrameTemplate | None] = {}

    @cached_property
    def frames(self) -> Mapping[str, bytes]:
        """For the name of a template a digest of its frame; one that extends nothing has none."""
        return _Digests(lambda name: self._digest(self._frame_of(name)))

    @cached_property
    def insides(self) -> Mapping[str, bytes]:
        """For the name of a template a digest of all that has a part in printing it but its frame."""
        return _Digests(lambda name: self._digest(self._reached_inside(name)))

    @cached_property
    def wholes(self) -> Mapping[str, bytes]:
        """For the name of a template a digest of all that has a part in printing it."""
        return _Digests(lambda name: self._digest(self._reached(name)))

    def _digest(self, names: Iterable[str]) -> bytes:
        digest = blake2b(digest_size=16)
        for name in sorted(names):
            digest.update(f"\0{name}\0{self._texts.get(name)}".encode())
        return digest.digest()

    def _frame_of(self, name: str) -> set[str]:
        above = self._extended(name)
        return set() if above is None else self._reached(above)

    def frame_of(self, name: str) -> FrameTemplate | None:
        """The frame of a page's template, where the two can be told apart: what the page prints goes into it as finished blocks.

        Such a frame reads of the page's view nothing but ``view.frame`` and ``view.head``.
        """
        if name not in self._frames:
            above = self._extended(name)
            self._frames[name] = _frame(above, self._texts.get(above, ""), self._texts[name]) if above else None
        return self._frames[name]

    def is_framed(self, name: str) -> bool:
        """Whether a template may extend another."""
        return "extends" in self._texts.get(name, "extends")

    def _extended(self, name: str) -> str | None:
        found = _EXTENDING.match(self._texts.get(name, ""))
        return found[1] if found else None

    def _reached_inside(self, name: str) -> set[str]:
        """A template and all that is reached from it, but not by its being a page in a frame."""
        text = self._texts.get(name, "")
        frame = _EXTENDING.match(text)
        return {name}.union(*map(self._reached, _named(text[frame.end() :] if frame else text)))

    def _reached(self, name: str) -> set[str]:
        """A template and all it names, and what these name; everything where one of them does not say which."""
        found, waiting = set[str](), [name]
        while waiting:
            one = waiting.pop()
            if one == _ANY:
                return {*self._texts}
            if one not in found:
                found.add(one)
                waiting += _named(self._texts.get(one, ""))
        return found


def _named(text: str) -> list[str]:
    """The templates a template names; ``_ANY`` where it does not say which."""
    return _NAMING.findall(text)


class _Digests(Mapping[str, bytes]):
    """A table that works out what stands under a key when it is asked; nobody can go through it."""

    def __init__(self, digest: Callable[[str], bytes]) -> None:
        self._digest = digest

    def __getitem__(self, name: str) -> bytes:
        return self._digest(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


@cache
def _frame(name: str, source: str, inside: str) -> FrameTemplate | None:
    """A frame, by its source and that of what extends it; None where it might read of a page what is not known of every page, or the page of it."""
    try:
        frame, page = _parsed(source), _parsed(inside)
    except TemplateSyntaxError:
        return None
    own, given = _given(frame) | {"super"}, _given(page)
    if not _is_apart(frame) or not own.isdisjoint(given | {node.name for node in page.find_all(nodes.Name)}):
        return None
    return FrameTemplate(name, frozenset(meta.find_undeclared_variables(frame)) & given)


def _parsed(source: str) -> nodes.Template:
    return Environment(**JINJA_OPTIONS).parse(source)  # noqa: S701 - nothing is printed


def _is_apart(frame: nodes.Template) -> bool:
    """Whether a frame extends and includes nothing, shares its context with nothing, and reads of a view only what every view has."""
    views = [node for node in frame.find_all(nodes.Name) if node.name == "view"]
    read = [node for node in frame.find_all(nodes.Getattr) if isinstance(node.node, nodes.Name) and node.node.name == "view" and node.attr in _OF_FRAME]
    shares = any(one.with_context for one in frame.find_all(nodes.Import)) or any(one.with_context for one in frame.find_all(nodes.FromImport))
    nested = any(block.find(nodes.Block) for block in frame.find_all(nodes.Block))
    return len(views) == len(read) and not shares and not nested and frame.find(nodes.Extends) is None and frame.find(nodes.Include) is None


def _given(template: nodes.Template) -> frozenset[str]:
    """The names to which a template gives a meaning, wherever in it."""
    imported = (name for node in template.find_all(nodes.FromImport) for name in node.names)
    found = {name if isinstance(name, str) else name[1] for name in imported}
    found |= {node.target for node in template.find_all(nodes.Import)} | {node.name for node in template.find_all(nodes.Macro)}
    return frozenset(found | {node.name for node in template.find_all(nodes.Name) if node.ctx == "store"})
