"""The generated pages of the handbook, and the JSON Schemas."""

import json
from collections.abc import Iterator

import pytest
from tests.fakes import WORDS

from kammerton.app.handbook import fields_page, json_schema, messages_page, told
from kammerton.audit.audit import FINDINGS
from kammerton.audit.lint.linter import RULES as FEED_RULES
from kammerton.audit.mails import MAIL_RULES
from kammerton.domain.declaration import Declared, declarations
from kammerton.domain.kinds import KINDS, MODELS, VOCABULARIES
from kammerton.newsletter.sendable import HINDRANCES
from kammerton.reading.problems import PROBLEMS
from kammerton.rules import RULES

CODES = [(p.code, p.title, p.handbook) for p in (*PROBLEMS, *RULES, *FINDINGS, *HINDRANCES, *MAIL_RULES)]
CODES += [(rule.code, rule.title, told(rule)) for rule in FEED_RULES]
ITEM_KINDS = [kind.name for kind in KINDS]


def all_fields(model: type[Declared]) -> Iterator[tuple[str, bool]]:
    """Key and necessity of every field of a model and of what stands inside it."""
    for declaration in declarations(model):
        yield declaration.key, declaration.required
        if declaration.nested is not None:
            yield from all_fields(declaration.nested)


def section(name: str) -> str:
    """The part of the page of fields under this heading."""
    _, _, rest = fields_page(WORDS).partition(f"\n## {name}\n")
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("kind", [*KINDS, *VOCABULARIES], ids=lambda kind: kind.name)
def test_every_field_is_in_the_handbook(kind: object) -> None:
    """Each field of a kind, also inside others, stands in its table, required ones in bold."""
    rows = section(WORDS.text(kind.label)).split("\n")

    for key, required in all_fields(kind.model):
        assert [row for row in rows if row.startswith(f"| **{key}** |" if required else f"| {key} |")]


def test_the_handbook_names_the_folders() -> None:
    """Where the files of a kind belong is said with its fields."""
    assert [kind.name for kind in KINDS if f"`{kind.folder}`" not in section(WORDS.text(kind.label))] == []
    assert [kind.name for kind in VOCABULARIES if f"`{kind.file}`" not in section(WORDS.text(kind.label))] == []


def test_tables_have_three_columns() -> None:
    """A bar inside a text does not make a fourth."""
    rows = [line for line in fields_page(WORDS).split("\n") if line.startswith("|")]

    assert {4} == {row.replace("\\|", "").count("|") for row in rows}


def test_choices_are_named() -> None:
    """A field with a fixed choice says what can be chosen, a reference what it refers to."""
    page = section(WORDS.text(next(kind.label for kind in KINDS if kind.name == "betrieb")))

    assert "Möglich: 1-9, 10-49, 50-249, 250+." in page
    assert "Kurzname aus: ort." in page


@pytest.mark.parametrize(("code", "title", "handbook"), CODES, ids=[code for code, _, _ in CODES])
def test_every_message_is_in_the_handbook(code: str, title: object, handbook: object) -> None:
    """Each code has its heading and its paragraph, once."""
    page = messages_page(WORDS)

    assert page.count(f"\n## {code}: {WORDS.text(title)}\n\n{WORDS.text(handbook)}\n") == 1


def test_codes_are_unique_and_in_order() -> None:
    """No code means two things, and the page lists them in order."""
    codes = [line[3:7] for line in messages_page(WORDS).split("\n") if line.startswith("## ")]

    assert sorted({code for code, _, _ in CODES}) == codes
    assert len({code for code, _, _ in CODES}) == len(CODES)


def test_pages_say_that_they_are_generated() -> None:
    """Nobody shall edit by hand what the next run overwrites; both end with one line end."""
    for page in (fields_page(WORDS), messages_page(WORDS)):
        assert page.startswith("<!-- Diese Seite wird aus dem Programm erzeugt")
        assert page.endswith("\n")
        assert not page.endswith("\n\n")


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_schemas(kind: str) -> None:
    """Each is JSON of the stated draft with the German keys, which are all there are."""
    schema = json.loads(json_schema(kind))
    keys = {declaration.key for declaration in declarations(MODELS[kind])}

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert next(iter(schema)) == "$schema"
    assert (schema["type"], schema["additionalProperties"]) == ("object", False)
    assert keys == set(schema["properties"])
    assert {declaration.key for declaration in declarations(MODELS[kind]) if declaration.required} == set(schema.get("required", []))


@pytest.mark.parametrize("kind", ITEM_KINDS)
def test_schemas_of_items_leave_out_what_the_file_says(kind: str) -> None:
    """The id is the file's name and the body its text; in the head both are errors."""
    schema = json.loads(json_schema(kind))

    assert not {"id", "body"} & {*schema["properties"], *schema["required"]}


@pytest.mark.parametrize("kind", sorted(MODELS))
def test_schemas_are_complete(kind: str) -> None:
    """Every reference inside a schema leads to a definition in it, and every field is described with an example."""
    text = json_schema(kind)
    schema = json.loads(text)

    for part in text.split('"$ref": "')[1:]:
        assert part.partition('"')[0].removeprefix("#/$defs/") in schema["$defs"]
    assert [key for key, value in schema["properties"].items() if not value.get("description") or not value.get("examples")] == []


@pytest.mark.parametrize(
    ("kind", "key", "expected"),
    [
        ("betrieb", "groesse", ["1-9", "10-49", "50-249", "250+"]),
        ("folge", "typ", ["full", "trailer", "bonus"]),
        ("betrieb", "beispiel", ["ja", "nein"]),
        ("folge", "explizit", ["ja", "nein"]),
    ],
)
def test_schemas_offer_the_words_editors_write(kind: str, key: str, expected: list[str]) -> None:
    """Choices are completed as they are written in the file: ja and nein, not true and false."""
    field = json.loads(json_schema(kind))["properties"][key]
    found = [option["enum"] for option in (field, *field.get("anyOf", [])) if "enum" in option]

    assert [expected] == found
