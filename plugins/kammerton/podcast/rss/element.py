"""Values become elements: a table of rows is written below one element."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from lxml import etree  # feedgen's extensions need lxml.etree imported before them

ATOM = "http://www.w3.org/2005/Atom"
# Exact to the letter: a slash more is another namespace.
NAMESPACES = {
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "psc": "http://podlove.org/simple-chapters",
}
V = TypeVar("V")


class Node(NamedTuple):
    """An element with more than a text or more than attributes."""

    text: str | None = None
    attributes: Mapping[str, str] = {}
    children: "tuple[tuple[str, Value], ...]" = ()


# What stands in an element: its text, its attributes, both, several elements, or None for no element at all.
Value = str | dict[str, str] | Node | list[Any] | None
# The element, as prefix and local name, and where its value comes from.
Row = tuple[str, Callable[[V], Value]]


def given(attributes: Mapping[str, str | None]) -> dict[str, str]:
    """The attributes that have a value."""
    return {name: value for name, value in attributes.items() if value}


@cache
def clark(name: str) -> str:
    """The name lxml wants.

    >>> clark("podcast:guid"), clark("title")
    ('{https://podcastindex.org/namespace/1.0}guid', 'title')
    """
    prefix, _, local = name.rpartition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}" if prefix else local


def write(parent: Any, name: str, value: Value) -> None:
    """Append the element or elements of a value."""
    if value is None:
        return
    if isinstance(value, str):
        etree.SubElement(parent, clark(name)).text = value
    elif isinstance(value, dict):
        etree.SubElement(parent, clark(name), value)
    elif isinstance(value, list):
        for one in value:
            write(parent, name, one)
    else:
        element = etree.SubElement(parent, clark(name), dict(value.attributes))
        element.text = value.text
        for child, inside in value.children:
            write(element, child, inside)


def fill(parent: Any, rows: tuple[Row[V], ...], view: V) -> None:
    """Write a table below an element."""
    for name, value_of in rows:
        write(parent, name, value_of(view))
