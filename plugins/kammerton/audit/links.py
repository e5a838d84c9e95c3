"""Every link of a page and a mail leads somewhere, and nothing is loaded from elsewhere."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast
from urllib.parse import unquote, urljoin, urlsplit

from lxml import etree

from kammerton.audit.audit import DEAD_LINK, FOREIGN, BuiltSite
from kammerton.domain.addresses import START, Addresses, file_of, issue_path
from kammerton.domain.diagnostic import Diagnostic, M

_LOADS = frozenset({"img", "script", "iframe", "source", "link", "embed", "object", "image", "use", "video", "track"})
_IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s;]+)""")
_LOADED_RELATIONS = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest"})


@dataclass
class Page:
    """What the audit needs of a page: where it links to, what it loads, which anchors it has."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


# The elements that say something of links, loads or anchors.
_TELLING = etree.XPath("//*[@id or @href or @src or @data or @style or @srcset or @poster] | //style")
_PARSER = etree.HTMLParser(encoding="utf-8", huge_tree=True)


def read_page(html: str) -> Page:
    """The links, loads and anchors of a page."""
    page = Page()
    root = etree.fromstring(html.encode("utf-8", "replace"), _PARSER) if html.strip() else None
    for element in [] if root is None else cast("list[Any]", _TELLING(root)):
        _note(page, str(element.tag), {str(name): str(value) for name, value in element.attrib.items()})
        if element.tag == "style":
            page.loads += _IN_STYLE.findall(element.text or "")
    return page


def _note(page: Page, tag: str, attributes: Mapping[str, str]) -> None:
    """What one element adds."""
    if "style" in attributes:
        page.loads += _IN_STYLE.findall(attributes["style"])
    page.loads += [entry.split()[0] for entry in attributes.get("srcset", "").split(",") if entry.strip()]
    page.loads += filter(None, (attributes.get("poster"),))
    if "id" in attributes:
        page.anchors.add(attributes["id"])
    target = attributes.get("href") or attributes.get("src") or attributes.get("data")
    if target is None or tag == "base":
        return
    page.links.append(target)
    loaded = tag != "link" or _LOADED_RELATIONS & set(attributes.get("rel", "").split())
    if tag in _LOADS and loaded:
        page.loads.append(target)


def check_links(site: BuiltSite, addresses: Addresses, mails: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Follow every link inside the site, from pages and from mails, and find every file that is loaded."""
    files = frozenset(site.paths())
    pages = {path: read_page(site.read(path).decode()) for path in sorted(files) if path.endswith(".html")}
    for path, page in pages.items():
        for link in dict.fromkeys((*page.links, *page.loads)):
            if not _leads_somewhere(link, path, files, pages, addresses):
                yield DEAD_LINK.at(
                    path,
                    M("Die Verknüpfung „{link}“ führt ins Leere.", link=link),
                    M("Prüfen Sie die Adresse im Text; Verweise auf Einträge schreiben Sie besser als betrieb:kurzname."),
                )
        yield from _foreign(path, page.loads, addresses)
    yield from _styles(site, files, addresses)
    for name, html in mails.items():
        web_copy = addresses.absolute(issue_path(name.partition(".")[0]))
        for link in dict.fromkeys(read_page(html).links):
            # the web copy of an issue that waits for its day appears with that day
            if link.partition("?")[0] != web_copy and not _leads_somewhere(link, "", files, pages, addresses):
                yield DEAD_LINK.at(f"newsletter/{name}/", M("Die Verknüpfung „{link}“ in der E-Mail führt ins Leere.", link=link))


def _styles(site: BuiltSite, files: frozenset[str], addresses: Addresses) -> Iterator[Diagnostic]:
    """What style sheets load, from where each of them lies."""
    for path in sorted(file for file in files if file.endswith(".css")):
        loads = dict.fromkeys(_IN_STYLE.findall(site.read(path).decode()))
        yield from _foreign(path, loads, addresses)
        for load in loads:
            if not _leads_somewhere(urljoin(addresses.link(path), load), path, files, {}, addresses):
                yield DEAD_LINK.at(path, M("Die Datei „{link}“, die geladen werden soll, gibt es nicht.", link=load))


def _leads_somewhere(link: str, path: str, files: frozenset[str], pages: Mapping[str, Page], addresses: Addresses) -> bool:
    """Whether a link's file and anchor exist; links out of the site are not followed."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    if (parts.scheme or parts.netloc) and not _is_own(link, addresses):
        return True
    base = urlsplit(addresses.site_address).path + "/"
    if not parts.path:
        target = path
    elif f"{parts.path}/" == base:
        target = file_of(START)
    elif parts.path.startswith(base):
        target = file_of(unquote(parts.path.removeprefix(base)))
    else:
        return False  # a path relative to the page: the site writes none, an author's would break when pages move
    if target not in files and target != "":
        return False
    anchor = unquote(parts.fragment)
    return not anchor or target not in pages or anchor in pages[target].anchors or anchor == "top"


def leads_to_a_file(link: str, files: frozenset[str], addresses: Addresses) -> bool:
    """Whether a link of a feed or calendar is complete and, inside the site, its file exists; its anchor is not looked for."""
    return ":" in link.partition("/")[0] and _leads_somewhere(link, "", files, {}, addresses)


def _is_own(link: str, addresses: Addresses) -> bool:
    return link == addresses.site_address or link.startswith(addresses.site_address + "/")


def _foreign(path: str, loads: Iterable[str], addresses: Addresses) -> Iterator[Diagnostic]:
    for load in loads:
        if urlsplit(load).netloc and not _is_own(load, addresses):
            yield FOREIGN.at(path, M("Die Seite lädt „{link}“ von einem fremden Server.", link=load))
