"""What one page says of links, loads and anchors, before anybody asks whether they lead somewhere."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, NamedTuple, cast
from urllib.parse import SplitResult, unquote, urlsplit

from lxml import etree

from kammerton.audit.facts import FactKind
from kammerton.audit.plain_pages import FURTHER, TELLING, taken_apart, telling_tags

_IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")
_LOADS = frozenset({"img", "script", "iframe", "source", "link", "embed", "object", "image", "use", "video", "track"})
_LOADED_RELATIONS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})
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


class _Said(NamedTuple):
    """What one element says: the place it is, what it names, what it loads."""

    anchor: str | None = None
    link: str | None = None
    loads: tuple[str, ...] = ()


def _said(tag: str, attributes: Mapping[str, str]) -> _Said:
    get = attributes.get
    further = _further(attributes) if not FURTHER.isdisjoint(attributes) else ()
    target = get("href") or get("src") or get("data")
    if target is None or tag == "base":
        return _Said(get("id"), None, further)
    is_loaded = tag in _LOADS and (tag != "link" or not _LOADED_RELATIONS.isdisjoint(get("rel", "").split()))
    return _Said(get("id"), target, (*further, target) if is_loaded else further)


def _further(attributes: Mapping[str, str]) -> tuple[str, ...]:
    others = (entry.split()[0] for entry in attributes.get("srcset", "").split(",") if entry.strip())
    return (*styled(attributes.get("style", "")), *others, *filter(None, (attributes.get("poster"),)))


@dataclass
class _Notes:
    """What was noted of one page so far."""

    links: dict[str, None] = field(default_factory=dict)
    loads: list[str] = field(default_factory=list)
    anchors: dict[str, None] = field(default_factory=dict)

    def add(self, said: _Said) -> None:
        """What one element says."""
        anchor, link, loads = said
        if anchor is not None:
            self.anchors[anchor] = None
        if link is not None:
            self.links[link] = None
        if loads:
            self.loads += loads


class _Noting:
    """Notes what the elements of a page say, as a parser meets them: no tree is made."""

    def __init__(self) -> None:
        self._notes = _Notes()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What one element adds."""
        if not TELLING.isdisjoint(attributes):
            self._notes.add(_said(tag, attributes))

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
    return read_content(html.encode("utf-8", "replace"))


def read_content(content: bytes) -> Page:
    """The same of a page in UTF-8. Raises ``UnicodeDecodeError`` where it is none."""
    notes = _noted(content) if content.decode().strip() else _Notes()
    loads = dict.fromkeys(notes.loads)
    hosts = tuple(load for load in notes.loads if _ROOTED.match(load) is None and (parts := split(load)) is not None and parts.netloc)
    lost = tuple(link for link in (*notes.links, *loads) if "#" in link and _ROOTED.match(link) is None and _is_lost(link, notes.anchors))
    return Page(tuple(notes.links), tuple(load for load in loads if load not in notes.links), hosts, tuple(notes.anchors), lost)


def _noted(content: bytes) -> _Notes:
    """What the elements of a page say."""
    tags = telling_tags(content)
    said = [_said_by(tag) for tag in tags] if tags is not None else [None]
    notes = _Notes()
    for one in said:
        if one is None:
            return _parsed(content)
        notes.add(one)
    return notes


@lru_cache(maxsize=1024)  # what stands around pages has the same tags on all of them
def _said_by(tag: bytes) -> _Said | None:
    parts = taken_apart(tag)
    return None if parts is None else _said(*parts)


def _parsed(content: bytes) -> _Notes:
    """What a parser finds; it makes a tree, at twice the time, only where a style sheet's text matters, or what a second <html> adds to the first."""
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
    return read_content(content)


PAGES = FactKind("seiten", _page, Page._make)
MAILS = FactKind("mails", _page, Page._make)
