"""Where firms are can be found on the map."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.library import towns_of
from kammerton.rules.rule import Rule, hint

CODE = "R072"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for towns with firms that lack coordinates, where others have some; without any there is no map, and nothing to miss."""
    towns = inventory.vocabularies.towns
    named = {id_ for portrait in inventory.portraits for id_ in towns_of(portrait)}
    with_firms = [town for town in towns.values() if town.id in named]
    if any(town.is_located for town in with_firms):
        for town in with_firms:
            if not town.is_located:
                what = M("Der Ort „{town}“ fehlt auf der Karte, weil Breite oder Länge nicht angegeben ist.", town=town.title)
                remedy = M("Ergänzen Sie „lat“ und „lon“ in Grad, zum Beispiel 51.05 und 10.21.")
                yield hint(CODE, inventory.source("ort", town.id).place("id"), what, remedy)


RULE = Rule(
    CODE,
    M("Ort fehlt auf der Karte"),
    M(
        "Auf der Karte steht jeder Ort mit Betrieben, dessen Breite und Länge in der Tabelle orte.csv angegeben sind. In der Liste darunter steht er in jedem Fall."
    ),
    check,
)
