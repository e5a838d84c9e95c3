"""The context of page builders, noting what they read: the library and the links, and what the context itself works out."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from kammerton.domain.library import Library
from kammerton.domain.observed import Observed, Read, Reads
from kammerton.rendering.links import Links
from kammerton.site.context import SiteContext
from kammerton.site.views import Frame

LIBRARY, LINKS, FRAMES = "library", "links", "frames"
T = TypeVar("T")


@dataclass(frozen=True)
class ObservedContext(SiteContext):
    """Answers as the real context does.

    A frame is noted as a whole, under the section it is for: it rests on everything there is a list of, and every page has one.
    """

    reads: Reads = field(default_factory=Reads, compare=False, repr=False)
    real: SiteContext | None = field(default=None, compare=False, repr=False)

    def frame(self, section: str = "") -> Frame:
        """The frame of a page in a section."""
        assert self.real is not None
        self.reads.note(_named(FRAMES, self.variant), section)
        return _frame(self.real, section)

    def in_variant(self, variant: str) -> SiteContext:
        """The context for the translations of a variant, observed too."""
        assert self.real is not None
        return observed_context(variant_of(self.real, variant), self.reads)

    def once(self, name: tuple[object, ...], make: Callable[[], T]) -> T:
        """What ``make`` makes, made once; whoever is given it rests on what it was made from."""
        if name not in self.kept:
            with self.reads.watched() as found:
                made = make()
            self.kept[name] = (made, tuple(found))
        made, found_then = cast("tuple[T, tuple[Read, ...]]", self.kept[name])
        self.reads.note_all(found_then)
        return made


def observed_context(real: SiteContext, reads: Reads) -> ObservedContext:
    """A context that notes what is read through it."""
    return ObservedContext(
        cast("Library", Observed(real.library, LIBRARY, reads)), real.words, cast("Links", Observed(real.links, _named(LINKS, real.variant), reads)),
        real.addresses, real.variant, real.full_text, real.composer, {}, reads, real,
    )  # fmt: skip


def variant_of(real: SiteContext, variant: str) -> SiteContext:
    """The real context of a variant, made once."""
    return real.once(("variant", variant), lambda: real.in_variant(variant))


class Roots(Mapping[str, object]):
    """What the questions of an observed context begin with, and others with it."""

    def __init__(self, real: SiteContext, others: Mapping[str, object] | None = None) -> None:
        self._real, self._others = real, others or {}

    def __getitem__(self, root: str) -> object:
        if root in self._others:
            return self._others[root]
        name, _, variant = root.partition(":")
        inside = variant_of(self._real, variant) if variant else self._real
        found: dict[str, object] = {LIBRARY: inside.library, LINKS: inside.links, FRAMES: _Frames(inside)}
        return found[name]

    def __iter__(self) -> Iterator[str]:
        return iter((LIBRARY, LINKS, FRAMES, *self._others))

    def __len__(self) -> int:
        return len(tuple(iter(self)))


class _Frames(Mapping[str, Frame]):
    """The frame of each section, made when it is asked for."""

    def __init__(self, real: SiteContext) -> None:
        self._real = real

    def __getitem__(self, section: str) -> Frame:
        return _frame(self._real, section)

    def get(self, section: str, default: object = None) -> Frame:  # noqa: ARG002
        """The frame of a section."""
        return _frame(self._real, section)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def _frame(real: SiteContext, section: str) -> Frame:
    return real.frame(section)


def _named(root: str, variant: str) -> str:
    return f"{root}:{variant}" if variant else root
