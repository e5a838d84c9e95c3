"""Links and pictures written as paths between files, brought to the form every output understands.

A link to another Markdown file of the project becomes ``kind:id``, a picture becomes its path below ``content/bilder``.
"""

from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from kammerton.domain.document import Element, Node
from kammerton.domain.kinds import KINDS
from kammerton.domain.picture import PICTURES

# Texts about occupations have no page of their own: they stand on the occupation's.
_LINKED_AS = {"berufstext": "beruf"}
_FOLDERS = {kind.folder: _LINKED_AS.get(kind.name, kind.name) for kind in KINDS}


def resolved(nodes: tuple[Node, ...], file: str) -> Iterator[Node]:
    """The nodes of a body in ``file`` with its relative links and pictures resolved."""
    for node in nodes:
        if isinstance(node, str):
            yield node
        else:
            attributes = tuple((name, _resolved_value(node.tag, name, value, file)) for name, value in node.attributes)
            yield Element(node.tag, attributes, tuple(resolved(node.children, file)))


def _resolved_value(tag: str, name: str, value: str, file: str) -> str:
    if (tag, name) == ("a", "href"):
        return link_target(value, file) or value
    if (tag, name) == ("img", "src"):
        return picture_file(value, file) or value
    return value


def link_target(href: str, file: str) -> str | None:
    """The item a relative path leads to, as ``kind:id``, or None for any other address.

    >>> link_target("../betriebe/muster.md#angebote", "content/wissen/a.md"), link_target("https://x.example/a.md", "content/wissen/a.md")
    ('betrieb:muster#angebote', None)
    """
    path = _path(href, file)
    if path is None or not path.endswith(".md"):
        return None
    folder, _, name = path.rpartition("/")
    kind = _FOLDERS.get(folder)
    anchor = href.partition("#")[2]
    return f"{kind}:{name.partition('.')[0]}" + (f"#{anchor}" if anchor else "") if kind else None


def picture_file(src: str, file: str) -> str | None:
    """The path below ``content/bilder`` that a picture's address means, or None for a picture that lies elsewhere.

    >>> picture_file("werkstatt.jpg", "content/wissen/a.md"), picture_file("../bilder/2026/werkstatt.jpg", "content/wissen/a.md")
    ('werkstatt.jpg', '2026/werkstatt.jpg')
    """
    if "/" not in src and ":" not in src:
        return src
    path = _path(src, file)
    return path.removeprefix(f"{PICTURES}/") if path and path.startswith(f"{PICTURES}/") else None


def _path(address: str, file: str) -> str | None:
    """The path from the project folder that a relative address means, or None for one with a scheme or host."""
    try:
        parts = urlsplit(address)
        joined = urlsplit(urljoin(f"/{file}", parts.path)).path.removeprefix("/")
    except ValueError:
        return None
    return joined if parts.path and not parts.scheme and not parts.netloc else None
