"""How a field is declared: once, with its German key, its help and an example.

The reader, the messages, the handbook, the JSON Schema and later forms are all made from this declaration.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from kammerton.domain.diagnostic import Message
from kammerton.domain.values import Reference

REQUIRED: Any = ...


class Declared(BaseModel):
    """A frozen model whose fields are declared with ``declare``; unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", validate_by_name=True, validate_by_alias=True, ser_json_inf_nan="null", defer_build=True
    )


P = TypeVar("P", bound=Declared)


def declare(key: str, help: Message, *, example: str, default: Any = REQUIRED) -> Any:  # noqa: A002 - the plain word
    """Declare a field: ``key`` is what editors write, ``help`` what the handbook says, ``example`` a valid YAML value."""
    return Field(default=default, alias=key, description=help.template, examples=[example])


@dataclass(frozen=True)
class Declaration:
    """One declared field as the handbook and the schema need it."""

    key: str
    attribute: str
    help: str
    example: str
    required: bool
    annotation: Any
    metadata: tuple[Any, ...]

    @cached_property
    def nested(self) -> type[Declared] | None:
        """The model of this field's value or of its list entries, where it is a model."""
        return next((t for t in type_arguments(self.annotation) if isinstance(t, type) and issubclass(t, Declared)), None)

    @cached_property
    def reference(self) -> Reference | None:
        """The kind this field's value or its list entries refer to, where it is a reference."""
        inside = (*self.metadata, *type_arguments(self.annotation))
        return next((m for m in inside if isinstance(m, Reference)), None)


def type_arguments(annotation: Any) -> Iterator[Any]:
    """The annotation and everything inside it, depth first: unions, lists and ``Annotated`` marks."""
    yield annotation
    for inner in get_args(annotation):
        yield from type_arguments(inner)


def _declaration(attribute: str, info: FieldInfo) -> Declaration:
    assert info.alias is not None
    assert info.examples
    return Declaration(
        key=info.alias,
        attribute=attribute,
        help=info.description or "",
        example=str(info.examples[0]),
        required=info.is_required(),
        annotation=info.annotation,
        metadata=tuple(info.metadata),
    )


@cache
def declarations(model: type[BaseModel]) -> tuple[Declaration, ...]:
    """The declared fields of a model, in order; ``id`` and ``body`` come from the file and are not among them."""
    return tuple(_declaration(name, info) for name, info in model.model_fields.items() if info.alias)


def written_references(model: type[BaseModel], values: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every reference in plain values that did not become a ``model``: as ``references``, without checking anything else."""
    for declaration in declarations(model):
        value = values.get(declaration.key) if isinstance(values, dict) else None
        here = (*path, declaration.key)
        entries = [((*here, n), entry) for n, entry in enumerate(value)] if isinstance(value, list) else [(here, value)]
        for place, entry in entries:
            if declaration.nested and isinstance(entry, dict):
                yield from written_references(declaration.nested, entry, place)
            elif declaration.reference and isinstance(entry, str) and entry and declaration.reference.names(entry):
                yield place, declaration.reference.kind, entry


@cache
def _models_in(annotation: Any) -> tuple[type[Declared], ...]:
    """Every model a value of this type may be, or hold in a list."""
    return tuple(t for t in type_arguments(annotation) if isinstance(t, type) and issubclass(t, Declared))


@cache
def _to_references(model: type[BaseModel]) -> tuple[Declaration, ...]:
    """The fields of a model that are references, or have some inside: few of many, and looked at for every item."""
    return tuple(d for d in declarations(model) if d.reference or any(_to_references(inner) for inner in _models_in(d.annotation)))


@cache
def _to_parts(model: type[BaseModel], part: type[Declared]) -> tuple[Declaration, ...]:
    """The fields of a model that are a ``part``, or have some inside."""
    return tuple(d for d in declarations(model) if any(issubclass(inner, part) or _to_parts(inner, part) for inner in _models_in(d.annotation)))


def references(thing: BaseModel, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str, str]]:
    """Every reference in a thing: the path of the field by German key, the kind and the id it names."""
    for declaration in _to_references(type(thing)):
        value = getattr(thing, declaration.attribute)
        if not value:
            continue
        here = (*path, declaration.key)
        entries = [((*here, n), entry) for n, entry in enumerate(value)] if isinstance(value, tuple) else [(here, value)]
        for place, entry in entries:
            if isinstance(entry, BaseModel):
                yield from references(entry, place)
            elif declaration.reference and isinstance(entry, str) and declaration.reference.names(entry):
                yield place, declaration.reference.kind, entry


def parts(thing: BaseModel, model: type[P], path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], P]]:
    """Every value of a model inside a thing, with the path of its field by German key and list index."""
    for declaration in _to_parts(type(thing), model):
        value = getattr(thing, declaration.attribute)
        if not value:
            continue
        here = (*path, declaration.key)
        for place, entry in [((*here, n), entry) for n, entry in enumerate(value)] if isinstance(value, tuple) else [(here, value)]:
            if isinstance(entry, model):
                yield place, entry
            elif isinstance(entry, BaseModel):
                yield from parts(entry, model, place)
