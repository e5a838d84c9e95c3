"""No word of a table has a name that the lists need."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.addresses import is_reserved_below
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R071"
# The tables whose words have a list each.
_LISTED = ("beruf", "berufsfeld", "angebotsart", "schulabschluss", "ort", "taetigkeit")


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for words whose list would have the address of another list, or of its further pages."""
    tables = inventory.vocabularies.tables()
    for kind in _LISTED:
        for id_ in tables[kind]:
            if is_reserved_below(kind, id_):
                what = M("Den Kurznamen „{id}“ braucht die Website selbst für eine Liste.", id=id_)
                yield error(CODE, inventory.source(kind, id_).place("id"), what, M("Wählen Sie einen anderen und ändern Sie ihn überall, wo er genannt ist."))


RULE = Rule(
    CODE,
    M("Kurzname vergeben"),
    M(
        "Lange Listen haben mehrere Seiten; die weiteren heißen seite-2, seite-3 und so fort. Solche Namen und „gute-chancen“ unter den Tätigkeiten kann ein Eintrag einer Tabelle nicht haben."
    ),
    check,
)
