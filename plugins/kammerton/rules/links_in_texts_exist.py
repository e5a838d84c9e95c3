"""Every link in a text to another item names one that exists."""

from collections.abc import Iterator
from datetime import date
from functools import cache, partial

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.document import PICTURE, BodyReference, Document
from kammerton.domain.inventory import Inventory, Unread
from kammerton.domain.item import Item
from kammerton.domain.suggestion import did_you_mean
from kammerton.rules.rule import Rule, error, hint, instead

CODE = "R002"


# A file, the references of a text in it, and what declares the pictures that may stand in this text; None: no picture can.
Text = tuple[str, tuple[BodyReference, ...], Item | Unread | None]


def _texts(inventory: Inventory) -> Iterator[Text]:
    """The file and the references of every text that has some."""
    for kind, item in inventory.items():
        yield from _of_one(inventory, (kind, item.id), item.body, item)
        for translation in inventory.translations.get((kind, item.id), ()):
            yield from _of_one(inventory, (kind, f"{item.id}.{translation.variant}"), translation.body, item)
    for unread in inventory.unread.values():
        yield unread.source.file, tuple(r for r in unread.body_references if r.kind != PICTURE), unread


def _of_one(inventory: Inventory, key: tuple[str, str], body: Document, original: Item) -> Iterator[Text]:
    links = inventory.field_links.get(key)
    if links or body.references:
        file = inventory.source(*key).file
        yield file, body.references, original
        yield file, links or (), None


def _declared(item: Item | Unread) -> frozenset[str]:
    """The pictures a text may place: the item's own and its further ones, no logo and no voice's; of what could not be read nothing is known."""
    if isinstance(item, Unread):
        return frozenset()
    return frozenset(picture.file for picture in ((item.image, *item.images) if item.image else item.images))


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the ``kind:id`` links of every text with the ids of the kind, its pictures with those the item declares; tell of what leads out of no item."""
    known, remedy = inventory.known_ids(), cache(partial(instead, inventory))
    for file, found, declaring in _texts(inventory):
        for reference in found:
            place = Place(file, reference.line)
            if reference.kind == PICTURE:
                yield from _check_picture(place, reference.id, None if declaring is None else _declared(declaring))
            elif not reference.kind:
                what = M("Die Verknüpfung oder das Bild „{name}“ wird nicht übernommen; der Text bleibt stehen.", name=reference.id)
                yield hint(CODE, place, what, M("Schreiben Sie Verweise auf eigene Einträge als betrieb:kurzname, andere mit https:// davor."))
            elif reference.id not in known.get(reference.kind, (reference.id,)):
                what = M("Die Verknüpfung „{kind}:{name}“ führt ins Leere.", kind=reference.kind, name=reference.id)
                yield error(CODE, place, what, remedy(reference.kind, reference.id))


def _check_picture(place: Place, file: str, declared: frozenset[str] | None) -> Iterator[Diagnostic]:
    if declared is None:
        what = M("Das Bild „{name}“ kann hier nicht stehen.", name=file)
        yield error(CODE, place, what, M("Setzen Sie es in den Text unter dem Kopf der Datei."))
    elif file not in declared:
        what = M("Das Bild „{name}“ steht im Text, aber nicht im Kopf der Datei unter „bilder“.", name=file)
        yield error(CODE, place, what, did_you_mean(file, declared) or M("Tragen Sie es dort mit „datei“, „alt“ und „urheber“ ein."))


RULE = Rule(
    CODE,
    M("Verknüpfung im Text führt ins Leere"),
    M(
        "Im Text steht eine Verknüpfung der Form `[Text](betrieb:kurzname)`, aber den Eintrag gibt es nicht. Möglich sind betrieb, beruf, folge, ausgabe, termin, foerderung, akteur, wissen, geschichte, meldung und seite. Ein Bild im Text muss auch im Kopf der Datei unter „bilder“ stehen."
    ),
    check,
)
