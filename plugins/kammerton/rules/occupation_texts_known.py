"""A text about an occupation belongs to one."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.suggestion import did_you_mean
from kammerton.rules.rule import Rule, error

CODE = "R030"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the file names in content/berufe with the table of occupations."""
    known = inventory.vocabularies.occupations
    for text in inventory.occupation_texts:
        if text.id not in known and "beruf" not in inventory.unread_tables:
            what = M("Einen Beruf mit dem Kurznamen „{name}“ gibt es nicht.", name=text.id)
            remedy = did_you_mean(text.id, known) or M("Benennen Sie die Datei nach der ersten Spalte in content/daten/berufe.csv.")
            yield error(CODE, inventory.source("berufstext", text.id).place(), what, remedy)


RULE = Rule(
    CODE,
    M("Text zu einem unbekannten Beruf"),
    M("Dateien in content/berufe heißen wie der Kurzname des Berufs in der Tabelle berufe.csv, mit der Endung .md."),
    check,
)
