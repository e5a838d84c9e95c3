"""The cover of a show is what podcast directories ask for."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R018"
_SMALLEST, _LARGEST = 1400, 3000


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Square, 1400 to 3000 pixels, JPEG or PNG (Apple, artwork requirements)."""
    settings = inventory.source("einstellungen", "")
    for n, show in enumerate(inventory.settings.shows):
        place = settings.place("PODCASTS", n)
        if show.cover not in inventory.attachments.covers:
            what = M("Das Titelbild „{file}“ der Reihe „{show}“ fehlt oder ist weder JPEG noch PNG.", file=show.cover, show=show.title)
            yield error(CODE, place, what, M("Legen Sie das Bild ab oder berichtigen Sie den Pfad in pelicanconf.py."))
            continue
        width, height, _ = inventory.attachments.covers[show.cover]
        if width != height or not _SMALLEST <= width <= _LARGEST:
            what = M("Das Titelbild „{file}“ ist {width} × {height} Pixel groß.", file=show.cover, width=width, height=height)
            yield error(CODE, place, what, M("Es muss quadratisch sein, mit 1400 bis 3000 Pixeln Kantenlänge."))


RULE = Rule(
    CODE,
    M("Titelbild der Reihe ungeeignet"),
    M("Podcast-Verzeichnisse verlangen ein quadratisches Titelbild mit 1400 bis 3000 Pixeln Kantenlänge als JPEG oder PNG."),
    check,
)
