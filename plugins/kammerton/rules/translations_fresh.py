"""A translation is not older than its original."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, hint

CODE = "R029"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the days on which original and translation were checked."""
    for kind, item in inventory.items():
        for translation in inventory.translations.get((kind, item.id), ()):
            if item.checked_on and (translation.checked_on is None or translation.checked_on < item.checked_on):
                place = inventory.source(kind, f"{item.id}.{translation.variant}").place("stand")
                yield hint(
                    CODE,
                    place,
                    M("Das Original wurde nach dieser Übersetzung geändert."),
                    M("Vergleichen Sie beide und setzen Sie „stand“ auf den Tag des Vergleichs."),
                )


RULE = Rule(
    CODE, M("Übersetzung älter als das Original"), M("Der „stand“ des Originals ist neuer als der seiner Übersetzung, oder die Übersetzung hat keinen."), check
)
