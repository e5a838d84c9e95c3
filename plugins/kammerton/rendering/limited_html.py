"""A body as the little HTML podcast programs show, cut cleanly to a number of bytes.

Written with plain texts, each escaped where it comes in: a feed holds thousands of bodies.
"""

import re
from collections.abc import Iterable, Iterator
from html import escape

from markupsafe import Markup

from kammerton.domain.document import Document, Element, Node, text_of
from kammerton.rendering.links import Resolver

# Apple and PSP-1 allow these in a description; other elements give their text.
_BLOCKS = frozenset({"p", "ul", "ol"})
_AROUND = frozenset({"blockquote", "dl", "table", "thead", "tbody"})
_WHITE = re.compile(r"[ \t\n]+")
_TEXT = r'(?:[^<]++|</?(?:b|i|strong|em)>|<a href="[^"]*+">|</a>)*+'
_SIMPLE = re.compile(rf"(?:<p>{_TEXT}</p>|<ul>\n(?:<li>{_TEXT}</li>\n)++</ul>|<ol>\n(?:<li>{_TEXT}</li>\n)++</ol>)*+")
_BETWEEN = (("\n", " "), ("</p><", "</p>\n<"), ("l><", "l>\n<"), ("l> <li>", "l><li>"), ("</li> <", "</li><"))
_INLINE = frozenset({"b", "i", "strong", "em"})


def limited_html(document: Document, resolver: Resolver, limit: int) -> Markup:
    """Paragraphs and lists with links, at most ``limit`` bytes of UTF-8, ending after a whole block."""
    parts: list[str] = []
    size = 0
    for block in _blocks(document.nodes, resolver):
        size += len(block.encode()) + 1
        if size > limit:
            break
        parts.append(block)
    return Markup("\n".join(parts))  # noqa: S704 - everything is escaped below


def _paragraph(text: str) -> str:
    return f"<p>{escape(text, quote=False)}</p>"


def already_limited(html: str, limit: int) -> str | None:
    """What ``limited_html`` would make of a body, from its finished HTML: most bodies hold nothing but paragraphs and lists.

    None where there is more in it, or more than fits; then the tree has to be walked.
    """
    if len(html.encode()) + html.count("<") > limit or _SIMPLE.fullmatch(html) is None:
        return None
    for blanks, instead in _BETWEEN:
        html = html.replace(blanks, instead)
    return None if "  " in html else html


def paragraphs(lines: Iterable[str]) -> Markup:
    """Each line as a paragraph of its own."""
    return Markup("\n".join(map(_paragraph, lines)))  # noqa: S704 - escaped above


def _blocks(nodes: Iterable[Node], resolver: Resolver) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                yield _paragraph(node.strip())
        elif node.tag in _BLOCKS:
            yield _block(node, resolver)
        elif node.tag in _AROUND:
            yield from _blocks(node.children, resolver)
        elif text_of(node).strip():
            yield f"<p>{_inline(node.children, resolver)}</p>"


def _block(element: Element, resolver: Resolver) -> str:
    if element.tag == "p":
        return f"<p>{_inline(element.children, resolver)}</p>"
    items = [child for child in element.children if isinstance(child, Element) and child.tag == "li"]
    inside = "".join([f"<li>{_inline(item.children, resolver)}</li>" for item in items])
    return f"<{element.tag}>{inside}</{element.tag}>"


def _inline(nodes: Iterable[Node], resolver: Resolver) -> str:
    return _joined(nodes, resolver).strip()


def _joined(nodes: Iterable[Node], resolver: Resolver) -> str:
    return "".join([_inline_node(node, resolver) for node in nodes])


def _inline_node(node: Node, resolver: Resolver) -> str:
    if isinstance(node, str):
        text = node.replace("\n", " ")
        return escape(_WHITE.sub(" ", text) if "  " in text or "\t" in text else text, quote=False)
    tag = node.tag
    if tag in ("ul", "ol"):
        return _block(node, resolver)
    if tag == "img":
        return escape(node.attribute("alt") or "", quote=False)
    inside = _joined(node.children, resolver)
    if tag == "a":
        href = resolver(node.attribute("href") or "")
        return f'<a href="{escape(href)}">{inside}</a>' if href and inside.strip() else inside
    if tag in _INLINE:
        return f"<{tag}>{inside}</{tag}>"
    return " " if tag == "br" else f"{inside} " if tag == "p" else inside
