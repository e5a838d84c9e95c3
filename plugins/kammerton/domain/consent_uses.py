"""Where consents are named, and what rests on each."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from kammerton.domain.clip import Clip
from kammerton.domain.declaration import parts
from kammerton.domain.episode import Voice
from kammerton.domain.inventory import FieldPath, Inventory
from kammerton.domain.item import Item
from kammerton.domain.picture import pictures_of

What = Literal["bild", "video", "stimme", "eintrag"]


@dataclass(frozen=True)
class ConsentUse:
    """One field that names a consent: whose, and what goes without it; ``file`` is that of a picture or clip."""

    kind: str
    id: str
    path: FieldPath
    number: str
    what: What
    file: str = ""


def consent_uses(inventory: Inventory) -> Iterator[ConsentUse]:
    """Every use in every item, drafts included, and in the shows."""
    for kind, item in inventory.items():
        yield from _uses(kind, item)
    for n, show in enumerate(inventory.settings.shows):
        for path, picture in pictures_of(show):
            if picture.consent:
                yield ConsentUse("einstellungen", "", ("PODCASTS", n, *path, "einwilligung"), picture.consent, "bild", picture.file)


def _uses(kind: str, item: Item) -> Iterator[ConsentUse]:
    for path, picture in pictures_of(item):
        if picture.consent:
            yield ConsentUse(kind, item.id, (*path, "einwilligung"), picture.consent, "bild", picture.file)
    for path, clip in parts(item, Clip):
        if clip.consent:
            yield ConsentUse(kind, item.id, (*path, "einwilligung"), clip.consent, "video", clip.file or "")
    for path, voice in parts(item, Voice):
        if voice.consent:
            yield ConsentUse(kind, item.id, (*path, "einwilligung"), voice.consent, "stimme")
    if kind in ("betrieb", "geschichte"):
        yield from (ConsentUse(kind, item.id, ("einwilligung",), number, "eintrag") for number in item.consents)
