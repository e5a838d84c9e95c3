"""What was sent can be read, and belongs to an issue."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import Inventory
from kammerton.domain.issue import SENT
from kammerton.rendering.frozen import UnreadableFrozen, read_frozen
from kammerton.rules.rule import Rule, error, hint

CODE = "R082"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Read every file."""
    known = inventory.known_ids()["ausgabe"]
    for id_, content in inventory.sent.items():
        place = Place(f"{SENT}/{id_}.json", 1)
        try:
            read_frozen(content)
        except UnreadableFrozen:
            what = M("Die Datei hält fest, was verschickt wurde, und ist nicht lesbar.")
            yield error(CODE, place, what, M("Holen Sie sie aus einer Sicherung zurück. Ändern Sie sie nie von Hand."))
            continue
        if id_ not in known:
            what = M("Die Ausgabe „{id}“, die verschickt wurde, gibt es nicht mehr.", id=id_)
            yield hint(CODE, place, what, M("Holen Sie die Datei newsletter/{id}.md zurück, oder löschen Sie auch diese.", id=id_))


RULE = Rule(
    CODE,
    M("Verschickte Ausgabe nicht lesbar"),
    M(
        "Im Ordner newsletter/gesendet steht von jeder verschickten Ausgabe, was darin stand. Daraus entsteht ihre Seite im Archiv. Die Dateien schreibt das Programm; von Hand werden sie nicht geändert."
    ),
    check,
)
