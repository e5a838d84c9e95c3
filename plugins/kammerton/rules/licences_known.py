"""A licence is one programs know, or has the address of its text."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import FieldPath, Inventory, Source
from kammerton.domain.licences import LICENCES, slug_of
from kammerton.domain.suggestion import did_you_mean
from kammerton.rules.rule import Rule, hint

CODE = "R052"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look at the licences of shows and episodes."""
    settings = inventory.source("einstellungen", "")
    for n, show in enumerate(inventory.settings.shows):
        yield from _judged(show.license, show.license_url, settings, ("PODCASTS", n, "lizenz"))
    for episode in inventory.episodes:
        yield from _judged(episode.license, episode.license_url, inventory.source("folge", episode.id), ("lizenz",))


def _judged(text: str | None, url: str | None, source: Source, path: FieldPath) -> Iterator[Diagnostic]:
    if text and url is None and slug_of(text) is None:
        what = M("Die Lizenz „{name}“ kennen Podcast-Programme nicht; im Feed steht sie deshalb nicht.", name=text)
        remedy = M("Schreiben Sie ihren Kurznamen, zum Beispiel CC-BY-4.0, oder ergänzen Sie „lizenz_url“ mit der Adresse ihres Textes.")
        yield hint(CODE, source.place(*path), what, did_you_mean("-".join(text.lower().split()), LICENCES) or remedy)


RULE = Rule(
    CODE,
    M("Lizenz unbekannt"),
    M(
        "Bekannt sind die Lizenzen von Creative Commons (CC-BY-4.0, CC-BY-SA-4.0, CC0-1.0 …) und die Datenlizenz Deutschland. Eine eigene Lizenz braucht die Adresse ihres Textes."
    ),
    check,
)
