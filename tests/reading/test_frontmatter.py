"""The head of a file: every value is text as written, every problem has its line."""

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.fakes import WORDS

from kammerton.domain.diagnostic import Diagnostic
from kammerton.reading.frontmatter import Head, decode, read_head

FILE = "content/seiten/probe.md"


def head_of(*lines: str) -> Head:
    """The head of a file whose first field stands in line 2."""
    return read_head(FILE, "\n".join(["---", *lines, "---", "Text."]))


def told(diagnostics: list[Diagnostic]) -> list[tuple[str, int]]:
    """Code and line of each problem."""
    return [(d.code, d.place.line) for d in diagnostics]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("plz: 01067", {"plz": "01067"}),
        ("zeit: 18:30", {"zeit": "18:30"}),
        ("zeit: 01:30:00", {"zeit": "01:30:00"}),
        ("an: no", {"an": "no"}),
        ("an: yes", {"an": "yes"}),
        ("an: On", {"an": "On"}),
        ("an: true", {"an": "true"}),
        ("jahr: 0x7E3", {"jahr": "0x7E3"}),
        ("zahl: 1_000", {"zahl": "1_000"}),
        ("zahl: 1e3", {"zahl": "1e3"}),
        ("zahl: .5", {"zahl": ".5"}),
        ("zahl: .inf", {"zahl": ".inf"}),
        ("version: 1.10", {"version": "1.10"}),
        ("datum: 2026-11-21", {"datum": "2026-11-21"}),
        ("datum: 2026-11-21 18:30", {"datum": "2026-11-21 18:30"}),
        ("leer: null", {"leer": "null"}),
        ("leer: ~", {"leer": "~"}),
        ("land: NO", {"land": "NO"}),
        ("no: nein", {"no": "nein"}),
        ("123: zahl", {"123": "zahl"}),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
        ("text: =", {"text": "="}),
        ('text: "Metall: Treppen"', {"text": "Metall: Treppen"}),
        ("text: 'Er sagt: „Ja“'", {"text": "Er sagt: „Ja“"}),
        ("text: Um 9:30 Uhr", {"text": "Um 9:30 Uhr"}),
        ("text: https://probe.example", {"text": "https://probe.example"}),
        ("text: C#-Kurs", {"text": "C#-Kurs"}),
        ("text: ''", {"text": ""}),
        ("liste: [a, b c, 01]", {"liste": ["a", "b c", "01"]}),
        ("liste: []", {"liste": []}),
        ("karte: {a: 1, b: no}", {"karte": {"a": "1", "b": "no"}}),
        ("text: |\n  erste: Zeile\n  # keine Bemerkung\n", {"text": "erste: Zeile\n# keine Bemerkung\n"}),
        ("text: >\n  eine\n  Zeile\n", {"text": "eine Zeile\n"}),
        ("text: über\n  zwei Zeilen", {"text": "über zwei Zeilen"}),
        ("# nur eine Bemerkung", {}),
    ],
    ids=lambda value: value.replace("\n", "/") if isinstance(value, str) else "",
)
def test_values_stay_as_written(written: str, read: dict[str, object]) -> None:
    """Nothing is guessed: numbers, dates, times and yes or no arrive as the text the editor wrote."""
    head = head_of(written)

    assert (read, []) == (head.values, told(head.diagnostics))


@pytest.mark.parametrize("written", ["titel:", "titel: ", "titel:   # noch offen"], ids=["nothing", "blank", "remark"])
def test_a_field_without_value_is_absent(written: str) -> None:
    """A field left empty, as in a filled-in template, counts as not there; its line is known all the same."""
    head = head_of("kurz: x", written)

    assert (head.values, head.lines[("titel",)], told(head.diagnostics)) == ({"kurz": "x"}, 3, [])


def test_an_empty_field_inside_a_list_of_maps_is_absent() -> None:
    """Empty fields are absent at every depth."""
    head = head_of("angebote:", "  - id: a", "    start:", "  - id: b")

    assert head.values == {"angebote": [{"id": "a"}, {"id": "b"}]}


