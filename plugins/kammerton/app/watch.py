"""Work that is watched, or that nobody watches."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from kammerton.app.ports import Progress
from kammerton.domain.diagnostic import Message

T = TypeVar("T")


def counted(progress: Progress, things: Iterable[T]) -> Iterator[T]:
    """The same things; each counts as one step once the next is asked for."""
    for thing in things:
        yield thing
        progress.step()


class Unwatched:
    """A ``Watch`` without anybody who watches."""

    @contextmanager
    def stage(self, name: Message, total: int = 0) -> Iterator[Progress]:  # noqa: ARG002 - as a watch is told
        """Nothing is shown."""
        yield _Unseen()

    def kept(self, things: int = 1) -> None:
        """Nobody asks."""

    def made(self, things: int = 1) -> None:
        """Nobody asks."""


class _Unseen:
    def step(self, steps: int = 1) -> None:
        """Say nothing."""


UNWATCHED = Unwatched()
