"""Bodies as HTML: links, headings, escaping."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html
from markupsafe import Markup

from kammerton.domain.document import Document, Element
from kammerton.reading.markdown import parse_markdown
from kammerton.rendering.html import to_html


def body(text: str) -> Document:
    """A body from Markdown."""
    return parse_markdown("x.md", text, 1)[0]


def everywhere(href: str) -> str | None:
    """A resolver to which every link leads somewhere."""
    return href


def nowhere(_href: str) -> str | None:
    """A resolver to which no link leads anywhere."""
    return None


def levels(markup: str) -> list[int]:
    """The levels of the headings, in order."""
    return [int(e.tag[1]) for e in lxml_html.fromstring(f"<div>{markup}</div>").iter("h1", "h2", "h3", "h4", "h5", "h6")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hallo *du*.", "<p>Hallo <em>du</em>.</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("a  \nb", "<p>a<br>\nb</p>"),
        ("> Zitat", "<blockquote>\n<p>Zitat</p>\n</blockquote>"),
        ("3. drei\n4. vier", '<ol start="3">\n<li>drei</li>\n<li>vier</li>\n</ol>'),
        ("", ""),
    ],
    ids=["paragraph", "list", "line break without an end tag", "quotation", "list that starts at three", "nothing"],
)
def test_elements_are_written(text: str, expected: str) -> None:
    """Elements come out as HTML with their attributes, void ones without an end tag."""
    assert expected == str(to_html(body(text), everywhere))


def test_headings_of_columns_say_so() -> None:
    """A heading in a table carries scope, which mails and screen readers need; what was written beside it stays."""
    assert '<th scope="col">Ort</th>' in to_html(body("| Ort | Tag |\n|---|---|\n| Probestadt | heute |"), everywhere)


def test_a_link_leads_where_the_resolver_says() -> None:
    """The address of a link is the resolved one, its title stays."""
    markup = to_html(body('[Metall](betrieb:muster-metall "Steckbrief")'), {"betrieb:muster-metall": "/betriebe/muster-metall/"}.get)

    assert markup == '<p><a href="/betriebe/muster-metall/" title="Steckbrief">Metall</a></p>'


def test_a_link_that_leads_nowhere_leaves_its_text() -> None:
    """A reference to something hidden is not a link, and its words stay with their marks."""
    assert to_html(body("Zu [**Metall** GmbH](betrieb:muster-metall)."), nowhere) == "<p>Zu <strong>Metall</strong> GmbH.</p>"


def test_a_link_without_words_is_dropped() -> None:
    """A link nobody could name is not written."""
    assert to_html(Document((Element("p", (), (Element("a", (("href", "https://x.example"),), (" ",)),)),)), everywhere) == "<p> </p>"


@pytest.mark.parametrize(
    ("text", "top", "expected"),
    [
        ("# a\n\n## b", 2, [2, 3]),
        ("## a\n\n## b", 2, [2, 2]),
        ("### a\n\n#### b", 2, [2, 3]),
        ("## a\n\n#### b", 2, [2, 3]),
        ("## a\n\n### b", 3, [3, 4]),
        ("# a\n\n## b\n\n### c\n\n#### d\n\n##### e\n\n###### f", 2, [2, 3, 4, 5, 6, 6]),
        ("## a\n\n#### b\n\n## c\n\n### d", 2, [2, 3, 2, 3]),
        ("#### a\n\n## b", 2, [2, 2]),
    ],
    ids=["from the top", "as written", "all too deep", "a gap", "deeper page", "never beyond six", "a gap that another part fills", "deepest first"],
)
def test_headings_fit_into_the_page(text: str, top: int, expected: list[int]) -> None:
    """Headings begin below the page's own and never skip a level, whatever editors chose."""
    assert expected == levels(to_html(body(text), everywhere, top))


@given(st.lists(st.integers(1, 6), min_size=1, max_size=8))
def test_no_heading_skips_a_level(written: list[int]) -> None:
    """For any sequence of headings: the first is the highest allowed, and each is at most one level below the one before."""
    document = Document(tuple(Element(f"h{level}", (), ("x",)) for level in written))

    found = levels(to_html(document, everywhere))

    assert found[0] == 2
    assert all(after - before <= 1 for before, after in pairwise(found))


HOSTILE_TEXTS = ["<script>alert(1)</script>", "Müller & Söhne", '"><img src=x onerror=alert(1)>', "</p></body>", "&lt;b&gt;"]


@pytest.mark.parametrize("text", HOSTILE_TEXTS)
def test_text_stays_text(text: str) -> None:
    """Text read back by an HTML parser is the text that was given, without any new element."""
    root = lxml_html.fromstring(f"<div>{to_html(Document((Element('p', (), (text,)),)), everywhere)}</div>")

    assert text == root.text_content()
    assert [e.tag for e in root.iter()] == ["div", "p"]


@pytest.mark.parametrize("value", ['"><script>alert(1)</script>', "' onmouseover='x", 'x" onclick="alert(1)', "a&b=c"])
@pytest.mark.parametrize("place", ["href", "title", "start"])
def test_attributes_cannot_break_out(value: str, place: str) -> None:
    """A hostile attribute value stays one attribute with that value."""
    tag = "ol" if place == "start" else "a"
    attributes = (("href", "https://x.example"), ("title", value)) if place == "title" else ((place, value),)
    root = lxml_html.fromstring(f"<div>{to_html(Document((Element(tag, attributes, ('x',)),)), everywhere)}</div>")

    assert value == root[0].get(place)
    assert {name for name, _ in attributes} == set(root[0].keys())


def test_raw_html_of_authors_does_not_come_through() -> None:
    """Scripts, styles, frames and handlers in Markdown never reach the page."""
    text = 'a <script>alert(1)</script><iframe src="https://x.example"></iframe><b onclick="x" style="color:red">b</b> <a href="javascript:alert(1)">c</a>'

    markup = str(to_html(body(text), everywhere))

    assert not {"<script", "<iframe", "onclick", "style=", "javascript:"} & {
        word for word in ("<script", "<iframe", "onclick", "style=", "javascript:") if word in markup
    }
    assert "<b>b</b>" in markup


def test_a_table_can_be_scrolled() -> None:
    """A table stands in a frame that keyboards can reach, for narrow screens."""
    frame = lxml_html.fromstring(to_html(body("| a | b |\n|---|---|\n| 1 | 2 |"), everywhere))

    assert (frame.tag, frame.get("class"), frame.get("tabindex")) == ("div", "table", "0")
    assert [cell.text for cell in frame.iterfind("table//td")] == ["1", "2"]


def test_the_result_is_marked_as_markup() -> None:
    """Templates print it as it is."""
    assert isinstance(to_html(body("a"), everywhere), Markup)
