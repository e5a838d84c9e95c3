"""Every reference names something that exists."""

from collections.abc import Iterator
from datetime import date
from functools import cache, partial

from kammerton.domain.declaration import references
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import FieldPath, Inventory, Source
from kammerton.rules.rule import Rule, error, instead

CODE = "R001"


def _named(inventory: Inventory) -> Iterator[tuple[Source, FieldPath, str, str]]:
    """Every reference: where its thing was read, its field, the kind and the id it names; those of files with other problems too."""
    known = inventory.known_ids()
    wrong = {(kind, id_) for kind, id_ in frozenset().union(*inventory.names.values()) if id_ not in known.get(kind, (id_,))}
    for kind, item in inventory.items():
        names = inventory.names.get((kind, item.id))
        if names is None or not names.isdisjoint(wrong):
            source = inventory.source(kind, item.id)
            yield from ((source, path, target, name) for path, target, name in references(item))
    settings = inventory.source("einstellungen", "")
    for n, show in enumerate(inventory.settings.shows):
        yield from ((settings, ("PODCASTS", n, *path), target, name) for path, target, name in references(show))
    for kind, table in inventory.vocabularies.tables().items():
        for word in table.values():
            source = inventory.source(kind, word.id)
            yield from ((source, path, target, name) for path, target, name in references(word))
    for unread in inventory.unread.values():
        yield from ((unread.source, path, target, name) for path, target, name in unread.references)


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare every reference in fields and tables with the ids of its kind."""
    known, remedy = inventory.known_ids(), cache(partial(instead, inventory))
    for source, path, target, name in _named(inventory):
        if name not in known.get(target, (name,)):
            what = M("„{name}“ ist unbekannt: Unter „{kind}“ gibt es diesen Eintrag nicht.", name=name, kind=target)
            yield error(CODE, source.place(*path), what, remedy(target, name))


RULE = Rule(
    CODE,
    M("Verweis führt ins Leere"),
    M(
        "Ein Feld nennt einen Eintrag, den es nicht gibt: einen Beruf, einen Ort, einen Betrieb oder eine Folge. Gemeint ist immer der Kurzname, also der Dateiname ohne Endung oder die erste Spalte der Tabelle."
    ),
    check,
)
