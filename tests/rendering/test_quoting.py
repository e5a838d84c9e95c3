"""Names come out of every form of file as they were."""

import ast
import csv
import io

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from kammerton.domain.document import text_of
from kammerton.domain.values import Line
from kammerton.reading.markdown import parse_markdown
from kammerton.reading.transcripts import read_transcript
from kammerton.rendering.quoting import csv_cell, mail_link, markdown_text, python_text, vtt_text, yaml_text

HOSTILE = (
    "Müller & Söhne „Holz“ \"GmbH\" 'Süd' \\n {x} %s $HOME #1 <b>*fett*_ [a](b) &amp; `c`",
    "1. FC Nord",
    "- Strich",
    "# Raute",
    ": Punkt",
    "---",
    "~~~",
    "=",
)
_LINE = TypeAdapter(Line)
# Names as the settings take them, mostly made of the signs that mean something somewhere.
LINES = st.text(st.sampled_from("aZ1äß .,:;#*_-+=~|!\\`'\"<>&(){}[]%$/@\n") | st.characters(), min_size=1, max_size=60).filter(lambda t: t.strip()).map(str)


def line(text: str) -> str | None:
    """A name as a setting takes it, or None where it takes none."""
    try:
        return _LINE.validate_python(text)
    except ValueError:
        return None


@given(LINES)
@example(HOSTILE[0])
def test_python(text: str) -> None:
    """A literal is the text again."""
    name = line(text)

    assert name is None or ast.literal_eval(python_text(name)) == name


@given(LINES)
@example(HOSTILE[0])
def test_yaml(text: str) -> None:
    """A value in a head is the text again, loaded as text."""
    name = line(text)

    assert name is None or yaml.load(f"a: {yaml_text(name)}\n", Loader=yaml.BaseLoader) == {"a": name}


@given(LINES)
@example(HOSTILE[0])
def test_csv(text: str) -> None:
    """A cell is the text again."""
    name = line(text)

    assert name is None or next(csv.reader(io.StringIO(f"id,{csv_cell(name)},ende\n"), strict=True)) == ["id", name, "ende"]


def paragraphs(markdown: str) -> list[tuple[str, str]]:
    """The elements of a text with what they say; line breaks are line breaks."""
    document, problems = parse_markdown("a.md", markdown, 1)
    assert problems == []
    return [(node.tag, text_of(node)) for node in document.nodes if not isinstance(node, str)]


@given(LINES)
@example(HOSTILE[0])
@example(HOSTILE[1])
@example(HOSTILE[2])
@example(HOSTILE[3])
@example(HOSTILE[4])
@example(HOSTILE[5])
@example(HOSTILE[6])
@example(HOSTILE[7])
def test_markdown(text: str) -> None:
    """At the start of a paragraph, behind a line break, in a sentence and in a link a name is only text."""
    name = line(text)
    if name is None:
        return
    safe = markdown_text(name)

    assert paragraphs(f"{safe}  \nWeg 1  \n{safe}\n\nVon {safe}, [{safe}](https://x.example)\n") == [
        ("p", f"{name}\nWeg 1\n{name}"),
        ("p", f"Von {name}, {name}"),
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_transcripts(text: str) -> None:
    """What is said in a transcript is the text again."""
    cues, problems = read_transcript("a.vtt", f"WEBVTT\n\n00:00.000 --> 00:01.000\nSagt {vtt_text(text)}\n".encode())

    assert (problems, [cue.text for cue in cues]) == ([], [f"Sagt {text}"])


@pytest.mark.parametrize("address", ["a.b@x.example", "o'neil+b@x.example", "a`b*c_d%e@x.example"])
def test_mail_links(address: str) -> None:
    """A link in a text leads to the address."""
    document, _ = parse_markdown("a.md", f"[{markdown_text(address)}]({mail_link(address)})", 1)

    assert paragraphs(f"[{markdown_text(address)}]({mail_link(address)})") == [("p", address)]
    assert document.nodes[0].children[0].tag == "a"
