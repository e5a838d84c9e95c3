"""A Markdown file read into a thing of its kind."""

import re

from kammerton.domain.declaration import written_references
from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import Source, Unread
from kammerton.domain.item import Item
from kammerton.domain.kinds import Kind
from kammerton.domain.suggestion import slug
from kammerton.reading.frontmatter import decode, error, read_head
from kammerton.reading.markdown import parse_markdown
from kammerton.reading.problems import FILE_NAME
from kammerton.reading.schema import read_model

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID = 150


def read_item(kind: Kind, file: str, content: bytes) -> tuple[Item | Unread, Source, list[Diagnostic]]:
    """Read one file. Never raises; where it is no item there is at least one diagnostic, and what it refers to.

    ``file`` is the path from the project folder; its name without ``.md`` becomes the id.
    """
    id_ = file.rpartition("/")[2].removesuffix(".md")
    problems = _name_problems(file, id_)
    text, unreadable = decode(file, content)
    if unreadable:
        return Unread(Source(file)), Source(file), problems + unreadable
    head = read_head(file, text)
    source = Source(file, head.lines)
    if head.diagnostics and not head.values:
        return Unread(source), source, problems + head.diagnostics
    body, hard = parse_markdown(file, head.body, head.body_line)
    item, wrong = read_model(kind.model, head.values, source, {"id": slug(id_)[:_MAX_ID].strip("-") or "x", "body": body})
    problems += head.diagnostics + hard + wrong
    if item is None or problems:
        references = tuple(written_references(kind.model, head.values))
        return Unread(source, references, body.references), source, problems
    return item, source, problems


def _name_problems(file: str, id_: str) -> list[Diagnostic]:
    if _ID.fullmatch(id_) and len(id_) <= _MAX_ID:
        return []
    what = M("Der Dateiname „{name}“ ist nicht erlaubt.", name=f"{id_}.md")
    remedy = M("Benennen Sie die Datei um, zum Beispiel in {name}.", name=f"{slug(id_)[:_MAX_ID].strip('-') or 'name'}.md")
    return [error(FILE_NAME, Place(file, 1), what, remedy)]
