"""Files of chapters in the formats programs write."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.bounded import within

from kammerton.reading.chapters import read_chapters

Told = list[tuple[str, int]]


def read(text: str) -> tuple[list[tuple[float, str, str | None]], list[int], Told]:
    """Start, title and address of each chapter, their lines, and what was told."""
    found, problems = read_chapters("episodes/a.txt", text.encode())
    return [(c.at, c.title, c.url) for c in found.chapters], list(found.lines), [(d.code, d.place.line) for d in problems]


TWO = [(0.0, "Anfang", None), (90.5, "Der Leim", "https://x.example/leim")]
PODLOVE = """<?xml version="1.0" encoding="UTF-8"?>
<psc:chapters version="1.2" xmlns:psc="http://podlove.org/simple-chapters">
  <psc:chapter start="00:00:00.000" title="Anfang"/>
  <psc:chapter start="00:01:30.500" title="Der Leim" href="https://x.example/leim"/>
</psc:chapters>
"""
FEED = f'<rss><channel><item xmlns:x="y">\n{PODLOVE.partition("?>")[2]}</item></channel></rss>'
PODCAST = '{"version": "1.2.0",\n "chapters": [\n  {"startTime": 0, "title": "Anfang"},\n  {"startTime": 90.5, "title": "Der Leim", "url": "https://x.example/leim"}\n]}\n'
AUPHONIC = '{"uuid": "x", "start": 3, "chapters": [{"start": "00:00:00.000", "title": "Anfang", "url": ""},\n{"start": "00:01:30.500", "title": "Der Leim", "url": "https://x.example/leim"}]}'
PLAYER = '[{"start": "00:00:00.000", "title": "Anfang", "href": ""},\n{"start": "00:01:30.5", "title": "Der Leim", "href": "https://x.example/leim"}]'


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("00:00:00.000 Anfang\n00:01:30.500 Der Leim <https://x.example/leim>\n", [1, 2]),
        ("\ufeff# Kapitel\r\n\r\n0:00 Anfang\r\n1:30,5 - Der Leim <https://x.example/leim>", [3, 4]),
        ("(00:00) Anfang\n(01:30.5) Der Leim <https://x.example/leim>\n", [1, 2]),
        (PODLOVE, [3, 4]),
        (FEED, [4, 5]),
        (PODCAST, [3, 4]),
        (AUPHONIC, [1, 2]),
        (PLAYER, [1, 2]),
    ],
    ids=["MP4chaps", "with comments", "with brackets", "Podlove", "Podlove in a feed", "podcast JSON", "Auphonic JSON", "Podlove player"],
)
def test_formats(text: str, lines: list[int]) -> None:
    """The same two chapters out of every format, each with its line."""
    assert read(text) == (TWO, lines, [])


def test_audacity_labels() -> None:
    """Seconds with point or comma between tabulators; the lines about frequencies are none."""
    text = "0.000000\t0.000000\tAnfang\n\\\t100.0\t200.0\n90,500000\t95,000000\tDer Leim\n"

    assert read(text) == ([(0.0, "Anfang", None), (90.5, "Der Leim", None)], [1, 3], [])


def test_marks_that_players_do_not_list() -> None:
    """A mark with ``toc: false`` in podcast JSON is no chapter."""
    chapters = [{"startTime": 0, "title": "A"}, {"startTime": 5, "title": "Bild", "toc": False}, {"startTime": 9, "title": "B"}]

    assert [title for _, title, _ in read(json.dumps({"version": "1.2.0", "chapters": chapters}))[0]] == ["A", "B"]


def test_the_order_of_the_file_stays() -> None:
    """Nothing is sorted here: the rule tells what is out of order, with its line."""
    assert read("00:20 B\n00:10 A\n") == ([(20.0, "B", None), (10.0, "A", None)], [1, 2], [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", [("D040", 1)]),
        ("\n\n", [("D040", 1)]),
        ("Anfang\n00:10 Ende\n", [("D040", 1)]),
        ("00:00 A\n00:75 B\n00:20\n", [("D040", 2), ("D040", 3)]),
        (f"00:00 {'x' * 129}\n", [("D040", 1)]),
        ("00:00 A <https:// leer>\n", [("D040", 1)]),
        (f"00:00 A <https://x.example/{'a' * 2000}>\n", [("D040", 1)]),
        ("0.0\t1.0\t\n5.0\t5.0\tB\n", [("D040", 1)]),
        ("{", [("D040", 1)]),
        ('{"chapters": []}', [("D040", 1)]),
        ('{"chapters": {"start": 1}}', [("D040", 1)]),
        ('{"chapters":\n [{"startTime": 0, "title": "A"},\n {"startTime": -5, "title": "B"},\n {"startTime": 7}, 3]}', [("D040", 1), ("D040", 1), ("D040", 1)]),
        ('{"chapters":\n [{"startTime": 0, "title": "A"},\n {"startTime": -5, "title": "B"}]}', [("D040", 3)]),
        ("<psc:chapters", [("D040", 1)]),
        ("<a><b/></a>", [("D040", 1)]),
        (PODLOVE.replace("00:01:30.500", "bald"), [("D040", 4)]),
        ("[" * 100_000, [("D040", 1)]),
        ('<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]><a>&e;</a>', [("D040", 1)]),
        ("00:00 A\n" * 1001, [("D040", 1)]),
    ],
    ids=[
        "empty", "blank", "no time", "75 seconds and no title", "long title", "address", "long address", "label without title", "torn JSON", "no chapters", "no list", "wrong entries",
        "wrong entry alone", "torn XML", "other XML", "wrong time in XML", "deep JSON", "entity", "too many",
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, told: Told) -> None:
    """Each wrong chapter is told with its line, a file without chapters once."""
    assert read(text)[2] == told


def test_hostile_files_end_quickly() -> None:
    """Time grows with the length of a file, not with its square."""
    for text in ("0" * 500_000, "00:00 " + "<https://" * 50_000, "(" * 500_000, '{"chapters": [' + '"start":' * 50_000, "00:00 a - " * 50_000):
        with within(2):
            read(text)


@given(
    text=st.one_of(
        st.text(),
        st.text(st.sampled_from('0123:.,\t ()<>{}[]"abc\n-'), max_size=200),
        st.sampled_from([PODLOVE, PODCAST, AUPHONIC]).flatmap(lambda t: st.integers(0, len(t)).map(lambda n: t[:n])),
    )
)
def test_never_raises(text: str) -> None:
    """Any text gives chapters or problems, with lines that exist."""
    chapters, lines, told = read(text)

    assert len(chapters) == len(lines)
    assert [line for line in (*lines, *(line for _, line in told)) if not 1 <= line <= text.count("\n") + text.count("\r") + 1] == []
    assert chapters or told


@given(content=st.binary())
def test_bytes_of_any_kind_never_raise(content: bytes) -> None:
    """Any bytes give chapters or problems."""
    found, problems = read_chapters("a.txt", content)

    assert found.chapters or problems
