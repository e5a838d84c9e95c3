"""A body as the little HTML podcast programs show, cut cleanly to a number of bytes."""

import re
from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from kammerton.domain.document import Document, Element, Node, text_of
from kammerton.rendering.links import Resolver

# Apple and PSP-1 allow these in a description; other elements give their text.
_BLOCKS = frozenset({"p", "ul", "ol"})
_WHITE = re.compile(r"[ \t\n]+")
_INLINE = frozenset({"b", "i", "strong", "em"})


def limited_html(document: Document, resolver: Resolver, limit: int) -> Markup:
    """Paragraphs and lists with links, at most ``limit`` bytes of UTF-8, ending after a whole block."""
    parts: list[Markup] = []
    size = 0
    for block in _blocks(document.nodes, resolver):
        length = len(block.encode()) + 1
        if size + length > limit:
            break
        parts.append(block)
        size += length
    return Markup("\n").join(parts)


def paragraphs(lines: Iterable[str]) -> Markup:
    """Each line as a paragraph of its own."""
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines)


def _blocks(nodes: Iterable[Node], resolver: Resolver) -> Iterator[Markup]:
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                yield Markup("<p>{}</p>").format(node.strip())
        elif node.tag in _BLOCKS:
            yield _block(node, resolver)
        elif node.tag in ("blockquote", "dl", "table", "thead", "tbody"):
            yield from _blocks(node.children, resolver)
        elif text_of(node).strip():
            yield Markup("<p>{}</p>").format(_inline(node.children, resolver))


def _block(element: Element, resolver: Resolver) -> Markup:
    if element.tag == "p":
        return Markup("<p>{}</p>").format(_inline(element.children, resolver))
    items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
    inside = Markup("").join(Markup("<li>{}</li>").format(_inline(item.children, resolver)) for item in items)
    return Markup("<{0}>{1}</{0}>").format(Markup(element.tag), inside)  # noqa: S704 - from the list above


def _inline(nodes: Iterable[Node], resolver: Resolver) -> Markup:
    return _joined(nodes, resolver).strip()


def _joined(nodes: Iterable[Node], resolver: Resolver) -> Markup:
    return Markup("").join(_inline_node(node, resolver) for node in nodes)


def _inline_node(node: Node, resolver: Resolver) -> Markup:
    if isinstance(node, str):
        return escape(_WHITE.sub(" ", node))
    if node.tag in ("ul", "ol"):
        return _block(node, resolver)
    if node.tag == "img":
        return escape(node.attribute("alt") or "")
    inside = _joined(node.children, resolver)
    if node.tag == "a":
        href = resolver(node.attribute("href") or "")
        return Markup('<a href="{}">{}</a>').format(href, inside) if href and inside.strip() else inside
    if node.tag in _INLINE:
        return Markup("<{0}>{1}</{0}>").format(Markup(node.tag), inside)  # noqa: S704 - from the list above
    return Markup(" ") if node.tag == "br" else Markup("{} ").format(inside) if node.tag == "p" else inside
