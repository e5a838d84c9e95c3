"""The register of consents: one cell is changed, and every other byte stays."""

from datetime import date

import pytest

from kammerton.domain.diagnostic import SetupError
from kammerton.reading.register import with_revocation

DAY = date(2026, 11, 26)
HEAD = "nummer,kanaele,gilt_bis,widerrufen_am"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{HEAD}\nE-0001,web,,\nE-0002,web|druck,2027-01-01,\n", f"{HEAD}\nE-0001,web,,2026-11-26\nE-0002,web|druck,2027-01-01,\n"),
        (f"{HEAD}\r\nE-0001,web\r\n", f"{HEAD}\r\nE-0001,web,,2026-11-26\r\n"),
        (f"\ufeff{HEAD}\nE-0001,web,,", f"\ufeff{HEAD}\nE-0001,web,,2026-11-26"),
        (f'{HEAD}\n"E-0001" , "web" ,"",""\n', f'{HEAD}\n"E-0001" , "web" ,"","2026-11-26"\n'),
        (HEAD.replace(",", ";") + "\nE-0001;web;;\n", HEAD.replace(",", ";") + "\nE-0001;web;;2026-11-26\n"),
        ("widerrufen_am,kanaele,nummer\n,web,E-0001\n", "widerrufen_am,kanaele,nummer\n2026-11-26,web,E-0001\n"),
        (f'{HEAD}\n\nE-00011,web,,\nE-0001,"web|newsletter",,2099-01-01\n\n', f'{HEAD}\n\nE-00011,web,,\nE-0001,"web|newsletter",,2026-11-26\n\n'),
        (f"{HEAD}\nÅ…,web,,\nE-0001,web,,\n", f"{HEAD}\nÅ…,web,,\nE-0001,web,,2026-11-26\n"),
    ],
    ids=["plain", "short row, CRLF", "mark of order", "quotes and blanks", "semicolons", "other order", "blank lines, like numbers, a later day", "bytes that look like line ends"],
)  # fmt: skip
def test_one_cell_is_changed(before: str, after: str) -> None:
    """However the table was written, by hand or by a spreadsheet."""
    assert with_revocation(before.encode(), "E-0001", DAY) == after.encode()


@pytest.mark.parametrize("register", ["", "nummer,kanaele\nE-0001,web\n", f"{HEAD}\nE-0002,web,,\n"])
def test_what_cannot_be_changed_is_told(register: str) -> None:
    """No column for it, no such number."""
    with pytest.raises(SetupError):
        with_revocation(register.encode(), "E-0001", DAY)
