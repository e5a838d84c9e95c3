"""The outline of the map goes around its towns."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import Inventory
from kammerton.domain.outline import OUTLINE
from kammerton.rules.rule import Rule, hint

CODE = "R074"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the towns with the rectangle around the outline: where all of them lie outside it is that of another region."""
    if inventory.outline is None:
        return
    positions = [position for path in inventory.outline.paths() for position in path]
    west, east = min(p[0] for p in positions), max(p[0] for p in positions)
    south, north = min(p[1] for p in positions), max(p[1] for p in positions)
    located = [(t.latitude, t.longitude) for t in inventory.vocabularies.towns.values() if t.latitude is not None and t.longitude is not None]
    if located and not any(south <= latitude <= north and west <= longitude <= east for latitude, longitude in located):
        what = M("Kein Ort liegt in diesem Umriss.")
        remedy = M("Prüfen Sie, ob er zu Ihrer Region gehört und ob Länge und Breite in der richtigen Reihenfolge stehen: erst die Länge.")
        yield hint(CODE, Place(OUTLINE, 1), what, remedy)


RULE = Rule(
    CODE,
    M("Umriss passt nicht zu den Orten"),
    M("Der Umriss in karte.geojson soll um die Orte herum liegen. Liegt keiner darin, ist es der einer anderen Region, oder Länge und Breite sind vertauscht."),
    check,
)
