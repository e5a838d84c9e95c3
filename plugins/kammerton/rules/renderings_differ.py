"""Each further rendering of an episode is a file of its own."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R057"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for a recording an episode names twice; where two names differ in case only, one address would stand for both."""
    for episode in inventory.episodes:
        seen: set[str] = set()
        for path, source in episode.recordings:
            name = source.lower() if isinstance(source, str) else source.url
            if name in seen:
                place = inventory.source("folge", episode.id).place(*path)
                yield error(CODE, place, M("Die Aufnahme „{file}“ steht zweimal da.", file=name), M("Nennen Sie für jede Fassung eine eigene Datei."))
            seen.add(name)


RULE = Rule(
    CODE,
    M("Fassung doppelt"),
    M("Unter „fassungen“ stehen weitere Dateien derselben Folge, jede mit einem eigenen Dateinamen."),
    check,
)
