"""The list as a table: what an office brings along is read with the proof of its consent, what it takes out is written for spreadsheets."""

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Final

from pydantic import BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

from kammerton.delivery.mail_address import UnfitAddress, kept_address, same, shown_address
from kammerton.delivery.subscriber import Subscriber
from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import Diagnostic, M, Place, Severity
from kammerton.domain.inventory import Source
from kammerton.domain.item import Audience
from kammerton.domain.values import Cell, Day, Line, clean_text
from kammerton.reading.frontmatter import error
from kammerton.reading.problems import DOUBLE_ID, FIELD_PROBLEMS, MISSING
from kammerton.reading.tables import read_text_rows

COLUMNS: Final = ("email", "betrieb", "zielgruppe", "quelle", "einwilligung_am")
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def _parse_address(value: object) -> object:
    """An address in the form in which it is kept."""
    try:
        return kept_address(unguarded(str(value)))
    except UnfitAddress:
        raise PydanticCustomError("kt_mail", "not an address") from None


def _parse_name(value: object) -> object:
    return clean_text(unguarded(str(value)))


class ListRow(Declared):
    """One row of a list to be taken in."""

    address: Annotated[str, BeforeValidator(_parse_address)] = declare("email", M("E-Mail-Adresse."), example="info@betrieb.example")
    firm: Annotated[str, StringConstraints(max_length=120), BeforeValidator(_parse_name)] = declare(
        "betrieb", M("Name des Betriebs oder der Schule."), example="Muster Metall", default=""
    )
    audiences: Cell[Audience] = declare("zielgruppe", M("Für wen, mehrere mit senkrechtem Strich; ohne Angabe alles."), example="betriebe|schulen", default=())
    source: Line | None = declare("quelle", M("Woher die Einwilligung stammt."), example="Anmeldeliste der Messe 2025", default=None)
    consented_on: Day | None = declare("einwilligung_am", M("Tag der Einwilligung."), example="2025-05-12", default=None)
    text: Line | None = declare("textfassung", M("Unter welchem Text eingewilligt wurde."), example="Faltblatt 2025", default=None)


@dataclass(frozen=True)
class Stated:
    """What was said of the whole file: it counts where a row says nothing."""

    source: str | None = None
    consented_on: date | None = None


@dataclass(frozen=True)
class TakenIn:
    """A row that may be taken in, with its line in the file."""

    line: int
    address: str
    firm: str
    audiences: tuple[Audience, ...]
    source: str
    consented_on: date
    text: str


def read_list(file: str, content: bytes, stated: Stated, today: date) -> tuple[list[TakenIn], list[Diagnostic]]:
    """The rows with consent, each address once, and every problem with its line. Never raises.

    Read are UTF-8, UTF-16 with a mark, and Windows-1252, with semicolons, commas or tabs, and Excel's line ``sep=;``.
    """
    text, skipped = _without_hint(_decoded(content))
    rows, problems = read_text_rows(file, ListRow, text)
    taken: list[TakenIn] = []
    first: dict[str, int] = {}
    for row, source in rows:
        line = source.place().line
        wrong = list(_without_consent(row, source, stated, today))
        problems += wrong
        if same(row.address) in first:
            problems.append(_double(row, source.place(), first[same(row.address)] + skipped))
        elif not wrong:
            first[same(row.address)] = line
            taken.append(_taken(row, stated, line + skipped))
    return taken, [replace(problem, place=Place(file, problem.place.line + skipped)) for problem in problems]


def _decoded(content: bytes) -> str:
    """The text in whichever way Excel wrote it."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "")
    try:
        text = content.decode(encoding or "utf-8")
    except UnicodeDecodeError:
        text = content.decode("utf-16" if encoding == "utf-16" else "cp1252", errors="replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_hint(text: str) -> tuple[str, int]:
    """The text without Excel's own first line, and how many lines that took away."""
    first, _, rest = text.partition("\n")
    return (rest, 1) if first.strip('" ').startswith("sep=") else (text, 0)


def _without_consent(row: ListRow, source: Source, stated: Stated, today: date) -> Iterator[Diagnostic]:
    place = source.place()
    if not (row.source or stated.source):
        what = M("Bei {address} steht nicht, woher die Einwilligung stammt.", address=row.address)
        yield error(MISSING, place, what, M("Füllen Sie die Spalte „quelle“, oder geben Sie sie für die ganze Datei an: --quelle"))
    day = row.consented_on or stated.consented_on
    if day is None:
        what = M("Bei {address} steht nicht, wann eingewilligt wurde.", address=row.address)
        yield error(MISSING, place, what, M("Füllen Sie die Spalte „einwilligung_am“, oder geben Sie den Tag für die ganze Datei an: --einwilligung-am"))
    elif day > today:
        what = M("Die Einwilligung von {address} liegt in der Zukunft: {day}.", address=row.address, day=day.isoformat())
        yield error(FIELD_PROBLEMS["kt_no_such_day"].problem, place, what, M("Prüfen Sie Tag, Monat und Jahr."))


def _double(row: ListRow, place: Place, line: int) -> Diagnostic:
    what = M("{address} steht schon in Zeile {line}; diese Zeile zählt nicht.", address=row.address, line=line)
    return Diagnostic(DOUBLE_ID.code, Severity.HINT, place, what)


def _taken(row: ListRow, stated: Stated, line: int) -> TakenIn:
    source, day = row.source or stated.source, row.consented_on or stated.consented_on
    assert source
    assert day
    return TakenIn(line, row.address, row.firm, row.audiences, source, day, row.text or "")


def write_list(people: Iterable[tuple[Subscriber, str]]) -> bytes:
    """Subscribers, each with the source of their consent, as a table that Excel opens and ``read_list`` reads: UTF-8 with a mark, semicolons.

    What a spreadsheet would take for a formula gets an apostrophe in front.
    """
    out = io.StringIO()
    table = csv.writer(out, delimiter=";", lineterminator="\r\n")
    table.writerow(COLUMNS)
    for who, source in people:
        day = who.confirmed_on.isoformat() if who.confirmed_on else ""
        table.writerow(guarded(cell) for cell in (shown_address(who.address), who.firm, "|".join(who.audiences), source, day))
    return codecs.BOM_UTF8 + out.getvalue().encode()


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("Muster & Co.")
    ("'=1+1", 'Muster & Co.')
    """
    return f"'{cell}" if cell.startswith((*_RISKY, "'")) else cell


def unguarded(cell: str) -> str:
    """The cell as it was before ``guarded``.

    >>> unguarded("'=1+1"), unguarded("'s Café")
    ('=1+1', "'s Café")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith((*_RISKY, "'")) else cell
