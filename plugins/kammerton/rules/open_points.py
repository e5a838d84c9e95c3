"""What is still to be settled is listed, so that nobody publishes it unread."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.open_point import MARK
from kammerton.rules.rule import Rule, hint

CODE = "R022"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Tell every line that bears the mark, of texts, tables, transcripts and settings."""
    for point in inventory.open_points:
        what = M("Hier ist noch etwas zu prüfen: {text}", text=point.text) if point.text else M("Hier ist noch etwas zu prüfen.")
        yield hint(CODE, point.place, what, M("Wenn es erledigt ist, löschen Sie „{mark}“ an dieser Stelle.", mark=MARK))


RULE = Rule(
    CODE,
    M("Noch zu prüfen"),
    M(
        "In der Zeile steht BITTE PRÜFEN. So sind in einer neuen Website alle Stellen gekennzeichnet, die jemand lesen und entscheiden muss, bevor sie ins Netz geht. Auch Sie selbst können sich so an etwas erinnern lassen. Steht die Kennzeichnung in einem Text, ist sie auf der Website zu sehen; hinter einem # im Kopf einer Datei oder in pelicanconf.py nicht."
    ),
    check,
)
