"""Portraits say when somebody last checked them."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, hint

CODE = "R020"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for portraits and pages without ``stand``."""
    for kind, item in inventory.items():
        if kind in ("betrieb", "seite") and item.checked_on is None:
            yield hint(
                CODE,
                inventory.source(kind, item.id).place("titel"),
                M("„stand“ fehlt."),
                M("Tragen Sie den Tag ein, an dem die Angaben zuletzt geprüft wurden."),
            )


RULE = Rule(
    CODE,
    M("Stand fehlt"),
    M("Wer eine Seite liest, soll sehen, wie aktuell sie ist. Ohne „stand“ wird das Datum der Veröffentlichung gezeigt; bei Seiten ohne Datum nichts."),
    check,
)
