"""What one page says of links, loads and anchors, before anybody asks whether they lead somewhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from kammerton.audit.facts import FactKind

_IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")
_LOADS = frozenset({"img", "script", "iframe", "source", "link", "embed", "object", "image", "use", "video", "track"})
_LOADED_RELATIONS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
# The attributes that say something of links, loads or anchors; those beside the target of an element.
_FURTHER = frozenset({"style", "srcset", "poster"})
_TELLING = _FURTHER | {"id", "href", "src", "data"}
# A path from the root of the host: neither another host nor a place on the same page.
_ROOTED = re.compile(r"/[^/\s]")


class Page(NamedTuple):
    """What the audit needs of a page, in the order of the page.

    ``links``: what its elements name. ``loads``: what it loads besides, from styles and in other widths.
    ``hosts``: what it loads with the name of a host, its own or another. ``anchors``: the places on it.
    ``lost``: links to places on it that are not there.
    """

    links: tuple[str, ...] = ()
    loads: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass
class _Notes:
    """What was noted of one page so far."""

    links: dict[str, None] = field(default_factory=dict)
    loads: list[str] = field(default_factory=list)
    anchors: dict[str, None] = field(default_factory=dict)


class _Noting:
    """Notes what the elements of a page say, as a parser meets them: no tree is made."""

    def __init__(self) -> None:
        self._notes = _Notes()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What one element adds."""
        if _TELLING.isdisjoint(attributes):
            return
        if not _FURTHER.isdisjoint(attributes):
            self._further(attributes)
        if "id" in attributes:
            self._notes.anchors[attributes["id"]] = None
        get = attributes.get
        target = get("href") or get("src") or get("data")
        if target is None or tag == "base":
            return
        self._notes.links[target] = None
        if tag in _LOADS and (tag != "link" or _LOADED_RELATIONS & set(get("rel", "").split())):
            self._notes.loads.append(target)

    def _further(self, attributes: Mapping[str, str]) -> None:
        self._notes.loads += styled(attributes.get("style", ""))
        self._notes.loads += [entry.split()[0] for entry in attributes.get("srcset", "").split(",") if entry.strip()]
        self._notes.loads += filter(None, (attributes.get("poster"),))

    def sheet(self, css: str) -> None:
        """What a style sheet in the page adds."""
        self._notes.loads += styled(css)

    def close(self) -> _Notes:
        """The notes; the next page begins with none."""
        notes, self._notes = self._notes, _Notes()
        return notes


# One for all pages: lxml looks closely at every new target, which takes longer than some pages.
_NOTING_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=cast("Any", _Noting()))
_TREE_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True)


def read_page(html: str) -> Page:
    """The links, loads and anchors of a page."""
    notes = _noted(html.encode("utf-8", "replace")) if html.strip() else _Notes()
    loads = dict.fromkeys(notes.loads)
    hosts = tuple(load for load in notes.loads if _ROOTED.match(load) is None and (parts := split(load)) is not None and parts.netloc)
    lost = tuple(link for link in (*notes.links, *loads) if "#" in link and _ROOTED.match(link) is None and _is_lost(link, notes.anchors))
    return Page(tuple(notes.links), tuple(load for load in loads if load not in notes.links), hosts, tuple(notes.anchors), lost)


def _noted(content: bytes) -> _Notes:
    """What the elements of a page say; from its tree, at twice the time, only where a style sheet's text matters, or what a second <html> adds to the first."""
    lower = content.lower()
    if b"<style" not in lower and lower.count(b"<html") <= 1:
        return cast("_Notes", etree.fromstring(content, _NOTING_PARSER))
    root, noting = etree.fromstring(content, _TREE_PARSER), _Noting()
    for element in cast("list[Any]", root.xpath("//*")) if root is not None else ():
        noting.start(element.tag, element.attrib)
        if element.tag == "style":
            noting.sheet(element.text or "")
    return noting.close()


def split(link: str) -> SplitResult | None:
    """The parts of a link, or None where it is none."""
    try:
        return urlsplit(link)
    except ValueError:
        return None


def styled(css: str) -> list[str]:
    """What a style loads."""
    return _IN_STYLE.findall(css)


def _is_lost(link: str, anchors: dict[str, None]) -> bool:
    """Whether a link leads to a place on its own page that is not there."""
    parts = split(link)
    if parts is None or parts.scheme or parts.netloc or parts.path:
        return False
    return not is_place(unquote(parts.fragment), anchors)


def is_place(anchor: str, anchors: "frozenset[str] | dict[str, None]") -> bool:
    """Whether a page with these anchors has such a place; none, and the top, are on every page."""
    return not anchor or anchor in anchors or anchor == "top"


def _page(content: bytes) -> Page:
    return read_page(content.decode())


PAGES = FactKind("seiten", _page, Page._make)
MAILS = FactKind("mails", _page, Page._make)
