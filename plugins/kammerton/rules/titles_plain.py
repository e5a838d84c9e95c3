"""The title of an episode is its title: neither its number nor the name of its show."""

import re
from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, hint

CODE = "R055"
_NUMBERED = re.compile(r"(?:(?:Folge|Episode|Ep\.?|Nr\.?|#)\s*\d+|S\d+\s*E\d+|\d+)\s*[:.–-]\s", re.IGNORECASE)


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look at the beginning of each title (Apple, podcast requirements; PSP-1)."""
    for episode in inventory.episodes:
        source, show = inventory.source("folge", episode.id), inventory.show_of(episode)
        if _NUMBERED.match(episode.title) and episode.number is not None:
            what = M("Die Überschrift „{title}“ beginnt mit der Nummer der Folge.", title=episode.title)
            yield hint(CODE, source.place("titel"), what, M("Lassen Sie die Nummer weg: Podcast-Programme zeigen „nummer“ daneben."))
        elif show is not None and episode.title.casefold().startswith(show.title.casefold()) and episode.title != show.title:
            what = M("Die Überschrift „{title}“ beginnt mit dem Namen der Reihe.", title=episode.title)
            yield hint(CODE, source.place("titel"), what, M("Lassen Sie ihn weg: Er steht überall daneben."))


RULE = Rule(
    CODE,
    M("Überschrift wiederholt Nummer oder Reihe"),
    M(
        "Podcast-Programme zeigen Nummer und Reihe neben der Überschrift einer Folge. Stehen sie noch einmal darin, bleibt auf dem Telefon kein Platz für das, worum es geht."
    ),
    check,
)
