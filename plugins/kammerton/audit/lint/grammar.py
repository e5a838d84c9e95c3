"""One walk over the whole tree: is every element known, in its place, complete, and is every value of its kind?"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from kammerton.audit.lint import values
from kammerton.audit.lint.feed import line_of, name_of
from kammerton.audit.lint.vocabulary import ANYTHING, ELEMENTS, HARMLESS, NOTHING, PREFIXES, Element
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.suggestion import did_you_mean

_LONGEST_NAME = 60
_XML = "{http://www.w3.org/XML/1998/namespace}"
LINE_LENGTH, SHORT_LENGTH = 255, 128


class Find(NamedTuple):
    """What the walk found: the code of the rule, the line, and what is there."""

    code: str
    line: int
    what: Message


# Which rule tells that a value is not of its kind.
_KINDS: Mapping[str, tuple[str, Callable[[str], bool]]] = {
    "url": ("L019", values.is_url), "uri": ("L019", values.is_uri), "date": ("L016", values.is_date), "iso": ("L016", values.is_iso),
    "lang": ("L021", values.is_language), "mail": ("L022", values.is_mail), "contact": ("L022", values.is_contact), "mime": ("L024", values.is_mime),
    "bool": ("L029", values.is_boolean), "whole": ("L023", values.is_whole), "number": ("L023", values.is_number),
}  # fmt: skip


def grammar_of(root: "etree._Element") -> dict[str, list[tuple[int, Message]]]:
    """Everything the walk finds, by code."""
    found: dict[str, list[tuple[int, Message]]] = {}
    strangers: set[str] = set()
    for find in _walk(root, strangers):
        found.setdefault(find.code, []).append((find.line, find.what))
    return found


def _walk(root: "etree._Element", strangers: set[str]) -> Iterator[Find]:
    pending: list[tuple[etree._Element, str]] = [(root, "")]
    while pending:
        element, place = pending.pop()
        name = name_of(element)
        known = ELEMENTS.get(name) if name is not None else None
        if name is None or known is None:
            yield from _stranger(element, name, strangers)
            continue
        yield from _judge(element, name, known, place)
        pending += [(child, name) for child in reversed(element)]


def _stranger(element: "etree._Element", name: str | None, strangers: set[str]) -> Iterator[Find]:
    """An element the table does not have; what is inside it is not judged."""
    line = line_of(element)
    if name is not None:
        what = M("Das Element <{name}> gibt es nicht.", name=values.clipped(name))
        near = did_you_mean(name[:_LONGEST_NAME], ELEMENTS)
        yield Find("L007", line, M("{what} {suggestion}", what=what, suggestion=near) if near else what)
        return
    if not isinstance(element.tag, str):
        return
    namespace = etree.QName(element).namespace or ""
    if namespace in strangers or namespace in HARMLESS:
        return
    strangers.add(namespace)
    meant = _meant(namespace)
    if meant is not None:
        what = M("Der Namensraum heißt „{namespace}“; erwartet wird „{meant}“.", namespace=values.clipped(namespace), meant=meant)
        yield Find("L006", line, what)
    else:
        yield Find("L013", line, M("Der Namensraum „{namespace}“ ist unbekannt; was darin steht, wurde nicht geprüft.", namespace=values.clipped(namespace)))


_WORDS = {
    "itunes": "itunes",
    "podcastindex": "podcast",
    "podcast-namespace": "podcast",
    "simple-chapters": "psc",
    "/atom": "atom",
    "modules/content": "content",
}


def _meant(namespace: str) -> str | None:
    """The namespace that a wrongly written one was meant to be."""
    lower = namespace.lower()
    prefix = next((prefix for word, prefix in _WORDS.items() if word in lower), None)
    return next((uri for uri, known in PREFIXES.items() if known == prefix), None) if prefix else None


def _judge(element: "etree._Element", name: str, known: Element, place: str) -> Iterator[Find]:
    line = line_of(element)
    # a live item takes whatever an item takes
    if not (place in known.places or (place == "podcast:liveItem" and "item" in known.places) or name == "rss"):
        yield Find("L008", line, M("<{name}> steht in <{place}>; dort gehört es nicht hin.", name=name, place=place or "–"))
    yield from _attributes(element, name, known, line)
    yield from _children(element)
    text = element.text or ""
    if known.kind == NOTHING:
        if text.strip() or any((child.tail or "").strip() for child in element):
            yield Find("L012", line, M("In <{name}> steht Text, der dort nicht hingehört.", name=name))
    elif known.kind != ANYTHING or known.required:
        yield from _value(f"<{name}>", text, known.kind, line, required=known.required)


def _attributes(element: "etree._Element", name: str, known: Element, line: int) -> Iterator[Find]:
    for attribute in map(str, element.attrib):
        if attribute not in known.attributes and not attribute.startswith(_XML):
            what = M("Die Angabe „{attribute}“ gibt es bei <{name}> nicht.", attribute=values.clipped(attribute), name=name)
            near = did_you_mean(attribute[:_LONGEST_NAME], known.attributes)
            yield Find("L009", line, M("{what} {suggestion}", what=what, suggestion=near) if near else what)
    for attribute, wanted in known.attributes.items():
        value = element.get(attribute)
        if value is None:
            if wanted.required:
                yield Find("L010", line, M("In <{place}> fehlt {name}.", place=name, name=attribute))
        elif wanted.kind != ANYTHING or wanted.required:
            yield from _value(f"<{name} {attribute}>", value, wanted.kind, line, required=wanted.required)


def _children(element: "etree._Element") -> Iterator[Find]:
    if len(element) < 2:
        return
    for name, count in Counter(name_of(child) for child in element).items():
        known = ELEMENTS.get(name or "")
        if count > 1 and known is not None and known.once:
            second = [child for child in element if name_of(child) == name][1]
            yield Find("L011", line_of(second), M("<{name}> steht hier {n}-mal; erlaubt ist es einmal.", name=name or "", n=count))


def _value(name: str, value: str, kind: str, line: int, *, required: bool) -> Iterator[Find]:
    text = value.strip()
    if not text:
        if required:
            yield Find("L014", line, M("{name} ist leer.", name=name))
        return
    if kind in ("line", "short"):
        yield from _plain(name, value, kind, line)
    if kind not in _KINDS:
        return
    code, test = _KINDS[kind]
    if not test(text):
        yield Find(code, line, M("In {name} steht „{value}“; erwartet wird {expected}.", name=name, value=values.clipped(text), expected=values.EXPECTED[kind]))
    elif kind == "url":
        yield from _safe(name, text, line)
    elif kind == "date":
        yield from _date(name, text, line)


def _safe(name: str, url: str, line: int) -> Iterator[Find]:
    if not values.is_safe(url):
        # the podcast namespace demands it for everything read as text, others recommend it
        code = "L509" if name in ("<podcast:transcript url>", "<podcast:chapters url>") else "L020"
        yield Find(code, line, M("Die Adresse in {name} beginnt mit http:// statt mit https://: „{url}“.", name=name, url=values.clipped(url)))


def _date(name: str, text: str, line: int) -> Iterator[Find]:
    moment = values.moment_of(text)
    if moment is not None and values.has_wrong_weekday(text):
        right = values.WEEKDAYS[moment.weekday()]
        yield Find("L017", line, M("In {name} steht „{value}“; dieser Tag ist ein „{weekday}“.", name=name, value=text, weekday=right))
    if not values.has_exact_zone(text):
        yield Find("L018", line, M("In {name} steht „{value}“: Die Zeitzone ist keine Zahl wie +0100.", name=name, value=text))


def _plain(name: str, value: str, kind: str, line: int) -> Iterator[Find]:
    text = value.strip()
    if text != value:
        yield Find("L027", line, M("In {name} stehen Leerzeichen oder Zeilenumbrüche um „{value}“.", name=name, value=values.clipped(text)))
    longest = LINE_LENGTH if kind == "line" else SHORT_LENGTH
    if len(text) > longest:
        code = "L028" if kind == "line" else "L510"
        yield Find(code, line, M("{name} hat {n} Zeichen; erlaubt sind {longest}.", name=name, n=len(text), longest=longest))
