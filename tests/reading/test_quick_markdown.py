"""The quick converter gives the HTML of the plain library, for any text; where that cannot be known, it is not used."""

import random
import re
from collections.abc import Iterator
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.defects import DEFECTS
from tests.sample import EVERYTHING

from kammerton.reading import markdown as reading
from kammerton.reading.frontmatter import decode, read_head
from kammerton.reading.lists import normalised
from kammerton.reading.markdown import EXTENSIONS, PLAIN, QUICK, parse_markdown, use_form
from kammerton.reading.quick_markdown import _BEFORE, _BLOCKS, _INLINE, TESTED, QuickMarkdown

ROOT = Path(__file__).parents[2]
QUICKLY = QuickMarkdown(EXTENSIONS, "html")
PLAINLY = markdown.Markdown(extensions=EXTENSIONS, output_format="html")
# Every sign that means something, by itself and in its place, and words around them: emphasis with both its signs above all.
TOKENS = [
    "*", "**", "***", "_", "__", "___", "*a*", "_a_", "__a b__", "a_b", "`", "``", "`a`", "```\n", "~~~\n", "```py\n", "\n", "\n\n", "  \n", "    ", " ", "- ", "* ", "+ ", "1. ", "2) ", "> ", ">",
    "# ", "## ", " #", "===", "\n===\n", "---", "\n---\n", "***\n", "_ _ _", "[a](b)", '[a](<b c> "t")', '[b]: http://x.example "t"', "\n[b]: <x>\n", "[b]", "[a][b]", "![x](y.jpg)", "![", "![b]", "[", "]", "(", ")",
    "]: http://x.example", "!", "<b>", "</b>", "<div>", "</div>\n", "<hr>", "<", "</", "&amp;", "&", "&#65;", "&nope;", "|", "|-|-|\n", "a|b\n", "|a|\n|-|\n|b|\n", "http://a.example/x", "<http://a.example>", "<a@b.example>",
    "<!-- x -->", "<!--", "-->", "<?x?>", "<![CDATA[x]]>", ": ", "\n:   x", "\\", "\\[", "\\*", "\\_", "\\`", "\\\\", ".", " 1", "a", "b c", "ä", "ß.", "\x02", "\x03", "klzzwxh:0001", "\x02klzzwxh:0000\x03", "\t", "\u2028",
]  # fmt: skip


def same(text: str) -> bool:
    """Whether both give the same HTML."""
    return QUICKLY.reset().convert(text) == PLAINLY.reset().convert(text)


def bodies() -> Iterator[str]:
    """The texts of the example region, of the sample, and of documents with defects."""
    texts = [path.read_bytes() for folder in ("content", "episodes", "newsletter", "docs") for path in sorted((ROOT / folder).rglob("*.md"))]
    for content in (*texts, *(text.encode() for text in EVERYTHING.values()), *(defect.content() for defect in DEFECTS)):
        text, _ = decode("a.md", content)
        yield text
        yield normalised(read_head("a.md", text).body)


def test_texts_people_write() -> None:
    """All texts of the example region, this project's documents and three hundred broken ones."""
    found = [text for text in bodies() if not list(reading._too_hard("a.md", text, 1))]

    assert len(found) > 1000
    assert [text for text in found if not same(text)] == []


@pytest.mark.parametrize("seed", range(4))
def test_texts_nobody_writes(seed: int) -> None:
    """Thousands of rows of signs in any order."""
    chance = random.Random(seed)
    texts = ("".join(chance.choice(TOKENS) for _ in range(chance.randint(1, 50))) for _ in range(1000))

    assert [text for text in texts if not same(text)] == []


@settings(max_examples=300)
@given(st.lists(st.sampled_from(TOKENS), max_size=60).map("".join) | st.text(max_size=80))
def test_any_text(text: str) -> None:
    """Other rows each time, and any text."""
    assert same(text)


@pytest.mark.parametrize("seed", range(2))
def test_no_text_that_is_too_hard_seems_easy(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The glance at a whole text lets nothing pass that a look at each line would tell."""
    chance = random.Random(seed)
    runs = ("[", "]", "(", "*", "_", "`", "<", "!", "> ", "- ", "1. ", " ", "&", "|", "x", "a_")
    texts = []
    for _ in range(500):
        rows = "".join(chance.choice(TOKENS) for _ in range(chance.randint(1, 30)))
        texts.append(
            f"{rows}{chance.choice(('', chr(10)))}{chance.choice(runs) * chance.choice((11, 12, 13, 47, 48, 49, 99, 100, 101, 999, 1001, 4001, 10_001))}x"
        )
    quick = [list(reading._too_hard("a.md", text, 1)) for text in texts]
    monkeypatch.setattr(reading, "_is_easy", lambda _: False)

    assert quick == [list(reading._too_hard("a.md", text, 1)) for text in texts]
    assert 50 < sum(map(bool, quick)) < 450


@pytest.mark.parametrize("name", [*_INLINE, *_BLOCKS, *_BEFORE])
def test_every_shortcut_belongs_to_something(name: str) -> None:
    """A step that the library no longer has, or calls differently, is noticed."""
    assert name in {**PLAINLY.inlinePatterns._data, **PLAINLY.parser.blockprocessors._data, **PLAINLY.preprocessors._data}


def test_no_pattern_is_unknown() -> None:
    """Each pattern of the library has its sign; a new one would have none."""
    assert set(PLAINLY.inlinePatterns._data) == set(_INLINE)


def test_the_version_that_was_tested_is_the_one_that_is_locked() -> None:
    """With another version in the lock this file has to be looked at again."""
    locked = re.search(r"^markdown==(\S+)", (ROOT / "requirements.lock").read_text(), re.MULTILINE)

    assert locked is not None
    assert locked[1] == TESTED == markdown.__version__


def test_another_version_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """With a version nobody compared, and where the plain one is asked for, the library itself converts, and the same comes out."""
    quick = parse_markdown("a.md", "Ein *Wort*, ein _zweites_.", 1)
    assert type(reading._converter()) is QuickMarkdown
    for form, version in ((PLAIN, TESTED), (QUICK, "3.11.4")):
        monkeypatch.setattr(markdown, "__version__", version)
        use_form(form)
        parse_markdown.cache_clear()
        assert type(reading._converter()) is markdown.Markdown
        assert parse_markdown("a.md", "Ein *Wort*, ein _zweites_.", 1) == quick
    monkeypatch.undo()
    use_form(QUICK)
    assert type(reading._converter()) is QuickMarkdown
