"""Code inside quotes is code, and nothing else of a text changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.reading.markdown import parse_markdown
from kammerton.reading.quotes import without_fences
from kammerton.rendering.html import to_html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("> So:\n> ```rust\n> let x = **1**;\n> ```\n> Ende", "<blockquote><p>So:</p><pre><code>let x = **1**;</code></pre><p>Ende</p></blockquote>"),
        ("> ~~~\n> a\n>   b\n> ~~~", "<blockquote><pre><code>a\n  b</code></pre></blockquote>"),
        (">```\n>a\n>```", "<blockquote><pre><code>a</code></pre></blockquote>"),
        ("> ```\n> offen\n\nText", "<blockquote><pre><code>offen</code></pre></blockquote><p>Text</p>"),
        ("```\n> ```\n> so geht es\n```", "<pre><code>&gt; ```\n&gt; so geht es</code></pre>"),
        ("> Ein `Wort` und ```auch``` hier", "<blockquote><p>Ein <code>Wort</code> und <code>auch</code> hier</p></blockquote>"),
    ],
)
def test_code_in_quotes(text: str, expected: str) -> None:
    """Fences in a quote make code there, closed or not; inside code and inside a line they are words."""
    html = str(to_html(parse_markdown("", text, 1)[0], lambda href: href))

    assert "".join(html.replace("\n<", "<").replace(">\n", ">").split("\n\n")).replace("\n</code>", "</code>") == expected


@given(st.lists(st.sampled_from(["> ", ">", "```", "~~~", "x", "- a", "", "    y", "> > z", "> ```py"]), max_size=12))
def test_lines_stay_where_they_are(lines: list[str]) -> None:
    """The text keeps its number of lines, so that problems are told at the right one, and stays as it is without quotes."""
    text = "\n".join(lines)

    assert without_fences(text).count("\n") == text.count("\n")
    assert ">" in text or without_fences(text) == text
