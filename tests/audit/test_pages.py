"""What a page says is found by a quick way; a slow walk over its tree finds the same, however broken the page is."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.audit.sites import page

from kammerton.audit.pages import Page, read_page, styled

LOADS = {"img", "script", "iframe", "source", "link", "embed", "object", "image", "use", "video", "track"}
RELATIONS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}


def walked(html: str) -> tuple[list[str], list[str], list[str]]:
    """Links, loads and anchors, element by element of the whole tree."""
    root = etree.fromstring(html.encode(), etree.HTMLParser(encoding="utf-8", huge_tree=True)) if html.strip() else None
    links, loads, anchors = [], [], []
    elements: Any = root.xpath("//*") if root is not None else []
    for element in elements:
        get = element.get
        loads += [*styled(get("style", "")), *(entry.split()[0] for entry in get("srcset", "").split(",") if entry.strip()), *filter(None, [get("poster")])]
        anchors += [get("id")] if get("id") is not None else []
        target = get("href") or get("src") or get("data")
        if target is not None and element.tag != "base":
            links.append(target)
            if element.tag in LOADS and (element.tag != "link" or RELATIONS & set(get("rel", "").split())):
                loads.append(target)
        loads += styled(element.text or "") if element.tag == "style" else []
    return links, loads, anchors


def distinct(*lists: list[str]) -> tuple[str, ...]:
    """Each only once."""
    return tuple(dict.fromkeys(text for texts in lists for text in texts))


NAMES = ["id", "href", "src", "data", "style", "srcset", "poster", "rel", "HREF", "Id", "class"]
VALUES = ["", "a", "#a", "#ä", "/x/", "//h/x", "https://h/y", "url(/q)", "/a 2x, /b 3x", "stylesheet", "icon", "&amp;", '"', "a b"]
TAGS = [
    "a",
    "p",
    "div",
    "html",
    "HTML",
    "body",
    "head",
    "img",
    "link",
    "base",
    "style",
    "script",
    "svg",
    "image",
    "use",
    "table",
    "td",
    "select",
    "option",
    "title",
    "textarea",
    "iframe",
    "video",
    "source",
    "br",
    "template",
    "noscript",
    "frameset",
    "li",
    "h1",
    "object",
    "math",
    "plaintext",
    "button",
]
SPLINTERS = [
    "text",
    "<!-- c -->",
    "<!--",
    "-->",
    "<!DOCTYPE html>",
    "<?pi?>",
    "&#0;",
    "&lt;a id=q&gt;",
    "<",
    ">",
    "</",
    "\0",
    " ",
    "\n",
    "url(/z)",
    '@import "k"',
    "\ufeff",
]
ATTRIBUTES = st.builds(lambda n, v, q: f" {n}={q}{v}{q}", st.sampled_from(NAMES), st.sampled_from(VALUES), st.sampled_from(['"', "'", ""]))
OPENED = st.builds(lambda tag, attributes: f"<{tag}{''.join(attributes)}>", st.sampled_from(TAGS), st.lists(ATTRIBUTES, max_size=4))
CLOSED = st.sampled_from([f"</{tag}>" for tag in TAGS])


@given(st.lists(st.one_of(OPENED, OPENED, CLOSED, st.sampled_from(SPLINTERS)), max_size=20).map("".join))
def test_nothing_a_parser_sees_is_missed(html: str) -> None:
    """Broken pages, styles, a second <html>, elements where none belong: all as in the tree."""
    links, loads, anchors = walked(html)
    found = read_page(html)

    assert found.links == distinct(links)
    assert (*found.links, *found.loads) == distinct(links, loads)
    assert found.anchors == distinct(anchors)


def test_what_a_page_says_in_order() -> None:
    """Links, then what only styles and other widths load; with a host or without; places that are missing."""
    body = '<a href="/b/">b</a><img src="/i.png" srcset="/i-2.png 2x, https://h.example/i.png 3x"><a href="#weg">x</a><a href="#inhalt">y</a>'

    assert read_page(page(body)) == Page(
        ("/b/", "/i.png", "#weg", "#inhalt"), ("/i-2.png", "https://h.example/i.png"), ("https://h.example/i.png",), ("inhalt",), ("#weg",)
    )
    assert read_page(" \n") == Page()
