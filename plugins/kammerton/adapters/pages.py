"""Pages as text: the theme's templates, in the language of each page; and pages whose frame is another, printed again around what they say."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from jinja2 import BaseLoader, Environment, FileSystemLoader, Template, UndefinedError
from jinja2.runtime import Context

from kammerton.adapters.shipped import theme_folders
from kammerton.adapters.template_keys import TemplateKeys
from kammerton.adapters.templates import load_template, theme_environment
from kammerton.site.views import Frame, Head, SitePage

_Prints = Callable[[Context], Iterator[str]]


class Layout(NamedTuple):
    """What a page is made up of besides its frame's template: all that is needed to print it in another one (docs/dev/decisions/0039-frames.md).

    ``said`` is what the page's own template tells its frame, ``blocks`` where the blocks it prints begin and end, in bytes.
    """

    path: str
    template: str
    frame: Frame
    head: Head
    said: Mapping[str, str] = {}
    blocks: Mapping[str, tuple[int, int]] = {}


class Printed(NamedTuple):
    """A page as bytes, and what it is made up of where that can be told."""

    content: bytes
    layout: Layout | None


@dataclass(frozen=True)
class _FrameView:
    """What a frame may read of the view of a page."""

    frame: Frame
    head: Head


class PageRenderer:
    """Renders pages; templates receive the view and nothing else."""

    def __init__(self, root: Path, loader: BaseLoader | None = None) -> None:
        """Take the project folder, and what finds templates where that is not the theme alone."""
        self._root = root
        folders = [folder / "templates" for folder in theme_folders(root)]
        self._loader = loader or FileSystemLoader(folders)
        self._environments: dict[str, Environment] = {}
        self.templates = TemplateKeys(folders)

    def template(self, page: SitePage) -> Template:
        """The template of a page, with its words in the page's language. Raises ``SetupError`` where it is missing or badly written."""
        return load_template(self._speaking(page.view.frame.language), page.template)

    def load(self, language: str, names: Iterable[str]) -> None:
        """Load templates in a language, with all that tells their frames. Raises ``SetupError`` as ``template`` does."""
        for name in names:
            load_template(self._speaking(language), name)
            self.templates.frame_of(name)

    def render(self, page: SitePage) -> str:
        """A page as HTML. Raises ``SetupError`` as ``template`` does."""
        return self.template(page).render(view=page.view)

    def printed(self, page: SitePage) -> Printed:
        """A page as ``render`` gives it, and its layout. Raises ``SetupError`` as ``template`` does."""
        frame = self.templates.frame_of(page.template)
        template = self.template(page)
        if frame is None:
            content = template.render(view=page.view).encode()
            return Printed(content, None if self.templates.is_framed(page.template) else Layout(page.path, page.template, page.view.frame, page.view.head))
        context = template.new_context({"view": page.view})
        for name, prints in template.blocks.items():
            context.blocks[name] = [_noting(name, prints)]
        content, blocks = _assembled(_chunks(template, context))
        said = {name: context.vars[name] for name in frame.told if name in context.vars}
        if blocks is None or blocks.keys() != template.blocks.keys() or not all(isinstance(value, str) for value in said.values()):
            return Printed(content, None)
        return Printed(content, Layout(page.path, page.template, page.view.frame, page.view.head, said, blocks))

    def reprinted(self, layout: Layout, content: bytes) -> Printed | None:
        """A page in the frame as it is now, from its layout and the page as it was printed then; None where that frame wants to know more."""
        if not self.templates.is_framed(layout.template):
            return Printed(content, layout)
        frame = self.templates.frame_of(layout.template)
        if frame is None or not frame.told <= layout.said.keys():
            return None
        template = load_template(self._speaking(layout.frame.language), frame.name)
        context = template.new_context({"view": _FrameView(layout.frame, layout.head), **layout.said})
        for name, (begin, end) in layout.blocks.items():
            context.blocks[name] = [_noting(name, _saying(content[begin:end].decode()))]
        try:
            printed, blocks = _assembled(_chunks(template, context))
        except UndefinedError:
            return None
        return Printed(printed, layout._replace(blocks=blocks)) if blocks is not None and blocks.keys() == layout.blocks.keys() else None

    def _speaking(self, language: str) -> Environment:
        """The theme's templates with their words in a language: an environment once for each."""
        if language not in self._environments:
            self._environments[language] = theme_environment(self._root, language, self._loader, autoescape=True)
        return self._environments[language]


class _Block(str):
    """What a block printed, with its name, so that it is found again among all that a page prints."""

    __slots__ = ("name",)
    name: str


def _noting(name: str, prints: _Prints) -> _Prints:
    """The block, printing all at once."""

    def noting(context: Context) -> Iterator[str]:
        text = _Block("".join(prints(context)))
        text.name = name
        yield text

    return noting


def _saying(text: str) -> _Prints:
    return lambda _context: iter((text,))


def _chunks(template: Template, context: Context) -> Iterator[str]:
    """What a template prints, piece by piece; its mistakes are told as Jinja tells them."""
    try:
        yield from template.root_render_func(context)
    except Exception:  # noqa: BLE001 - as Template.render does
        template.environment.handle_exception()


def _assembled(chunks: Iterable[str]) -> tuple[bytes, dict[str, tuple[int, int]] | None]:
    """The page, and where its blocks are; no blocks where one was printed twice."""
    content, plain, blocks, is_plain = bytearray(), list[str](), dict[str, tuple[int, int]](), True
    for chunk in chain(chunks, ("",)):
        if type(chunk) is not _Block:
            plain.append(chunk)
            continue
        content += "".join(plain).encode()
        plain.clear()
        begin = len(content)
        content += chunk.encode()
        is_plain = is_plain and chunk.name not in blocks
        blocks[chunk.name] = begin, len(content)
    content += "".join(plain).encode()
    return bytes(content), blocks if is_plain else None
