"""Entries whose review day has passed are listed."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, hint

CODE = "R013"


def check(inventory: Inventory, today: date) -> Iterator[Diagnostic]:
    """Compare ``pruefen_bis`` with the day of the build; a hint, for errors never depend on the clock."""
    for kind, item in inventory.items():
        if item.review_by is not None and item.review_by < today:
            what = M("Die Angaben sollten bis {day} geprüft werden.", day=item.review_by.strftime("%d.%m.%Y"))
            yield hint(
                CODE, inventory.source(kind, item.id).place("pruefen_bis"), what, M("Prüfen Sie den Eintrag und setzen Sie „stand“ und „pruefen_bis“ neu.")
            )


RULE = Rule(CODE, M("Prüfung überfällig"), M("Der Tag, bis zu dem jemand die Angaben prüfen wollte, ist vorbei. Der Eintrag erscheint weiter."), check)
