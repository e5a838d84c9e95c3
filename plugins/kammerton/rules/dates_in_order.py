"""Periods end after they begin."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R019"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the ends of each offer's dates, and its deadline with its start."""
    for portrait in inventory.portraits:
        source = inventory.source("betrieb", portrait.id)
        for n, offer in enumerate(portrait.offers):
            for m, day in enumerate(offer.dates):
                if day.last is not None and day.last < day.first:
                    yield error(CODE, source.place("angebote", n, "termine", m), M("Der Termin endet, bevor er beginnt."), M("Prüfen Sie „von“ und „bis“."))
            if offer.apply_until and offer.start and offer.apply_until > offer.start:
                place = source.place("angebote", n, "bewerbungsschluss")
                yield error(CODE, place, M("Der Bewerbungsschluss liegt nach dem Beginn."), M("Prüfen Sie „bewerbungsschluss“ und „start“."))


RULE = Rule(CODE, M("Zeiten vertauscht"), M("Ein Termin endet vor seinem Beginn, oder der Bewerbungsschluss liegt nach dem ersten Tag."), check)
