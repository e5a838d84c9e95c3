"""No address is claimed twice."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.addresses import is_reserved, is_reserved_below
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R006"


def _taken_by_former_ids(inventory: Inventory) -> Iterator[Diagnostic]:
    renamed = [(kind, item) for kind, item in inventory.items() if item.former_ids]
    claimed: dict[tuple[str, str], str] = {(kind, item.id): item.id for kind, item in inventory.items()} if renamed else {}
    for kind, item in renamed:
        for n, former in enumerate(item.former_ids):
            owner = claimed.setdefault((kind, former), item.id)
            if owner != item.id or former == item.id:
                what = M("Der frühere Name „{former}“ gehört schon zu „{owner}“.", former=former, owner=owner)
                yield error(CODE, inventory.source(kind, item.id).place("frueher", n), what, M("Streichen Sie ihn an einer der beiden Stellen."))


def _taken_by_former_offers(inventory: Inventory) -> Iterator[Diagnostic]:
    for portrait in inventory.portraits:
        if not any(offer.former_ids for offer in portrait.offers):
            continue
        claimed = {offer.id: offer.id for offer in portrait.offers}
        for number, offer in enumerate(portrait.offers):
            for n, former in enumerate(offer.former_ids):
                owner = claimed.setdefault(former, offer.id)
                if owner != offer.id or former == offer.id:
                    place = inventory.source("betrieb", portrait.id).place("angebote", number, "frueher", n)
                    what = M("Der frühere Name „{former}“ gehört schon zu „{owner}“.", former=former, owner=owner)
                    yield error(CODE, place, what, M("Streichen Sie ihn an einer der beiden Stellen."))


def _taken_by_lists(inventory: Inventory) -> Iterator[Diagnostic]:
    for kind, item in inventory.items():
        if is_reserved_below(kind, item.id):
            what = M("Den Namen „{id}“ braucht die Website selbst für eine Liste.", id=item.id)
            yield error(CODE, inventory.source(kind, item.id).place(), what, M("Benennen Sie die Datei um, zum Beispiel in {id}-seite.md.", id=item.id))


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare page and show names with each other and with the site's own folders, and former ids with all ids."""
    yield from _taken_by_former_ids(inventory)
    yield from _taken_by_former_offers(inventory)
    yield from _taken_by_lists(inventory)
    shows = {show.id for show in inventory.settings.shows}
    for page in inventory.pages:
        if is_reserved(page.id) or page.id in shows:
            what = M("Die Adresse „/{id}/“ braucht die Website selbst.", id=page.id)
            yield error(CODE, inventory.source("seite", page.id).place(), what, M("Benennen Sie die Datei um, zum Beispiel in {id}-seite.md.", id=page.id))
    for n, show in enumerate(inventory.settings.shows):
        twice = [s.id for s in inventory.settings.shows].count(show.id) > 1
        if is_reserved(show.id) or twice:
            what = M("Der Kurzname „{id}“ der Podcast-Reihe ist schon vergeben.", id=show.id)
            yield error(CODE, inventory.source("einstellungen", "").place("PODCASTS", n), what, M("Wählen Sie einen anderen, zum Beispiel podcast."))


RULE = Rule(
    CODE,
    M("Adresse doppelt vergeben"),
    M(
        "Zwei Einträge würden unter derselben Adresse erscheinen: eine Seite heißt wie ein Bereich der Website, oder ein früherer Name gehört einem anderen Eintrag."
    ),
    check,
)
