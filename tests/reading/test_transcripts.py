"""Transcripts: WebVTT as programs and people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.bounded import within

from kammerton.domain.transcript import Cue
from kammerton.reading.transcripts import read_transcript

TIME = "00:01.000 --> 00:02.000"


def read(text: str) -> tuple[tuple[Cue, ...], list[tuple[str, int]]]:
    """The cues and what was told."""
    cues, problems = read_transcript("episodes/a.vtt", text.encode())
    return cues, [(d.code, d.place.line) for d in problems]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
        ("WEBVTT", []),
        ("WEBVTT\n\n", []),
        (f"WEBVTT\n\n{TIME}\nHallo.\n", [(1.0, None, "Hallo.")]),
        (f"WEBVTT Titel der Folge\nKind: captions\n\n{TIME}\nHallo.", [(1.0, None, "Hallo.")]),
        (f"WEBVTT\n\n1\n{TIME}\nHallo,\ndu.\n\n2\n00:02.000 --> 00:03.000\nJa.\n", [(1.0, None, "Hallo, du."), (2.0, None, "Ja.")]),
        ("WEBVTT\n\n01:00:01.500 --> 100:00:00.000\nLang.\n", [(3601.5, None, "Lang.")]),
        (f"WEBVTT\n\n{TIME} align:start position:10%\nHallo.\n", [(1.0, None, "Hallo.")]),
        (f"WEBVTT\n\n  {TIME}  \n  Hallo.  \n", [(1.0, None, "Hallo.")]),
        (f"WEBVTT\n\n{TIME}\n<v Mira>Hallo.</v>\n", [(1.0, "Mira", "Hallo.")]),
        (f"WEBVTT\n\n{TIME}\n<v.laut.schnell Mira Muster>Hallo.\n", [(1.0, "Mira Muster", "Hallo.")]),
        (f"WEBVTT\n\n{TIME}\n<v Muster &amp; Sohn>A &lt; B &amp; C\n", [(1.0, "Muster & Sohn", "A < B & C")]),
        (f"WEBVTT\n\n{TIME}\n<i>Ganz</i> <c.gelb>bunt</c> <00:01.500>und später\n", [(1.0, None, "Ganz bunt und später")]),
        (f"WEBVTT\n\nNOTE Eine Bemerkung\nüber zwei Zeilen\n\nSTYLE\n::cue {{ color: red }}\n\n{TIME}\nHallo.\n", [(1.0, None, "Hallo.")]),
        (f"WEBVTT\n\n{TIME}\n\n{TIME}\n<v Mira></v>\n\n{TIME}\nHallo.\n", [(1.0, None, "Hallo.")]),
        (f"WEBVTT\n\n{TIME}\nErstes.\n00:02.000 --> 00:03.000\nZweites.\n", [(1.0, None, "Erstes."), (2.0, None, "Zweites.")]),
    ],
    ids=["head only", "head and blank", "one cue", "title and header", "identifiers", "hours", "settings", "blanks", "voice", "voice with classes", "entities", "marks",
         "notes and styles", "empty cues", "no blank line between"],
)  # fmt: skip
def test_cues(text: str, cues: list[tuple[float, str | None, str]]) -> None:
    """Start, speaker and text of every cue arrive; marks, notes, styles and settings do not."""
    assert (tuple(Cue(*cue) for cue in cues), []) == read(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", [("D013", 1)]),
        ("WEBVTTX\n", [("D013", 1)]),
        ("\nWEBVTT\n", [("D013", 1)]),
        ("1\n00:00:01,000 --> 00:00:02,000\nSRT.\n", [("D013", 1)]),
        (f"{TIME}\nHallo.\n", [("D013", 1)]),
        ("WEBVTT\n\n00:01,000 --> 00:02,000\nKomma.\n", [("D013", 3)]),
        ("WEBVTT\n\n1:00 --> 2:00\nKurz.\n\n00:01 --> 00:02\nAuch.\n", [("D013", 3), ("D013", 6)]),
        ("WEBVTT\n\n00:01.000-->00:02.000\nOhne Leerzeichen.\n", [("D013", 3)]),
        ("WEBVTT\n\n00:75.000 --> 00:99.000\nFünfundsiebzig Sekunden.\n", [("D013", 3)]),
        ("WEBVTT\n\n75:00.000 --> 76:00.000\nFünfundsiebzig Minuten.\n", [("D013", 3)]),
    ],
    ids=["empty", "other word", "head in line 2", "SRT", "no head", "commas", "short times", "no blanks", "75 seconds", "75 minutes"],
)
def test_what_is_no_transcript_is_told(text: str, told: list[tuple[str, int]]) -> None:
    """A wrong head or a time that WebVTT does not allow is told with its line."""
    assert told == read(text)[1]


def test_windows_transcripts_read_the_same() -> None:
    """Byte order mark and line ends change nothing."""
    text = f"WEBVTT\n\n{TIME}\n<v Mira>Grüß dich.\n"

    assert read(text) == read("\ufeff" + text.replace("\n", "\r\n")) == read(text.replace("\n", "\r"))


def test_transcripts_that_are_not_utf_8() -> None:
    """An umlaut in another encoding is told with its line."""
    cues, problems = read_transcript("a.vtt", f"WEBVTT\n\n{TIME}\nGrün".encode("latin-1"))

    assert (cues, [(d.code, d.place.line) for d in problems]) == ((), [("D001", 4)])


@pytest.mark.parametrize(
    "text",
    [
        f"{TIME}\n<v{'.a' * 200}\n",
        f"{TIME}\n{'<' * 100_000}\n",
        f"{TIME}\n{'<v a' * 30_000}\n",
        f"{TIME}\n<v{' ' * 100_000}x\n",
        f"{TIME}\n" * 20_000,
        f"{TIME}\nx\n\n" * 20_000,
    ],
    ids=["classes without end", "brackets", "voices without end", "blanks", "times only", "many cues"],
)
def test_hostile_transcripts_end_quickly(text: str) -> None:
    """Time grows with the length of a transcript, not with its square or worse."""
    with within(2):
        read(f"WEBVTT\n\n{text}")


@given(text=st.one_of(st.text(), st.text(st.sampled_from("<>v. a/&;\n-0:1"), max_size=120)))
def test_reading_a_transcript_never_raises(text: str) -> None:
    """Any text gives cues or problems with lines that exist; cues are never empty."""
    for whole in (text, f"WEBVTT\n\n{text}", f"WEBVTT\n\n{TIME}\n{text}\n"):
        cues, told = read(whole)

        assert [cue for cue in cues if not cue.text.strip()] == []
        assert [line for _, line in told if not 1 <= line <= whole.count("\n") + whole.count("\r") + 1] == []


@given(content=st.binary())
def test_bytes_of_any_kind_never_raise(content: bytes) -> None:
    """Any bytes give cues or problems with lines that exist."""
    problems = read_transcript("a.vtt", content)[1]

    assert [d.place.line for d in problems if not 1 <= d.place.line <= content.count(b"\n") + content.count(b"\r") + 1] == []


WORD = st.text(st.sampled_from("abcäöüXYZ.,–"), min_size=1, max_size=6)


@given(cues=st.lists(st.tuples(st.integers(0, 359_999), WORD, st.lists(WORD, min_size=1, max_size=4).map(" ".join)), max_size=6))
def test_what_was_written_is_read(cues: list[tuple[int, str, str]]) -> None:
    """Round trip: cues written as WebVTT come back, in their order."""
    lines = [f"{s // 3600:02}:{s // 60 % 60:02}:{s % 60:02}.250 --> 99:59:59.000\n<v {name}>{text}\n" for s, name, text in cues]

    assert (tuple(Cue(s + 0.25, name, text) for s, name, text in cues), []) == read("\n".join(["WEBVTT\n", *lines]))
