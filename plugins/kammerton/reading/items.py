"""A Markdown file read into a thing of its kind, or into a translation of one."""

import re
from typing import Any, TypeVar

from kammerton.domain.declaration import Declared, written_references
from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import Source, Unread
from kammerton.domain.item import Item
from kammerton.domain.kinds import Kind
from kammerton.domain.suggestion import slug
from kammerton.domain.translation import EASY, Translation
from kammerton.reading.frontmatter import decode, error, read_head
from kammerton.reading.markdown import parse_markdown
from kammerton.reading.problems import FILE_NAME, NO_TRANSLATION
from kammerton.reading.schema import read_model

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID = 150
_VARIANT = re.compile(rf"[a-z]{{2,3}}|{EASY}")
D = TypeVar("D", bound=Declared)


def split_name(file: str) -> tuple[str, str]:
    """The id and, for a translation, the variant in a file's name.

    >>> split_name("content/seiten/impressum.md"), split_name("content/seiten/impressum.en.md")
    (('impressum', ''), ('impressum', 'en'))
    """
    id_, _, variant = file.rpartition("/")[2].removesuffix(".md").partition(".")
    return id_, variant


def read_item(kind: Kind, file: str, content: bytes) -> tuple[Item | Unread, Source, list[Diagnostic]]:
    """Read one file. Never raises; where it is no item there is at least one diagnostic, and what it refers to.

    ``file`` is the path from the project folder; its name without ``.md`` becomes the id.
    """
    id_ = file.rpartition("/")[2].removesuffix(".md")
    return _read(kind.model, file, content, {"id": _fitting(id_)}, _name_problems(file, id_))


def read_translation(kind: Kind, file: str, content: bytes) -> tuple[Translation | Unread, Source, list[Diagnostic]]:
    """Read a file that has the variant in its name (``impressum.en.md``). Never raises, as ``read_item``."""
    id_, variant = split_name(file)
    problems = _name_problems(file, id_)
    if not problems and not _VARIANT.fullmatch(variant):
        problems = [_wrong_name(file, id_)]
    if not kind.translatable:
        what = M("Zu dieser Art von Einträgen gibt es keine Übersetzungen.")
        problems.append(error(NO_TRANSLATION, Place(file, 1), what, M("Löschen Sie die Datei, oder geben Sie ihr einen Namen ohne weiteren Punkt.")))
    return _read(Translation, file, content, {"id": _fitting(id_), "variant": variant}, problems)


def _read(model: type[D], file: str, content: bytes, given: dict[str, Any], problems: list[Diagnostic]) -> tuple[D | Unread, Source, list[Diagnostic]]:
    text, unreadable = decode(file, content)
    if unreadable:
        return Unread(Source(file)), Source(file), problems + unreadable
    head = read_head(file, text)
    source = Source(file, head.lines)
    if head.diagnostics and not head.values:
        return Unread(source), source, problems + head.diagnostics
    body, hard = parse_markdown(file, head.body, head.body_line)
    thing, wrong = read_model(model, head.values, source, {**given, "body": body})
    problems = problems + head.diagnostics + hard + wrong
    if thing is None or problems:
        references = tuple(written_references(model, head.values))
        return Unread(source, references, body.references), source, problems
    return thing, source, problems


def _fitting(id_: str) -> str:
    return slug(id_)[:_MAX_ID].strip("-") or "x"


def _name_problems(file: str, id_: str) -> list[Diagnostic]:
    if _ID.fullmatch(id_) and len(id_) <= _MAX_ID:
        return []
    return [_wrong_name(file, id_)]


def _wrong_name(file: str, id_: str) -> Diagnostic:
    what = M("Der Dateiname „{name}“ ist nicht erlaubt.", name=file.rpartition("/")[2])
    remedy = M("Benennen Sie die Datei um, zum Beispiel in {name}.", name=f"{slug(id_)[:_MAX_ID].strip('-') or 'name'}.md")
    return error(FILE_NAME, Place(file, 1), what, remedy)
