"""Bodies as plain text for mails."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.reading.markdown import parse_markdown
from kammerton.rendering.plain import to_text, wrapped

LONG = "https://www.sehr-langer-name-mit-vielen-bindestrichen.example/stahlbau-hoevel/ausbildung-zum-anlagenmechaniker/2027"


def text_of(text: str) -> str:
    """The plain text of a Markdown body; every web address leads somewhere, references lead to a page."""
    return to_text(parse_markdown("x.md", text, 1)[0], lambda href: href if href.startswith(("http", "mailto", "tel")) else f"https://probe.example/{href}/")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb", "a\n\nb"),
        ("## Überschrift\n\nText", "Überschrift\n\nText"),
        ("- a\n- b", "- a\n- b"),
        ("1. a\n2. b", "1. a\n2. b"),
        ("4. a\n5. b", "4. a\n5. b"),
        ("- a\n    - b\n        - c\n- d", "- a\n  - b\n    - c\n- d"),
        ("1. a\n    - b\n2. c", "1. a\n   - b\n2. c"),
        ("- a\n\n    zweiter Absatz\n\n- b", "- a\n  zweiter Absatz\n- b"),
        ("> Zitat", "> Zitat"),
        ("> - a\n> - b", "> - a\n> - b"),
        ("**fett** und *schräg*", "fett und schräg"),
        ("Müller & Söhne < GmbH", "Müller & Söhne < GmbH"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n\n1 | 2"),
        ("```\nx  =  1\n  y\n```", "x  =  1\n  y"),
        ("Weg 1  \n00101 Probestadt", "Weg 1\n00101 Probestadt"),
        ("", ""),
    ],
    ids=[
        "paragraphs", "heading", "list", "numbers", "numbers from four", "three levels", "list in numbers", "two paragraphs in an item", "quotation",
        "list in a quotation", "marks", "special characters", "table", "code", "hard line break", "nothing",
    ],
)  # fmt: skip
def test_blocks(text: str, expected: str) -> None:
    """Each kind of block has its form in plain text."""
    assert expected == text_of(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zu [Metall](https://x.example/metall).", "Zu Metall.\nhttps://x.example/metall"),
        ("Zu [Metall](betrieb:metall).", "Zu Metall.\nhttps://probe.example/betrieb:metall/"),
        ("- [a](https://x.example/a)\n- b", "- a\n  https://x.example/a\n- b"),
        ("Siehe https://x.example/a, bitte.", "Siehe https://x.example/a, bitte."),
        ("[https://x.example](https://x.example)", "https://x.example"),
        ("[a@x.example](mailto:a@x.example)", "a@x.example"),
        ("[0000 1](tel:00001)", "0000 1\ntel:00001"),
    ],
    ids=["named", "reference", "in a list", "bare", "its own name", "mail", "telephone"],
)
def test_addresses(text: str, expected: str) -> None:
    """The address of a link stands below its paragraph on a line of its own; a bare address stands once, where it was."""
    assert expected == text_of(text)


def test_an_address_is_never_broken() -> None:
    """A long address stays in one piece, in the middle of a text and below it."""
    lines = text_of(f"Vorher ein paar Wörter {LONG} und nachher noch welche. Und [hier der Name]({LONG}#b) dazu.").split("\n")

    assert [LONG, f"{LONG}#b"] == [line for line in lines if "https" in line]


@given(st.lists(st.text("abcäöü-– ", min_size=1, max_size=30).map(str.strip).filter(bool), max_size=60))
def test_lines_have_72_columns(words: list[str]) -> None:
    """No line is longer than 72 characters unless it is one word, and no word is lost or broken."""
    text = wrapped(" ".join(words), "* ", "  ")

    assert all(len(line) <= 72 or len(line.split()) <= 2 for line in text.split("\n"))
    assert " ".join(words).split() == text.removeprefix("*").split()


def test_items_hang() -> None:
    """The second line of a list item stands under its first word."""
    lines = text_of("- " + "Wort " * 30).split("\n")

    assert lines[0].startswith("- Wort")
    assert all(line.startswith("  Wort") for line in lines[1:])
    assert max(map(len, lines)) <= 72


def test_quotations_keep_their_mark() -> None:
    """Every line of a quotation carries the mark."""
    lines = text_of("> " + "Wort " * 30).split("\n")

    assert all(line.startswith("> Wort") for line in lines)


def test_a_dead_link_leaves_its_words() -> None:
    """A reference to something hidden has no address."""
    assert to_text(parse_markdown("x.md", "Zu [Metall](betrieb:metall).", 1)[0], lambda _: None) == "Zu Metall."
