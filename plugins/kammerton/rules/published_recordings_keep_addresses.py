"""A published recording stays reachable: at its address, or redirected from it."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.change import CHANGES_FILE, row_for
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.permanence import Permanence
from kammerton.rules.rule import Rule, error

CODE = "R062"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    permanence = Permanence(inventory)
    for entry, episode in permanence.kept:
        address = permanence.address_of(episode)
        stays = address in (None, entry.address) or entry.address in permanence.covered(episode)
        if not stays and not permanence.is_another(entry, episode) and not permanence.allows(entry, "adresse"):
            what = M("Die Aufnahme ist unter „{old}“ veröffentlicht und bekäme die Adresse „{new}“.", old=entry.address, new=address or "")
            remedy = M(
                "Nehmen Sie die Änderung zurück. Mit Absicht? Dann ergänzen Sie in {table}: {row}", table=CHANGES_FILE, row=row_for(episode.id, "adresse")
            )
            yield error(CODE, inventory.source("folge", episode.id).place("audio"), what, remedy)


RULE = Rule(
    CODE,
    M("Adresse einer veröffentlichten Aufnahme geändert"),
    M(
        "Podcast-Programme merken sich, unter welcher Adresse eine Aufnahme liegt. Sie ändert sich, wenn die Aufnahme in einem anderen Format kommt, auf einem anderen Server liegt, oder die Folge in eine andere Reihe wechselt. Soll sie es, steht das mit „adresse“ in der Tabelle folgen-geaendert.csv; die alte Adresse leitet dann weiter. Wurde nur die Datei der Folge umbenannt, genügt „frueher“."
    ),
    check,
)
