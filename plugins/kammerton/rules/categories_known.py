"""The category of a show is one of Apple's."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.apple_categories import CATEGORIES
from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.inventory import Inventory
from kammerton.domain.show import Show
from kammerton.domain.suggestion import did_you_mean
from kammerton.rules.rule import Rule, error

CODE = "R051"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for each category in Apple's list, to the letter."""
    source = inventory.source("einstellungen", "")
    for n, show in enumerate(inventory.settings.shows):
        for what, remedy in _wrong(show):
            yield error(CODE, source.place("PODCASTS", n, "kategorie"), what, remedy)


def _wrong(show: Show) -> Iterator[tuple[Message, Message]]:
    if not show.category or show.category[0] not in CATEGORIES:
        name = show.category[0] if show.category else "–"
        known = M("Möglich sind: {choices}.", choices=", ".join(CATEGORIES))
        yield M("Die Kategorie „{name}“ gibt es bei Apple nicht.", name=name), did_you_mean(name, CATEGORIES) or known
        return
    top, *below = show.category
    for name in below[:1]:
        if name not in CATEGORIES[top]:
            known = M("Möglich sind: {choices}.", choices=", ".join(CATEGORIES[top]) or "–")
            yield M("Die Unterkategorie „{name}“ gibt es bei Apple unter „{top}“ nicht.", name=name, top=top), did_you_mean(name, CATEGORIES[top]) or known
    if len(below) > 1:
        yield M("Es sind mehr als zwei Kategorien angegeben."), M("Schreiben Sie nur eine Kategorie und eine Unterkategorie.")


RULE = Rule(
    CODE,
    M("Kategorie unbekannt"),
    M(
        "Podcast-Verzeichnisse ordnen Reihen nach den Kategorien von Apple. Sie müssen buchstabengetreu geschrieben sein, auch groß und klein; erst die Kategorie, dann, wenn gewünscht, eine Unterkategorie."
    ),
    check,
)
