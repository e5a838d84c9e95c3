"""A target says what its kind of way needs and nothing else, and each has a name of its own."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.target import Target
from kammerton.rules.rule import Rule, error

CODE = "R087"
# Which kind of target each of these fields is for.
_FOR = {"fingerabdruck": "sftp", "server": "s3", "region": "s3", "zweig": "git"}


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    place = inventory.source("einstellungen", "").place
    names: set[str] = set()
    for n, target in enumerate(inventory.settings.targets):
        if target.name in names:
            yield error(CODE, place("ZIELE", n, "name"), M("Zwei Ziele heißen „{name}“.", name=target.name), M("Geben Sie einem davon einen anderen Namen."))
        names.add(target.name)
        for field, value in _stated(target).items():
            if value is not None and target.kind != _FOR[field]:
                what = M("Beim Ziel „{name}“ ist „{field}“ ohne Wirkung: Das gibt es nur bei {kind}.", name=target.name, field=field, kind=_FOR[field])
                yield error(CODE, place("ZIELE", n, field), what, M("Streichen Sie die Zeile, oder prüfen Sie die Adresse."))


def _stated(target: Target) -> dict[str, str | None]:
    return {"fingerabdruck": target.fingerprint, "server": target.server, "region": target.region, "zweig": target.branch}


RULE = Rule(
    CODE,
    M("Ziel zum Hochladen widersprüchlich"),
    M("Jedes Ziel hat einen eigenen Namen. Ein Fingerabdruck gehört zu sftp, Server und Region gehören zu s3, ein Zweig zu git."),
    check,
)
