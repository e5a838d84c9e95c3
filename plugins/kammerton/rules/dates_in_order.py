"""Periods end after they begin."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R019"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the ends of each offer's dates and its deadline with its start, and the end and deadline of each event with its beginning."""
    yield from _offers(inventory)
    for event in inventory.events:
        source = inventory.source("termin", event.id)
        if event.ends is not None and event.ends < event.begins:
            yield error(CODE, source.place("ende"), M("Der Termin endet, bevor er beginnt."), M("Prüfen Sie „beginn“ und „ende“."))
        if event.register_until is not None and event.register_until > event.last_day:
            yield error(CODE, source.place("anmeldeschluss"), M("Der Anmeldeschluss liegt nach dem Termin."), M("Prüfen Sie „anmeldeschluss“ und „beginn“."))


def _offers(inventory: Inventory) -> Iterator[Diagnostic]:
    for portrait in inventory.portraits:
        source = inventory.source("betrieb", portrait.id)
        for n, offer in enumerate(portrait.offers):
            for m, day in enumerate(offer.dates):
                if day.last is not None and day.last < day.first:
                    yield error(CODE, source.place("angebote", n, "termine", m), M("Der Termin endet, bevor er beginnt."), M("Prüfen Sie „von“ und „bis“."))
            if offer.apply_until and offer.start and offer.apply_until > offer.start:
                place = source.place("angebote", n, "bewerbungsschluss")
                yield error(CODE, place, M("Der Bewerbungsschluss liegt nach dem Beginn."), M("Prüfen Sie „bewerbungsschluss“ und „start“."))


RULE = Rule(
    CODE, M("Zeiten vertauscht"), M("Ein Termin endet vor seinem Beginn, oder der Bewerbungsschluss oder Anmeldeschluss liegt nach dem ersten Tag."), check
)
