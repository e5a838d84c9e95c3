"""Transcripts: WebVTT as programs and people write it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.bounded import within

from kammerton.domain.diagnostic import Severity
from kammerton.domain.transcript import Cue
from kammerton.podcast.transcripts import as_srt, as_vtt
from kammerton.reading.transcripts import read_transcript

TIME = "00:01.000 --> 00:02.000"


def read(text: str, file: str = "episodes/a.vtt", voices: tuple[str, ...] = ()) -> tuple[list[tuple[float, str | None, str]], list[tuple[str, int]]]:
    """Start, speaker and text of the cues, and what was told."""
    cues, problems = read_transcript(file, text.encode(), voices)
    return [(cue.start, cue.speaker, cue.text) for cue in cues], [(d.code, d.place.line) for d in problems]


@pytest.mark.parametrize(
    ("text", "cues"),
    [
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
    ids=["one cue", "title and header", "identifiers", "hours", "settings", "blanks", "voice", "voice with classes", "entities", "marks",
         "notes and styles", "empty cues", "no blank line between"],
)  # fmt: skip
def test_cues(text: str, cues: list[tuple[float, str | None, str]]) -> None:
    """Start, speaker and text of every cue arrive; marks, notes, styles and settings do not."""
    assert (cues, []) == read(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", [("D013", 1)]),
        ("WEBVTT", [("D013", 1)]),
        ("WEBVTT\n\n", [("D013", 1)]),
        ("WEBVTTX\n", [("D013", 1)]),
        ("Das ist ein Text.\n", [("D013", 1)]),
        (f"WEBVTT\n\n{TIME}\n\n", [("D013", 1)]),
        ("WEBVTT\n\n00:75.000 --> 00:99.000\nFünfundsiebzig Sekunden.\n", [("D013", 3)]),
        ("WEBVTT\n\n75:00.000 --> 76:00.000\nFünfundsiebzig Minuten.\n", [("D013", 3)]),
        ("WEBVTT\n\n00:01.000 --> \nOhne Ende.\n\n00:02.000 --> bald\nAuch.\n", [("D013", 3), ("D013", 6)]),
    ],
    ids=["empty", "head only", "head and blank", "other word", "text", "no words", "75 seconds", "75 minutes", "no end"],
)
def test_what_is_no_transcript_is_told(text: str, told: list[tuple[str, int]]) -> None:
    """A file without cues, or a time that cannot be one, is told with its line."""
    assert told == read(text)[1]


SRT = "1\n00:00:01,000 --> 00:00:02,000\nMira: Hallo,\n<i>du</i>.\n\n2\n00:00:02,000 --> 00:00:03,500\n{\\an8}Ja.\n"


@pytest.mark.parametrize(
    ("file", "text", "cues", "told"),
    [
        ("a.srt", SRT, [(1.0, "Mira", "Hallo, du."), (2.0, None, "Ja.")], []),
        ("a.srt", SRT.replace(",", "."), [(1.0, "Mira", "Hallo. du."), (2.0, None, "Ja.")], []),
        ("a.vtt", SRT, [(1.0, "Mira", "Hallo, du."), (2.0, None, "Ja.")], [("D041", 1), ("D041", 2)]),
        ("a.vtt", f"{TIME}\nHallo.\n", [(1.0, None, "Hallo.")], [("D041", 1)]),
        ("a.vtt", f"\nWEBVTT\n\n{TIME}\nHallo.\n", [(1.0, None, "Hallo.")], [("D041", 1)]),
        ("a.vtt", "WEBVTT\n\n00:01,000 --> 00:02,000\nKomma.\n", [(1.0, None, "Komma.")], [("D041", 3)]),
        ("a.vtt", "WEBVTT\n\n1:00 --> 2:00\nKurz.\n\n02:01.5 --> 02:02\nAuch.\n", [(60.0, None, "Kurz."), (121.5, None, "Auch.")], [("D041", 3)]),
        ("a.vtt", "WEBVTT\n\n00:01.000-->00:02.000\nEng.\n", [(1.0, None, "Eng.")], [("D041", 3)]),
        ("a.vtt", f"WEBVTT\n\n00:09.000 --> 00:10.000\nB.\n\n{TIME}\nA.\n", [(1.0, None, "A."), (9.0, None, "B.")], [("D041", 6)]),
        ("a.vtt", f"WEBVTT\n\n{TIME}\nErstes.\n7\n00:02.000 --> 00:03.000\nZweites.\n", [(1.0, None, "Erstes."), (2.0, None, "Zweites.")], []),
    ],
    ids=["SRT", "SRT with points", "SRT named VTT", "no head", "head in line 2", "commas", "short times", "no blanks", "out of order", "number without blank line"],
)  # fmt: skip
def test_what_is_mended_is_told(file: str, text: str, cues: list[tuple[float, str | None, str]], told: list[tuple[str, int]]) -> None:
    """The usual defects are mended, and each kind is told once, with the first line it is in."""
    assert (cues, told) == read(text, file, ("Mira", "Ole"))


@pytest.mark.parametrize(
    ("times", "expected", "told"),
    [
        (["00:01.000 --> 00:05.000", "00:03.000 --> 00:06.000"], [(1.0, 3.0), (3.0, 6.0)], [("D041", 6)]),
        (["00:01.000 --> 00:03.000", "00:01.000 --> 00:03.000"], [(1.0, 2.0), (2.0, 3.0)], [("D041", 6)]),
        (["00:05.000 --> 00:04.000", "00:06.000 --> 00:07.000"], [(5.0, 5.001), (6.0, 7.0)], [("D041", 3)]),
        (["00:01.000 --> 00:02.000", "00:02.000 --> 00:03.000"], [(1.0, 2.0), (2.0, 3.0)], []),
    ],
    ids=["overlapping", "at once", "backwards", "in order"],
)
def test_no_cue_overlaps(times: list[str], expected: list[tuple[float, float]], told: list[tuple[str, int]]) -> None:
    """A cue ends when the next begins; cues that begin together share their time; none ends before it begins."""
    cues, problems = read_transcript("a.vtt", "\n".join(["WEBVTT\n", *(f"{time}\nWort.\n" for time in times)]).encode())

    assert [(cue.start, cue.end) for cue in cues] == expected
    assert [(d.code, d.place.line) for d in problems] == told


@pytest.mark.parametrize("text", ["WEBVTT\n\n00:01,000 --> 00:02,000\nA.\n", f"{TIME}\nA.\n"], ids=["comma", "no head"])
def test_what_is_published_as_it_is_must_be_right(text: str) -> None:
    """Captions of videos are copied: what would be mended in a transcript is an error there."""
    told = read_transcript("a.vtt", text.encode(), mend=False)[1]

    assert [(d.code, d.severity) for d in told] == [("D013", Severity.ERROR)]


def test_two_voices_in_one_cue() -> None:
    """Each becomes a cue; they share the time by the length of what they say."""
    cues, problems = read_transcript("a.vtt", b"WEBVTT\n\n00:00.000 --> 00:04.000\n<v Mira>Hallo!\n<v Ole>Ja?\n<v Mira>Oh.\n")

    assert cues == (Cue(0.0, "Mira", "Hallo!", 2.0), Cue(2.0, "Ole", "Ja?", 3.0), Cue(3.0, "Mira", "Oh.", 4.0))
    assert problems == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mira: Ja.", ("Mira", "Ja.")),
        ("MIRA: Ja.", ("Mira", "Ja.")),
        ("Achtung: Ja.", (None, "Achtung: Ja.")),
        ("Mira Ja.", (None, "Mira Ja.")),
        ("Mira:", (None, "Mira:")),
    ],
    ids=["name", "capitals", "other word", "no colon", "nothing said"],
)
def test_names_before_a_colon(text: str, expected: tuple[str | None, str]) -> None:
    """Only a voice of the episode speaks what stands behind its name."""
    assert [(1.0, *expected)] == read(f"WEBVTT\n\n{TIME}\n{text}\n", voices=("Mira",))[0]


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

        assert [text for _, _, text in cues if not text.strip()] == []
        assert [line for _, line in told if not 1 <= line <= whole.count("\n") + whole.count("\r") + 1] == []


@given(content=st.binary())
def test_bytes_of_any_kind_never_raise(content: bytes) -> None:
    """Any bytes give cues or problems with lines that exist."""
    problems = read_transcript("a.vtt", content)[1]

    assert [d.place.line for d in problems if not 1 <= d.place.line <= content.count(b"\n") + content.count(b"\r") + 1] == []


WORD = st.text(st.sampled_from("abcäöüXYZ.,–&<>"), min_size=1, max_size=9)
SAID = st.tuples(st.integers(1, 9000), st.sampled_from([None, "Mira", "Müller & Söhne"]), st.lists(WORD, min_size=1, max_size=40).map(" ".join))


@given(parts=st.lists(SAID, min_size=1, max_size=6))
def test_what_was_written_is_read(parts: list[tuple[int, str | None, str]]) -> None:
    """Round trip: transcripts written as WebVTT and SRT come back with every word, in order, with nothing to mend; SRT cannot say a sign of markup."""
    cues, start = [], 0.0
    for length, speaker, text in parts:
        cues.append(Cue(start, speaker, text, start + length / 10))
        start += length / 10

    for content, file, voices in ((as_vtt(tuple(cues)), "a.vtt", ()), (as_srt(tuple(cues)), "a.srt", ("Mira", "Müller & Söhne"))):
        read_back, problems = read_transcript(file, content, voices)
        if file == "a.vtt" or not re.search("[<>&]", "".join(text for _, _, text in parts)):
            assert [(cue.speaker, word) for cue in read_back for word in re.sub(r"\s", "", cue.text)] == [
                (cue.speaker, word) for cue in cues for word in re.sub(r"\s", "", cue.text)
            ]
            assert [d for d in problems if d.code != "D041"] == []
