"""Plain values with lines against a model: the finished thing, or every problem with its line."""

from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from kammerton.domain.declaration import Declared, declarations
from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.document import cut_at_word
from kammerton.domain.inventory import FieldPath, Source
from kammerton.domain.suggestion import did_you_mean
from kammerton.reading.frontmatter import error
from kammerton.reading.problems import FIELD_PROBLEMS, MISSING, OTHER, UNKNOWN_KEY

D = TypeVar("D", bound=Declared)
# What the file itself says; in its head these are unknown.
FROM_FILE = ("id", "variant", "body")
_UNION_MARKS = ("datei", "adresse", "text", "liste", "laufend", "tag")
_SHOWN = 60


def read_model(model: type[D], values: Mapping[str, Any], source: Source, given: Mapping[str, Any] | None = None) -> tuple[D | None, list[Diagnostic]]:
    """Build ``model`` from plain values by German key; ``given`` holds what the file itself says (id, body).

    Returns the thing, or None and one diagnostic for every problem found.
    """
    found = dict(values)
    problems = []
    if given is not None:
        problems = [unknown_key(model, (key,), source) for key in FROM_FILE if found.pop(key, None) is not None]
        found |= given
    try:
        thing = model.model_validate(found, by_alias=True, by_name=False)
    except ValidationError as reason:
        return None, problems + [_diagnostic(model, detail, source) for detail in reason.errors()]
    return (None if problems else thing), problems


def value_problems(model: type[Declared], key: str, value: Any) -> list[Diagnostic]:
    """What is wrong with one value for one field; the other fields are not looked at, and there is no place."""
    try:
        model.model_validate({key: value}, by_alias=True, by_name=False)
    except ValidationError as reason:
        return [_diagnostic(model, detail, Source("")) for detail in reason.errors() if detail["loc"][0] == key]
    return []


def _diagnostic(model: type[Declared], detail: ErrorDetails, source: Source) -> Diagnostic:
    path = _known_path(model, detail["loc"])
    if detail["type"] == "extra_forbidden":
        return unknown_key(model, (*_known_path(model, detail["loc"][:-1]), detail["loc"][-1]), source)
    field = field_name(path)
    if detail["type"] == "missing":
        what = M("{field} fehlt.", field=field)
        return error(MISSING, source.place(*path), what, M("Zum Beispiel: {example}", example=_example(model, path)))
    told = FIELD_PROBLEMS.get(detail["type"], OTHER)
    context = {"length": len(str(detail["input"])), **detail.get("ctx", {})}
    what = told.what(field, _shown(detail["input"]), context)
    return error(told.problem, source.place(*path), what, _remedy(told.remedy(context), detail))


def _remedy(remedy: Message, detail: ErrorDetails) -> Message:
    """For a word out of a list: the near word, where there is one, before the whole list."""
    if detail["type"] != "literal_error":
        return remedy
    choices = [part.strip("' ") for part in str(detail.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(",")]
    near = did_you_mean(str(detail["input"]), choices)
    return M("{near} {choices}", near=near, choices=remedy) if near else remedy


def _shown(value: Any) -> str:
    return cut_at_word(value if isinstance(value, str) else "…", _SHOWN)


def unknown_key(model: type[Declared], path: FieldPath, source: Source) -> Diagnostic:
    """The problem of a key that the model at this place does not declare."""
    key = str(path[-1])
    known = [d.key for d in declarations(_model_at(model, path[:-1]))]
    what = M("Das Feld „{field}“ gibt es hier nicht.", field=key)
    remedy = did_you_mean(key, known) or M("Möglich sind: {choices}.", choices=", ".join(known))
    return error(UNKNOWN_KEY, source.place(*path), what, remedy)


def field_name(path: FieldPath) -> Message:
    """A field in words: its key and, inside lists, which entry of which list."""
    keys = [str(part) for part in path if isinstance(part, str)]
    numbers = [(path[n - 1], part + 1) for n, part in enumerate(path) if isinstance(part, int) and n]
    name = M("Das Feld „{field}“", field=keys[-1] if keys else "?")
    if not numbers:
        return name if len(keys) < 2 else M("Das Feld „{field}“ in „{outer}“", field=keys[-1], outer=keys[-2])
    around, number = numbers[0]
    if keys[-1] == around:
        return M("„{field}“, {n}. Eintrag", field=str(around), n=number)
    return M("Das Feld „{field}“ (in „{outer}“, {n}. Eintrag)", field=keys[-1], outer=str(around), n=number)


def _known_path(model: type[Declared], loc: tuple[int | str, ...]) -> FieldPath:
    """The path by key and index, without the marks that unions put into it."""
    return tuple(part for part in loc if part not in _UNION_MARKS or _is_key(model, part))


def _is_key(model: type[Declared], part: int | str) -> bool:
    return any(d.key == part for d in declarations(model)) or any(d.nested and _is_key(d.nested, part) for d in declarations(model))


def _model_at(model: type[Declared], path: FieldPath) -> type[Declared]:
    for key in (part for part in path if isinstance(part, str)):
        inner = next((d.nested for d in declarations(model) if d.key == key), None)
        model = inner or model
    return model


def _example(model: type[Declared], path: FieldPath) -> str:
    around = _model_at(model, path[:-1])
    return next((f"{d.key}: {d.example}" for d in declarations(around) if d.key == path[-1]), str(path[-1]))
