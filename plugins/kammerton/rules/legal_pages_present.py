"""The pages the law asks for exist, for every page links to them."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R017"
REQUIRED = ("impressum", "datenschutz", "barrierefreiheit")


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for the three pages; one that waits as a draft or for its day counts as missing."""
    present = {page.id for page in inventory.pages if page.status != "entwurf" and page.published is None}
    present |= {id_ for kind, id_ in inventory.unread if kind == "seite"}
    for id_ in REQUIRED:
        if id_ not in present:
            what = M("Die Seite „{id}“ fehlt, ist ein Entwurf oder hat ein Datum.", id=id_)
            yield error(CODE, Place(f"content/seiten/{id_}.md"), what, M("Legen Sie die Datei ohne „datum“ und „status“ an; jede Seite verweist auf sie."))


RULE = Rule(
    CODE,
    M("Pflichtseite fehlt"),
    M(
        "Impressum (§ 5 DDG), Datenschutzerklärung und Erklärung zur Barrierefreiheit müssen von jeder Seite aus erreichbar sein. Sie haben kein Datum, damit sie nie verschwinden."
    ),
    check,
)
