"""Leave alone what did not change: which pieces of a build are as they were, and what is remembered so that the next build can tell.

A piece is as it was when it is about the same and every question its maker asked has the same answer, under the same base: program,
colours, settings, language. Nothing is declared by hand, so nothing can be forgotten.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from kammerton.app.build import PageFacts, Plan
from kammerton.app.pieces import Piece, Workshop
from kammerton.domain.library import Library
from kammerton.domain.observed import Heads, Questions, Read, Reads, observed
from kammerton.newsletter.mail import Templates
from kammerton.site.observed import Roots, observed_context

# Questions about a template by its name: has the frame changed that stands around the page, has the rest, has any of it.
TEMPLATES = "templates"
FRAMES, INSIDES, WHOLES = f"{TEMPLATES}.frames", f"{TEMPLATES}.insides", f"{TEMPLATES}.wholes"


@dataclass(frozen=True)
class Origin:
    """What a piece was made from, and what came of it: pages, paths of all files of the site, mails by issue and edition.

    ``layouts`` is where it is kept how its pages are made up, for whoever wrote them.
    """

    about: bytes
    reads: tuple[Read, ...]
    pages: tuple[PageFacts, ...] = ()
    paths: tuple[str, ...] = ()
    mails: tuple[tuple[str, str], ...] = ()
    has_full_text: bool = False
    layouts: Any = None


class Kept(NamedTuple):
    """What needs not be made again: pieces that are as they were, and those of which only the frame around the pages is another."""

    unchanged: Mapping[str, Origin]
    reframed: Mapping[str, Origin]


@dataclass(frozen=True)
class Provenance:
    """What a build was made from: its base, the answer to every question, the origin of every piece."""

    base: bytes = b""
    answers: Mapping[Read, bytes] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)
    heads: Heads = field(default_factory=dict)


@dataclass(frozen=True)
class Observation:
    """A plan whose pieces are watched while they are made. ``templates`` answers the questions about templates."""

    plan: Plan
    workshop: Workshop
    reads: Reads
    heads: Heads = field(default_factory=dict)
    templates: object = None

    @cached_property
    def questions(self) -> Questions:
        """Asks the library of the plan."""
        context = self.plan.workshop.context
        return Questions(Roots(context, {TEMPLATES: self.templates}), context.library.inventory, self.heads)

    def knowing(self, before: Provenance, templates: object) -> "Observation":
        """The same, with what the build before worked out about items, which must be of the same base, and with what answers about templates."""
        return replace(self, heads=before.heads, templates=templates)

    def about(self, piece: Piece) -> bytes:
        """The digest of what a piece is about."""
        return self.questions.digest((piece.make, piece.about))

    def kept(self, before: Provenance) -> Kept:
        """What needs not be made again after the build before."""
        changed = {read for read, answer in before.answers.items() if self.questions.answer(read) != answer}
        frames = {read for read in changed if read[0] == FRAMES}
        unchanged, reframed = dict[str, Origin](), dict[str, Origin]()
        for piece in self.plan.pieces:
            origin = before.origins.get(piece.name)
            others = changed.intersection(origin.reads) if origin else changed
            if origin and others <= frames and origin.about == self.about(piece):
                (reframed if others else unchanged)[piece.name] = origin
        return Kept(unchanged, reframed)

    def forget(self) -> None:
        """Forget what makers of pieces kept for each other: what it was made from may be another by now."""
        self.workshop.context.kept.clear()

    def reading(self, reads: set[Read], before: Provenance) -> list[Piece]:
        """The pieces of the build before that ask any of these questions."""
        return [piece for piece in self.plan.pieces if not reads.isdisjoint(before.origins[piece.name].reads)]

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
    workshop = replace(plan.workshop, context=observed_context(context, reads), templates=ObservedTemplates(plan.workshop.templates, reads))
    return Observation(plan, workshop, reads)


class ObservedTemplates:
    """Prints as the templates it stands in for, noting which."""

    def __init__(self, templates: Templates, reads: Reads) -> None:
        """Take the templates, and where to note."""
        self._templates, self._reads = templates, reads

    def render(self, name: str, **values: object) -> str:
        """A template filled with values."""
        self._reads.note(WHOLES, name)
        return self._templates.render(name, **values)
