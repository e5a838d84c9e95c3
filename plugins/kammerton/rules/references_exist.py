"""Every reference names something that exists."""

from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel

from kammerton.domain.declaration import references
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.suggestion import did_you_mean
from kammerton.rules.rule import Rule, error

CODE = "R001"


def _things(inventory: Inventory) -> Iterator[tuple[str, str, BaseModel]]:
    for kind, item in inventory.items():
        yield kind, item.id, item
    for kind, table in inventory.vocabularies.tables().items():
        for word in table.values():
            yield kind, word.id, word


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare every reference in fields and tables with the ids of its kind."""
    known = inventory.known_ids()
    sets = {kind: frozenset(ids) for kind, ids in known.items()}
    for kind, id_, thing in _things(inventory):
        for path, target, name in references(thing):
            if target in sets and name not in sets[target]:
                what = M("„{name}“ ist unbekannt: Unter „{kind}“ gibt es diesen Eintrag nicht.", name=name, kind=target)
                remedy = did_you_mean(name, known[target]) or M("Legen Sie den Eintrag an oder prüfen Sie die Schreibweise.")
                yield error(CODE, inventory.source(kind, id_).place(*path), what, remedy)


RULE = Rule(
    CODE,
    M("Verweis führt ins Leere"),
    M(
        "Ein Feld nennt einen Eintrag, den es nicht gibt: einen Beruf, einen Ort, einen Betrieb oder eine Folge. Gemeint ist immer der Kurzname, also der Dateiname ohne Endung oder die erste Spalte der Tabelle."
    ),
    check,
)
