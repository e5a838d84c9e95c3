"""Every link in a text to another item names one that exists."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import Inventory
from kammerton.domain.suggestion import did_you_mean
from kammerton.rules.rule import Rule, error

CODE = "R002"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the ``kind:id`` links of every body with the ids of the kind."""
    known = inventory.known_ids()
    for kind, item in inventory.items():
        for reference in item.body.references:
            if reference.id not in known.get(reference.kind, (reference.id,)):
                what = M("Die Verknüpfung „{kind}:{name}“ führt ins Leere.", kind=reference.kind, name=reference.id)
                remedy = did_you_mean(reference.id, known[reference.kind]) or M("Legen Sie den Eintrag an oder prüfen Sie die Schreibweise.")
                yield error(CODE, Place(inventory.source(kind, item.id).file, reference.line), what, remedy)


RULE = Rule(
    CODE,
    M("Verknüpfung im Text führt ins Leere"),
    M(
        "Im Text steht eine Verknüpfung der Form [Text](betrieb:kurzname), aber den Eintrag gibt es nicht. Möglich sind betrieb, beruf, folge, ausgabe und seite."
    ),
    check,
)
