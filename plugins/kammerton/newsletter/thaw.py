"""An issue as it was sent: its words stay, its links follow what was renamed, and what was withdrawn becomes a neutral line."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from kammerton.domain.diagnostic import M
from kammerton.domain.document import Document, Element
from kammerton.domain.issue import Edition, Issue
from kammerton.domain.library import Library
from kammerton.newsletter.entries import Entries
from kammerton.newsletter.pictures import banner_of, titled, without_picture
from kammerton.rendering.composition import Composition, Entry, Section
from kammerton.rendering.frozen import Frozen
from kammerton.rendering.words import Words

# The contents of blocks that choose several things.
_LISTS = frozenset({"new", "events", "deadlines", "offers"})


def thawed(library: Library, words: Words, issue: Issue, edition: Edition, frozen: Frozen) -> Composition:
    """The composition that was sent, without what may no longer be seen."""
    sections = tuple(part for section in frozen.sections(edition) for part in _still_there(library, words, section))
    issue = frozen.issue(issue)
    return Composition(issue, sections, edition, banner_of(library, issue))


def _still_there(library: Library, words: Words, section: Section) -> Iterator[Section]:
    """The section with what is left of its entries; a line says that something is missing."""
    found = [(entry, _current(library, words, entry)) for entry in section.entries]
    kept = tuple(replace(entry, path=now.path, picture=titled(now.picture, entry.title)) for entry, now in found if now is not None)
    kept = tuple(map(without_picture, kept)) if section.kind in _LISTS else kept
    yield replace(section, entries=kept)
    if len(kept) < len(found):
        line = words.text(M("Ein Beitrag aus dieser Ausgabe ist nicht mehr verfügbar."))
        yield Section(document=Document((Element("p", (), (line,)),)))


def _current(library: Library, words: Words, entry: Entry) -> Entry | None:
    """The entry as it would be made now, where the thing may still be seen and mailed, under its present name."""
    make = Entries(library, words)
    if entry.kind == "angebot":
        firm, _, offer = entry.id.partition("/")
        return next((make.offer(o) for o in library.offers_by_portrait.get(firm, ()) if o.offer.id == offer and library.agrees(o.portrait, "newsletter")), None)
    forms: dict[str, Callable[[Any], Entry]] = {
        "betrieb": make.portrait, "wissen": make.article, "foerderung": make.programme, "termin": make.event, "geschichte": make.story,
        "meldung": make.news, "akteur": make.actor, "folge": lambda episode: make.episode(library.episodes_by_id[episode.id]),
    }  # fmt: skip
    found = (item for item in library.items_by_any_id.get((entry.kind, entry.id), ()) if library.agrees(item, "newsletter"))
    return next((forms[entry.kind](item) for item in found), None)
