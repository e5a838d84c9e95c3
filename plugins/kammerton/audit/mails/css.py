"""The little CSS a mail has: rules of its style blocks, styles in its elements, and which element a selector means.

Not a browser's parser: strings with braces in them, namespaces and most pseudo-classes are not known; a selector it does
not know means no element.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PART = re.compile(r"\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:[~|^$*]?=[\"']?([^\"'\]]*)[\"']?)?\]|(::?[\w-]+(?:\([^)]*\))?)|(\*|[A-Za-z][\w-]*)")


@dataclass(frozen=True)
class Declaration:
    """One property with its value."""

    name: str
    value: str
    important: bool = False


@dataclass(frozen=True)
class StyleRule:
    """A rule of a style block: its media query (empty for all), its selector, its declarations."""

    media: str
    selector: str
    declarations: tuple[Declaration, ...]


def declarations(text: str) -> tuple[Declaration, ...]:
    """The declarations of a ``style`` attribute or a rule.

    >>> declarations("color: #fff !important; margin:0")
    (Declaration(name='color', value='#fff', important=True), Declaration(name='margin', value='0', important=False))
    """
    found = []
    for entry in re.split(r";(?![^(]*\))", _COMMENT.sub("", text)):
        name, colon, value = entry.partition(":")
        if colon and name.strip():
            plain = re.sub(r"\s*!\s*important\s*$", "", value.strip(), flags=re.IGNORECASE)
            found.append(Declaration(name.strip().lower(), plain, important=plain != value.strip()))
    return tuple(found)


def style_rules(text: str, media: str = "") -> Iterator[StyleRule]:
    """The rules of a style block, one for each selector; rules inside ``@media`` and ``@supports`` carry its query."""
    rest = _COMMENT.sub("", text) if not media else text
    while rest.strip():
        head = re.match(r"[^{;]*", rest)
        assert head is not None
        prelude, rest = head.group().strip(), rest[head.end() :]
        if rest.startswith("{"):
            inner, rest = _block(rest)
            yield from _rules(prelude, inner, media)
        else:
            rest = rest[1:]
            if prelude.startswith("@"):
                yield StyleRule(media, prelude, ())


def _block(text: str) -> tuple[str, str]:
    """What stands between the brace a text begins with and its partner, and what follows."""
    depth = 0
    for n, character in enumerate(text):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return text[1:n], text[n + 1 :]
    return text[1:], ""


def _rules(prelude: str, inner: str, media: str) -> Iterator[StyleRule]:
    if prelude.lower().startswith(("@media", "@supports")):
        yield from style_rules(inner, f"{media} {prelude}".strip())
    elif prelude.startswith("@"):
        yield StyleRule(media, prelude, declarations(inner))
    else:
        yield from (StyleRule(media, selector.strip(), declarations(inner)) for selector in prelude.split(","))


def specificity(selector: str) -> tuple[int, int, int]:
    """Ids, classes and attributes, elements of a selector.

    >>> specificity("[data-ogsc] .cell a")
    (0, 2, 1)
    """
    parts = [match.groups() for match in _PART.finditer(selector)]
    classes = sum(1 for part in parts if part[0] or part[2] or (part[4] and not part[4].startswith("::")))
    return sum(1 for part in parts if part[1]), classes, sum(1 for part in parts if part[5] and part[5] != "*")


def means(selector: str, element: etree._Element) -> bool:
    """Whether a selector of compounds, blanks and ``>`` means the element."""
    steps = re.findall(r"[^\s>+~]+|[>+~]", selector)
    return bool(steps) and _ends_at(steps, element)


def _ends_at(steps: list[str], element: etree._Element) -> bool:
    if not _is(steps[-1], element):
        return False
    before = steps[:-1]
    if not before:
        return True
    if before[-1] in "+~":
        return False
    if before[-1] == ">":
        parent = element.getparent()
        return parent is not None and _ends_at(before[:-1], parent)
    return any(_ends_at(before, ancestor) for ancestor in element.iterancestors())


def _is(compound: str, element: etree._Element) -> bool:
    classes = (element.get("class") or "").split()
    at = 0
    while at < len(compound):
        part = _PART.match(compound, at)
        if part is None:
            return False
        class_, id_, attribute, value, pseudo, name = part.groups()
        wrong = (
            (class_ and class_ not in classes)
            or (id_ and element.get("id") != id_)
            or (attribute and (element.get(attribute) is None or (value is not None and element.get(attribute) != value)))
            or (pseudo and not (pseudo == ":root" and element.tag == "html"))
            or (name and name != "*" and element.tag != name.lower())
        )
        if wrong:
            return False
        at = part.end()
    return True
