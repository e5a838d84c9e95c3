"""Structured data inside a script element."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from kammerton.rendering.jsonld import to_json_ld

HOSTILE = ["</script><script>alert(1)</script>", "<!--", "<!-- <script>", "]]>", "a & b", "\u2028\u2029", '"},{"x":"', "\\", "</SCRIPT >", "&lt;"]


def read_back(data: dict[str, object]) -> dict[str, object]:
    """The data as a browser reads it out of a page."""
    root = lxml_html.document_fromstring(f'<html><head><script type="application/ld+json">{to_json_ld(data)}</script></head><body><p>x</p></body></html>')
    assert [e.tag for e in root.iter()] == ["html", "head", "script", "body", "p"]
    return dict(json.loads(root.findtext(".//script")))


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_text_cannot_break_out(text: str) -> None:
    """A hostile name stays a name: nothing in it ends the element or starts another."""
    assert read_back({"name": text, text: "key"}) == {"@context": "https://schema.org", "name": text, text: "key"}
    assert not set("<>&\u2028\u2029") & set(to_json_ld({"name": text}))


@given(st.text())
def test_any_text_is_read_back(text: str) -> None:
    """Every text comes back as it was."""
    assert json.loads(to_json_ld({"name": f"x{text}"}))["name"] == f"x{text}"


def test_empty_values_are_left_out() -> None:
    """Nothing is claimed about what is not known; zero and false are known."""
    data = {"a": None, "b": "", "c": {}, "d": {"e": None}, "f": [], "g": 0, "h": False, "i": {"j": "k", "l": ""}}

    assert json.loads(to_json_ld(data)) == {"@context": "https://schema.org", "g": 0, "h": False, "i": {"j": "k"}}


def test_umlauts_stay_readable() -> None:
    """German letters are not written as numbers."""
    assert '"name":"Müller"' in to_json_ld({"name": "Müller"})
