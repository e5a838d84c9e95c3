"""Look at the project before it is published: what would be built, with drafts and what is still to appear."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from kammerton.app.build import planned
from kammerton.app.ports import Sources
from kammerton.app.recordings import with_published_recordings
from kammerton.app.reuse import Observation, observation, watchable
from kammerton.app.rewriting import Key, rewritten
from kammerton.domain.addresses import Addresses, translated_path
from kammerton.domain.coming import unchanged_until
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.inventory import Inventory
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.observed import Reads
from kammerton.domain.preview import Preview
from kammerton.domain.translation import Translation
from kammerton.newsletter.mail import Templates
from kammerton.rendering.links import Links
from kammerton.rendering.words import Words


@dataclass(frozen=True)
class Waiting:
    """An entry that is seen in the preview only: the path of its page, its title, its file, and why it waits."""

    path: str
    title: str
    file: str
    why: Message


@dataclass(frozen=True)
class Draft:
    """What a preview shows: a build in which drafts count as finished, its pieces watched; and which entries wait.

    ``library`` is what was read, as it is shown.
    """

    watch: Observation
    waiting: tuple[Waiting, ...]
    library: Library

    @cached_property
    def until(self) -> datetime:
        """The moment before which nothing of it changes by itself."""
        return unchanged_until(self.library)

    def rewritten(self, before: Inventory, library: Library) -> dict[Key, Item] | None:
        """The items of which the text alone is another than ``before`` in what was read now, where nothing else is; None where something is."""
        return rewritten(before, library.inventory) if self.library.now <= library.now < self.until else None


def drafted(library: Library, sources: Sources, words: Words, templates: Templates) -> Draft:
    """The project as it will be once everything has appeared; it must have been read without errors."""
    early = with_published_recordings(Preview(library.inventory, library.now), sources)
    assert isinstance(early, Preview)
    reads = Reads()
    return Draft(observation(planned(watchable(early, reads), words, templates), reads), tuple(_waiting(early, words)), early)


def _waiting(library: Preview, words: Words) -> list[Waiting]:
    links = Links(library, Addresses(library.settings.address))
    found = []
    for kind, thing, appears in library.waiting():
        path = links.path_of("beruf" if kind == "berufstext" else kind, thing.id)
        if path is None:
            continue
        variant = thing.variant if isinstance(thing, Translation) else ""
        file = library.inventory.source(kind, f"{thing.id}.{variant}" if variant else thing.id).file
        why = M("Erscheint am {moment}", moment=words.moment(appears)) if appears else M("Entwurf, noch nicht öffentlich")
        found.append(Waiting(translated_path(variant, path) if variant else path, thing.title, file, why))
    return sorted(found, key=lambda w: w.path)


def why_waiting(path: str, waiting: Iterable[Waiting]) -> Message | None:
    """Why a page waits: its own reason, or that of the entry it belongs to, as an offer belongs to its firm."""
    around = [w for w in waiting if path.startswith(w.path)]
    return max(around, key=lambda w: len(w.path)).why if around else None
