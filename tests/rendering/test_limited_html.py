"""Bodies as the little HTML podcast programs show."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from kammerton.reading.markdown import parse_markdown
from kammerton.rendering.html import to_html
from kammerton.rendering.limited_html import already_limited, limited_html

ALLOWED = {"p", "ol", "ul", "li", "a", "b", "i", "strong", "em"}
EVERYTHING = """# Überschrift

Ein *Absatz* mit **Fett**, `Code`, [Link](https://x.example/) und <small>Kleinem</small>.

- eins
    - eins a
- zwei

1. erstens
2. zweitens

> Ein Zitat.

| a | b |
|---|---|
| 1 | 2 |

```
code & <b>
```

Wort
:   Erklärung

---

Ende<br>der Zeile, H<sub>2</sub>O
"""


def limited(text: str, limit: int = 4000, **targets: str) -> str:
    """The limited HTML of a Markdown body; links to ``x.example`` and the named targets lead somewhere."""
    document = parse_markdown("x.md", text, 1)[0]
    return str(limited_html(document, lambda href: href if href.startswith("https://") else targets.get(href.partition(":")[0]), limit))


def test_only_allowed_elements() -> None:
    """Of everything Markdown can do only paragraphs, lists, links and emphasis are left; links have an address only."""
    root = lxml_html.fromstring(f"<div>{limited(EVERYTHING)}</div>")
    found = list(root.iterdescendants())

    assert {e.tag for e in found} <= ALLOWED
    assert [tuple(e.keys()) for e in found if e.keys()] == [("href",)]


def test_no_word_is_lost() -> None:
    """Elements that are not allowed give their text."""
    text = lxml_html.fromstring(f"<div>{limited(EVERYTHING)}</div>").text_content()

    words = "Überschrift Absatz Fett Code Link Kleinem eins zwei erstens zweitens Zitat a b 1 2 code & <b> Wort Erklärung Ende der Zeile, H2O"
    assert [word for word in words.split() if word not in text.split() and word not in text] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb", "<p>a</p>\n<p>b</p>"),
        ("## a", "<p>a</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- a\n\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("[a](https://x.example)", '<p><a href="https://x.example">a</a></p>'),
        ("Zu [a](betrieb:weg).", "<p>Zu a.</p>"),
        ("a & b <", "<p>a &amp; b &lt;</p>"),
        ("a\nb", "<p>a b</p>"),
        ("Das ist **fett** und *schräg*.", "<p>Das ist <strong>fett</strong> und <em>schräg</em>.</p>"),
        ("a **b** *c*", "<p>a <strong>b</strong> <em>c</em></p>"),
        ("<b>fett </b>weiter", "<p><b>fett </b>weiter</p>"),
    ],
    ids=[
        "paragraphs", "heading", "list", "nested list", "loose list", "link", "dead link", "special characters", "line end", "blanks around marks",
        "blank between marks", "blank inside a mark",
    ],
)  # fmt: skip
def test_blocks(text: str, expected: str) -> None:
    """Each kind of block becomes the nearest allowed one."""
    assert expected == limited(text)


def test_the_limit_counts_bytes() -> None:
    """An umlaut counts two: eighteen umlauts in a paragraph are 43 bytes with their line end, twenty-five characters."""
    text = "ä" * 18

    assert f"<p>{text}</p>" == limited(text, 44)
    assert limited(text, 42) == ""


def test_the_cut_is_after_a_whole_block() -> None:
    """What does not fit is left out as a whole block, and nothing after it comes in instead."""
    blocks = ["a" * 10, "ü" * 40, "b" * 10]

    assert f"<p>{blocks[0]}</p>" == limited("\n\n".join(blocks), 60)


@given(st.lists(st.text("aäß& \n-*#>", min_size=1, max_size=60), max_size=12), st.integers(0, 400))
def test_never_longer_than_the_limit(paragraphs: list[str], limit: int) -> None:
    """For any text and limit: not one byte more, and well-formed."""
    markup = limited("\n\n".join(paragraphs), limit)

    assert len(markup.encode()) <= limit
    assert {e.tag for e in lxml_html.fragments_fromstring(markup) if not isinstance(e, str)} <= ALLOWED


def test_attributes_cannot_break_out() -> None:
    """An address with a quotation mark stays inside its attribute."""
    markup = limited("[a](betrieb:x)", betrieb='https://x.example/"><script>alert(1)</script>')

    root = lxml_html.fromstring(f"<div>{markup}</div>")
    assert [e.tag for e in root.iter()] == ["div", "p", "a"]
    assert root.find(".//a").get("href") == 'https://x.example/"><script>alert(1)</script>'


EXAMPLES = [path.read_text(encoding="utf-8").split("\n---\n", 1)[1] for path in sorted((Path(__file__).parents[2] / "episodes").glob("*.md"))]
PIECES = st.sampled_from(
    [
        "Ein **fetter** Satz",
        "[a & b](https://x.example/?a=1&b=2) hier",
        "- eins\n- *zwei*",
        "1. erstens\n2. zweitens",
        "## Kopf",
        "zwei\nZeilen",
        "> Zitat",
        "a\n\n- b\n\n- c",
        "ul> <li>",
    ]
)


@given(pieces=st.lists(PIECES, max_size=6), limit=st.sampled_from([60, 200, 4000]))
def test_simple_html_needs_no_second_walk(pieces: list[str], limit: int) -> None:
    """Whenever the description is taken from the finished HTML, it is what walking the tree would have given."""
    document = parse_markdown("x.md", "\n\n".join(pieces), 1)[0]
    taken = already_limited(str(to_html(document, str)), limit)

    assert taken is None or taken == str(limited_html(document, str, limit))


def test_most_example_episodes_are_simple() -> None:
    """What people write as notes is mostly taken from the finished HTML, and then as walking the tree would have given it."""
    documents = [parse_markdown("x.md", text, 1)[0] for text in EXAMPLES]
    taken = [(already_limited(str(to_html(document, str)), 4000), str(limited_html(document, str, 4000))) for document in documents]

    assert [ours for ours, walked in taken if ours not in (None, walked)] == []
    assert sum(ours is not None for ours, _ in taken) > len(taken) / 2
