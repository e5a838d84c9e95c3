"""Things that were read, as bytes and back, as quickly as Python can.

What pickle does by itself is slow for pydantic models and undoes what is deferred. Here a model becomes the fields that
were set, and the late field of a ``Deferred`` a pack of its own, opened when somebody asks for it. Opening makes nothing
but values of this program; bytes that were not packed here raise an exception of ``BROKEN``.
"""

import io
import pickle
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from kammerton.domain.declaration import Declared
from kammerton.domain.deferred import Deferred

BROKEN = (
    pickle.UnpicklingError,
    EOFError,
    AttributeError,
    ImportError,
    IndexError,
    KeyError,
    TypeError,
    ValueError,
    OverflowError,
    MemoryError,
    RecursionError,
)
_OTHERS = {("datetime", "date"), ("datetime", "datetime"), ("zoneinfo", "ZoneInfo")}
_OURS = ("kammerton.domain.", "kammerton.reading.")


class Pack:
    """A value in bytes, opened when it is called; who calls again soon gets the same."""

    def __init__(self, content: bytes) -> None:
        """Take what ``packed`` made."""
        self.content = content

    def __call__(self) -> Any:
        """The value."""
        return _opened_lately(self.content)


def packed(value: Any) -> bytes:
    """Plain values, frozen dataclasses and models of the domain as bytes."""
    file = io.BytesIO()
    _Packer(file, protocol=5).dump(value)
    return file.getvalue()


def opened(content: bytes) -> Any:
    """The value in bytes that ``packed`` made; others raise one of ``BROKEN``."""
    return _Opener(io.BytesIO(content)).load()


_opened_lately = lru_cache(maxsize=256)(opened)


class _Packer(pickle.Pickler):
    def reducer_override(self, thing: Any) -> Any:
        if isinstance(thing, Declared):
            values = thing.__dict__
            return _model, (type(thing), {name: values[name] for name in thing.model_fields_set})
        if isinstance(thing, Deferred):
            pending = thing.pending()
            late = pending.content if isinstance(pending, Pack) else packed(getattr(thing, thing.LATE))
            others = {name: value for name, value in thing.__dict__.items() if name not in (thing.LATE, "_make")}
            return _deferred, (type(thing), late, others)
        return (ZoneInfo, (thing.key,)) if isinstance(thing, ZoneInfo) else NotImplemented


class _Opener(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS or module.startswith(_OURS):
            return super().find_class(module, name)
        if module == __name__ and name in _MAKERS:
            return _MAKERS[name]
        raise pickle.UnpicklingError(name)


def _model(model: type[Declared], values: dict[str, Any]) -> Declared:
    """As ``model_construct``, for values that were checked before they were packed."""
    thing = model.__new__(model)
    _set(thing, "__dict__", {**_defaults(model), **values})
    _set(thing, "__pydantic_fields_set__", set(values))
    _set(thing, "__pydantic_extra__", None)
    _set(thing, "__pydantic_private__", None)
    return thing


def _deferred(kind: type[Deferred], late: bytes, others: dict[str, Any]) -> Deferred:
    return kind.deferred(Pack(late), others)


_set = object.__setattr__
_MAKERS: dict[str, Callable[..., Any]] = {"_model": _model, "_deferred": _deferred}


@cache
def _defaults(model: type[Declared]) -> dict[str, Any]:
    """What every field is that nobody set, in the order of declaration; all of it immutable."""
    return {name: None if field.is_required() else field.get_default(call_default_factory=True) for name, field in model.model_fields.items()}
