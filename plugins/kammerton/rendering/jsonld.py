"""Structured data (schema.org) as JSON-LD that cannot break out of its script element."""

import json
from collections.abc import Mapping

from markupsafe import Markup

_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPES = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def to_json_ld(data: Mapping[str, object]) -> Markup:
    """The data with its context as JSON; keys without a value are left out."""
    text = _JSON.encode({"@context": "https://schema.org", **_without_empty(data)})
    for char, escaped in _ESCAPES.items():
        text = text.replace(char, escaped)
    return Markup(text)  # noqa: S704 - everything that could end the element is escaped above


def _without_empty(data: Mapping[str, object]) -> dict[str, object]:
    found = {key: _kept(value) for key, value in data.items()}
    return {key: value for key, value in found.items() if value not in (None, "", [], {}, ())}


def _kept(value: object) -> object:
    if isinstance(value, Mapping):
        return _without_empty(value)
    return [_kept(entry) for entry in value] if isinstance(value, list | tuple) else value
