"""What is called plain is read as a parser reads it; our own pages are plain."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.app.projects import library
from tests.app.rendered import html_pages
from tests.audit.test_pages import NAMES, SPLINTERS, TAGS, VALUES, distinct, walked
from tests.sample import EVERYTHING

from kammerton.audit.pages import read_page
from kammerton.audit.plain_pages import taken_apart, telling_tags

DOCTYPE = "<!DOCTYPE html>"
# What is put into pages, at places where it hurts.
BITS = [
    *SPLINTERS,
    *(f"<{tag}>" for tag in TAGS),
    *(f"</{tag}>" for tag in TAGS),
    *(f'<{tag} id="neu" href="#neu">' for tag in TAGS),
    *(f' {name}="{value}"' for name in NAMES for value in VALUES if '"' not in value),
    *('"', "'", "=", "/", "\t", "\r", "\f", "\x7f", "\x85", "\u00a0", "\ufffe", "\U0010ffff", "&", "&auml;", "&amp", "&#39;", "&copy=1", "<![CDATA[", "]]>"),
    *(' title="x href="', ' title="<a id=q>"', ' title=">"', ' title="</script>"', " href", " src=x", ' srcSet="/s 2x"', ' xlink:href="/x"', "/>", " >", "<!"),
    *('<meta charset="iso-8859-1">', "<xmp>", "</xmp>", "<noembed>", "<noframes>", '<textarea id="t">', '<script src="/s">', '<title id="t">'),
]
DOTS = st.sampled_from([f'{name}="{value.replace(chr(34), "&#34;")}"' for name in NAMES for value in VALUES] + ["hidden", 'class="a b"', "id", "href"])
PARTS = st.one_of(
    st.builds(lambda tag, dots: f"<{' '.join((tag, *dots))}>", st.sampled_from(TAGS), st.lists(DOTS, max_size=3)),
    st.sampled_from([f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["text", "\n", "ä", "&nbsp;", '"', "'", " > ", "<script>1 > 2</script>", '<script src="/s"></script>', "<title>x</title>"]),
)


def is_plain(html: str) -> bool:
    """Whether a page is read without a parser."""
    tags = telling_tags(html.encode())
    return tags is not None and None not in map(taken_apart, tags)


def assert_read_as_by_a_parser(html: str) -> None:
    """The quick way and the walk over a tree find the same, in the same order."""
    links, loads, anchors = walked(html)
    found = read_page(html)

    assert (found.links, (*found.links, *found.loads), found.anchors) == (distinct(links), distinct(links, loads), distinct(anchors)), html


@given(st.lists(PARTS, max_size=20).map("".join))
def test_elements_anywhere_are_read_as_by_a_parser(body: str) -> None:
    """Whatever elements follow each other, also where none belong."""
    assert_read_as_by_a_parser(DOCTYPE + body)


def mutated(html: str, chance: random.Random) -> str:
    """A page with a few bits put in, left out or said twice, most of them where a tag or a value begins or ends."""
    for _ in range(chance.choice((1, 1, 2, 5))):
        place = max(html.find(chance.choice(("<", ">", '"', " ")), chance.randrange(len(html))), len(DOCTYPE)) + chance.randrange(2)
        other = chance.randrange(len(html))
        added = chance.choice((chance.choice(BITS), chance.choice(BITS), html[other : other + chance.choice((8, 60, 500))]))
        html = html[:place] + added + html[place + chance.choice((0, 0, 1, 8, 80)) :]
    return html


def test_our_pages_are_plain_and_broken_ones_are_read_as_by_a_parser() -> None:
    """Every page of a build, and thousands made of them: also those that are still plain, which are many."""
    pages, chance = [*html_pages(library(EVERYTHING)).values()], random.Random(11)
    broken = [mutated(chance.choice(pages), chance) for _ in range(3000)]

    assert [html for html in pages if not is_plain(html)] == []
    for html in (*pages, *broken):
        assert_read_as_by_a_parser(html)
    assert sum(map(is_plain, broken)) > 500


@pytest.mark.parametrize(
    "body",
    [
        "<p>a < b",
        "<!-- c -->",
        "<?pi?>",
        "<!DOCTYPE html>",
        "<A id='x'>",
        '<A ID="x">',
        "<a id=x>",
        '<a id="x"id="y">',
        '<a id="x" id="y">',
        '<a id="x" ID="y">',
        '<a id="&auml;">',
        '<a id="x',
        '<a id="x"',
        "<script>if (a < b) c()</script>",
        "<script>c()",
        "<script><b id='x'></b></script>",
        '<title><b id="x"></b></title>',
        "<style>p { color: red }</style>",
        "<plaintext>",
        '<body id="x">',
        "a\0b",
        "a\rb",
        "a\ufffeb",
    ],
)
def test_what_could_be_read_in_two_ways_is_not_plain(body: str) -> None:
    """It is left to a parser."""
    assert is_plain(DOCTYPE + '<p id="y" title="<a>">x > y</p>')
    assert not is_plain(DOCTYPE + body)


def test_the_parts_of_a_tag() -> None:
    """Names in small letters, values as they are meant."""
    (tag,) = telling_tags(b'<!DOCTYPE html><br><svg viewBox="0 0 1 1"\n  id="&lt;a&amp;b&#39;" hidden /></svg>') or ()

    assert taken_apart(tag) == ("svg", {"viewbox": "0 0 1 1", "id": "<a&b'", "hidden": ""})
