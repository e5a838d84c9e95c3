"""A block that is meant for some readers only stands in an issue that goes to them."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R081"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the audiences of each block with those of its issue."""
    for issue in inventory.issues:
        place = inventory.source("ausgabe", issue.id).place
        for n, block in enumerate(issue.blocks):
            strangers = [audience for audience in block.audience if audience not in issue.audience]
            if strangers:
                what = M("Der {n}. Block ist für „{audience}“ bestimmt, die Ausgabe nicht.", n=n + 1, audience=", ".join(strangers))
                remedy = M("Nennen Sie „{audience}“ auch unter „zielgruppe“ der Ausgabe.", audience=", ".join(strangers))
                yield error(CODE, place("bloecke", n, "zielgruppe"), what, remedy)


RULE = Rule(
    CODE,
    M("Block ohne Leserinnen und Leser"),
    M("Ein Block einer Newsletter-Ausgabe ist für eine Zielgruppe bestimmt, an die die Ausgabe nicht geht; er stünde in keiner Fassung."),
    check,
)
