"""Declarations: every field explains itself, and every example is valid."""

from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from kammerton.domain.contact import Contact
from kammerton.domain.declaration import Declaration, Declared, declarations, references
from kammerton.domain.kinds import KINDS, VOCABULARIES
from kammerton.domain.portrait import Offer, Portrait
from kammerton.domain.settings import SiteSettings
from kammerton.reading.frontmatter import read_head


def fields(model: type[Declared], seen: set[type[Declared]] | None = None) -> list[tuple[type[Declared], Declaration]]:
    """All declared fields of a model and of the models inside it."""
    seen = set() if seen is None else seen
    seen.add(model)
    found = [(model, d) for d in declarations(model)]
    for declaration in declarations(model):
        if declaration.nested and declaration.nested not in seen:
            found += fields(declaration.nested, seen)
    return found


FIELDS = [pair for kind in KINDS for pair in fields(kind.model)]
IDS = [f"{model.__name__}-{declaration.key}" for model, declaration in FIELDS]
WORDS = [pair for kind in VOCABULARIES for pair in fields(kind.model)]


def as_written(example: str) -> Any:
    """The example as the reader gets it: through a head."""
    return read_head("x.md", f"---\nfeld: {example}\n---\n").values["feld"]


@pytest.mark.parametrize(("model", "declaration"), FIELDS, ids=IDS)
def test_examples_are_valid(model: type[Declared], declaration: Declaration) -> None:
    """The example of every field can be written into a file as it stands, and the field takes it."""
    info = model.model_fields[declaration.attribute]
    adapter = TypeAdapter(info.rebuild_annotation())

    adapter.validate_python(as_written(declaration.example), strict=True, by_alias=True, by_name=False)


@pytest.mark.parametrize(("model", "declaration"), [*FIELDS, *WORDS], ids=[*IDS, *(f"{m.__name__}-{d.key}" for m, d in WORDS)])
def test_fields_explain_themselves(model: type[Declared], declaration: Declaration) -> None:
    """Every field has a sentence of help and a German key that YAML reads as a plain word."""
    assert declaration.help.endswith(".")
    assert yaml.safe_load(declaration.key) == declaration.key


@pytest.mark.parametrize(("model", "declaration"), fields(SiteSettings), ids=[f"{m.__name__}-{d.key}" for m, d in fields(SiteSettings)])
def test_settings_explain_themselves(model: type[Declared], declaration: Declaration) -> None:
    """Every setting, nested ones too, has a sentence of help and an example."""
    assert declaration.help.endswith(".")
    assert declaration.example


@pytest.mark.parametrize(("model", "declaration"), WORDS, ids=[f"{m.__name__}-{d.key}" for m, d in WORDS])
def test_examples_of_tables_are_valid(model: type[Declared], declaration: Declaration) -> None:
    """The example of every column can be written into a cell."""
    adapter = TypeAdapter(model.model_fields[declaration.attribute].rebuild_annotation())

    adapter.validate_python(declaration.example, strict=True, by_alias=True, by_name=False)


def test_keys_never_steer_where_files_land() -> None:
    """No kind has a field by which an author could move a file or choose its template."""
    keys = {declaration.key for _, declaration in FIELDS}

    assert keys & {"slug", "url_path", "save_as", "template", "layout", "path"} == set()


def test_references_are_found_with_their_path() -> None:
    """Every reference of a thing is found, nested ones included, with the path by German key."""
    offer = Offer(id="a", type="praktikum", occupation="tischler")
    portrait = Portrait(id="x", title="X", published="2026-01-01", town="ort-1", contact=Contact(role="R"), offers=(offer,))

    assert list(references(portrait)) == [
        (("ort",), "ort", "ort-1"),
        (("angebote", 0, "art"), "angebotsart", "praktikum"),
        (("angebote", 0, "beruf"), "beruf", "tischler"),
    ]
