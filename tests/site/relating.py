"""Things set in relation by their declared fields, without naming any of them."""

from collections.abc import Iterator
from typing import Any

import yaml
from pydantic import BaseModel

from kammerton.domain.declaration import Declaration, Declared, declarations
from kammerton.domain.document import Document
from kammerton.domain.item import Item

# What has no page: a sector is a word on the portrait, a consent is never shown.
WITHOUT_PAGE = ("branche", "einwilligung")
# The id that the sample has of each kind.
OTHER = {
    "betrieb": "muster-metall", "folge": "001-am-amboss", "wissen": "erstes-mal", "akteur": "probekammer", "foerderung": "startgeld", "termin": "probemesse",
    "geschichte": "funken", "meldung": "halle", "beruf": "metallbauer", "reihe": "podcast",
    "ort": "probestadt", "berufsfeld": "metall", "schulabschluss": "esa", "angebotsart": "praktikum",
}  # fmt: skip
Path = tuple[Declaration, ...]


def fields_of(model: type[Declared], path: Path = ()) -> Iterator[Path]:
    """Every field of a model that refers to something, with the fields around it."""
    for declaration in declarations(model):
        if declaration.reference:
            yield (*path, declaration)
        elif declaration.nested:
            yield from fields_of(declaration.nested, (*path, declaration))


def bare(thing: BaseModel) -> BaseModel:
    """A thing without a text and without anything it may refer to; what it must refer to stays, in words where words are possible."""
    changed: dict[str, Any] = {"body": Document()} if isinstance(thing, Item) else {}
    for d in declarations(type(thing)):
        value = getattr(thing, d.attribute)
        if d.reference and d.reference.or_text:
            changed[d.attribute] = "In Worten"
        elif d.reference and not d.required and d.reference.kind not in WITHOUT_PAGE:
            changed[d.attribute] = type(thing).model_fields[d.attribute].get_default()
        elif isinstance(value, tuple):
            changed[d.attribute] = tuple(bare(entry) if isinstance(entry, BaseModel) else entry for entry in value)
    return thing.model_copy(update=changed)


def made(model: type[Declared]) -> Declared:
    """A part made of the examples of its required fields, referring to what the sample has."""
    values = {}
    for d in declarations(model):
        if d.required:
            values[d.key] = OTHER[d.reference.kind] if d.reference else yaml.load(d.example, yaml.BaseLoader)
    return model.model_validate(values)


def is_list(thing: BaseModel, declaration: Declaration) -> bool:
    """Whether a field holds several values."""
    return isinstance(getattr(thing, declaration.attribute), tuple)


def set_at(thing: BaseModel, path: Path, id_: str) -> BaseModel:
    """The thing with one of its references set; parts around it that are missing are made."""
    first, *rest = path
    old = getattr(thing, first.attribute)
    if not rest:
        return thing.model_copy(update={first.attribute: (id_,) if is_list(thing, first) else id_})
    assert first.nested is not None
    parts = old if isinstance(old, tuple) else (old,) if old is not None else ()
    changed = set_at(parts[0] if parts else made(first.nested), tuple(rest), id_)
    return thing.model_copy(update={first.attribute: (changed, *parts[1:]) if is_list(thing, first) else changed})
