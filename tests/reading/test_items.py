"""A file becomes an item: its name the id, its head the fields, its text the body."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakes import WORDS
from tests.sample import EPISODE, EVERYTHING, OF_KIND, PORTRAIT, page

from kammerton.domain.document import BodyReference, Element
from kammerton.domain.item import Item
from kammerton.domain.kinds import KINDS
from kammerton.domain.moments import ZONE
from kammerton.domain.page import Page
from kammerton.reading.items import read_item

KIND = {kind.name: kind for kind in KINDS}
SAMPLES = {kind: EVERYTHING[file] for kind, file in OF_KIND.items()}


@pytest.mark.parametrize(
    "name", ["tischlerei-ahornkamm", "001-am-amboss", "2026-03", "a", "x" * 150], ids=["words", "number first", "month", "one letter", "150 letters"]
)
def test_file_names_become_ids(name: str) -> None:
    """Small letters, digits and hyphens are a name; it becomes the id unchanged."""
    item, source, problems = read_item(KIND["seite"], f"content/seiten/{name}.md", page("Seite").encode())

    assert (name, f"content/seiten/{name}.md", []) == (item.id, source.file, problems)


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("Über uns", "ueber-uns.md"),
        ("U\u0308ber uns", "ueber-uns.md"),
        ("Impressum", "impressum.md"),
        ("a_b", "a-b.md"),
        ("a--b", "a-b.md"),
        ("-a", "a.md"),
        ("a-", "a.md"),
        ("seite.leicht", "seite-leicht.md"),
        ("a.md", "a-md.md"),
        (" a", "a.md"),
        ("", "name.md"),
        ("!!!", "name.md"),
        ("Größe & Maß", "groesse-mass.md"),
        ("x" * 151, "x" * 150 + ".md"),
    ],
    ids=lambda value: value[:20],
)
def test_other_file_names_are_told_with_a_better_one(name: str, better: str) -> None:
    """Any other name gives exactly one problem, with a name to rename the file to."""
    item, _, problems = read_item(KIND["seite"], f"content/seiten/{name}.md", page("Seite").encode())

    assert not isinstance(item, Item)
    assert [("D002", 1, f"Benennen Sie die Datei um, zum Beispiel in {better}.")] == [(d.code, d.place.line, WORDS.text(d.remedy)) for d in problems]


def test_the_better_name_is_allowed() -> None:
    """Renaming the file as told is enough, also where the cut falls on a hyphen."""
    _, _, problems = read_item(KIND["seite"], f"content/seiten/{'Ab ' * 80}.md", page("Seite").encode())
    better = WORDS.text(problems[0].remedy).rpartition(" ")[2].removesuffix(".").removesuffix(".md")

    assert read_item(KIND["seite"], f"content/seiten/{better}.md", page("Seite").encode())[2] == []


def test_head_and_text_become_an_item() -> None:
    """Fields, body and the references in it arrive, with their lines in the file."""
    item, source, problems = read_item(KIND["folge"], "episodes/001-am-amboss.md", EPISODE.encode())

    assert ("Am Amboss", datetime(2026, 3, 1, 6, tzinfo=ZONE), [], 4) == (item.title, item.published, problems, source.place("datum").line)
    assert (BodyReference("betrieb", "muster-metall", EPISODE.count("\n")),) == item.body.references


def test_body_and_id_cannot_be_written_in_the_head() -> None:
    """What the file itself says is not to be overruled by a field."""
    item, _, problems = read_item(KIND["seite"], "content/seiten/a.md", b"---\ntitel: x\nid: anders\nbody: y\n---\nText.\n")

    assert not isinstance(item, Item)
    assert sorted((d.code, d.place.line) for d in problems) == [("F001", 3), ("F001", 4)]


def test_windows_files_read_the_same() -> None:
    """A byte order mark and Windows line ends change neither the item nor a line."""
    plain, plain_source, _ = read_item(KIND["betrieb"], "content/betriebe/a.md", PORTRAIT.encode())
    windows, windows_source, problems = read_item(KIND["betrieb"], "content/betriebe/a.md", b"\xef\xbb\xbf" + PORTRAIT.replace("\n", "\r\n").encode())

    assert (plain, plain_source.lines, []) == (windows, windows_source.lines, problems)


def test_decomposed_umlauts_become_one_letter() -> None:
    """Texts from a Mac, whose umlauts are two characters, become the usual ones in fields and body."""
    item, _, _ = read_item(KIND["seite"], "content/seiten/a.md", "---\ntitel: Mu\u0308ller\n---\nGru\u0308n.\n".encode())

    assert ("Müller", (Element("p", (), ("Grün.",)),)) == (item.title, item.body.nodes)


def test_problems_of_head_fields_and_body_come_together() -> None:
    """One run tells all: the name, a double field, a wrong value, a text that is too deep."""
    _, _, problems = read_item(KIND["seite"], "content/seiten/A.md", f"---\ntitel: x\ntitel: y\nstand: bald\n---\n{'[' * 500}\n".encode())

    assert sorted((d.code, d.place.line) for d in problems) == [("D002", 1), ("D006", 3), ("D008", 6), ("F003", 4)]


@pytest.mark.parametrize(
    "content", [b"", b"---", b"---\n---\n", b"\xff", b"\x00", b"Nur Text.\n"], ids=["empty", "dashes", "no fields", "not UTF-8", "zero byte", "text"]
)
@pytest.mark.parametrize("kind", KIND.values(), ids=KIND)
def test_no_item_without_a_problem(kind, content: bytes) -> None:
    """A file that gives no item gives at least one problem, for every kind."""
    item, _, problems = read_item(kind, f"{kind.folder}/a.md", content)

    assert (isinstance(item, Item), bool(problems)) == (False, True)


def test_the_kind_decides_the_model() -> None:
    """Each kind is read into its own model."""
    assert [kind.model for kind in KINDS] == [type(read_item(kind, f"{kind.folder}/a.md", SAMPLES[kind.name].encode())[0]) for kind in KINDS]
    assert Page is KIND["seite"].model


@given(kind=st.sampled_from(KINDS), name=st.text(max_size=20), content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_reading_an_item_never_raises(kind, name: str, content: bytes) -> None:
    """Any bytes under any name give an item or problems, and every line told exists."""
    item, _, problems = read_item(kind, f"{kind.folder}/{name}.md", content)

    assert isinstance(item, Item) != bool(problems)
    assert [d.place.line for d in problems if not 1 <= d.place.line <= content.count(b"\n") + content.count(b"\r") + 1] == []


@given(kind=st.sampled_from(KINDS), data=st.data())
def test_a_changed_file_never_raises(kind, data: st.DataObject) -> None:
    """Any character put in place of any part of a valid file gives an item or problems with lines that exist."""
    text = SAMPLES[kind.name]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    changed = text[:start] + data.draw(st.text(max_size=10)) + text[end:]
    item, _, problems = read_item(kind, f"{kind.folder}/a.md", changed.encode())

    assert isinstance(item, Item) != bool(problems)
    assert [d.place.line for d in problems if not 1 <= d.place.line <= changed.count("\n") + changed.count("\r") + 1] == []
