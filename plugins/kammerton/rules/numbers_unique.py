"""No two issues, and no two episodes of a season, share a number."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.item import Item
from kammerton.rules.rule import Rule, error

CODE = "R010"


def _numbered(inventory: Inventory) -> Iterator[tuple[str, Item, tuple[object, ...]]]:
    for issue in inventory.issues:
        yield "ausgabe", issue, (issue.number,)
    for episode in inventory.episodes:
        if episode.number is not None and episode.type == "full":
            show = inventory.show_of(episode)
            yield "folge", episode, (show.id if show else episode.show, episode.season, episode.number)


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the numbers within each kind, show and season."""
    seen: dict[tuple[str, tuple[object, ...]], Item] = {}
    for kind, item, number in _numbered(inventory):
        other = seen.setdefault((kind, number), item)
        if other is not item:
            what = M("Die Nummer {number} trägt schon „{other}“.", number=str(number[-1]), other=other.id)
            yield error(CODE, inventory.source(kind, item.id).place("nummer"), what, M("Geben Sie jeder eine eigene Nummer."))


RULE = Rule(CODE, M("Nummer doppelt"), M("Zwei Ausgaben oder zwei Folgen derselben Staffel tragen dieselbe Nummer."), check)
