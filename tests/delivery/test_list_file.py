"""Lists come in only with consent, and go out so that no spreadsheet runs them."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.delivery.list_file import COLUMNS, Stated, guarded, read_list, unguarded, write_list
from kammerton.delivery.mail_address import UnfitAddress, kept_address
from kammerton.delivery.subscriber import Subscriber

TODAY = date(2026, 11, 26)
HEAD = "email;betrieb;zielgruppe;quelle;einwilligung_am\n"
GOOD = HEAD + "info@müller.example;Müller & Söhne;betriebe|schulen;Messe;12.05.2025\n"


def read(content: str | bytes) -> tuple[list[str], list[tuple[int, str, str]]]:
    """Addresses taken in; line, code and first words of each problem."""
    data = content if isinstance(content, bytes) else content.encode()
    rows, problems = read_list("liste.csv", data, Stated(), TODAY)
    return [row.address for row in rows], [(p.place.line, p.code, p.severity) for p in problems]


@pytest.mark.parametrize(
    "content",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("cp1252"),
        GOOD.encode("utf-16"),
        GOOD.replace(";", "\t").encode("utf-16"),
        GOOD.replace(";", ",").encode(),
        GOOD.replace("\n", "\r\n").encode("cp1252"),
        ("sep=;\n" + GOOD).encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "windows-1252", "utf-16", "tabs", "commas", "crlf", "sep"],
)
def test_as_excel_writes_it(content: bytes) -> None:
    """Whatever Excel writes is read, umlauts included."""
    rows, problems = read_list("liste.csv", content, Stated(), TODAY)

    assert problems == []
    (row,) = rows
    assert (row.address, row.firm, row.audiences) == ("info@xn--mller-kva.example", "Müller & Söhne", ("betriebe", "schulen"))
    assert (row.source, row.consented_on) == ("Messe", date(2025, 5, 12))


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("kaputt;;;Messe;2025-05-12", "F017"),
        ("a@b.example;;;;2025-05-12", "F002"),
        ("a@b.example;;;Messe;", "F002"),
        (";;;Messe;2025-05-12", "F002"),
        ("a@b.example;;;Messe;2025-13-12", "F004"),
        ("a@b.example;;;Messe;gestern", "F003"),
        ("a@b.example;;;Messe;2027-01-01", "F004"),
        ("a@b.example;;firmen;Messe;2025-05-12", "F012"),
        ("a@b.example;;;Messe;2025-05-12;zu viel", "D010"),
    ],
)
def test_wrong_rows(row: str, code: str) -> None:
    """What is wrong is told with its line; without source and day of consent nobody is taken in."""
    addresses, problems = read(f"{HEAD}ok@b.example;;;Messe;2025-05-12\n{row}\n")

    assert ("a@b.example" in addresses, problems[0][:2]) == (False, (3, code))


def test_lines_behind_the_hint_for_excel() -> None:
    """Lines count as in the file, with Excel's own line before the header too."""
    assert read("sep=;\n" + HEAD + "kaputt;;;Messe;2025-05-12\n")[1][0][0] == 3


def test_stated_for_the_whole_file() -> None:
    """Source and day may be said once for all rows; a row's own come first."""
    content = "email;einwilligung_am\na@b.example;\nb@b.example;2025-01-01\n"
    rows, problems = read_list("l", content.encode(), Stated("Messe", date(2025, 5, 12)), TODAY)

    assert problems == []
    assert [(row.source, row.consented_on.month) for row in rows] == [("Messe", 5), ("Messe", 1)]


def test_twice() -> None:
    """An address that stands there twice is taken in once, and the second row is a hint."""
    addresses, problems = read(HEAD + "A@b.example;;;M;2025-01-01\na@B.example;;;M;2025-01-01\n")

    assert (addresses, problems) == (["A@b.example"], [(3, "D011", "hint")])


@pytest.mark.parametrize("content", ["", "a;b\n", "email\n", 'email\n"a', "email;email\n", "\x00", "E-Mail;quelle;einwilligung_am\na@b.example;m;2025-01-01"])
def test_no_list(content: str) -> None:
    """A file with other columns, or none, takes nobody in."""
    assert read(content)[0] == []


@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    """No file raises an exception, and every problem has a line that exists."""
    rows, problems = read_list("l", content, Stated("x", TODAY), TODAY)

    assert all(0 <= problem.place.line <= content.count(b"\n") + content.count(b"\r") + 2 for problem in problems)
    assert all(row.source for row in rows)


@given(st.text(max_size=300))
def test_any_rows(text: str) -> None:
    """No text below the right header raises an exception."""
    read_list("l", (HEAD + text).encode("utf-8", "replace"), Stated(), TODAY)


names = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co")), max_size=60).map(lambda t: " ".join(t.split()))


def _fits(text: str) -> bool:
    try:
        return kept_address(text) == text
    except UnfitAddress:
        return False


addresses = st.from_regex(r"[a-zA-Z'+=-][a-z0-9]{0,10}@[a-z]{1,10}\.de", fullmatch=True).filter(_fits)


@given(st.lists(st.tuples(addresses, names), max_size=5, unique_by=lambda pair: pair[0].lower()))
def test_round_trip(people: list[tuple[str, str]]) -> None:
    """What was written is read again: the same addresses, names and consents."""
    written = write_list((Subscriber("x", address, ("betriebe",), name, "confirmed", TODAY), "Messe") for address, name in people)
    rows, problems = read_list("l", written, Stated(), TODAY)

    assert problems == []
    assert [row.address for row in rows] == [address for address, _ in people]
    assert [row.firm.replace("\ufeff", "") for row in rows] == [_nfc(name) for _, name in people]


def _nfc(name: str) -> str:
    import unicodedata

    return " ".join(unicodedata.normalize("NFC", name).replace("\ufeff", " ").split())


@given(st.text(max_size=30))
def test_no_formula(text: str) -> None:
    """No cell begins like a formula, and every cell can be read back."""
    cell = guarded(text)

    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(cell) == text or (text.startswith("'") and unguarded(cell) == text)


def test_export() -> None:
    """Excel opens it: a mark, semicolons, CRLF, the columns of an import."""
    who = Subscriber("x", "-x@xn--mller-kva.example", (), '=HYPERLINK("x")', "confirmed", TODAY)
    text = write_list([(who, "Messe")]).decode("utf-8-sig")
    table = list(csv.reader(io.StringIO(text), delimiter=";"))

    assert "\r\n" in text
    assert table == [list(COLUMNS), ["'-x@müller.example", '\'=HYPERLINK("x")', "", "Messe", "2026-11-26"]]
