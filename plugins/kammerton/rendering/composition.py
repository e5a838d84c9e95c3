"""A composed newsletter issue: the same parts for the mail, its text and the archive page."""

from dataclasses import dataclass, field

from kammerton.domain.document import Document
from kammerton.domain.issue import Edition, Issue
from kammerton.domain.item import Audience


@dataclass(frozen=True)
class Drawing:
    """A drawn picture: the landscape of a ``name`` (``rendering/drawing.py``), in the ``colour`` of a field of work."""

    name: str
    colour: str
    width: int
    height: int


@dataclass(frozen=True)
class EntryPicture:
    """A picture of an entry as a mail shows it: a photo in two sizes, or a drawing.

    Paths are those of files on the site; ``width`` and ``height`` tell the proportions. ``drawing`` tells what is drawn, of
    which the file is made; a photo has none.
    """

    large: str
    small: str
    width: int
    height: int
    alt: str = ""
    drawing: Drawing | None = None

    def height_at(self, width: int) -> int:
        """The height at which the picture keeps its proportions.

        >>> EntryPicture("", "", 800, 600).height_at(168)
        126
        """
        return max(1, round(self.height * width / self.width))


@dataclass(frozen=True)
class Entry:
    """One thing an issue points to; ``path`` is its page, ``link`` the words of the link.

    ``kind`` and ``id`` name the thing (an offer: its firm and its own id). ``day`` is an event's day and month, in few letters.
    """

    title: str
    path: str
    link: str
    text: str = ""
    facts: tuple[str, ...] = ()
    is_example: bool = False
    kind: str = ""
    id: str = ""
    picture: EntryPicture | None = None
    day: tuple[str, str] | None = None


@dataclass(frozen=True)
class Section:
    """A part of an issue: a text, or entries under a heading.

    ``kind`` is the content of the block it comes from, ``audience`` whom the block is for; empty where it is for everybody.
    """

    heading: str = ""
    document: Document = field(default_factory=Document)
    entries: tuple[Entry, ...] = ()
    kind: str = ""
    audience: tuple[Audience, ...] = ()


@dataclass(frozen=True)
class Composition:
    """An issue with everything in it, whole or as one edition; ``picture`` stands over it."""

    issue: Issue
    sections: tuple[Section, ...]
    edition: Edition = field(default_factory=Edition)
    picture: EntryPicture | None = None

    @property
    def name(self) -> str:
        """What the files of the mail are called; an id has no dot, so that names never meet."""
        return f"{self.issue.id}.{self.edition.name}" if self.edition.name else self.issue.id
