"""A body as HTML: links resolved, headings fitted into the page around it. The only maker of marked markup."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from kammerton.domain.document import Document, Element, Node, walk
from kammerton.rendering.links import Resolver

_VOID = frozenset({"br", "hr", "img"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


def to_html(document: Document, resolver: Resolver, top: int = 2) -> Markup:
    """The body as HTML whose highest heading is ``h<top>`` and whose headings skip no level."""
    levels = sorted({_HEADINGS[e.tag] for e in walk(document.nodes) if e.tag in _HEADINGS})
    ranks = {f"h{level}": f"h{min(6, top + rank)}" for rank, level in enumerate(levels)}
    return Markup("").join(_nodes(document.nodes, resolver, ranks))


def _nodes(nodes: Iterable[Node], resolver: Resolver, ranks: dict[str, str]) -> Iterator[Markup]:
    for node in nodes:
        yield escape(node) if isinstance(node, str) else _element(node, resolver, ranks)


def _element(element: Element, resolver: Resolver, ranks: dict[str, str]) -> Markup:
    inside = Markup("").join(_nodes(element.children, resolver, ranks))
    tag = ranks.get(element.tag, element.tag)
    if tag == "a":
        return _link(element, inside, resolver)
    attributes = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in element.attributes)
    opening = Markup("<{}{}>").format(Markup(tag), attributes)  # noqa: S704 - the tag is from the allow list
    if tag in _VOID:
        return opening
    if tag == "table":
        return Markup('<div class="table" tabindex="0">{}{}</table></div>').format(opening, inside)
    return Markup("{}{}</{}>").format(opening, inside, Markup(tag))  # noqa: S704


def _link(element: Element, inside: Markup, resolver: Resolver) -> Markup:
    """A link, or its text alone where it leads nowhere."""
    href = resolver(element.attribute("href") or "")
    if href is None or not inside.striptags():
        return inside
    title = element.attribute("title")
    extra = Markup(' title="{}"').format(title) if title else Markup("")
    return Markup('<a href="{}"{}>{}</a>').format(href, extra, inside)
