"""A translation stands beside what it translates."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.suggestion import did_you_mean
from kammerton.rules.rule import Rule, error

CODE = "R028"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for the original of every translation."""
    known = inventory.known_ids()
    for (kind, id_), translations in inventory.translations.items():
        for translation in translations:
            if id_ not in known[kind]:
                what = M("Zu dieser Übersetzung fehlt das Original „{name}“.", name=f"{id_}.md")
                remedy = did_you_mean(id_, known[kind]) or M("Geben Sie der Datei den Namen des Originals mit dem Kürzel der Sprache davor: name.en.md.")
                yield error(CODE, inventory.source(kind, f"{id_}.{translation.variant}").place(), what, remedy)


RULE = Rule(
    CODE,
    M("Übersetzung ohne Original"),
    M("Eine Datei wie impressum.en.md übersetzt die Datei impressum.md im selben Ordner. Diese gibt es nicht; vielleicht heißt sie jetzt anders."),
    check,
)