@pytest.mark.parametrize(
    ("lines", "line", "remedy"),
    [
        (["titel: Metall: Treppen und Tore"], 2, "Steht ein Doppelpunkt im Text?"),
        (["kurz: x", "titel: Ausbildung: jetzt", "stand: x"], 3, "Steht ein Doppelpunkt im Text?"),
        (["a:", "\tb: c"], 3, "Rücken Sie mit Leerzeichen ein, nicht mit Tabulatoren"),
        (["kurz: x", "titel: @home"], 3, "Texte mit Sonderzeichen am Anfang gehören in Anführungszeichen"),
        (["kurz: x", "titel: `Code`"], 3, "Texte mit Sonderzeichen am Anfang gehören in Anführungszeichen"),
        (["titel: x", "kurz", "stand: x"], 4, "fehlt der Doppelpunkt"),
        (['titel: "offen', "kurz: x"], 2, "Ein Anführungszeichen oder eine Klammer wird nicht geschlossen"),
        (["titel: x", "liste: [a, b", "kurz: x"], 3, "Eine Klammer wird nicht geschlossen"),
        (["titel: x", "karte: {a: b", "kurz: x"], 3, "Eine Klammer wird nicht geschlossen"),
        (["titel: x", "  kurz: y"], 3, ""),
        (["titel: *wichtig*"], 2, ""),
        (["nur ein Satz"], 2, "Schreiben Sie in jede Zeile ein Feld"),
        (["- a", "- b"], 2, "Schreiben Sie in jede Zeile ein Feld"),
        (["titel: x", "? [a, b]", ": c"], 3, "Klammer"),
        (["titel: x", "[a]: c"], 3, "Klammer"),
        (["titel: x", "...", "kurz: y"], 4, ""),
        (["titel: x", 'kurz: "a\\qb"'], 3, ""),
    ],
    ids=[
        "colon", "colon in line 3", "tab", "at sign", "backtick", "no colon", "open quote", "open bracket", "open brace", "wrong indent", "star", "sentence",
        "list", "complex key", "bracket as key", "second document", "unknown escape",
    ],
)  # fmt: skip
def test_unreadable_yaml_is_told_with_its_line(lines: list[str], line: int, remedy: str) -> None:
    """What YAML cannot read gives one problem, in the line at fault or where what is not closed was opened, with a remedy in German."""
    head = head_of(*lines)

    assert [("D005", line)] == told(head.diagnostics)
    assert remedy in WORDS.text(head.diagnostics[0].remedy)


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x7f", "\ufffe"], ids=["U+0001", "U+000B", "U+007F", "U+FFFE"])
def test_a_control_character_is_told_with_its_line(sign: str) -> None:
    """A character that may not stand in a head, pasted from elsewhere, is found in its line."""
    head = head_of("titel: x", f"kurz: a{sign}b", "stand: x")

    assert told(head.diagnostics) == [("D005", 3)]


@pytest.mark.parametrize("sign", ["\x85", "\u2028", "\u2029"], ids=["NEL", "LS", "PS"])
def test_other_line_breaks_do_not_shift_lines(sign: str) -> None:
    """Line separators that only Unicode knows are no line breaks: the lines after them keep their numbers."""
    head = head_of(f"titel: a{sign}{sign}{sign}b", "kurz: x", "liste: {a")

    assert told(head.diagnostics) == [("D005", 4)]


@pytest.mark.parametrize(
    ("lines", "values", "line"),
    [
        (["titel: a", "kurz: b", "titel: c"], {"titel": "a", "kurz": "b"}, 4),
        (["a: {b: 1, c: 2, b: 3}"], {"a": {"b": "1", "c": "2"}}, 2),
        (["liste:", "  - id: a", "    art: b", "    id: c"], {"liste": [{"id": "a", "art": "b"}]}, 5),
        (["titel:", "titel: c"], {}, 3),
    ],
    ids=["top", "braces", "inside a list", "first one empty"],
)
def test_double_keys_are_errors(lines: list[str], values: dict[str, object], line: int) -> None:
    """A field given twice is told at its second place; the first value is kept for further checks."""
    head = head_of(*lines)

    assert ([("D006", line)], values) == (told(head.diagnostics), head.values)


def test_the_same_key_in_two_entries_is_no_double() -> None:
    """Each entry of a list has fields of its own."""
    head = head_of("liste:", "  - id: a", "  - id: b", "andere: {id: c}")

    assert told(head.diagnostics) == []


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["a: &x [t]", "b: *x"], 3),
        (["a: &x {k: t}", "b:", "  - *x"], 4),
        (["a: &x t", "b: *x"], 3),
        (["a: &x", "  b: *x"], 3),
    ],
    ids=["list", "map", "text", "itself"],
)
def test_aliases_are_refused(lines: list[str], line: int) -> None:
    """Anchors and aliases, with which a few lines can grow to gigabytes, are refused where they are used."""
    head = head_of(*lines)

    assert ("D007", line) in told(head.diagnostics)


