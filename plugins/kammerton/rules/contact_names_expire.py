"""A person's name has a day until which it may be shown."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.contact import Contact
from kammerton.domain.declaration import parts
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R005"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for contacts with a name and no end."""
    for kind, item in inventory.items():
        for path, contact in parts(item, Contact):
            if contact.name is None or contact.valid_until is not None:
                continue
            place = inventory.source(kind, item.id).place(*path, "name")
            what = M("Zur Ansprechstelle „{role}“ ist ein Name genannt, aber nicht, wie lange er gilt.", role=contact.role)
            yield error(CODE, place, what, M("Ergänzen Sie gueltig_bis, zum Beispiel gueltig_bis: 2027-12-31, oder lassen Sie den Namen weg."))


RULE = Rule(
    CODE,
    M("Name ohne Enddatum"),
    M(
        "Menschen wechseln die Stelle. Steht der Name einer Person dabei, gehört dazu, bis wann er gezeigt werden darf; danach verschwindet er von selbst, die Aufgabe bleibt stehen."
    ),
    check,
)
