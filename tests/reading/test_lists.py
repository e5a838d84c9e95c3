"""Lists as people write them: nested as written, whatever the indentation; everything else untouched."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.reading.bounded import within

from kammerton.domain.document import Element, Node
from kammerton.reading.lists import normalised
from kammerton.reading.markdown import parse_markdown


def shape(text: str) -> str:
    """The tree of a text as short marks: ``ul(li(a ul(li(b))))``."""
    return " ".join(filter(None, (_shape(node) for node in parse_markdown("a.md", text, 1)[0].nodes)))


def _shape(node: Node) -> str:
    if isinstance(node, str):
        return " ".join(node.split())
    inside = " ".join(filter(None, (_shape(child) for child in node.children)))
    start = node.attribute("start") if isinstance(node, Element) else None
    return f"{node.tag}{start or ''}({inside})"


def tight(text: str) -> str:
    """The shape without the mark for paragraphs: entries with and without empty lines between them look the same."""
    return re.sub(r"\bp\(([^()]*)\)", r"\1", text)


NESTED = "ul(li(a ul(li(b))) li(c))"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  - b\n- c", NESTED),
        ("- a\n   - b\n- c", NESTED),
        ("- a\n    - b\n- c", NESTED),
        ("- a\n     - b\n- c", NESTED),
        ("- a\n\t- b\n- c", NESTED),
        ("-   a\n    -   b\n-   c", NESTED),
        ("* a\n  + b\n- c", NESTED),
        ("  - a\n    - b\n  - c", NESTED),
        ("- a\n - b", "ul(li(a) li(b))"),
        ("- a\n  - b\n    - c\n      - d\n- e", "ul(li(a ul(li(b ul(li(c ul(li(d))))))) li(e))"),
        ("- a\n    - b\n        - c\n    - d\n- e", "ul(li(a ul(li(b ul(li(c))) li(d))) li(e))"),
        ("- a\n  - b\n      - c\n   - d\n- e", "ul(li(a ul(li(b ul(li(c))) li(d))) li(e))"),
        ("- a\n    - b\n  - c", "ul(li(a ul(li(b) li(c))))"),
        ("- a\n  - b\n  - c\n    - d\n- e\n   - f", "ul(li(a ul(li(b) li(c ul(li(d))))) li(e ul(li(f))))"),
        ("  - a\n  - b\n- c", "ul(li(a) li(b) li(c))"),
    ],
    ids=["two", "three", "four", "five", "tab", "wide marks", "other marks", "indented list", "one is a slip", "four levels by two", "three levels by four", "mixed", "deep then less",
         "two branches", "first one indented"],
)  # fmt: skip
def test_lists_nest_as_written(text: str, expected: str) -> None:
    """Two, three, four blanks or a tab, and mixtures of them, give the levels one sees."""
    assert expected == shape(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. a\n2. b", "ol(li(a) li(b))"),
        ("1) a\n2) b", "ol(li(a) li(b))"),
        ("1. a\n   - b\n2. c", "ol(li(a ul(li(b))) li(c))"),
        ("1. a\n  1. b\n  2. c\n2. d", "ol(li(a ol(li(b) li(c))) li(d))"),
        ("- a\n  1) b\n  2) c\n- d", "ul(li(a ol(li(b) li(c))) li(d))"),
        ("3. a\n4. b", "ol3(li(a) li(b))"),
        ("1. a\n1. b\n1. c", "ol(li(a) li(b) li(c))"),
        ("9. a\n10. b\n    - c", "ol9(li(a) li(b ul(li(c))))"),
        ("- a\n1. b", "ul(li(a)) ol(li(b))"),
        ("1. a\n- b", "ol(li(a)) ul(li(b))"),
        ("- a\n  - b\n  1. c\n- d", "ul(li(a ul(li(b)) ol(li(c))) li(d))"),
    ],
    ids=[
        "points",
        "brackets",
        "marks inside",
        "numbers inside",
        "brackets inside",
        "begins with three",
        "all one",
        "two digits",
        "numbers after marks",
        "marks after numbers",
        "change inside",
    ],
)
def test_numbered_lists(text: str, expected: str) -> None:
    """Numbers with a point or a bracket make numbered lists; a change between marks and numbers begins a new list."""
    assert expected == tight(shape(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Das lernst du:\n- a\n- b", "p(Das lernst du:) ul(li(a) li(b))"),
        ("So geht es:\n1. a\n2. b", "p(So geht es:) ol(li(a) li(b))"),
        ("## Titel\n- a", "h2(Titel) ul(li(a))"),
        ("Text\n\n- a", "p(Text) ul(li(a))"),
        ("- a\n\nText\n\n- b", "ul(li(a)) p(Text) ul(li(b))"),
        ("Im Jahr\n2027. So war es", "p(Im Jahr 2027. So war es)"),
        ("Text\n-kein Blank", "p(Text -kein Blank)"),
        ("-- a", "p(-- a)"),
        ("a - b\n- c", "p(a - b) ul(li(c))"),
        ("**Fett** und\n**nochmal**", "p(strong(Fett) und strong(nochmal))"),
        ("* * *", "hr()"),
        ("- - -", "hr()"),
        ("---", "hr()"),
    ],
    ids=[
        "marks",
        "numbers",
        "heading",
        "blank line",
        "text between",
        "year",
        "no blank",
        "two dashes",
        "dash in text",
        "bold",
        "rule of stars",
        "rule of dashes",
        "rule",
    ],
)
def test_where_lists_begin(text: str, expected: str) -> None:
    """A list right under a sentence is a list; a number that ends a sentence, a rule or a dash is none."""
    assert expected == shape(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n  mehr\n- b", "ul(li(a mehr) li(b))"),
        ("- a\nmehr\n- b", "ul(li(a mehr) li(b))"),
        ("- a\n\n  Absatz\n\n- b", "ul(li(a Absatz) li(b))"),
        ("- a\n\n  Absatz\n- b", "ul(li(a Absatz) li(b))"),
        ("- a\n  - b\n\n    Absatz\n- c", "ul(li(a ul(li(b Absatz))) li(c))"),
        ("- a\n\n- b", "ul(li(a) li(b))"),
        ("- a\n- \n- b", "ul(li(a) li() li(b))"),
        ("- a\n-\n- b", "ul(li(a) li() li(b))"),
        ("- a\n---\nText", "ul(li(a)) hr() Text"),
    ],
    ids=["indented", "not indented", "paragraph", "paragraph and entry", "paragraph inside", "loose", "empty entry", "mark only", "rule below"],
)
def test_what_belongs_to_an_entry(text: str, expected: str) -> None:
    """Lines and paragraphs under an entry belong to it; the next entry stays an entry, and none becomes a heading."""
    assert expected == tight(shape(text))


@pytest.mark.parametrize(
    "text",
    [
        "```\n- a\n  - b\n 1) c\n```",
        "~~~\n- a\n   - b\n~~~",
        "``` yaml\nliste:\n  - a\n  - b\n```",
        "Text\n\n    - code\n      - code\n\nText",
        "~~~\n```\n- a\n  - b\n~~~",
        "Kein `- Listen\n` Punkt",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "Absatz\nmit zwei Zeilen\n\n> - Zitat",
        "",
        "\n\n",
    ],
    ids=["fence", "tildes", "fence with language", "indented code", "fence inside a fence", "code over two lines", "table", "quote", "nothing", "blank lines"],
)
def test_everything_else_stays_untouched(text: str) -> None:
    """Code, fences, tables, quotes and plain text come out as they went in."""
    assert text == normalised(text)


def test_a_code_span_of_three_backticks_is_no_fence() -> None:
    """Three backticks at the beginning of a line that close in it are code in a sentence; lists after it are lists."""
    assert shape("```x``` steht hier\n- a\n  - b") == "p(code(x) steht hier) ul(li(a ul(li(b))))"


def test_after_a_fence_lists_are_lists() -> None:
    """The end of a fence ends the code."""
    assert shape("```\ncode\n```\n\n- a\n  - b").partition(" ")[2] == "ul(li(a ul(li(b))))"


def test_normalising_twice_changes_nothing() -> None:
    """A text in the form the converter wants is in that form."""
    once = normalised("Mit:\n- a\n   - b\n      1) c\n- d\n\n  Absatz\n\nEnde")

    assert once == normalised(once)


@given(levels=st.lists(st.integers(0, 5), min_size=1, max_size=12), steps=st.lists(st.integers(2, 4), min_size=6, max_size=6))
def test_any_nesting_is_kept(levels: list[int], steps: list[int]) -> None:
    """Whatever indentation each level has, entries have the depth they were written in."""
    depths = [0]
    for level in levels:
        depths.append(min(level, depths[-1] + 1))
    indents = [sum(steps[:n]) for n in range(7)]
    text = "\n".join(f"{' ' * indents[depth]}- e{n}" for n, depth in enumerate(depths))

    found = re.sub(r"[^(). e0-9]", "", shape(text).replace("ul", "").replace("li", ""))
    seen, depth = [], 0
    for sign in re.findall(r"[()]|e\d+", found):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign.startswith("e"):
            seen.append(depth // 2 - 1)
    assert depths == seen


LINES = st.text(st.sampled_from("-*+ 12.)ab`~\t>|#\n"), max_size=80)


@given(text=st.one_of(st.text(), LINES))
@example(text="- a\n1) b")
@example(text="```\n\t- a")
def test_no_word_is_lost(text: str) -> None:
    """Normalising moves lines and never loses a word, and never changes their order; marks of entries aside."""

    def words(of: str) -> list[str]:
        return [word for word in of.replace("<!-- -->", " ").split() if not re.fullmatch(r"[-*+]|\d{1,9}[.)]", word)]

    assert words(text) == words(normalised(text))


@pytest.mark.parametrize(
    "text",
    ["- " * 50_000, "* " * 50_000 + "x", "\n".join(" " * (n % 50) + "- x" for n in range(20_000)), "1. " * 30_000, "```\n" * 30_000],
    ids=["dashes", "stars", "steps", "numbers", "fences"],
)
def test_hostile_lists_end_quickly(text: str) -> None:
    """Time grows with the length of the text only."""
    with within(2):
        normalised(text)
