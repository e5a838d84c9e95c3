"""What a rule of the linter is, and the sentences rules share."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from kammerton.audit.lint.feed import Feed, line_of
from kammerton.audit.lint.values import clipped
from kammerton.domain.diagnostic import Diagnostic, M, Message, Place, Severity

ERROR, HINT = Severity.ERROR, Severity.HINT


class Found(NamedTuple):
    """A place where a rule does not hold, and what is there."""

    line: int
    what: Message


Check = Callable[[Feed], Iterable[Found]]


def _found_elsewhere(_feed: Feed) -> Iterable[Found]:
    return ()


@dataclass(frozen=True)
class FeedRule:
    """One rule: its code, how grave it is, the texts it comes from, its title, its paragraph in the handbook, the remedy, and its check.

    Rules without a check are found where feeds are read (L001 to L005), by the grammar, between pages, or in the files behind a feed.
    """

    code: str
    severity: Severity
    source: str
    title: Message
    handbook: Message
    remedy: Message
    check: Check = _found_elsewhere

    def at(self, file: str, found: Found) -> Diagnostic:
        """The diagnostic of one find."""
        return Diagnostic(self.code, self.severity, Place(file, found.line), found.what, self.remedy)


def is_wrong(element: "etree._Element", name: str, value: str, expected: Message) -> Found:
    """An element or attribute holds something else than it should."""
    return Found(line_of(element), M("In {name} steht „{value}“; erwartet wird {expected}.", name=name, value=clipped(value), expected=expected))


def is_missing(element: "etree._Element", name: str, place: str) -> Found:
    """An element or attribute is not there."""
    return Found(line_of(element), M("In <{place}> fehlt {name}.", place=place, name=name))


def channel_has(name: str) -> Check:
    """A check: the channel has this element."""

    def check(feed: Feed) -> Iterator[Found]:
        if feed.channel.first(name) is None:
            yield is_missing(feed.channel.element, f"<{name}>", "channel")

    return check


def items_have(name: str) -> Check:
    """A check: every item has this element."""

    def check(feed: Feed) -> Iterator[Found]:
        for item in feed.items:
            if item.first(name) is None:
                yield is_missing(item.element, f"<{name}>", "item")

    return check


def texts_are(names: Iterable[str], test: Callable[[str], bool], expected: Message) -> Check:
    """A check: these elements of channel and items, where they are, hold what the test wants."""

    def check(feed: Feed) -> Iterator[Found]:
        for part in feed.parts:
            for name in names:
                for element in part.all(name):
                    text = (element.text or "").strip()
                    if not test(text):
                        yield is_wrong(element, f"<{name}>", text, expected)

    return check


def attributes_are(name: str, attribute: str, test: Callable[[str], bool], expected: Message) -> Check:
    """A check: this attribute of these elements of channel and items, where it is, holds what the test wants."""

    def check(feed: Feed) -> Iterator[Found]:
        for part in feed.parts:
            for element in part.all(name):
                value = element.get(attribute)
                if value is not None and not test(value.strip()):
                    yield is_wrong(element, f"<{name} {attribute}>", value, expected)

    return check


def from_grammar(code: str) -> Check:
    """A check: what the walk over the whole tree found under this code."""

    def check(feed: Feed) -> Iterable[Found]:
        return (Found(line, what) for line, what in feed.grammar.get(code, ()))

    return check
