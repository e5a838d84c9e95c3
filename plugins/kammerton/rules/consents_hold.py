"""What a missing consent takes off the site."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.consent_uses import ConsentUse, consent_uses
from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, hint

CODE = "R024"


def _effect(use: ConsentUse) -> Message:
    """What happens without the consent."""
    if use.what == "bild" and use.path == ("bild", "einwilligung"):
        return M("Statt des Bildes „{file}“ erscheint ein gezeichnetes.", file=use.file)
    if use.what == "bild":
        return M("Das Bild „{file}“ wird nicht mehr gezeigt.", file=use.file)
    return M("Das Video wird nicht mehr gezeigt.") if use.what == "video" else M("Der Eintrag wird nicht mehr gezeigt.")


def check(inventory: Inventory, today: date) -> Iterator[Diagnostic]:
    """Compare every consent that is named with the register, for the website."""
    consents = inventory.vocabularies.consents
    for use in consent_uses(inventory):
        consent = consents.get(use.number)
        if consent is not None and not consent.allows("web", today):
            place = inventory.source(use.kind, use.id).place(*use.path)
            yield hint(CODE, place, M("Die Einwilligung {number} gilt nicht oder nicht mehr.", number=use.number), _effect(use))


RULE = Rule(
    CODE,
    M("Einwilligung gilt nicht"),
    M(
        "Eine Einwilligung ist widerrufen, abgelaufen oder gilt nicht für die Website. Das Bild, die Geschichte, das Porträt oder die Folge verschwindet dadurch von selbst aus allem, was veröffentlicht wird; es ist nichts weiter zu tun."
    ),
    check,
)
