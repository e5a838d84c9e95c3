"""Values become XML: a table of rows is written as text.

Text and not a tree, because a tree costs two to three microseconds an element and a feed has half a million of them (decision 14).
Whatever comes in is escaped here, and nowhere else.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from kammerton.rendering.uri import ascii_uri

ATOM = "http://www.w3.org/2005/Atom"
# Exact to the letter: a slash more is another namespace.
NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
# Attributes that hold an address; editors may write umlauts in it.
_ADDRESSES = frozenset({"href", "url", "uri", "img"})
V = TypeVar("V")
Attributes = Mapping[str, str | None]


class Node(NamedTuple):
    """An element with more than a text or more than attributes; an attribute without a value is left out."""

    text: str | None = None
    attributes: Attributes = MappingProxyType({})
    children: "tuple[tuple[str, Value], ...]" = ()


# What stands in an element: its text, its attributes, both, several elements, or None for no element at all.
Value = str | dict[str, Any] | Node | list[Any] | None
# The element, as prefix and local name, and where its value comes from.
Row = tuple[str, Callable[[V], Value]]


def fill(rows: Iterable[Row[V]], view: V, indent: str) -> str:
    """A table as lines of XML."""
    return "".join([written(name, value_of(view), indent) for name, value_of in rows])


def written(name: str, value: Value, indent: str) -> str:
    r"""The element or elements of a value, each on a line of its own.

    >>> written("podcast:season", Node("1", {"name": 'Holz & "Metall"'}), "")
    '<podcast:season name="Holz &amp; &quot;Metall&quot;">1</podcast:season>\n'
    >>> written("podcast:person", [], "")
    ''
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return f"{indent}<{name}>{_escaped(value)}</{name}>\n"
    if isinstance(value, dict):
        return f"{indent}<{name}{_attributes(value)}/>\n"
    if isinstance(value, list):
        return "".join([written(name, one, indent) for one in value])
    return _node(name, value, indent)


def _node(name: str, node: Node, indent: str) -> str:
    start = f"{indent}<{name}{_attributes(node.attributes)}>"
    if not node.children:
        return f"{start}{_escaped(node.text or '')}</{name}>\n"
    inside = "".join([written(child, value, indent + "  ") for child, value in node.children])
    return f"{start}\n{inside}{indent}</{name}>\n"


def _attributes(attributes: Attributes) -> str:
    return "".join([f' {name}="{value if _is_plain(value) else _quoted(name, value)}"' for name, value in attributes.items() if value])


def _is_plain(value: str) -> bool:
    return value.isascii() and not ("&" in value or "<" in value or '"' in value)


def _quoted(name: str, value: str) -> str:
    return _escaped(ascii_uri(value) if name in _ADDRESSES else value).replace('"', "&quot;")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
