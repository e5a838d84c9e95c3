"""What a missing consent takes off the site."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.clip import Clip
from kammerton.domain.declaration import parts
from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.episode import Voice
from kammerton.domain.inventory import FieldPath, Inventory
from kammerton.domain.item import Item
from kammerton.domain.picture import pictures_of
from kammerton.rules.rule import Rule, hint

CODE = "R024"


def _uses(kind: str, item: Item) -> Iterator[tuple[FieldPath, str, Message]]:
    """Where an item names a consent, its number, and what happens without it."""
    gone = M("Der Eintrag wird nicht mehr gezeigt.")
    for path, picture in pictures_of(item):
        if picture.consent:
            drawn = M("Statt des Bildes „{file}“ erscheint ein gezeichnetes.", file=picture.file)
            yield (*path, "einwilligung"), picture.consent, drawn if path == ("bild",) else M("Das Bild „{file}“ wird nicht mehr gezeigt.", file=picture.file)
    for path, clip in parts(item, Clip):
        if clip.consent:
            yield (*path, "einwilligung"), clip.consent, M("Das Video wird nicht mehr gezeigt.")
    for path, voice in parts(item, Voice):
        if voice.consent:
            yield (*path, "einwilligung"), voice.consent, gone
    if kind in ("betrieb", "geschichte"):
        yield from ((("einwilligung",), number, gone) for number in item.consents)


def check(inventory: Inventory, today: date) -> Iterator[Diagnostic]:
    """Compare every consent that is named with the register, for the website."""
    consents = inventory.vocabularies.consents
    for kind, item in inventory.items():
        for path, number, effect in _uses(kind, item):
            consent = consents.get(number)
            if consent is not None and not consent.allows("web", today):
                yield hint(
                    CODE, inventory.source(kind, item.id).place(*path), M("Die Einwilligung {number} gilt nicht oder nicht mehr.", number=number), effect
                )


RULE = Rule(
    CODE,
    M("Einwilligung gilt nicht"),
    M(
        "Eine Einwilligung ist widerrufen, abgelaufen oder gilt nicht für die Website. Das Bild, die Geschichte, das Porträt oder die Folge verschwindet dadurch von selbst aus allem, was veröffentlicht wird; es ist nichts weiter zu tun."
    ),
    check,
)
