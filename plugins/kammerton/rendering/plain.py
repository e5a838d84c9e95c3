"""A body as plain text for mails: wrapped lines, addresses alone on theirs."""

import textwrap
from collections.abc import Iterable, Iterator

from kammerton.domain.document import Document, Element, Node
from kammerton.rendering.links import Resolver

WIDTH = 72
_BREAK = "\v"  # a hard line break inside a paragraph; bodies hold no control characters


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """One paragraph at 72 columns; words and addresses are never broken."""
    indent = first if rest is None else rest
    return textwrap.fill(" ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def to_text(document: Document, resolver: Resolver) -> str:
    """The body as text: paragraphs apart, lists with their marks, each link's address on a line of its own below."""
    return "\n\n".join(block for block in _blocks(document.nodes, resolver, "") if block)


def _blocks(nodes: Iterable[Node], resolver: Resolver, indent: str) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, str):
            if node.strip():
                yield wrapped(node, indent)
        elif node.tag in ("ul", "ol"):
            yield "\n".join(_items(node, resolver, indent))
        elif node.tag == "pre":
            yield "\n".join(indent + line for line in _inline(node.children, resolver, []).rstrip("\n").split("\n"))
        elif node.tag in ("blockquote", "dl", "table", "thead", "tbody"):
            yield from _blocks(node.children, resolver, indent + ("> " if node.tag == "blockquote" else ""))
        elif node.tag == "hr":
            yield indent + "-" * 20
        else:
            yield _paragraph(node, resolver, indent)


def _paragraph(element: Element, resolver: Resolver, indent: str) -> str:
    addresses: list[str] = []
    cells = [c for c in element.children if isinstance(c, Element) and c.tag in ("td", "th")]
    text = " | ".join(_inline(c.children, resolver, addresses) for c in cells) if cells else _inline(element.children, resolver, addresses)
    return "\n".join([*(wrapped(line, indent) for line in text.split(_BREAK)), *(indent + address for address in addresses)])


def _items(element: Element, resolver: Resolver, indent: str) -> Iterator[str]:
    entries = (child for child in element.children if isinstance(child, Element) and child.tag == "li")
    start = int(element.attribute("start") or 1) if (element.attribute("start") or "1").isdigit() else 1
    for number, entry in enumerate(entries, start=start):
        mark = f"{number}. " if element.tag == "ol" else "- "
        inner = indent + " " * len(mark)
        blocks = [c for c in entry.children if isinstance(c, Element) and c.tag in ("p", "ul", "ol", "pre", "blockquote", "table")]
        own = tuple(c for c in entry.children if c not in blocks)
        lead = _paragraph(Element("p", (), own), resolver, inner)
        parts = [lead, *_blocks(blocks, resolver, inner)] if lead.strip() else list(_blocks(blocks, resolver, inner))
        yield indent + mark + "\n".join(parts)[len(inner) :]


def _inline(nodes: Iterable[Node], resolver: Resolver, addresses: list[str]) -> str:
    """The text of inline nodes; addresses of links are collected, unless the text is the address."""
    parts = []
    for node in nodes:
        if isinstance(node, str):
            parts.append(node)
            continue
        text = (node.attribute("alt") or "") if node.tag == "img" else _inline(node.children, resolver, addresses)
        href = resolver(node.attribute("href") or "") if node.tag == "a" else None
        is_address = href is not None and href.removeprefix("mailto:").removeprefix("tel:") == text.strip()
        parts.append(_BREAK if node.tag == "br" else text)
        addresses += [href] if href and not is_address else []
    return "".join(parts)
