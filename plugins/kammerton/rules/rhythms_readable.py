"""The rule of how often episodes appear is one programs can read."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.recurrence import counts, is_rule
from kammerton.rules.rule import Rule, error

CODE = "R054"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Parse each rule (RFC 5545); one that counts needs its beginning (podcast namespace, element updateFrequency)."""
    source = inventory.source("einstellungen", "")
    for n, show in enumerate(inventory.settings.shows):
        rhythm = show.rhythm
        if rhythm is None or rhythm.rule is None:
            continue
        place = source.place("PODCASTS", n, "rhythmus", "regel")
        if not is_rule(rhythm.rule):
            what = M("Die Regel „{rule}“ ist nicht zu verstehen.", rule=rhythm.rule)
            yield error(CODE, place, what, M("Schreiben Sie zum Beispiel FREQ=WEEKLY oder FREQ=MONTHLY;BYDAY=1TH, oder lassen Sie „regel“ weg."))
        elif counts(rhythm.rule) and rhythm.start is None:
            yield error(CODE, place, M("Die Regel zählt die Folgen (COUNT), nennt aber keinen Beginn."), M("Ergänzen Sie „beginn“ mit dem ersten Tag."))


RULE = Rule(
    CODE,
    M("Regel für den Rhythmus nicht lesbar"),
    M(
        "Unter „rhythmus“ steht, wie oft Folgen erscheinen: „text“ für Menschen, „regel“ für Programme. FREQ=WEEKLY heißt wöchentlich, FREQ=MONTHLY;BYDAY=1TH am ersten Donnerstag jedes Monats."
    ),
    check,
)
