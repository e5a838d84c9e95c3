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
    levels = sorted({_HEADINGS[e.tag] for e in walk(document.nodes) if e.tag in _HEADINGS})
    ranks = {f"h{level}": f"h{min(6, top + rank)}" for rank, level in enumerate(levels)}
    return Markup("".join(_nodes(document.nodes, resolver, ranks)))  # noqa: S704 - everything below is escaped


def _nodes(nodes: Iterable[Node], resolver: Resolver, ranks: dict[str, str]) -> Iterator[str]:
    for node in nodes:
        yield escape(node, quote=False) if isinstance(node, str) else _element(node, resolver, ranks)


def _element(element: Element, resolver: Resolver, ranks: dict[str, str]) -> str:
    inside = "".join(_nodes(element.children, resolver, ranks))
    tag = ranks.get(element.tag, element.tag)
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
