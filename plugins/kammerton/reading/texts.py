"""Any file of the editors read: what it became, and all that is to be said about it. Pure: the same file gives the same."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, NamedTuple

from kammerton.domain.article import Article
from kammerton.domain.declaration import references
from kammerton.domain.diagnostic import Diagnostic
from kammerton.domain.document import BodyReference
from kammerton.domain.inventory import FieldPath, Source
from kammerton.domain.issue import Issue
from kammerton.domain.item import Item
from kammerton.domain.kinds import KINDS, VOCABULARIES
from kammerton.domain.open_point import OpenPoint
from kammerton.domain.transcript import Transcript
from kammerton.domain.translation import Translation
from kammerton.domain.vocabulary import Term
from kammerton.reading.chapters import read_chapters
from kammerton.reading.frontmatter import TEXT
from kammerton.reading.items import read_item, read_translation, split_name
from kammerton.reading.markdown import parse_markdown
from kammerton.reading.open_points import open_points
from kammerton.reading.tables import read_table
from kammerton.reading.transcripts import read_transcript

# What a file may be wanted as, besides the names of kinds and of tables.
TRANSCRIPT, CAPTIONS, CHAPTERS = "abschrift", "untertitel", "kapitel"
_KINDS = {kind.name: kind for kind in KINDS}
_TABLES = {kind.name: kind for kind in VOCABULARIES}


class Wanted(NamedTuple):
    """A file to be read, and as what; ``given`` is what else decides what it becomes: for a transcript the names of the voices."""

    path: str
    what: str
    given: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """The words of a table by their ids, and where each stands."""

    words: Mapping[str, Term]
    places: Mapping[str, Source]


@dataclass(frozen=True)
class Text:
    """What a file was read into: an item, a translation, ``Unread``, a ``Table``, a ``Transcript``, a ``ChapterFile``, or nothing (captions).

    ``token`` tells two versions of the file apart, ``links`` are those in the texts of fields; those in the body are in the body.
    ``names`` are kind and id of all that an item's fields refer to.
    """

    token: str
    found: Any
    source: Source
    problems: tuple[Diagnostic, ...] = ()
    open_points: tuple[OpenPoint, ...] = ()
    links: tuple[BodyReference, ...] = ()
    names: frozenset[tuple[str, str]] = frozenset()


def token_of(wanted: Wanted, content: bytes) -> str:
    """The same exactly where the file, what it is wanted as and its content are the same."""
    return blake2b(f"{wanted.what}\0{wanted.path}\0{wanted.given}\0".encode() + content, digest_size=20).hexdigest()


def read_text(wanted: Wanted, content: bytes) -> Text:
    """Read a file. Never raises; what is wrong with it is among its ``problems``."""
    source = Source(wanted.path)
    links: tuple[BodyReference, ...] = ()
    found: Any = None
    if wanted.what == TRANSCRIPT:
        cues, problems = read_transcript(wanted.path, content, wanted.given)
        found = Transcript(cues)
    elif wanted.what == CAPTIONS:
        problems = read_transcript(wanted.path, content, mend=False)[1]
    elif wanted.what == CHAPTERS:
        found, problems = read_chapters(wanted.path, content)
    elif wanted.what in _TABLES:
        words, places, problems = read_table(_TABLES[wanted.what], content)
        found = Table(words, places)
    else:
        read = read_translation if split_name(wanted.path)[1] else read_item
        found, source, problems = read(_KINDS[wanted.what], wanted.path, content)
        links = tuple(_links(source, found))
    points = open_points(wanted.path, content) if wanted.what != CAPTIONS else ()
    names = frozenset((kind, id_) for _, kind, id_ in references(found)) if isinstance(found, Item) else frozenset()
    return Text(token_of(wanted, content), found, source, tuple(problems), points, links, names)


def _links(source: Source, thing: object) -> Iterator[BodyReference]:
    """The links in the texts of fields, each with its line in the file."""
    for path, text in _field_texts(thing):
        yield from parse_markdown(source.file, text, source.place(*path, TEXT).line)[0].references


def _field_texts(thing: object) -> Iterator[tuple[FieldPath, str]]:
    """Every field that holds Markdown, with its path."""
    if isinstance(thing, Article | Translation):
        yield from ((("fragen", n, "antwort"), question.answer) for n, question in enumerate(thing.questions))
        yield from ((("schritte", n, "text"), step.text) for n, step in enumerate(thing.steps) if step.text is not None)
    elif isinstance(thing, Issue):
        yield from ((("bloecke", n, "text"), block.text) for n, block in enumerate(thing.blocks) if block.text is not None)