@pytest.mark.parametrize("written", ["&Partner GmbH", "!wichtig Bitte lesen", "!!binary aGFsbG8="], ids=["anchor", "own tag", "known tag"])
def test_no_word_of_a_text_is_lost_to_yaml(written: str) -> None:
    """A text that begins with a sign YAML uses itself is told, never shortened in silence."""
    head = head_of("kurz: x", f"titel: {written}")

    assert [line for _, line in told(head.diagnostics)] == [3]


def test_an_undefined_alias_asks_for_quotes() -> None:
    """A star at the beginning of a text is told as such."""
    head = head_of("titel: x", "kurz: *neu")

    assert told(head.diagnostics) == [("D007", 3)]
    assert "Anführungszeichen" in WORDS.text(head.diagnostics[0].remedy)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 21 + "]" * 21,
        "a: " + "{b: " * 21 + "}" * 21,
        "a:\n  " + "- " * 22 + "x",
        "\n".join(" " * n + "a:" for n in range(100)),
        "a: " + "x" * 200_001,
    ],
    ids=["brackets", "braces", "dashes", "indents", "long"],
)
def test_deep_or_long_heads_are_refused(text: str) -> None:
    """A head deeper or longer than any a person writes is refused before it is parsed."""
    head = head_of(text)

    assert told(head.diagnostics) == [("D008", 2)]


@pytest.mark.parametrize(
    "text",
    [
        "? " * 40_000,
        "-  " * 40_000,
        "- ? " * 40_000,
        "a:\n" + "? - " * 40_000,
        "-\t" * 40_000,
        "[" * 40_000,
        "\n".join(" " * (n % 60 * 4) + "- - - ? " * 5 for n in range(60)),
    ],
    ids=["question marks", "wide dashes", "mixed", "mixed below a key", "dashes and tabs", "brackets", "steps"],
)
def test_hostile_depth_ends_quickly_without_a_crash(text: str) -> None:
    """Nesting by any sign is bounded: the parser of the C library would overrun its stack and take the whole program with it."""
    program = "import sys; from kammerton.reading.frontmatter import read_head; print(read_head('f', sys.stdin.read()).diagnostics[0].code)"

    done = subprocess.run([sys.executable, "-c", program], input=f"---\n{text}x\n---\n", capture_output=True, text=True, check=False, timeout=20)

    assert (done.returncode, done.stdout.strip() in ("D005", "D008")) == (0, True), done.stderr[-500:]


def test_twenty_levels_are_allowed() -> None:
    """The bound is far from what people write: twenty brackets inside each other are read."""
    head = head_of("a: " + "[" * 20 + "x" + "]" * 20)

    assert told(head.diagnostics) == []


def test_lines_of_fields_and_entries() -> None:
    """Every field and every entry of a list knows its line, at any depth."""
    head = head_of(
        "titel: a", "angebote:", "  - id: b", "    termine:", "      - von: c", "        bis: d", "  - {id: e}", "themen: [f,", "  g]", "karte:", "  x: y"
    )

    expected = {
        ("titel",): 2, ("angebote",): 3, ("angebote", 0): 4, ("angebote", 0, "id"): 4, ("angebote", 0, "termine"): 5, ("angebote", 0, "termine", 0): 6,
        ("angebote", 0, "termine", 0, "von"): 6, ("angebote", 0, "termine", 0, "bis"): 7, ("angebote", 1): 8, ("angebote", 1, "id"): 8, ("themen",): 9,
        ("themen", 0): 9, ("themen", 1): 10, ("karte",): 11, ("karte", "x"): 12,
    }  # fmt: skip
    assert expected == head.lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ("D003", 1)),
        ("\n\n", ("D003", 1)),
        ("Nur Text.\n", ("D003", 1)),
        ("\n\nNur Text.\n", ("D003", 3)),
        (" ---\ntitel: x\n---\n", ("D003", 1)),
        ("----\ntitel: x\n----\n", ("D003", 1)),
        ("titel: x\n---\n", ("D003", 1)),
        ("---", ("D004", 1)),
        ("---\n", ("D004", 1)),
        ("\n---\ntitel: x\nText.\n", ("D004", 2)),
        ("---\ntitel: x\n --- \nText.\n", ("D004", 1)),
    ],
    ids=[
        "empty",
        "blank lines",
        "text",
        "text in line 3",
        "indented",
        "four dashes",
        "no first dashes",
        "only dashes",
        "dashes and end",
        "no end",
        "indented end",
    ],
)
def test_missing_or_unfinished_heads_are_told(text: str, expected: tuple[str, int]) -> None:
    """A file without a head, or with one that does not end, gives one problem where the head is or should begin."""
    head = read_head(FILE, text)

    assert ([expected], {}) == (told(head.diagnostics), head.values)


