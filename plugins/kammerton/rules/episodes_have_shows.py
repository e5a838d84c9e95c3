"""Every episode belongs to one show."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R015"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for episodes without a show, and for unnumbered ones in a serial show (PSP-1, itunes:type)."""
    known = ", ".join(show.id for show in inventory.settings.shows)
    for episode in inventory.episodes:
        source = inventory.source("folge", episode.id)
        show = inventory.show_of(episode)
        if show is None and episode.show is None:
            what = M("Die Folge nennt keine Podcast-Reihe, und es gibt nicht genau eine.")
            yield error(CODE, source.place("titel"), what, M("Ergänzen Sie „reihe“; in pelicanconf.py stehen: {choices}.", choices=known or "–"))
        elif show is not None and show.type == "serial" and episode.number is None and episode.type == "full":
            what = M("In einer Reihe, die nacheinander gehört wird, braucht jede Folge eine Nummer.")
            yield error(CODE, source.place("titel"), what, M("Ergänzen Sie „nummer“."))


RULE = Rule(
    CODE,
    M("Folge ohne Reihe oder Nummer"),
    M("Gibt es mehrere Podcast-Reihen, nennt jede Folge ihre Reihe. In einer Reihe vom Typ „serial“ trägt jede Folge eine Nummer."),
    check,
)
