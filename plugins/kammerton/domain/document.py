"""A body of text as a tree: what Markdown becomes before an output decides how links and headings look."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar

from kammerton.domain.deferred import Deferred

# What a link in a text may lead to besides items: nothing that runs, nothing that loads.
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "sms", "geo", "irc", "ircs", "xmpp", "matrix"})


@dataclass(frozen=True)
class Element:
    """An HTML element of the allow list with its attributes and children."""

    tag: str
    attributes: tuple[tuple[str, str], ...] = ()
    children: "tuple[Element | str, ...]" = ()

    def attribute(self, name: str) -> str | None:
        """The value of an attribute, where it is set."""
        for key, value in self.attributes:
            if key == name:
                return value
        return None


Node = Element | str
# The kind of a reference to a picture; its id is the path below content/bilder.
PICTURE = "bild"


@dataclass(frozen=True)
class BodyReference:
    """A link inside a body to an item, as ``kind:id``, with its line in the file.

    ``kind`` is ``PICTURE`` for a picture of the project, and empty for any other link or picture that is not taken over.
    """

    kind: str
    id: str
    line: int


@dataclass(frozen=True)
class Document(Deferred):
    """A body: its nodes and the references in it."""

    LATE: ClassVar[str] = "nodes"

    nodes: tuple[Node, ...] = field(default_factory=tuple)
    references: tuple[BodyReference, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.nodes


def without_pictures(nodes: tuple[Node, ...], files: frozenset[str]) -> Iterator[Node]:
    """The nodes without some pictures and their descriptions."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif node.tag != "img" or node.attribute("src") not in files:
            yield Element(node.tag, node.attributes, tuple(without_pictures(node.children, files)))


def text_of(node: Node) -> str:
    """All text inside a node, without marks.

    >>> text_of(Element("p", (), ("Hallo ", Element("b", (), ("du",)))))
    'Hallo du'
    """
    return node if isinstance(node, str) else "".join(text_of(child) for child in node.children)


def walk(nodes: tuple[Node, ...]) -> Iterator[Element]:
    """Every element, depth first, in reading order."""
    for node in nodes:
        if isinstance(node, Element):
            yield node
            yield from walk(node.children)


def first_paragraph(document: Document) -> str | None:
    """The text of the first paragraph that has any."""
    found = (" ".join(text_of(e).split()) for e in walk(document.nodes) if e.tag == "p")
    return next(filter(None, found), None)


def cut_at_word(text: str, limit: int) -> str:
    """The text, or its beginning up to a whole word and an ellipsis, at most ``limit`` characters.

    >>> cut_at_word("Eins zwei drei", 10)
    'Eins zwei…'
    >>> cut_at_word("kurz", 10)
    'kurz'
    """
    if len(text) <= limit:
        return text
    head = text[:limit].rsplit(" ", 1)[0] if " " in text[:limit] else text[: limit - 1]
    return head.rstrip(" ,;:–-") + "…"
