"""Values by key."""

from collections.abc import Iterable
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


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
