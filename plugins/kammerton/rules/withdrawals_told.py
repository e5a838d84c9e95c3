"""What was published and is not to be seen any more is told once."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import ITEM_FIELDS, Inventory
from kammerton.domain.kinds import KINDS
from kammerton.domain.permanence import Permanence
from kammerton.rules.rule import Rule, hint

CODE = "R068"
_FOLDERS = {kind.name: kind.folder for kind in KINDS}


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    for entry, episode in Permanence(inventory).pairs:
        if episode is not None and episode.status == "entwurf" and entry.state != "zurueckgezogen":
            what = M("Die Folge war veröffentlicht und wird zurückgezogen: Sie verschwindet aus Feed und Website.")
            remedy = M("Soll sie nur in keiner Liste mehr stehen, schreiben Sie: status: archiv")
            yield hint(CODE, inventory.source("folge", episode.id).place("status"), what, remedy)
    yield from _lost_pages(inventory)


def _lost_pages(inventory: Inventory) -> Iterator[Diagnostic]:
    names = {(kind, id_) for kind, item in inventory.items() for id_ in (item.id, *item.former_ids)} | inventory.unread.keys()
    for page in inventory.remembered.pages:
        if page.state != "zurueckgezogen" and page.kind in ITEM_FIELDS and (page.kind, page.id) not in names:
            what = M("Die Seite „/{address}“ war veröffentlicht; ihre Datei ist weg. Verknüpfungen dorthin führen ins Leere.", address=page.address)
            remedy = M("Wurde sie umbenannt, tragen Sie in der neuen Datei ein: frueher: [{id}]", id=page.id)
            yield hint(CODE, Place(f"{_FOLDERS[page.kind]}/{page.id}.md", 1), what, remedy)


RULE = Rule(
    CODE,
    M("Veröffentlichtes zurückgezogen"),
    M(
        "Etwas, das veröffentlicht war, ist es nach dem nächsten Veröffentlichen nicht mehr. Der Hinweis kommt nur dieses eine Mal. Kommt eine zurückgezogene Folge wieder, behält sie Kennung und Datum."
    ),
    check,
)
