"""A table (CSV with a header line) read into its rows, a vocabulary table into its words."""

import csv
import io
from collections.abc import Iterator
from typing import TypeVar

from kammerton.domain.declaration import Declared, declarations
from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import Source
from kammerton.domain.kinds import VocabularyKind
from kammerton.domain.suggestion import did_you_mean
from kammerton.domain.vocabulary import Term
from kammerton.reading.frontmatter import decode, error
from kammerton.reading.problems import DOUBLE_ID, TABLE
from kammerton.reading.schema import read_model

Row = tuple[int, dict[str, str]]
D = TypeVar("D", bound=Declared)


def read_table(kind: VocabularyKind, content: bytes) -> tuple[dict[str, Term], dict[str, Source], list[Diagnostic]]:
    """The words by id in the order of the file, the place of each, and every problem. Never raises."""
    rows, problems = read_rows(kind.file, kind.model, content)
    words: dict[str, Term] = {}
    sources: dict[str, Source] = {}
    for word, source in rows:
        if word.id in words:
            problems.append(error(DOUBLE_ID, source.place(), M("Der Kurzname „{id}“ kommt zweimal vor.", id=word.id), M("Löschen Sie eine der beiden Zeilen.")))
        else:
            words[word.id], sources[word.id] = word, source
    return words, sources, problems


def read_rows(file: str, model: type[D], content: bytes) -> tuple[list[tuple[D, Source]], list[Diagnostic]]:
    """The rows of a table in the order of the file, each with its place, and every problem. Never raises."""
    text, problems = decode(file, content)
    return ([], problems) if problems else read_text_rows(file, model, text)


def read_text_rows(file: str, model: type[D], text: str) -> tuple[list[tuple[D, Source]], list[Diagnostic]]:
    """The rows of a table that was decoded already. Never raises."""
    header, rows, problems = _rows(file, model, text)
    if problems:
        return [], problems
    found: list[tuple[D, Source]] = []
    for line, values in rows:
        source = Source(file, dict.fromkeys([(), *((name,) for name in header)], line))
        thing, wrong = read_model(model, {k: v for k, v in values.items() if v}, source)
        problems += wrong
        if thing is not None:
            found.append((thing, source))
    return found, problems


def _rows(file: str, model: type[Declared], text: str) -> tuple[list[str], list[Row], list[Diagnostic]]:
    reader = csv.reader(io.StringIO(text), strict=True, delimiter=_delimiter(text))
    try:
        header = [name.strip() for name in next(reader, [])]
        problems = list(_header_problems(file, model, header))
        rows = []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                problems += _width_problems(file, reader.line_num, cells, header)
                rows.append((reader.line_num, {n: c.strip() for n, c in zip(header, cells, strict=False)}))
    except csv.Error:
        problem = error(
            TABLE, Place(file, reader.line_num), M("Die Tabelle ist in dieser Zeile nicht lesbar."), M("Prüfen Sie Anführungszeichen und Trennzeichen.")
        )
        return [], [], [problem]
    return header, rows, problems


def _delimiter(text: str) -> str:
    """German spreadsheets write semicolons, and tabs where they say "Unicode"; the header line tells."""
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _header_problems(file: str, model: type[Declared], header: list[str]) -> Iterator[Diagnostic]:
    known = [d.key for d in declarations(model)]
    for name in header:
        if name not in known:
            what = M("Die Spalte „{column}“ gibt es nicht.", column=name)
            yield error(TABLE, Place(file, 1), what, did_you_mean(name, known) or M("Möglich sind: {choices}.", choices=", ".join(known)))
    for name in known:
        if header.count(name) > 1:
            yield error(TABLE, Place(file, 1), M("Das Feld „{field}“ steht zweimal da.", field=name), M("Löschen Sie eine der beiden Angaben."))
    for declaration in declarations(model):
        if declaration.required and declaration.key not in header:
            yield error(
                TABLE, Place(file, 1), M("Die Spalte „{column}“ fehlt.", column=declaration.key), M("Schreiben Sie sie in die erste Zeile der Tabelle.")
            )


def _width_problems(file: str, line: int, cells: list[str], header: list[str]) -> list[Diagnostic]:
    if len(cells) <= len(header):
        return []
    what = M("Die Zeile hat {n} Spalten, die erste Zeile nur {m}.", n=len(cells), m=len(header))
    return [error(TABLE, Place(file, line), what, M("Setzen Sie Texte mit Komma in Anführungszeichen."))]
