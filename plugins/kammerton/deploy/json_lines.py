"""JSON with an entry a line: quick to write and to compare, in version control too."""

import json
from collections.abc import Mapping
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def lined(values: Mapping[str, Any]) -> bytes:
    """An object, its keys in order, each entry of a list in a line of its own; equal values give equal bytes."""
    lines = (f" {json.dumps(key)}: {_value(values[key])}" for key in sorted(values))
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _value(value: Any) -> str:
    if not isinstance(value, list | tuple):
        return _json(value)
    return "[\n" + ",\n".join(f"  {_json(entry)}" for entry in value) + "\n ]"


def _json(value: Any) -> str:
    """JSON that stays text wherever it is pasted or opened: a stated GUID may hold anything."""
    return _ENCODER.encode(value).replace("<", "\\u003c")
