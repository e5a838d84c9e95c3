"""Every row of the documented changes names an episode."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.permanence import Permanence
from kammerton.domain.suggestion import did_you_mean
from kammerton.rules.rule import Rule, error

CODE = "R066"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    names = {*Permanence(inventory).by_name, *(id_ for kind, id_ in inventory.unread if kind == "folge")}
    names |= {id_ for entry in inventory.remembered.episodes for id_ in entry.ids}
    gone = {change.episode for change in inventory.changes if change.what == "zurueckgezogen"}
    for n, change in enumerate(inventory.changes):
        if change.episode not in names | gone:
            what = M("Eine Folge „{id}“ gibt es nicht.", id=change.episode)
            remedy = did_you_mean(change.episode, names) or M("Gefragt ist ihr Kurzname: der Dateiname ohne .md.")
            yield error(CODE, inventory.source("aenderung", str(n)).place("folge"), what, remedy)


RULE = Rule(
    CODE,
    M("Geänderte Folge unbekannt"),
    M(
        "In der Tabelle folgen-geaendert.csv steht eine Folge, die es weder gibt noch gab. Meist ist es ein Tippfehler; die Änderung gälte dann für keine Folge."
    ),
    check,
)
