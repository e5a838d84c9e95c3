"""Values by key, and in the order of one."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")
T = TypeVar("T", bound=date)


def group(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    """Values by key, in the order they came, each thing once.

    Things are told apart by identity: comparing them would cost the square of a group's size.

    >>> group([("a", 1), ("b", 2), ("a", 3), ("a", 1)])
    {'a': (1, 3), 'b': (2,)}
    """
    found: dict[K, dict[int, V]] = {}
    for key, value in pairs:
        found.setdefault(key, {}).setdefault(id(value), value)
    return {key: tuple(values.values()) for key, values in found.items()}


def in_order(pairs: Iterable[tuple[T | None, V]]) -> tuple[V, ...]:
    """The values that have a moment or day, the earliest first; those of the same in the order they came.

    >>> in_order([(date(2027, 1, 1), "b"), (None, "c"), (date(2026, 1, 1), "a")])
    ('a', 'b')
    """
    dated = [(day, value) for day, value in pairs if day is not None]
    return tuple(value for _, value in sorted(dated, key=lambda pair: pair[0]))
