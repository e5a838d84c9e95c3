"""A body as HTML: links resolved, headings fitted into the page around it. Only this storey marks markup as safe."""

from collections.abc import Iterable, Iterator
from html import escape

from markupsafe import Markup

from kammerton.domain.document import Document, Element, Node, walk
from kammerton.rendering.links import Resolver

_VOID = frozenset({"br", "hr", "img"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def to_html(document: Document, resolver: Resolver, top: int = 2) -> Markup:
    """The body as HTML whose highest heading is ``h<top>`` and whose headings skip no level.

    Tags and attribute names come from the allow list of ``reading.markdown``; texts and values are escaped here.
    """
    levels = _fitted([_HEADINGS[e.tag] for e in walk(document.nodes) if e.tag in _HEADINGS], top)
    return Markup("".join(_nodes(document.nodes, resolver, levels)))  # noqa: S704 - everything below is escaped


def _fitted(written: list[int], top: int) -> Iterator[int]:
    """The levels of headings in a page: each is one step below the nearest heading before it that was written higher."""
    around: list[int] = []
    for level in written:
        while around and around[-1] >= level:
            around.pop()
        around.append(level)
        yield min(6, top + len(around) - 1)


def _nodes(nodes: Iterable[Node], resolver: Resolver, levels: Iterator[int]) -> Iterator[str]:
    for node in nodes:
        yield escape(node, quote=False) if isinstance(node, str) else _element(node, resolver, levels)


def _element(element: Element, resolver: Resolver, levels: Iterator[int]) -> str:
    tag = f"h{next(levels)}" if element.tag in _HEADINGS else element.tag  # before the children: in reading order
    inside = "".join(_nodes(element.children, resolver, levels))
    if tag == "a":
        return _link(element, inside, resolver)
    opening = f"<{tag}{''.join(_attribute(name, value) for name, value in element.attributes)}>"
    if tag in _VOID:
        return opening
    whole = f"{opening}{inside}</{tag}>"
    return f'<div class="table" tabindex="0">{whole}</div>' if tag == "table" else whole


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"'


def _link(element: Element, inside: str, resolver: Resolver) -> str:
    """A link, or its text alone where it leads nowhere."""
    href = resolver(element.attribute("href") or "")
    if href is None or not inside.strip():
        return inside
    title = element.attribute("title")
    return f"<a{_attribute('href', href)}{_attribute('title', title) if title else ''}>{inside}</a>"
