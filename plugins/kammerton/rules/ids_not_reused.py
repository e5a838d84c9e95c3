"""A name under which something was published is not given to something else."""

from collections.abc import Iterator
from datetime import date, datetime

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.permanence import same_moment
from kammerton.rules.rule import Rule, error

CODE = "R077"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare files with pages whose file was deleted: the same name with another date is another thing.

    Only a build without the file makes this judgement possible; what was merely hidden may change its date.
    """
    items = {(kind, item.id): item for kind, item in inventory.items()}
    for page in inventory.remembered.pages:
        item = items.get((page.kind, page.id))
        if not page.is_deleted or item is None or item.status == "entwurf" or _is_same(item.published, page.date):
            continue
        what = M("Den Namen „{id}“ hatte schon ein anderer Eintrag, der gelöscht ist. Wer seine Adresse kennt, fände hier etwas anderes.", id=page.id)
        known = page.date.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00") if page.date else ""
        again = M("Ist es doch derselbe, schreiben Sie wieder: datum: {day}", day=known) if known else M("Ist es doch derselbe, lassen Sie „datum“ wieder weg.")
        remedy = M("Geben Sie der Datei einen anderen Namen, zum Beispiel {id}-2.md. {again}", id=page.id, again=again)
        yield error(CODE, inventory.source(page.kind, page.id).place("datum"), what, remedy)


def _is_same(now: datetime | None, before: datetime | None) -> bool:
    return now is before if now is None or before is None else same_moment(now, before)


RULE = Rule(
    CODE,
    M("Name schon vergeben"),
    M(
        "Unter diesem Namen war schon ein anderer Eintrag veröffentlicht, dessen Datei gelöscht wurde. Verknüpfungen, Lesezeichen und Suchmaschinen kennen die Adresse; sie darf nicht plötzlich zu etwas anderem führen. Woran Kammerton das erkennt: Die neue Datei hat ein anderes „datum“ als die gelöschte."
    ),
    check,
)
