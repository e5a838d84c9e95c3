"""Bodies: what is shown is harmless, links are links, every reference has its line, and nothing takes long."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.fakes import WORDS
from tests.reading.bounded import within

from kammerton.domain.document import LINK_SCHEMES, Document, Node, text_of, walk
from kammerton.domain.kinds import LINKABLE
from kammerton.reading.markdown import parse_markdown

ALLOWED_TAGS = {
    "p", "br", "hr", "img", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "b", "i", "a", "abbr", "del", "ins", "sub", "sup",
    "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "kbd", "mark", "q", "small",
}  # fmt: skip
ALLOWED_ATTRIBUTES = {"href", "src", "alt", "title", "start", "scope", "colspan", "rowspan", "class"}


def parse(text: str) -> Document:
    """The tree of a text that is not refused."""
    document, problems = parse_markdown("a.md", text, 1)
    assert problems == []
    return document


def html(text: str) -> str:
    """The tree of a text as HTML without line breaks between blocks."""
    return "".join(_html(node) for node in parse(text).nodes)


def _html(node: Node) -> str:
    if isinstance(node, str):
        return node.strip("\n").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    attributes = "".join(f' {name}="{value}"' for name, value in node.attributes)
    return f"<{node.tag}{attributes}>" + ("" if node.tag in ("br", "hr", "img") else "".join(_html(child) for child in node.children) + f"</{node.tag}>")


def told(text: str, first_line: int = 1) -> list[tuple[str, int]]:
    """Code and line of every problem."""
    return [(d.code, d.place.line) for d in parse_markdown("a.md", text, first_line)[1]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<script>alert(1)</script>", ""),
        ("vor <script>alert(1)</script> nach", "<p>vor  nach</p>"),
        ("<style>p { display: none }</style>\n\nText", "<p>Text</p>"),
        ('<iframe src="https://böse.example"></iframe>', ""),
        ('<object data="x"></object><embed src="x">', "<p></p>"),
        ("<form action=x><input name=y><button>Los</button></form>", "Los"),
        ('<b onclick="x()">a</b>', "<p><b>a</b></p>"),
        ('<p style="position: fixed" class="x" id="y">a</p>', "<p>a</p>"),
        ("<h2 onmouseover=x>a</h2>", "<h2>a</h2>"),
        ("[a](javascript:alert(1))", "<p><a>a</a></p>"),
        ("[a](JaVaScRiPt:alert(1))", "<p><a>a</a></p>"),
        ("[a](java&#115;cript:alert(1))", "<p><a>a</a></p>"),
        ("<a href=' java\nscript:alert(1)'>a</a>", "<p><a>a</a></p>"),
        ("<a href=' java\tscript:alert(1)'>a</a>", None),
        ("<a href='\x01javascript:alert(1)'>a</a>", "<p><a>a</a></p>"),
        ("[a](vbscript:x)", "<p><a>a</a></p>"),
        ("[a](data:text/html,<b>x</b>)", "<p><a>a</a></p>"),
        ("[a](file:///etc/passwd)", "<p><a>a</a></p>"),
        ("[a](kurs:x)", "<p><a>a</a></p>"),
        ("![Ein Bild](https://böse.example/zaehler.png)", '<p><img alt="Ein Bild" src="https://böse.example/zaehler.png"></p>'),
        ("<img src=x onerror=alert(1) alt='Ein Bild'>", '<p><img src="x" alt="Ein Bild"></p>'),
        ("<svg onload=alert(1)><script>x</script></svg>", "<p></p>"),
        ("<math><mi xlink:href='javascript:x'>y</mi></math>", ""),
        ("<base href='https://böse.example'><meta http-equiv=refresh content=0>", "<p></p>"),
        ("<video src=x autoplay></video><audio src=x></audio>", "<p></p>"),
        ("<template><b>x</b></template>", None),
        ("<noscript><p title='</noscript><b onclick=x>'>y</p></noscript>", None),
        ("<!-- verborgen -->Text", "<p>Text</p>"),
        ("<details><summary>a</summary>b</details>", "ab"),
        ("<table><tr><td colspan=2 onclick=x>a</td></tr></table>", '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'),
        ("[a](https://x.example){: onclick=x }", '<p><a href="https://x.example">a</a>{: onclick=x }</p>'),
        ("H~2~O <sub>2</sub> x<sup>2</sup>", "<p>H~2~O <sub>2</sub> x<sup>2</sup></p>"),
        ("<b>fett", "<p><b>fett</b></p>"),
        ("</b>Text</p></div>", "<p>Text</p><p></p>"),
    ],
    ids=lambda value: value[:36] if isinstance(value, str) else "",
)
def test_html_is_sanitised(text: str, expected: str | None) -> None:
    """Only what is on the allow list stays: no script, style, frame, form, picture of others, handler or strange address."""
    document = parse(text)
    attributes = {name for element in walk(document.nodes) for name, _ in element.attributes}

    assert expected is None or expected == html(text)
    assert (set(), set()) == ({e.tag for e in walk(document.nodes)} - ALLOWED_TAGS, attributes - ALLOWED_ATTRIBUTES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert(1)</script>"),
        ("`<script>alert(1)</script>`", "<script>alert(1)</script>"),
        ("    <script>alert(1)</script>", "<script>alert(1)</script>\n"),
        ("```\n<b onclick=x>\n```", "<b onclick=x>\n"),
        ("AT&T, M&A, &copy; &amp; &amp;amp;", "AT&T, M&A, © & &amp;"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        ("&#60;b&#62; &#x3c;i&#x3e;", "<b> <i>"),
        ("&nbsp;x", "\xa0x"),
        ("&unbekannt; &#0; &#xD800;", None),
    ],
    ids=["entities", "code", "indented code", "fence", "ampersands", "signs", "numbers", "no-break space", "no such entities"],
)  # fmt: skip
def test_entities_and_code_stay_text(text: str, expected: str | None) -> None:
    """What is written as text or code is text in the tree and never becomes an element."""
    document = parse(text)

    assert expected is None or expected == "".join(text_of(node) for node in document.nodes)
    assert set() == {e.tag for e in walk(document.nodes)} - {"p", "code", "pre"}


def test_decomposed_umlauts_become_one_letter() -> None:
    """Texts from a Mac are composed, in words, titles and addresses."""
    text = "Gru\u0308n [Mu\u0308ller](https://x.example/mu\u0308ller 'O\u0308l') `a\u0308`"

    assert html(text) == '<p>Grün <a href="https://x.example/müller" title="Öl">Müller</a> <code>ä</code></p>'


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x0b", "\x1b", "\x7f", "\x85", "\ufeff", "\ufffe", "\uffff"], ids=lambda sign: f"U+{ord(sign):04X}")
def test_signs_that_xml_forbids_are_dropped(sign: str) -> None:
    """Control characters and signs that came with a paste, on which a feed would break, are gone."""
    assert html(f"a{sign}b") == "<p>ab</p>"


BARE = [
    ("https://x.example.", "https://x.example", "."),
    ("https://x.example, und", "https://x.example", ", und"),
    ("https://x.example!", "https://x.example", "!"),
    ("https://x.example?", "https://x.example", "?"),
    ("https://x.example/a?b=c", "https://x.example/a?b=c", ""),
    ("https://x.example/?a=1&b=2", "https://x.example/?a=1&b=2", ""),
    ("https://x.example/?a=1&copy=2", "https://x.example/?a=1&copy=2", ""),
    ("https://x.example:8080/a;b", "https://x.example:8080/a;b", ""),
    ("https://x.example/a_b_c", "https://x.example/a_b_c", ""),
    ("https://x.example/a-b/#c", "https://x.example/a-b/#c", ""),
    ("https://x.example/a_(b)", "https://x.example/a_(b)", ""),
    ("https://x.example)", "https://x.example", ")"),
    ("https://x.example/a_(b)).", "https://x.example/a_(b)", ")."),
    ("https://x.example]", "https://x.example", "]"),
    ("https://x.example}", "https://x.example", "}"),
    ("https://x.example…", "https://x.example", "…"),
    ("https://x.example“", "https://x.example", "“"),
    ("https://x.example/ä", "https://x.example/ä", ""),
    ("https://x.example'", "https://x.example", "'"),
    ("https://x.example|", "https://x.example", "|"),
    ("http://x.example", "http://x.example", ""),
]


@pytest.mark.parametrize(("text", "address", "rest"), BARE, ids=[row[0] for row in BARE])
def test_bare_addresses_become_links(text: str, address: str, rest: str) -> None:
    """A bare address is linked without the punctuation and the brackets of the sentence around it."""
    found = [e for e in walk(parse(f"Siehe ({text}").nodes) if e.tag == "a"]

    assert [(address, address)] == [(e.attribute("href"), text_of(e)) for e in found]
    assert f"Siehe ({address}{rest}" == text_of(parse(f"Siehe ({text}").nodes[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(https://x.example)", '<p>(<a href="https://x.example">https://x.example</a>)</p>'),
        ("[https://x.example]", '<p>[<a href="https://x.example">https://x.example</a>]</p>'),
        ("**https://x.example**", '<p><strong><a href="https://x.example">https://x.example</a></strong></p>'),
        ("<https://x.example>", '<p><a href="https://x.example">https://x.example</a></p>'),
        ("[https://x.example](https://y.example)", '<p><a href="https://y.example">https://x.example</a></p>'),
        ("`https://x.example`", "<p><code>https://x.example</code></p>"),
        ("    https://x.example", "<pre><code>https://x.example</code></pre>"),
        ("https://a.example https://b.example", '<p><a href="https://a.example">https://a.example</a> <a href="https://b.example">https://b.example</a></p>'),
        ("https://", "<p>https://</p>"),
        ("https://.", "<p>https://.</p>"),
        ("https://)", "<p>https://)</p>"),
        ("ftp://x.example", "<p>ftp://x.example</p>"),
        ("amt@probe.example", "<p>amt@probe.example</p>"),
        ("[](https://x.example)", '<p><a href="https://x.example">https://x.example</a></p>'),
    ],
    ids=lambda value: value[:30],
)
def test_where_addresses_are_linked(text: str, expected: str) -> None:
    """Addresses in links and code are left alone, one without a host is no address, a link without text shows where it leads."""
    assert expected == html(text)


REFERENCES = [
    ("[a](betrieb:x)", [("betrieb", "x", 1)]),
    ("[a](betrieb:x#angebote)", [("betrieb", "x", 1)]),
    ("[a](betrieb:x 'Titel')", [("betrieb", "x", 1)]),
    ("[a](<betrieb:x>)", [("betrieb", "x", 1)]),
    ("[a]( betrieb:x )", [("betrieb", "x", 1)]),
    ("[a](beruf:x) [b](folge:y)\n\n[c](ausgabe:2026-03)\n[d](seite:z)", [("beruf", "x", 1), ("folge", "y", 1), ("ausgabe", "2026-03", 3), ("seite", "z", 4)]),
    ("[a](betrieb:x)\n[a](betrieb:x)", [("betrieb", "x", 1), ("betrieb", "x", 2)]),
    ("[a\nb](betrieb:x)", [("betrieb", "x", 2)]),
    ("[a](\nbetrieb:x)", [("betrieb", "x", 2)]),
    ("[a][1] b\n\n[1]: betrieb:x", [("betrieb", "x", 3)]),
    ("[a]\n\n[a]: betrieb:x", [("betrieb", "x", 3)]),
    ('<a href="betrieb:x">a</a>', [("betrieb", "x", 1)]),
    ("<a href=betrieb:x>a</a>", [("betrieb", "x", 1)]),
    ("- a\n  - b\n    - [c](betrieb:x)", [("betrieb", "x", 3)]),
    ("> [c](betrieb:x)", [("betrieb", "x", 1)]),
    ("a | b\n--|--\n1 | [c](betrieb:x)", [("betrieb", "x", 3)]),
    ("a | b\n--|--\n[c](betrieb:x) | 2", [("betrieb", "x", 3)]),
    ("## [c](betrieb:x)", [("betrieb", "x", 1)]),
    ("**[c](betrieb:x)**", [("betrieb", "x", 1)]),
    ("[a](seite.md)", [("", "seite.md", 1)]),
    ("[a](../betriebe/x/)", [("", "../betriebe/x/", 1)]),
    ("[a](/betriebe/)", [("", "/betriebe/", 1)]),
    ("[a](//x.example)", [("", "//x.example", 1)]),
    ("Text\n\n![b](bild.png)", [("bild", "bild.png", 3)]),
    ("![b](../bilder/bild.png)", [("", "../bilder/bild.png", 1)]),
    ("![b](https://x.example/bild.png)", [("", "https://x.example/bild.png", 1)]),
    ("[a](https://x.example) https://x.example <mailto:a@x.example> [b](tel:123)", []),
    ("`[a](betrieb:x)`", []),
    ("``[a](betrieb:x) ` ``", []),
    ("```\n[a](betrieb:x)\n```\n[b](betrieb:y)", [("betrieb", "y", 4)]),
    ("Text\n\n    [a](betrieb:x)\n\n[b](betrieb:y)", [("betrieb", "y", 5)]),
    ("<!-- [a](betrieb:x)\n-->\n\n[b](betrieb:y)", [("betrieb", "y", 4)]),
    ("`[a](betrieb:x)` und [b](betrieb:x)\n\n[c](betrieb:x)", [("betrieb", "x", 1), ("betrieb", "x", 3)]),
    ("\\[a](betrieb:x)", []),
    ("betrieb:x", []),
    ("[a] (betrieb:x)", []),
]


@pytest.mark.parametrize(("text", "expected"), REFERENCES, ids=[row[0].replace("\n", "/")[:44] for row in REFERENCES])
def test_references_have_their_line(text: str, expected: list[tuple[str, str, int]]) -> None:
    """Every link to an item, and every link or picture that leads nowhere, is found with its line; code and comments are not."""
    found = parse_markdown("a.md", text, 1)[0].references

    assert expected == [(r.kind, r.id, r.line) for r in found]


def test_lines_of_references_count_from_the_head() -> None:
    """The first line of the body has the number it has in the file."""
    assert [r.line for r in parse_markdown("a.md", "[a](betrieb:x)\n\n[b](beruf:y)", 14)[0].references] == [14, 16]


def test_a_link_whose_address_begins_another_finds_its_own_line() -> None:
    """One address may be the beginning of another: each is found where it stands."""
    text = "[a](betrieb:muster-metall)\n\n[b](betrieb:muster)"

    assert [(r.id, r.line) for r in parse(text).references] == [("muster-metall", 1), ("muster", 3)]


HOSTILE = {
    "20,000 brackets": "[" * 20_000,
    "brackets and blanks": "[ " * 20_000,
    "brackets with letters": "[a" * 20_000,
    "links without end": "[x](" * 20_000,
    "references": "[a][" * 20_000,
    "pictures": "![a" * 20_000,
    "brackets over lines": "[a\n" * 20_000,
    "400 nested lists": "\n".join("  " * n + "- x" for n in range(400)),
    "400 marks in a line": "- " * 400 + "x",
    "3,000 entries in depth": "\n".join("  " * min(n, 24) + "- x" for n in range(3_000)),
    "quotes": ">" * 400 + " x",
    "quotes and lists": "> - " * 400 + "x",
    "definitions": "a\n: b\n" * 2_000,
    "stars": "*" * 20_000,
    "stars and letters": "*a **b " * 10_000,
    "underscores": "_a __b " * 10_000,
    "backticks": "`" * 20_000,
    "backticks and letters": "`a`` " * 20_000,
    "open angle brackets": "<a " * 20_000,
    "open attributes": '<a href="' * 10_000,
    "comments without end": "<!--\n" * 20_000,
    "cdata": "<![CDATA[" * 10_000,
    "open bold": "<b>" * 20_000,
    "open divisions": "<div>\n" * 10_000,
    "ampersands": "&a" * 40_000,
    "closing brackets after an address": "https://x.example/" + ")" * 90_000,
    "opening brackets in an address": "https://x.example/" + "(a" * 30_000,
    "backslashes": "\\[" * 20_000,
    "paragraphs of brackets": ("[a" * 900 + "\n\n") * 40,
    "paragraphs of open angle brackets": ("<a " * 900 + "\n\n") * 40,
    "paragraphs of open attributes": ('<a href="' * 900 + "\n\n") * 20,
    "paragraphs of comments": "<!--\n\n" * 5_000,
    "backslashes alone": "\n".join(["\\" * 90_000] * 20),
    "stars in pairs": "*a* " * 100_000,
    "stars over lines": "*a* b\n" * 100_000,
    "bars over lines": "|" * 90_000 + "\n|-\n" * 20,
    "abbreviations": "".join(f"*[a{n}]: b\n" for n in range(3_000)) + "a1 " * 3_000,
    "a long line": "x" * 100_001,
    "indented lines": "    x\n\n" * 20_000,
    "blank lines": "\n" * 200_000,
    "table": "|" * 5_000 + "\n" + "|-" * 5_000 + "\n" + "|x" * 5_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_texts_end_quickly(text: str) -> None:
    """Texts no person writes end in a second or two, as text or with a German sentence, and never with an exception."""
    with within(4):
        _, problems = parse_markdown("a.md", text, 5)

    assert [d for d in problems if d.code != "D008" or not 5 <= d.place.line <= 5 + text.count("\n") or not WORDS.text(d.what)] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\n" + "[" * 101, 6),
        ("a\n\n" + "(" * 101, 7),
        ("*" * 101 + "a", 5),
        ("`" * 101 + "a", 5),
        (" " * 49 + "- x", 5),
        (">" * 49 + " x", 5),
        ("a\n" + "x" * 100_001, 6),
    ],
    ids=["brackets", "round brackets", "stars", "backticks", "indent", "quotes", "long line"],
)
def test_refused_texts_are_told_with_the_line(text: str, line: int) -> None:
    """A text that is refused says where, and nothing of it is shown."""
    assert [("D008", line)] == told(text, 5)
    assert parse_markdown("a.md", text, 5)[0].is_empty


PLAIN = {
    "100 brackets": "[" * 100,
    "dashes": "-" * 300,
    "stars": "*" * 300,
    "underscores": "_" * 300,
    "equals": "=" * 300,
    "dots": "." * 5_000,
    "48 blanks": " " * 48 + "- x",
    "12 levels": "\n".join("  " * n + "- x" for n in range(12)),
    "words": "Wort " * 15_000,
    "a table of 150 rows": "|a|b|c|d|e|f|g|h|i|j|\n" + "|-" * 10 + "|\n" + ("|1" * 10 + "|\n") * 150,
    "a list of 300 links": "- [Quelle](https://x.example/a_b_c_d_e?f=1&g=2&h=3&i=4)\n" * 300,
    "a glossary of 300 words": "- **Wort**: `so` heißt es\n" * 300,
    "80 lines of quotes": "> Zitat\n" * 80,
    "120 headings": "## Titel\nText\n" * 120,
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_what_people_write_is_not_refused(text: str) -> None:
    """Rules of signs, long paragraphs, tables and lists are no hostility."""
    assert told(text) == []


def test_a_long_ordinary_text_is_read_quickly() -> None:
    """Show notes of fifty pages, with lists, links and quotes, are read in a second or two."""
    text = "## Titel\n\nEin Satz mit [Link](https://x.example/a_b) und **fett**, siehe https://x.example.\n\n- a\n  - b\n- c\n\n> Zitat\n\n" * 500

    with within(4):
        assert told(text) == []


def test_marks_nested_deeper_than_the_tree_keep_their_text() -> None:
    """Hundreds of open marks are cut to a depth every later step can walk; the text stays."""
    document = parse("<b>" * 300 + "Text")

    assert text_of(document.nodes[0]) == "Text"
    assert len(list(walk(document.nodes))) <= 60


def test_one_text_does_not_change_the_next() -> None:
    """Abbreviations and link addresses of one body are unknown in the next."""
    parse("*[HWK]: Handwerkskammer\n[1]: https://x.example\n\nHWK [a][1]")

    assert html("HWK [a][1]") == "<p>HWK [a][1]</p>"


MARKS = st.text(st.sampled_from("[]()<>!*_`#-+|:&;\\/ \n\t1.abx\"'=~{}"), max_size=120)
LINK = st.builds("{}[{}]({}:{}){}".format, st.sampled_from(["", "!", "\\", "`", "- ", "> ", "    "]), st.sampled_from(["a", "a b", "**a**", ""]),
                 st.sampled_from([*LINKABLE, "https", "kurs", "javascript"]), st.sampled_from(["x", "x-y", "//x.example", "", "x y", "x#z"]), st.sampled_from(["", "`", "\n", "\n\n", " ."]))  # fmt: skip


@given(text=st.one_of(st.text(max_size=200), MARKS, st.lists(st.one_of(LINK, MARKS), max_size=6).map("".join)))
@example(text="<p></p><a><br></a>")
@example(text="[a](https://[x)")
def test_parsing_never_raises_and_is_harmless(text: str) -> None:
    """Any text gives a tree of allowed elements and addresses, and references with lines that exist."""
    document, problems = parse_markdown("a.md", text, 3)
    elements = list(walk(document.nodes))
    schemes = {href.partition(":")[0].lower() for e in elements if (href := e.attribute("href")) and ":" in href.partition("/")[0]}

    assert (set(), set()) == ({e.tag for e in elements} - ALLOWED_TAGS, {name for e in elements for name, _ in e.attributes} - ALLOWED_ATTRIBUTES)
    assert set() == schemes - LINK_SCHEMES - set(LINKABLE)
    assert [line for line in [r.line for r in document.references] + [d.place.line for d in problems] if not 3 <= line <= 3 + text.count("\n")] == []


@given(parts=st.lists(st.one_of(LINK, MARKS), max_size=6))
def test_every_link_to_an_item_is_a_reference(parts: list[str]) -> None:
    """What the tree links to items is exactly what the rules get to check: nothing leads nowhere unseen."""
    document = parse_markdown("a.md", "".join(parts), 1)[0]
    linked = [href.partition("#")[0] for e in walk(document.nodes) if e.tag == "a" and (href := e.attribute("href")) and href.partition(":")[0] in LINKABLE]

    assert linked == [f"{r.kind}:{r.id}" for r in document.references if r.kind]


@given(words=st.lists(st.text(st.characters(whitelist_categories=("Ll", "Lu")), min_size=1, max_size=12), min_size=1, max_size=30))
def test_plain_words_arrive(words: list[str]) -> None:
    """A paragraph of words is that paragraph."""
    import unicodedata

    text = " ".join(words)

    assert unicodedata.normalize("NFC", text) == "".join(text_of(node) for node in parse(text).nodes)
