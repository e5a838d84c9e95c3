"""One cell of the register of consents changed, and nothing else of its file: not the order, the quotes, or how lines end."""

import csv
import re
from datetime import date

from kammerton.domain.diagnostic import M, SetupError

_CELL = re.compile(r'"(?:[^"]|"")*"')
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+")
_NUMBER, _REVOKED = "nummer", "widerrufen_am"
_BOM = "\xef\xbb\xbf"


def with_revocation(register: bytes, number: str, day: date) -> bytes:
    r"""The register with ``day`` as the day of revocation of a consent. Raises ``SetupError`` where it has no place for it.

    >>> with_revocation(b"nummer;kanaele;widerrufen_am\r\nE-0001;web\r\n", "E-0001", date(2026, 11, 26))
    b'nummer;kanaele;widerrufen_am\r\nE-0001;web;2026-11-26\r\n'
    """
    lines = _LINE.findall(register.decode("latin-1"))  # byte by byte: whatever else is in the file stays
    first = lines[0].removeprefix(_BOM) if lines else ""
    delimiter = ";" if first.count(";") > first.count(",") else ","
    header = [name.strip() for name in next(csv.reader([first], delimiter=delimiter), [])]
    if _REVOKED not in header:
        raise SetupError(M("In der Tabelle der Einwilligungen fehlt die Spalte „widerrufen_am“. Ergänzen Sie sie am Ende der ersten Zeile."))
    for n, line in enumerate(lines[1:], 1):
        cells = _split(line.rstrip("\r\n"), delimiter)
        if len(cells) > header.index(_NUMBER) and cells[header.index(_NUMBER)].strip().strip('"').strip() == number:
            lines[n] = _changed(cells, header.index(_REVOKED), day, delimiter) + line[len(line.rstrip("\r\n")) :]
            return "".join(lines).encode("latin-1")
    raise SetupError(M("Die Einwilligung {number} steht nicht in der Tabelle der Einwilligungen.", number=number))


def _split(line: str, delimiter: str) -> list[str]:
    """The cells as they are written, quotes and blanks included."""
    cells, place = [""], 0
    while place < len(line):
        quoted = _CELL.match(line, place) if not cells[-1].strip() else None
        if quoted:
            cells[-1] += quoted[0]
            place = quoted.end()
        elif line[place] == delimiter:
            cells.append("")
            place += 1
        else:
            cells[-1] += line[place]
            place += 1
    return cells


def _changed(cells: list[str], place: int, day: date, delimiter: str) -> str:
    cells += [""] * (place + 1 - len(cells))
    cells[place] = f'"{day.isoformat()}"' if cells[place].strip().startswith('"') else day.isoformat()
    return delimiter.join(cells)
