"""A body as HTML: links resolved, headings fitted into the page around it. Only this storey marks markup as safe."""

from collections.abc import Callable, Iterable, Iterator
from html import escape

from markupsafe import Markup

from kammerton.domain.document import Document, Element, Node, walk
from kammerton.rendering.links import Resolver

_VOID = frozenset({"br", "hr", "img"})
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}


# From the file and the written description of a picture to its markup, alone in its paragraph or inside a line.
# None: the description stays as text; empty markup: nothing stays.
Pictures = Callable[[str, str, bool], Markup | None]
NOTHING = Markup("")


def without_pictures(_file: str, _alt: str, _is_alone: bool) -> None:  # noqa: FBT001 - the form of ``Pictures``
    """For outputs that show no pictures."""


def to_html(document: Document, resolver: Resolver, top: int = 2, pictures: Pictures = without_pictures) -> Markup:
    """The body as HTML whose highest heading is ``h<top>`` and whose headings skip no level.

    Tags and attribute names come from the allow list of ``reading.markdown``; texts and values are escaped here.
    """
    levels = _fitted((_HEADINGS[e.tag] for e in walk(document.nodes) if e.tag in _HEADINGS), top)
    return Markup("".join(_Printer(resolver, levels, pictures).nodes(document.nodes)))  # noqa: S704 - everything below is escaped


def _fitted(written: Iterable[int], top: int) -> Iterator[int]:
    """The levels of headings in a page: each is one step below the nearest heading before it that was written higher."""
    around: list[int] = []
    for level in written:
        while around and around[-1] >= level:
            around.pop()
        around.append(level)
        yield min(6, top + len(around) - 1)


class _Printer:
    """Prints nodes in reading order."""

    def __init__(self, resolver: Resolver, levels: Iterator[int], pictures: Pictures) -> None:
        self._resolver, self._levels, self._pictures = resolver, levels, pictures

    def nodes(self, nodes: Iterable[Node]) -> list[str]:
        return [escape(node, quote=False) if isinstance(node, str) else self._element(node) for node in nodes]

    def _element(self, element: Element) -> str:
        if element.tag == "img":
            return self._picture(element, is_alone=False)
        alone = _only_picture(element)
        if alone is not None:
            shown = self._picture(alone, is_alone=True)
            return shown if not shown or shown.startswith("<") else f"<p>{shown}</p>"
        tag = f"h{next(self._levels)}" if element.tag in _HEADINGS else element.tag  # before the children: in reading order
        inside = "".join(self.nodes(element.children))
        if tag == "a":
            return self._link(element, inside)
        opening = f"<{tag}{_attributes(element)}>"
        if tag in _VOID:
            return opening
        whole = f"{opening}{inside}</{tag}>"
        return f'<div class="table" tabindex="0">{whole}</div>' if tag == "table" else whole

    def _picture(self, element: Element, *, is_alone: bool) -> str:
        alt = element.attribute("alt") or ""
        shown = self._pictures(element.attribute("src") or "", alt, is_alone)
        return escape(alt, quote=False) if shown is None else str(shown)

    def _link(self, element: Element, inside: str) -> str:
        """A link, or its text alone where it leads nowhere."""
        href = self._resolver(element.attribute("href") or "")
        if href is None or not inside.strip():
            return inside
        title = element.attribute("title")
        return f"<a{_attribute('href', href)}{_attribute('title', title) if title else ''}>{inside}</a>"


def _only_picture(element: Element) -> Element | None:
    """The picture that is all a paragraph holds."""
    alone: Element | None = None
    for child in element.children if element.tag == "p" else ():
        if isinstance(child, str):
            if child.strip():
                return None
        elif child.tag != "img" or alone is not None:
            return None
        else:
            alone = child
    return alone


def _attributes(element: Element) -> str:
    """What was written, and of the heading of a column that it is one: Markdown has no others (WCAG technique H63)."""
    written = element.attributes if element.tag != "th" or element.attribute("scope") else (*element.attributes, ("scope", "col"))
    return "".join(_attribute(name, value) for name, value in written)


def _attribute(name: str, value: str) -> str:
    return f' {name}="{escape(value)}"'
