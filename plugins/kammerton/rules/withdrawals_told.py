"""What was published and is not to be seen any more is told once."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import ITEM_FIELDS, Inventory
from kammerton.domain.kinds import KINDS
from kammerton.domain.permanence import Permanence
from kammerton.domain.published import OFFER
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
    yield from _lost_offers(inventory)


def _lost_pages(inventory: Inventory) -> Iterator[Diagnostic]:
    known = inventory.known_ids()
    drafts = {(kind, item.id) for kind, item in inventory.items() if item.status == "entwurf"}
    for page in inventory.remembered.pages:
        if page.state == "zurueckgezogen" or page.kind not in ITEM_FIELDS:
            continue
        if page.id not in known[page.kind] and inventory.renamed(page.kind, page.id) is None:
            place = Place(f"{_FOLDERS[page.kind]}/{page.id}.md", 1)
            what = M("Die Seite „/{address}“ war veröffentlicht; ihre Datei ist weg. Unter der Adresse heißt es künftig, dass es die Seite nicht mehr gibt.", address=page.address)  # fmt: skip
            yield hint(CODE, place, what, M("Wurde sie umbenannt, tragen Sie in der neuen Datei ein: frueher: [{id}]", id=page.id))
        elif (page.kind, page.id) in drafts:
            what = M("Die Seite „/{address}“ war veröffentlicht und wird zurückgezogen.", address=page.address)
            remedy = M("Soll sie nur in keiner Liste mehr stehen, schreiben Sie: status: archiv")
            yield hint(CODE, inventory.source(page.kind, page.id).place("status"), what, remedy)


def _lost_offers(inventory: Inventory) -> Iterator[Diagnostic]:
    """Offers that went while their firm stayed; where the firm went, too, that is told."""
    firms = {name: portrait for portrait in inventory.portraits for name in (portrait.id, *portrait.former_ids)}
    for page in inventory.remembered.pages:
        firm, _, offer_id = page.id.partition("/")
        portrait = firms.get(firm) if page.kind == OFFER and page.state != "zurueckgezogen" else None
        if portrait is not None and offer_id not in {name for offer in portrait.offers for name in (offer.id, *offer.former_ids)}:
            what = M("Das Angebot „{id}“ war veröffentlicht und steht hier nicht mehr. Unter seiner Adresse heißt es künftig, dass es die Seite nicht mehr gibt.", id=offer_id)  # fmt: skip
            remedy = M("Heißt es jetzt anders, tragen Sie beim neuen ein: frueher: [{id}]", id=offer_id)
            yield hint(CODE, inventory.source("betrieb", portrait.id).place("angebote"), what, remedy)


RULE = Rule(
    CODE,
    M("Veröffentlichtes zurückgezogen"),
    M(
        "Etwas, das veröffentlicht war, ist es nach dem nächsten Veröffentlichen nicht mehr. Der Hinweis kommt nur dieses eine Mal. Kommt eine zurückgezogene Folge wieder, behält sie Kennung und Datum."
    ),
    check,
)
