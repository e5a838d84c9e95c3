"""A vocabulary table (CSV with a header line) read into its words."""

import csv
import io
from collections.abc import Iterator

from kammerton.domain.declaration import declarations
from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import Source
from kammerton.domain.kinds import VocabularyKind
from kammerton.domain.suggestion import did_you_mean
from kammerton.domain.vocabulary import Term
from kammerton.reading.frontmatter import decode, error
from kammerton.reading.problems import DOUBLE_ID, TABLE
from kammerton.reading.schema import read_model

Row = tuple[int, dict[str, str]]


def read_table(kind: VocabularyKind, content: bytes) -> tuple[dict[str, Term], dict[str, Source], list[Diagnostic]]:
    """The words by id in the order of the file, the place of each, and every problem. Never raises."""
    text, problems = decode(kind.file, content)
    if problems:
        return {}, {}, problems
    header, rows, problems = _rows(kind, text)
    if problems:
        return {}, {}, problems
    words: dict[str, Term] = {}
    sources: dict[str, Source] = {}
    for line, values in rows:
        source = Source(kind.file, dict.fromkeys([(), *((name,) for name in header)], line))
        word, wrong = read_model(kind.model, {k: v for k, v in values.items() if v}, source)
        problems += wrong
        if word is not None and word.id in words:
            problems.append(
                error(DOUBLE_ID, Place(kind.file, line), M("Der Kurzname „{id}“ kommt zweimal vor.", id=word.id), M("Löschen Sie eine der beiden Zeilen."))
            )
        elif word is not None:
            words[word.id], sources[word.id] = word, source
    return words, sources, problems


def _rows(kind: VocabularyKind, text: str) -> tuple[list[str], list[Row], list[Diagnostic]]:
    reader = csv.reader(io.StringIO(text), strict=True, delimiter=_delimiter(text))
    try:
        header = [name.strip() for name in next(reader, [])]
        problems = list(_header_problems(kind, header))
        rows = []
        for cells in reader:
            if any(cell.strip() for cell in cells):
                problems += _width_problems(kind, reader.line_num, cells, header)
                rows.append((reader.line_num, {n: c.strip() for n, c in zip(header, cells, strict=False)}))
    except csv.Error:
        problem = error(
            TABLE, Place(kind.file, reader.line_num), M("Die Tabelle ist in dieser Zeile nicht lesbar."), M("Prüfen Sie Anführungszeichen und Trennzeichen.")
        )
        return [], [], [problem]
    return header, rows, problems


def _delimiter(text: str) -> str:
    """German spreadsheets write semicolons; the header line tells."""
    first = text.partition("\n")[0]
    return ";" if first.count(";") > first.count(",") else ","


def _header_problems(kind: VocabularyKind, header: list[str]) -> Iterator[Diagnostic]:
    known = [d.key for d in declarations(kind.model)]
    for name in header:
        if name not in known:
            what = M("Die Spalte „{column}“ gibt es nicht.", column=name)
            yield error(TABLE, Place(kind.file, 1), what, did_you_mean(name, known) or M("Möglich sind: {choices}.", choices=", ".join(known)))
    for name in known:
        if header.count(name) > 1:
            yield error(TABLE, Place(kind.file, 1), M("Das Feld „{field}“ steht zweimal da.", field=name), M("Löschen Sie eine der beiden Angaben."))
    for declaration in declarations(kind.model):
        if declaration.required and declaration.key not in header:
            yield error(
                TABLE, Place(kind.file, 1), M("Die Spalte „{column}“ fehlt.", column=declaration.key), M("Schreiben Sie sie in die erste Zeile der Tabelle.")
            )


def _width_problems(kind: VocabularyKind, line: int, cells: list[str], header: list[str]) -> list[Diagnostic]:
    if len(cells) <= len(header):
        return []
    what = M("Die Zeile hat {n} Spalten, die erste Zeile nur {m}.", n=len(cells), m=len(header))
    return [error(TABLE, Place(kind.file, line), what, M("Setzen Sie Texte mit Komma in Anführungszeichen."))]
