"""A block of a newsletter issue says one thing."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.declaration import declarations
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.issue import Block
from kammerton.rules.rule import Rule, error

CODE = "R009"
_KEYS = ", ".join(d.key for d in declarations(Block) if d.attribute != "audience")


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Count what each block names."""
    for issue in inventory.issues:
        for n, block in enumerate(issue.blocks):
            if len(block.chosen) != 1:
                what = M("Der {n}. Block nennt {count} Inhalte statt genau einem.", n=n + 1, count=len(block.chosen))
                yield error(
                    CODE, inventory.source("ausgabe", issue.id).place("bloecke", n), what, M("Möglich ist je Block eines von: {choices}.", choices=_KEYS)
                )


RULE = Rule(
    CODE,
    M("Block mit mehreren Inhalten"),
    M("Jeder Block einer Newsletter-Ausgabe enthält genau eine Sache: einen Text, einen Betrieb, eine Folge, eine Auswahl von Angeboten oder „neu“."),
    check,
)
