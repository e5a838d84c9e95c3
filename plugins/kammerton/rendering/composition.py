"""A composed newsletter issue: the same parts for the mail, its text and the archive page."""

from dataclasses import dataclass, field

from kammerton.domain.document import Document
from kammerton.domain.issue import Issue


@dataclass(frozen=True)
class Entry:
    """One thing an issue points to; ``path`` is its page, ``link`` the words of the link."""

    title: str
    path: str
    link: str
    text: str = ""
    facts: tuple[str, ...] = ()
    is_example: bool = False


@dataclass(frozen=True)
class Section:
    """A part of an issue: a text, or entries under a heading."""

    heading: str = ""
    document: Document = field(default_factory=Document)
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True)
class Composition:
    """An issue with everything in it."""

    issue: Issue
    sections: tuple[Section, ...]
