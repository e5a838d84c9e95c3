"""Paths between files become links to items and pictures of the project; nothing else changes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kammerton.domain.document import PICTURE, BodyReference, Element, walk
from kammerton.domain.kinds import KINDS, LINKABLE
from kammerton.reading.items import split_name
from kammerton.reading.markdown import parse_markdown
from kammerton.reading.relative import link_target, picture_file, resolved

FILE = "content/wissen/a.md"
PATHS = st.lists(
    st.sampled_from(["..", ".", "", "content", "bilder", "betriebe", "a.md", "x.jpg", "%2e%2e", "c:", "[", "]", "//", "#x", "?y", "ä", "\\"]), max_size=8
).map("/".join)


@pytest.mark.parametrize(
    ("href", "file", "expected"),
    [
        ("b.md", FILE, "wissen:b"),
        ("./b.md", FILE, "wissen:b"),
        ("b.en.md", FILE, "wissen:b"),
        ("b.leicht.md#teil", FILE, "wissen:b#teil"),
        ("../betriebe/b.md#angebote", FILE, "betrieb:b#angebote"),
        ("../berufe/b.md", FILE, "beruf:b"),
        ("../../episodes/001-b.md", FILE, "folge:001-b"),
        ("../../newsletter/2026-03.md", FILE, "ausgabe:2026-03"),
        ("../content/betriebe/b.md", "episodes/001-b.md", "betrieb:b"),
        ("002-c.md", "episodes/001-b.md", "folge:002-c"),
        ("/content/betriebe/b.md", FILE, "betrieb:b"),
        ("../daten/b.md", FILE, None),
        ("../../README.md", FILE, None),
        ("../../../../../../content/betriebe/b.md", FILE, "betrieb:b"),
        ("https://x.example/content/wissen/b.md", FILE, None),
        ("//x.example/content/wissen/b.md", FILE, None),
        ("betrieb:b", FILE, None),
        ("b.pdf", FILE, None),
        ("#teil", FILE, None),
        ("", FILE, None),
        ("?b.md", FILE, None),
        ("http://[b.md", FILE, None),
    ],
)
def test_links_to_files_mean_their_items(href: str, file: str, expected: str | None) -> None:
    """A path from one file to another is its item, whatever translation it names; any other address is left alone."""
    assert expected == link_target(href, file)


@pytest.mark.parametrize(
    ("src", "file", "expected"),
    [
        ("x.jpg", FILE, "x.jpg"),
        ("../bilder/x.jpg", FILE, "x.jpg"),
        ("../bilder/2026/x.jpg", FILE, "2026/x.jpg"),
        ("../content/bilder/x.jpg", "episodes/001-b.md", "x.jpg"),
        ("/content/bilder/x.jpg", FILE, "x.jpg"),
        ("../bilder/../../privat/x.jpg", FILE, None),
        ("../privat/x.jpg", FILE, None),
        ("https://x.example/x.jpg", FILE, None),
        ("//x.example/content/bilder/x.jpg", FILE, None),
        ("data:image/png;base64,AAAA", FILE, None),
        ("file:///content/bilder/x.jpg", FILE, None),
        ("http://[x.jpg", FILE, None),
    ],
)
def test_pictures_are_named_below_their_folder(src: str, file: str, expected: str | None) -> None:
    """A picture is the project's only below content/bilder, by its name or by its path; no path leads out."""
    assert expected == picture_file(src, file)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_can_be_linked_by_its_file(kind) -> None:
    """The folder of each kind leads to a kind that links may name."""
    found = link_target(f"/{kind.folder}/eins.md", FILE)

    assert found is not None
    assert found.partition(":")[0] in LINKABLE


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("content/seiten/impressum.md", ("impressum", "")),
        ("content/seiten/impressum.en.md", ("impressum", "en")),
        ("content/seiten/impressum.leicht.md", ("impressum", "leicht")),
        ("content/seiten/a.b.en.md", ("a", "b.en")),
        ("content/seiten/.md", ("", "")),
        ("content/seiten/.en.md", ("", "en")),
        ("content/seiten/a.md.md", ("a", "md")),
    ],
)
def test_the_variant_is_what_stands_after_the_first_dot(file: str, expected: tuple[str, str]) -> None:
    """Id and variant of a file name; what is no variant is refused by whoever reads the file."""
    assert expected == split_name(file)


def test_a_body_holds_resolved_links_and_pictures() -> None:
    """Outputs get ``kind:id`` and the picture's name; rules get the same, with the line."""
    text = "Ein [Betrieb](../betriebe/b.md#angebote).\n\n![Tor](../bilder/x.jpg) und ![Haus](y.jpg)"
    document, _ = parse_markdown(FILE, text, 1)

    assert [e.attributes for e in walk(document.nodes) if e.tag in ("a", "img")] == [
        (("href", "betrieb:b#angebote"),), (("alt", "Tor"), ("src", "x.jpg")), (("alt", "Haus"), ("src", "y.jpg")),
    ]  # fmt: skip
    assert document.references == (BodyReference("betrieb", "b", 1), BodyReference(PICTURE, "x.jpg", 3), BodyReference(PICTURE, "y.jpg", 3))


def test_the_line_of_a_name_is_not_that_of_a_longer_path() -> None:
    """A picture named alone after a path that ends in the same name has its own line."""
    document, _ = parse_markdown(FILE, "![a](x.jpg)\n\n![b](../bilder/x.jpg)\n\n![c](x.jpg)", 1)

    assert [reference.line for reference in document.references] == [1, 3, 5]


@given(address=PATHS | st.text(max_size=60), file=st.sampled_from([FILE, "episodes/001-b.md", "a.md", ""]))
def test_resolving_never_raises_and_never_leads_out(address: str, file: str) -> None:
    """Any address gives an item of a known kind, a picture below the folder, or nothing."""
    target, picture = link_target(address, file), picture_file(address, file)
    nodes = tuple(resolved((Element("a", (("href", address),)), Element("img", (("src", address),))), file))

    assert target is None or target.partition(":")[0] in LINKABLE
    assert picture in (None, address) or ".." not in picture.split("/")
    assert [node.tag for node in nodes if isinstance(node, Element)] == ["a", "img"]


@given(address=PATHS | st.text(max_size=40), words=st.text(max_size=10))
def test_a_body_with_any_address_never_raises(address: str, words: str) -> None:
    """Whatever stands in the brackets of a link or picture, there is a body or a problem, and every line exists."""
    text = f"Vorher\n\n[{words}]({address}) ![{words}]({address})\n"
    document, problems = parse_markdown(FILE, text, 1)

    assert document.nodes or problems
    assert [r.line for r in document.references if not 1 <= r.line <= text.count("\n") + 1] == []
