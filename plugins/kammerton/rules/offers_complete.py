"""An offer has the fields its type requires."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.declaration import declarations
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.portrait import Offer
from kammerton.domain.suggestion import did_you_mean
from kammerton.domain.vocabulary import OfferType
from kammerton.rules.rule import Rule, error

CODE = "R003"
_ATTRIBUTES = {d.key: d.attribute for d in declarations(Offer)}
_EXAMPLES = {d.key: d.example for d in declarations(Offer)}


def _missing(offer: Offer, type_: OfferType) -> Iterator[str]:
    for key in type_.required:
        if key in _ATTRIBUTES and getattr(offer, _ATTRIBUTES[key]) in (None, ()):
            yield key


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare each offer with the column ``pflichtfelder`` of its type."""
    types = inventory.vocabularies.offer_types
    for type_ in types.values():
        for key in type_.required:
            if key not in _ATTRIBUTES:
                what = M("In der Spalte „pflichtfelder“ steht „{field}“; dieses Feld haben Angebote nicht.", field=key)
                yield error(CODE, inventory.source("angebotsart", type_.id).place("pflichtfelder"), what, did_you_mean(key, _ATTRIBUTES))
    for portrait in inventory.portraits:
        for n, offer in enumerate(portrait.offers):
            if offer.type not in types:
                continue
            for key in _missing(offer, types[offer.type]):
                what = M("Das Angebot „{offer}“ ({type}) braucht das Feld „{field}“.", offer=offer.id, type=types[offer.type].title, field=key)
                place = inventory.source("betrieb", portrait.id).place("angebote", n)
                yield error(CODE, place, what, M("Zum Beispiel: {example}", example=f"{key}: {_EXAMPLES[key]}"))


RULE = Rule(
    CODE,
    M("Angebot unvollständig"),
    M(
        "Jede Angebotsart verlangt bestimmte Angaben, eine Ausbildung etwa Beruf, Beginn und Mindestabschluss. Welche das sind, steht in der Tabelle angebotsarten.csv in der Spalte „pflichtfelder“."
    ),
    check,
)
