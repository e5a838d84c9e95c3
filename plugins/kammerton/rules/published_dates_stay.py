"""An episode keeps the date under which it was published."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.change import CHANGES_FILE, row_for
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.moments import ZONE
from kammerton.domain.permanence import Permanence, same_moment
from kammerton.rules.rule import Rule, error

CODE = "R061"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    permanence = Permanence(inventory)
    for entry, episode in permanence.kept:
        if not same_moment(episode.published, entry.date) and not permanence.is_another(entry, episode) and not permanence.allows(entry, "datum"):
            was = entry.date.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
            what = M("Die Folge ist mit dem Datum {was} veröffentlicht; jetzt steht hier ein anderes.", was=was)
            remedy = M(
                "Schreiben Sie: datum: {was}. Mit Absicht? Dann ergänzen Sie in {table}: {row}", was=was, table=CHANGES_FILE, row=row_for(episode.id, "datum")
            )
            yield error(CODE, inventory.source("folge", episode.id).place("datum"), what, remedy)


RULE = Rule(
    CODE,
    M("Datum einer veröffentlichten Folge geändert"),
    M(
        "Podcast-Programme ordnen Folgen nach ihrem Datum. Ändert es sich, rückt die Folge bei allen Abonnenten an eine andere Stelle. Soll sie es, auch zum Verschieben in die Zukunft, steht das mit „datum“ in der Tabelle folgen-geaendert.csv. Soll die Folge nur eine Weile verschwinden, genügt „status: entwurf“."
    ),
    check,
)
