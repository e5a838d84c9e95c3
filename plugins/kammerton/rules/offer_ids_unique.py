"""No two offers of a firm share an id, which is part of their address."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R004"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the ids of a firm's offers."""
    for portrait in inventory.portraits:
        seen: set[str] = set()
        for n, offer in enumerate(portrait.offers):
            if offer.id in seen:
                what = M("Der Kurzname „{id}“ kommt bei den Angeboten zweimal vor.", id=offer.id)
                place = inventory.source("betrieb", portrait.id).place("angebote", n, "id")
                yield error(CODE, place, what, M("Geben Sie dem Angebot einen eigenen Kurznamen, zum Beispiel {id}-2.", id=offer.id))
            seen.add(offer.id)


RULE = Rule(
    CODE,
    M("Kurzname eines Angebots doppelt"),
    M("Der Kurzname eines Angebots ist Teil seiner Adresse. Zwei Angebote eines Betriebs können deshalb nicht denselben haben."),
    check,
)