def test_a_head_without_fields_is_readable() -> None:
    """Two lines of dashes are a head; that its fields are missing is told later, one by one."""
    head = read_head(FILE, "---\n---\n")

    assert (head.values, head.diagnostics, head.body, head.body_line) == ({}, [], "", 3)


def test_the_body_begins_after_the_head() -> None:
    """The body is everything after the second dashes, with the number of its first line; dashes in it are text."""
    head = read_head(FILE, "\n---  \ntitel: x\n---\n\nAbsatz.\n\n---\n\nEnde.")

    assert (head.body, head.body_line, head.values) == ("\nAbsatz.\n\n---\n\nEnde.", 5, {"titel": "x"})


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf---\na: \xc3\xa4\n---\nText.\n",
        b"---\r\na: \xc3\xa4\r\n---\r\nText.\r\n",
        b"---\ra: \xc3\xa4\r---\rText.\r",
        b"\xef\xbb\xbf---\r\na: \xc3\xa4\n---\rText.\n",
    ],
    ids=["BOM", "CRLF", "CR", "mixed"],
)
def test_every_editors_file_reads_the_same(content: bytes) -> None:
    """A byte order mark and any line ends change nothing."""
    text, problems = decode(FILE, content)
    head = read_head(FILE, text)

    assert (problems, head.values, head.lines, head.body) == ([], {"a": "ä"}, {("a",): 2}, "Text.\n")


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"\xe4", 1),
        (b"---\ntitel: x\nkurz: B\xe4cker\n---\n", 3),
        (b"---\r\ntitel: x\r\nkurz: B\xe4cker\r\n---\r\n", 3),
        (b"---\rtitel: x\rkurz: B\xe4cker\r---\r", 3),
        (b"\xef\xbb\xbf\n\xe4", 2),
        (b"\xef\xbb\xbf---\ntitel: x\n\xe4", 3),
        (b"\xff\xfe-\x00-\x00-\x00", 1),
        ("---\ntitel: Bäcker\n".encode("utf-16-le"), 2),
        (b"---\ntitel: \xc3", 2),
    ],
    ids=["one byte", "latin-1", "CRLF", "CR", "after BOM", "line 3 after BOM", "UTF-16 BOM", "UTF-16", "cut off"],
)
def test_files_that_are_not_utf_8_are_told_with_the_line(content: bytes, line: int) -> None:
    """The first byte that is not UTF-8 gives the line, whatever the line ends and whether or not a byte order mark stands first."""
    text, problems = decode(FILE, content)

    assert ("", [("D001", line)]) == (text, told(problems))


def test_files_over_two_megabytes_are_refused() -> None:
    """No text of a person is that long; nothing of it is parsed."""
    assert told(decode(FILE, b"x" * 2_000_001)[1]) == [("D008", 1)]


YAML_SIGNS = st.text(st.sampled_from("-:?[]{}&*!|>'\"%@`#,~ \t\nab01ä\x85\u2028\ufffe\x01\x7f"), max_size=80)


@given(text=st.one_of(st.text(), YAML_SIGNS))
@example(text="---\n" + "\u2028" * 5 + "a: [")
@example(text="---\n? \n---")
@example(text="---\na: &x [*x]\n---")
@example(text="---\n: \n---")
def test_reading_a_head_never_raises(text: str) -> None:
    """Any text at all gives a head, and every line it names exists in the text."""
    for whole in (text, f"---\n{text}\n---\n", f"---\na: {text}\n---"):
        head = read_head(FILE, whole)
        lines = [d.place.line for d in head.diagnostics] + list(head.lines.values())

        assert [line for line in lines if not 1 <= line <= whole.count("\n") + 1] == []


@given(content=st.binary())
@example(content=b"\xef\xbb\xbf\n\n\n\xff")
def test_decoding_never_raises(content: bytes) -> None:
    """Any bytes at all give a text or one problem, whose line exists."""
    text, problems = decode(FILE, content)

    assert "\r" not in text
    assert [d.place.line for d in problems if not 1 <= d.place.line <= content.count(b"\n") + content.count(b"\r") + 1] == []


@given(values=st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=30), max_size=5))
def test_quoted_values_survive(values: dict[str, str]) -> None:
    """Any printable text in double quotes arrives unchanged."""
    lines = [f'{key}: "{value.encode("unicode_escape").decode()}"' for key, value in values.items() if '"' not in value]
    head = head_of(*lines)

    assert ({k: v for k, v in values.items() if '"' not in v}, []) == (head.values, told(head.diagnostics))
