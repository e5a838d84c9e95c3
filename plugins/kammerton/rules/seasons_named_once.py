"""Each season of a show has one name."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R058"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for a season that is named twice."""
    source = inventory.source("einstellungen", "")
    for n, show in enumerate(inventory.settings.shows):
        numbers = [season.number for season in show.seasons]
        for place, number in enumerate(numbers):
            if number in numbers[:place]:
                what = M("Die Staffel {number} der Reihe „{show}“ hat zwei Namen.", number=number, show=show.title)
                yield error(CODE, source.place("PODCASTS", n, "staffeln", place), what, M("Löschen Sie einen davon."))


RULE = Rule(CODE, M("Staffel mit zwei Namen"), M("Unter „staffeln“ steht jede Staffel einer Reihe höchstens einmal."), check)
