"""Every entry has a teaser for lists, search engines and the newsletter."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error, hint

CODE = "R014"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """A missing teaser is replaced by the first paragraph; without both nothing can be shown."""
    for kind, item in inventory.items():
        if item.summary is not None:
            continue
        place = inventory.source(kind, item.id).place("titel")
        if item.teaser:
            yield hint(
                CODE, place, M("„kurz“ fehlt; in Listen steht deshalb der Anfang des Textes."), M("Schreiben Sie ein bis zwei Sätze, höchstens 200 Zeichen.")
            )
        else:
            yield error(
                CODE, place, M("„kurz“ fehlt, und es gibt keinen Text, der es ersetzen könnte."), M("Schreiben Sie ein bis zwei Sätze, höchstens 200 Zeichen.")
            )


RULE = Rule(
    CODE,
    M("Kurztext fehlt"),
    M(
        "Der Kurztext steht in Listen, in Suchmaschinen und im Newsletter. Fehlt er, wird der erste Absatz genommen; gibt es auch den nicht, kann der Eintrag nicht erscheinen."
    ),
    check,
)
