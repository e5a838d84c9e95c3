"""Facts say where they come from and of which day they are."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, hint

CODE = "R026"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for sources and the state of the law in knowledge and programmes."""
    for article in inventory.articles:
        source = inventory.source("wissen", article.id)
        if not article.sources:
            yield hint(
                CODE, source.place(), M("Die Seite nennt keine Quellen."), M("Tragen Sie unter „quellen“ ein, woher die Angaben stammen, mit „abgerufen“.")
            )
        if article.law_as_of is None:
            yield hint(CODE, source.place(), M("Die Seite sagt nicht, von wann ihre Angaben sind."), M("Tragen Sie „rechtsstand“ ein."))
    for programme in inventory.programmes:
        if programme.law_as_of is None:
            place = inventory.source("foerderung", programme.id).place()
            yield hint(CODE, place, M("Die Förderung sagt nicht, von wann ihre Angaben sind."), M("Tragen Sie „rechtsstand“ ein."))


RULE = Rule(
    CODE,
    M("Quelle oder Rechtsstand fehlt"),
    M("Wissen und Förderung ändern sich. Wer liest, soll sehen, woher die Angaben stammen und auf welchem Stand sie sind."),
    check,
)
