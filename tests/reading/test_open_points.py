"""Open points in files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.domain.diagnostic import Place
from kammerton.domain.open_point import OpenPoint
from kammerton.reading.open_points import open_points


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**BITTE PRÜFEN:** Welche Linie?", "Welche Linie?"),
        ("- BITTE PRÜFEN", ""),
        ("# BITTE PRÜFEN: Das ist ein Beispiel.", "Das ist ein Beispiel."),
        ('    "plz": "00000",  # BITTE PRÜFEN', '"plz": "00000"'),
        ("stand: 2026-01-01 # BITTE PRÜFEN – stimmt das?", "stimmt das?"),
        ("BITTE PRÜFEN: " + "Wort " * 40, "Wort " * 18 + "Wort Wort…"),
    ],
)
def test_what_a_line_says(line: str, text: str) -> None:
    """The words behind the mark, else those before it, without the signs around them and not too long."""
    assert open_points("a.md", f"eins\r\n{line}\r\n".encode()) == (OpenPoint(Place("a.md", 2), text),)


@pytest.mark.parametrize("text", ["Bitte prüfen Sie das.", "BITTE PRUEFEN", "", "BITTE\nPRÜFEN"])
def test_no_open_point(text: str) -> None:
    """Only the mark itself, in capitals on one line, is one."""
    assert open_points("a.md", text.encode()) == ()


def test_not_utf8() -> None:
    """A file that cannot be read has its own problem; nothing is said about points in it."""
    assert open_points("a.md", "BITTE PRÜFEN".encode() + b"\xff") == ()


@given(st.lists(st.sampled_from(["BITTE PRÜFEN", "\n", "\r", "#", ":", "*", "wort ", "ü"])))
def test_every_line_with_the_mark(parts: list[str]) -> None:
    """Each line that holds the mark is told once, by its number."""
    text = "".join(parts)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    assert [p.place.line for p in open_points("a.md", text.encode())] == [n for n, line in enumerate(lines, start=1) if "BITTE PRÜFEN" in line]
