"""Leave alone what did not change: which pieces of a build are as they were, and what is remembered so that the next build can tell.

A piece is as it was when it is about the same and every question its maker asked has the same answer, under the same base: program,
theme, settings, language. Nothing is declared by hand, so nothing can be forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from kammerton.app.build import PageFacts, Plan
from kammerton.app.pieces import Piece, Workshop
from kammerton.domain.library import Library
from kammerton.domain.observed import Heads, Questions, Read, Reads, observed
from kammerton.site.observed import Roots, observed_context


@dataclass(frozen=True)
class Origin:
    """What a piece was made from, and what came of it: pages, paths of all files of the site, mails by issue and edition."""

    about: bytes
    reads: frozenset[Read]
    pages: tuple[PageFacts, ...] = ()
    paths: tuple[str, ...] = ()
    mails: tuple[tuple[str, str], ...] = ()
    has_full_text: bool = False


@dataclass(frozen=True)
class Provenance:
    """What a build was made from: its base, the answer to every question, the origin of every piece."""

    base: bytes = b""
    answers: Mapping[Read, bytes] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    heads: Heads = field(default_factory=dict)


@dataclass(frozen=True)
class Observation:
    """A plan whose pieces are watched while they are made."""

    plan: Plan
    workshop: Workshop
    reads: Reads
    heads: Heads = field(default_factory=dict)

    @cached_property
    def questions(self) -> Questions:
        """Asks the library of the plan."""
        context = self.plan.workshop.context
        return Questions(Roots(context), context.library.inventory, self.heads)

    def knowing(self, before: Provenance) -> "Observation":
        """The same, with what the build before worked out about items; it must be of the same base."""
        return replace(self, heads=before.heads)

    def about(self, piece: Piece) -> bytes:
        """The digest of what a piece is about."""
        return self.questions.digest((piece.make, piece.about))

    def unchanged(self, before: Provenance) -> dict[str, Origin]:
        """The pieces that are as they were in the build before, by name."""
        same = {read for read, answer in before.answers.items() if self.questions.answer(read) == answer}
        found = ((piece, before.origins.get(piece.name)) for piece in self.plan.pieces)
        return {piece.name: origin for piece, origin in found if origin and origin.reads <= same and origin.about == self.about(piece)}

    def provenance(self, base: bytes, origins: Mapping[str, Origin]) -> Provenance:
        """What to remember of a build."""
        asked: Iterable[Read] = set().union(*(origin.reads for origin in origins.values()))
        return Provenance(base, {read: self.questions.answer(read) for read in asked}, origins, self.questions.heads)


def watchable(library: Library, reads: Reads) -> Library:
    """The same library, noting when a body is read."""
    return type(library)(observed(library.inventory, reads), library.now)


def observation(plan: Plan, reads: Reads) -> Observation:
    """Watch a plan, made of a ``watchable`` library."""
    context = plan.workshop.context
    return Observation(plan, replace(plan.workshop, context=observed_context(context, reads)), reads)
