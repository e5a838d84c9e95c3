"""What must not show anywhere in a build: drafts, what waits for its day, what was withdrawn."""

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from kammerton.domain.addresses import episode_path, item_path, offer_path, translated_path
from kammerton.domain.declaration import declarations
from kammerton.domain.document import Document, text_of
from kammerton.domain.episode import Episode
from kammerton.domain.inventory import Inventory
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.picture import pictures_of
from kammerton.domain.pictures import derivative_names

# Shorter titles, and those of one word, are words of everyday language: they are not looked for, the address of the page is.
_LEAST_TITLE = 10


@dataclass(frozen=True)
class HiddenThing:
    """Something not to be seen: the words that would give it away.

    ``marks`` are addresses, ids of several words, names of picture files. The title, and an id, may be made of words that
    others write as well. ``is_withdrawn``: it was hidden by a consent that does not hold.
    """

    kind: str
    id: str
    marks: tuple[str, ...]
    title: str = ""
    is_withdrawn: bool = False


class HiddenThings:
    """Everything hidden of a library, and what may be said openly all the same."""

    def __init__(self, library: Library) -> None:
        """Take the library of the build."""
        self._library = library
        self.things = tuple(_things(library))

    def open_text(self) -> str:
        """All that visible items, words and settings say themselves, and names they are known by."""
        inventory = self._library.inventory
        visible = [item for _, item in inventory.items() if self._library.is_visible(item)]
        translations = (t for (kind, id_) in inventory.translations for t in self._library.translations_of(kind, id_))
        terms = (term for table in inventory.vocabularies.tables().values() for term in table.values())
        cues = (cue.text for item in visible if isinstance(item, Episode) for cue in inventory.attachments.transcripts.get(item.id, ()))
        models: Iterator[str] = (text for thing in (*visible, *translations, *terms, inventory.settings) for text in _texts(thing))
        return "\n".join((*models, *cues))

    def open_names(self) -> frozenset[str]:
        """Ids of visible items, present and former, and of words: what they share with something hidden tells nothing of it."""
        inventory = self._library.inventory
        names = {name for _, item in inventory.items() if self._library.is_visible(item) for name in (item.id, *item.former_ids)}
        offers = {name for entry in self._library.offers for name in (entry.offer.id, *entry.offer.former_ids)}
        return frozenset(names | offers | {id_ for table in inventory.vocabularies.tables().values() for id_ in table})


def hidden_things(library: Library) -> HiddenThings:
    """What a build of this library must not show."""
    return HiddenThings(library)


def _things(library: Library) -> Iterator[HiddenThing]:
    inventory = library.inventory
    for kind, item in inventory.items():
        path = _path(inventory, kind, item)
        if not library.is_visible(item):
            withdrawn = item.status != "entwurf" and not library.agrees(item, "web")
            yield HiddenThing(kind, item.id, tuple(_marks(path, item.id)), _told(item.title), withdrawn)
        for translation in inventory.translations.get((kind, item.id), ()):
            if translation.status == "entwurf" and path:
                yield HiddenThing(kind, f"{item.id}.{translation.variant}", (translated_path(translation.variant, path).rstrip("/"),), _told(translation.title))
    shown = {(entry.portrait.id, entry.offer.id) for entry in library.offers}
    for portrait in library.portraits:
        for offer in portrait.offers:
            if (portrait.id, offer.id) not in shown:
                yield HiddenThing("angebot", f"{portrait.id}/{offer.id}", (offer_path(portrait, offer).rstrip("/"),))
    yield from _pictures(library)


def _path(inventory: Inventory, kind: str, item: Item) -> str:
    """Where the page of an item lies, or would."""
    if isinstance(item, Episode):
        show = inventory.show_of(item)
        return episode_path(show.id, item) if show else ""
    return "" if kind == "berufstext" else item_path(kind, item.id)


def _marks(path: str, id_: str) -> Iterator[str]:
    """The address, and an id of several words; ``seite`` has its page at the root, where one word is no mark."""
    if path.count("/") > 1 or "-" in path:
        yield path.rstrip("/")
    if "-" in id_ and len(id_) >= _LEAST_TITLE and not id_.replace("-", "").isdigit():
        yield id_


def _told(title: str) -> str:
    """The title where it is distinct enough to be looked for."""
    return title if len(title) >= _LEAST_TITLE and " " in title else ""


def _pictures(library: Library) -> Iterator[HiddenThing]:
    """Derivatives of pictures nobody agrees to any more, unless the same file is shown somewhere else."""
    known = library.inventory.attachments.pictures
    things = (*(item for _, item in library.inventory.items()), *library.inventory.settings.shows)
    pictures = [(thing, picture) for thing in things for _, picture in pictures_of(thing) if picture.file in known]
    shown = {p.file for thing, p in pictures if library.may_show(p) and (not isinstance(thing, Item) or library.is_visible(thing))}
    for file in sorted({picture.file for _, picture in pictures} - shown):
        yield HiddenThing("bild", file, tuple(derivative_names(known[file])))


def _texts(thing: object) -> Iterator[str]:
    """Every text of a model, however deep; what it refers to is no text of its own."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, Document):
        yield from (text_of(node) for node in thing.nodes)
    elif isinstance(thing, BaseModel):
        pointing = {declaration.attribute for declaration in declarations(type(thing)) if declaration.reference}
        for name in type(thing).model_fields:
            if name not in ("id", "former_ids") and name not in pointing:
                yield from _texts(getattr(thing, name))
    elif isinstance(thing, tuple | list):
        for part in thing:
            yield from _texts(part)
