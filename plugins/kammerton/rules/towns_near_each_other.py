"""Towns of a region lie near each other."""

from collections.abc import Iterator
from datetime import date
from statistics import median

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, hint

CODE = "R073"
_FAR = 2.0
_ENOUGH = 3


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the coordinates of each town with the middle of all: more than two degrees away is a slip, such as exchanged columns."""
    located = [
        (town, town.latitude, town.longitude) for town in inventory.vocabularies.towns.values() if town.latitude is not None and town.longitude is not None
    ]
    if len(located) < _ENOUGH:
        return
    middle = median(latitude for _, latitude, _ in located), median(longitude for _, _, longitude in located)
    for town, latitude, longitude in located:
        if abs(latitude - middle[0]) > _FAR or abs(longitude - middle[1]) > _FAR:
            what = M("Der Ort „{town}“ liegt weit weg von allen anderen.", town=town.title)
            remedy = M(
                "Prüfen Sie, ob „lat“ (Breite, hier um {latitude}) und „lon“ (Länge, hier um {longitude}) vertauscht sind.",
                latitude=f"{middle[0]:.0f}",
                longitude=f"{middle[1]:.0f}",
            )
            yield hint(CODE, inventory.source("ort", town.id).place("lat"), what, remedy)


RULE = Rule(
    CODE,
    M("Ort liegt weit weg"),
    M("Die Karte zeigt alle Orte zusammen. Liegt einer durch einen Tippfehler weit weg, drängen sich die anderen in einer Ecke."),
    check,
)
