"""Bodies and files as machines and other programs write them: refused in German or read like any other, without growing effort."""

import sys
import unicodedata
from collections.abc import Callable
from dataclasses import replace

import pytest
from tests.fakes import NOW, WORDS, FakeSources
from tests.sample import EVERYTHING, SETTINGS

from kammerton.app.load import load
from kammerton.domain.inventory import ITEM_FIELDS, Inventory
from kammerton.reading.markdown import parse_markdown
from kammerton.rendering.html import to_html

HARD: dict[str, Callable[[int], str]] = {
    "opening brackets": lambda n: "[" * n,
    "opening brackets with words": lambda n: "[a " * n,
    "brackets over lines": lambda n: "[a\n" * n,
    "pictures": lambda n: "![a](" * n,
    "addresses with a backslash": lambda n: r"[a](x(" * n + r"\)",
    "addresses closed by a backslash": lambda n: r"[a](https://x.example/b(c\)) " * n,
    "nested lists": lambda n: "\n".join("  " * depth + "- a" for depth in range(n // 50)),
    "nested lists of numbers": lambda n: "\n".join("   " * depth + "1. a" for depth in range(n // 50)),
    "lists in one line": lambda n: "- " * n + "a",
    "nested quotes": lambda n: ">" * n + " a",
    "nested quotes in lists": lambda n: "- > " * n + "a",
    "code in quotes": lambda n: "> ```\n> a\n" * n,
    "quotes never closed": lambda n: "> ```\n" + "> a\n" * n,
}


def effort(text: str) -> int:
    """How many calls reading a text takes; unlike seconds the same on every machine."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    parse_markdown("a.md", "warm", 1)
    before = sys.getprofile()
    sys.setprofile(count)
    try:
        parse_markdown("a.md", text, 1)
    finally:
        sys.setprofile(before)
    return calls


@pytest.mark.parametrize("name", HARD)
def test_hard_bodies_end_in_an_error_or_in_words(name: str) -> None:
    """20,000 signs and 400 nested lists give a German problem with a remedy, or a text that can be shown; never an exception."""
    document, problems = parse_markdown("a.md", HARD[name](20_000), 1)

    assert bool(problems) != bool(document.nodes)
    for problem in problems:
        assert (problem.code, WORDS.text(problem.what)[-1:]) == ("D008", ".")
        assert problem.remedy
        assert WORDS.text(problem.remedy).split()[0] in ("Löschen", "Verschachteln")
    assert to_html(document, lambda _: None) is not None


@pytest.mark.parametrize("name", HARD)
def test_the_effort_grows_with_the_length(name: str) -> None:
    """Twice the signs take at most about twice the steps, be they refused or read."""
    small, large = (effort(HARD[name](n)) for n in (10_000, 20_000))

    assert large <= 2.5 * small + 1_000


@pytest.mark.parametrize(
    ("text", "address"),
    [
        (r"[Ison](https://x.example/S1_(ISON\))", "https://x.example/S1_(ISON)"),
        (r"[Ison]( https://x.example/S1_(ISON\) )", "https://x.example/S1_(ISON)"),
        ("[Ison](https://x.example/S1_(ISON))", "https://x.example/S1_(ISON)"),
        (r"[Ison](https://x.example/a\)b)", "https://x.example/a)b"),
    ],
)
def test_brackets_in_addresses(text: str, address: str) -> None:
    """A bracket inside an address belongs to it, closed as it is or with a backslash, as exports of other programs write it."""
    assert to_html(parse_markdown("a.md", text, 1)[0], lambda href: href) == f'<p><a href="{address}">Ison</a></p>'


def test_an_entry_after_a_spaced_deeper_list_is_no_part_of_it() -> None:
    """A deeper list after an empty line ends where the next entry of the outer list begins."""
    html = to_html(parse_markdown("a.md", "- a\n\n  * b\n- c\n", 1)[0], lambda href: href)

    assert "".join(str(html).split()) == "<ul><li><p>a</p><ul><li>b</li></ul></li><li><p>c</p></li></ul>"


WRITTEN: dict[str, Callable[[str], bytes]] = {
    "Windows": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "old Macintosh": lambda text: text.replace("\n", "\r").encode(),
    "all at once": lambda text: b"\xef\xbb\xbf" + unicodedata.normalize("NFD", text).replace("\n", "\r\n").encode(),
}


def contents(inventory: Inventory) -> Inventory:
    """What was read, without where it stood, how large its files are, and which bytes they have."""
    return replace(inventory, sources={}, tokens={}, attachments=replace(inventory.attachments, audio={}, downloads={}))


@pytest.mark.parametrize("way", WRITTEN)
def test_every_kind_of_file_reads_the_same_however_it_was_saved(way: str) -> None:
    """Items of every kind, translations, tables and transcripts with other line ends, a byte order mark or umlauts in two parts give the same things."""
    plain, report = load(FakeSources(EVERYTHING, SETTINGS), NOW)
    files = {path: WRITTEN[way](text) if path.endswith((".md", ".csv", ".vtt")) else text for path, text in EVERYTHING.items()}
    other, other_report = load(FakeSources(files, SETTINGS), NOW)

    assert [d.place for d in other_report.diagnostics] == [d.place for d in report.diagnostics] == []
    assert contents(other.inventory) == contents(plain.inventory)
    assert [name for name in ITEM_FIELDS.values() if not getattr(other.inventory, name)] == []
