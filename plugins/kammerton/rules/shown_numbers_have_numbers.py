"""What is shown instead of a number needs the number."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, hint

CODE = "R056"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for episodes that say what to show but not of what (podcast namespace, element episode)."""
    for episode in inventory.episodes:
        if episode.number_shown and episode.number is None:
            place = inventory.source("folge", episode.id).place("nummer_anzeige")
            yield hint(CODE, place, M("„nummer_anzeige“ steht ohne „nummer“ da und erscheint deshalb nirgends."), M("Ergänzen Sie „nummer“."))


RULE = Rule(
    CODE,
    M("Anzeige ohne Nummer"),
    M("Was unter „nummer_anzeige“ steht, zeigen Podcast-Programme statt der Nummer. Nach der Nummer ordnen sie die Folgen; sie gehört deshalb immer dazu."),
    check,
)
