"""An old address that redirects is not in use for something else, and leads on."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.addresses import is_reserved, is_reserved_below
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.permanence import feed_address, former_feeds, former_show_ids
from kammerton.domain.show import Show
from kammerton.rules.rule import Rule, error

CODE = "R067"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    for n, show in enumerate(inventory.settings.shows):
        yield from _former_addresses(inventory, n, show)
        yield from _moved_within(inventory, n, show)
    yield from _former_ids(inventory)


def _former_addresses(inventory: Inventory, n: int, show: Show) -> Iterator[Diagnostic]:
    site, place = inventory.settings.address, inventory.source("einstellungen", "").place
    others = [other for other in inventory.settings.shows if other.id != show.id]
    claimed = {address: o.id for o in others for address in (*former_feeds(o, site), feed_address(site, o.id))}
    for m, address in enumerate(former_feeds(show, site)):
        if address == feed_address(site, show.id):
            what = M("„{address}“ ist die jetzige Adresse des Feeds: Er leitete auf sich selbst weiter.", address=address)
            yield error(CODE, place("PODCASTS", n, "frueher_unter", m), what, M("Streichen Sie sie."))
        elif address in claimed:
            what = M("„{address}“ gehört schon der Reihe „{id}“.", address=address, id=claimed[address])
            yield error(CODE, place("PODCASTS", n, "frueher_unter", m), what, M("Streichen Sie sie an einer der beiden Stellen."))
    pages = {page.id for page in inventory.pages}
    for former in former_show_ids(show, site):
        if is_reserved(former) or former in pages:
            what = M("Die Adresse „/{id}/“ ist in Gebrauch; von ihr kann nicht weitergeleitet werden.", id=former)
            yield error(CODE, place("PODCASTS", n, "frueher_unter"), what, M("Benennen Sie die Seite um, oder streichen Sie den früheren Namen."))


def _moved_within(inventory: Inventory, n: int, show: Show) -> Iterator[Diagnostic]:
    site = inventory.settings.address
    if show.moved_to and f"{show.moved_to}/".startswith(site + "/") and show.moved_to != feed_address(site, show.id):
        what = M("„umgezogen_nach“ nennt eine andere Adresse dieser Website.")
        remedy = M("Zieht die Reihe innerhalb der Website um, steht ihre alte Adresse unter „frueher_unter“ bei der neuen.")
        yield error(CODE, inventory.source("einstellungen", "").place("PODCASTS", n, "umgezogen_nach"), what, remedy)


def _former_ids(inventory: Inventory) -> Iterator[Diagnostic]:
    shows = {show.id for show in inventory.settings.shows}
    for kind, item in inventory.items():
        for n, former in enumerate(item.former_ids):
            if is_reserved_below(kind, former) or (kind == "seite" and (is_reserved(former) or former in shows)):
                what = M("Den früheren Namen „{id}“ braucht die Website selbst; von ihm kann nicht weitergeleitet werden.", id=former)
                yield error(CODE, inventory.source(kind, item.id).place("frueher", n), what, M("Streichen Sie ihn."))


RULE = Rule(
    CODE,
    M("Weiterleitung unmöglich"),
    M(
        "Frühere Namen und frühere Adressen leiten zur jetzigen weiter. Das geht nicht, wenn unter der alten Adresse wieder etwas steht, zwei Reihen sie nennen oder sie zu sich selbst führt."
    ),
    check,
)
