"""Vocabulary tables: what spreadsheets write is read, what is wrong is told with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import WORDS

from kammerton.domain.kinds import VOCABULARIES
from kammerton.domain.vocabulary import OfferType
from kammerton.reading.tables import read_table

KIND = {kind.name: kind for kind in VOCABULARIES}


def read(kind: str, text: str) -> tuple[dict[str, object], list[tuple[str, int]]]:
    """The words and what was told."""
    words, _, problems = read_table(KIND[kind], text.encode())
    return words, [(d.code, d.place.line) for d in problems]


@pytest.mark.parametrize(
    ("content", "titles"),
    [
        (b"id,titel\na,Eins\nb,Zwei\n", ["Eins", "Zwei"]),
        (b"id;titel\na;Eins, zwei\nb;Drei\n", ["Eins, zwei", "Drei"]),
        (b'id,titel\na,"Eins, zwei"\nb,"Drei ""vier"""\n', ["Eins, zwei", 'Drei "vier"']),
        (b"\xef\xbb\xbfid,titel\r\na,Eins\r\n", ["Eins"]),
        (b"id,titel\ra,Eins\r", ["Eins"]),
        (b"titel,id\nEins,a\n", ["Eins"]),
        (b" id , titel \n a , Eins \n", ["Eins"]),
        (b"id,titel\n\na,Eins\n,\n  \nb,Zwei", ["Eins", "Zwei"]),
        (b'id,titel\na,"Eins\nzwei"\n', ["Eins zwei"]),
        (b"id,titel\n", []),
        ("id,titel\na,Mu\u0308hle\n".encode(), ["Mühle"]),
    ],
    ids=["commas", "semicolons", "quotes", "BOM and CRLF", "CR", "other order", "blanks", "empty lines", "line break in a cell", "no rows", "decomposed"],
)
def test_spreadsheets_are_read(content: bytes, titles: list[str]) -> None:
    """What German and other spreadsheets write is read, in the order of the file."""
    words, _, problems = read_table(KIND["branche"], content)

    assert (titles, []) == ([word.title for word in words.values()], problems)


def test_cells_with_several_words() -> None:
    """Words between bars are several; an empty cell takes what the field is by default."""
    words, told = read("angebotsart", "id,titel,kurz,mehrzahl,jobposting,pflichtfelder\na,A,A,A,,beruf | start|\nb,B,B,B,ja,\n")

    assert ([(w.job_posting, w.required) for w in words.values() if isinstance(w, OfferType)], told) == ([("nein", ("beruf", "start")), ("ja", ())], [])


def test_places_of_rows() -> None:
    """Every word knows its line, whichever column is asked for, also after empty lines and line breaks inside quotes."""
    _, sources, _ = read_table(KIND["ort"], b'id,titel,plz\n\na,"Am\nBach",00101\nb,Berg,00102\n')

    assert (list(sources), sources["b"].place("plz", 0).line) == (["a", "b"], 5)
    assert sources["a"].place("titel").line in (3, 4)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id;titel\na,Eins\n", [("F002", 2), ("F020", 2)]),
        ("", [("D010", 1), ("D010", 1)]),
        ("id\na\n", [("D010", 1)]),
        ("id,title\na,Eins\n", [("D010", 1), ("D010", 1)]),
        ("id,titel,farbe\na,Eins,rot\n", [("D010", 1)]),
        ("id,titel,titel\na,Eins,Zwei\n", [("D010", 1)]),
        ("id,titel\na,Eins\nb,Zwei\na,Drei\n", [("D011", 4)]),
        ("id,titel\na,Eins\nb,Zwei,drei\nc,Vier,fünf\n", [("D010", 3), ("D010", 4)]),
        ('id,titel\na,"Eins\nb,Zwei\n', [("D010", 3)]),
        ('id,titel\na,Eins\nb,"Zwei" drei\n', [("D010", 3)]),
        ("id,titel\na\n", [("F002", 2)]),
        ("id,titel\n,Eins\n", [("F002", 2)]),
        ("id,titel\nÄ,Eins\nb,\n", [("F002", 3), ("F020", 2)]),
    ],
    ids=["two separators", "empty file", "column missing", "column misspelt", "column unknown", "column twice", "double id", "too many cells", "quote open", "text after quote",
         "cell missing", "no id", "two wrong rows"],
)  # fmt: skip
def test_wrong_tables_are_told(text: str, told: list[tuple[str, int]]) -> None:
    """Every problem of a table is told with its line."""
    assert told == sorted(read("branche", text)[1])


def test_a_misspelt_column_gets_the_near_one() -> None:
    """A column that does not exist is told with the one probably meant."""
    _, _, problems = read_table(KIND["branche"], b"id,title\na,Eins\n")

    assert [WORDS.text(d.remedy) for d in problems] == ["Meinten Sie „titel“?", "Schreiben Sie sie in die erste Zeile der Tabelle."]


def test_tables_that_are_not_utf_8() -> None:
    """A table saved by an old spreadsheet is told with the line of the first umlaut."""
    assert [(d.code, d.place.line) for d in read_table(KIND["branche"], b"id,titel\na,Eins\nb,M\xfchle\n")[2]] == [("D001", 3)]


def test_a_cell_longer_than_the_csv_module_takes() -> None:
    """A cell of more than 131,072 letters is a problem, not an exception."""
    assert read("branche", f"id,titel\na,{'x' * 140_000}\n")[1] == [("D010", 2)]


@pytest.mark.parametrize("kind", VOCABULARIES, ids=KIND)
@given(content=st.one_of(st.binary(max_size=200), st.text(st.sampled_from('idtelmf,;"\n\r|äx0 '), max_size=200).map(str.encode)))
def test_reading_a_table_never_raises(kind, content: bytes) -> None:
    """Any bytes at all, after a right header too, give words or problems with lines that exist."""
    for whole in (content, b"id,titel,m,f,kurz,farbe,mehrzahl,rang\n" + content, b"id,titel\n" + content):
        words, sources, problems = read_table(kind, whole)

        assert list(words) == list(sources)
        assert [d.place.line for d in problems if not 1 <= d.place.line <= whole.count(b"\n") + whole.count(b"\r") + 1] == []
