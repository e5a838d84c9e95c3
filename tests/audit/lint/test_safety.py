"""Feeds are not trusted: whatever comes, the linter answers with diagnostics whose lines exist, and soon."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.audit.lint.feeds import ADDRESS, FIRST_ITEM, FULL, HEAD, NOW, codes
from tests.fakes import WORDS

from kammerton.audit.lint.linter import lint_page
from kammerton.audit.lint.pages import FeedPage
from kammerton.audit.lint.vocabulary import ELEMENTS

NAMES = st.sampled_from([*sorted(ELEMENTS), "podcast:gui", "x"])
VALUES = st.one_of(
    st.sampled_from(["", " ", "0", "-1", "1:2:3", "true", "https://x.example/a.mp3", "http://[", "geo:1,2", "sha384-x", "FREQ=DAILY", "²", "١٢", "9" * 400, "Sun, 31 Feb 2026 25:61:61 +9999"]),
    st.text(max_size=40),
)  # fmt: skip


def escaped(text: str) -> str:
    """A text as XML can hold it."""
    legal = "".join(c for c in text if c in "\t\n\r" or "\x20" <= c <= "\ud7ff" or "\ue000" <= c <= "�" or c > "\uffff")
    return legal.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("\n", "&#10;")


@st.composite
def elements(draw: st.DrawFn, depth: int = 3) -> str:
    """A tree of known elements, with any attributes and texts anywhere."""
    name = draw(NAMES)
    known = ELEMENTS.get(name)
    attributes = {key: draw(VALUES) for key in draw(st.sets(st.sampled_from([*(known.attributes if known else ()), "z"]), max_size=4))}
    inside = "".join(draw(st.lists(elements(depth - 1), max_size=3))) if depth else ""
    pairs = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{pairs}>{escaped(draw(VALUES))}{inside}</{name}>\n"


def check(content: bytes) -> None:
    """Everything told can be said, and its line exists."""
    _, found = lint_page(FeedPage("x.xml", content, ADDRESS), NOW)
    last = content.count(b"\n") + 1
    assert [d for d in found if not 0 <= d.place.line <= last] == []
    assert all(WORDS.text(d.what) for d in found)


@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    """Bytes that are no feed are told, not raised."""
    check(content)


@given(st.integers(0, len(FULL)), st.integers(0, len(FULL)), st.text(max_size=5))
def test_a_feed_with_a_hole(start: int, end: int, patch: str) -> None:
    """Any part of a feed cut out or overwritten."""
    content = FULL[: min(start, end)] + patch + FULL[max(start, end) :]
    check(content.encode("utf-8", "surrogatepass"))


@given(st.lists(elements(), max_size=4))
def test_any_elements(found: list[str]) -> None:
    """Known elements in any place with any values."""
    check(f"{HEAD}{''.join(found)}</channel></rss>".encode())


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE rss [<!ENTITY a "' + "x" * 1000 + '">' + "".join(f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 10}">' for n in range(9)) + "]><rss>&j;</rss>",
        FULL.replace("<rss", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss', 1).replace("Worum es geht.", "&x;"),
        FULL.replace("<rss", '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd"><rss', 1),
    ],
    ids=["a billion laughs", "a file", "a remote document type"],
)  # fmt: skip
def test_entities_are_not_followed(content: str) -> None:
    """Nothing is expanded, no file and no address is read."""
    found = codes(content)

    assert found
    assert set(found) <= {"L001", "L003", "L005", "L014", "L205"}


def test_deep_nesting_is_told() -> None:
    """A thousand elements in one another are refused by the parser, not by the stack."""
    assert codes(f"{HEAD}{'<podcast:podroll>' * 1000}{'</podcast:podroll>' * 1000}</channel></rss>") == ["L001"]


def test_time_grows_with_the_feed() -> None:
    """Four times the items cost about four times the time, also where texts are made to be slow to search."""

    def seconds(items: int) -> float:
        slow = FIRST_ITEM.replace("<h2>Mehr</h2>", "<a " * 300 + "(((00:" * 300 + "&lt;p" * 300)
        feed = f"{HEAD}{slow * items}</channel></rss>".encode()
        fastest = float("inf")
        for _ in range(3):  # the machine may be busy with other things
            start = time.process_time()
            lint_page(FeedPage("x.xml", feed, ADDRESS), NOW)
            fastest = min(fastest, time.process_time() - start)
        return fastest

    assert seconds(160) < 10 * seconds(40)
