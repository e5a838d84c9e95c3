"""An event takes place somewhere."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R027"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for a town or an address online."""
    for event in inventory.events:
        if event.town is None and event.online_at is None:
            place = inventory.source("termin", event.id).place()
            yield error(CODE, place, M("Der Termin hat keinen Ort."), M("Tragen Sie „ort“ mit einem Kurznamen aus der Liste der Orte ein, oder „online_url“."))


RULE = Rule(CODE, M("Termin ohne Ort"), M("Ein Termin findet an einem Ort oder online statt. Eines von beiden muss angegeben sein."), check)
