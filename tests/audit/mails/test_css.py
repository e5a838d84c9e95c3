"""Styles as the mail linter reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from kammerton.audit.mails.colours import BLACK, WHITE, colour, contrast
from kammerton.audit.mails.css import declarations, means, style_rules

TREE = html.document_fromstring('<html><body><div class="a b" id="c" data-x="y"><p class="d">x<a href="z">y</a></p></div><p>z</p></body></html>')


@given(st.text(alphabet="ab{};:@/*( )#.,!\n", max_size=60))
def test_any_text_is_read_to_its_end(text: str) -> None:
    """Whatever stands in a style block, reading ends and does not fail."""
    list(style_rules(text))
    declarations(text)


def test_rules_carry_their_media_query() -> None:
    """Rules inside a query carry it, those after it do not; comments are nothing; each selector is a rule."""
    found = list(style_rules("a, b { color: red } /* c { } */ @media (max-width: 9px) { d { top: 0 } } e { left: 1px } @import 'x';"))

    assert [(rule.media, rule.selector) for rule in found] == [
        ("", "a"), ("", "b"), ("@media (max-width: 9px)", "d"), ("", "e"), ("", "@import 'x'"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("selector", "tags"),
    [
        ("p", ["p", "p"]), (".a", ["div"]), (".a.b", ["div"]), (".a.x", []), ("#c", ["div"]), ("div p", ["p"]), ("div > a", []), ("p > a", ["a"]),
        ("[data-x]", ["div"]), ("[data-x=y] a", ["a"]), ("[data-x='n']", []), (":root", ["html"]), ("a:hover", []), ("div + p", []), ("*", ["html", "body", "div", "p", "a", "p"]),
        ("body .d a", ["a"]), ("%", []), ("", []),
    ],
)  # fmt: skip
def test_what_a_selector_means(selector: str, tags: list[str]) -> None:
    """Compounds, descendants and children are found; what is not known means nothing."""
    assert [element.tag for element in TREE.iter("*") if means(selector, element)] == tags


@given(st.tuples(*[st.integers(0, 255)] * 3), st.tuples(*[st.integers(0, 255)] * 3))
def test_contrast_is_a_ratio(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    """Between 1 and 21, the same both ways, and largest for black on white."""
    a, b = (*one, 1.0), (*other, 1.0)

    assert 1 <= contrast(a, b) == contrast(b, a) <= contrast(BLACK, WHITE)


@pytest.mark.parametrize(("value", "expected"), [("inherit", None), ("#12", None), ("rgb(1%, 2%, 3%)", None), ("url(white.png)", None), ("", None)])
def test_what_is_no_colour(value: str, expected: None) -> None:
    """A value without a colour the linter knows is none."""
    assert colour(value) == expected


def test_known_contrast() -> None:
    """The threshold grey of WCAG's examples: #767676 on white has just enough."""
    assert contrast(colour("#767676") or BLACK, WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(colour("#777777") or BLACK, WHITE) == pytest.approx(4.48, abs=0.01)
