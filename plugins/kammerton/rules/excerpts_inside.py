"""An excerpt lies inside its recording and is as long as a sample should be."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error, hint

CODE = "R050"
_SHORTEST, _LONGEST = 15, 120


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare each excerpt with its recording; its length is that of the podcast namespace, element soundbite."""
    for episode in inventory.episodes:
        part, facts = episode.excerpt, inventory.audio_of(episode)
        if part is None:
            continue
        place = inventory.source("folge", episode.id).place("ausschnitt", "bis")
        if part.end <= part.start:
            yield error(CODE, place, M("Der Ausschnitt endet, bevor er beginnt."), M("Prüfen Sie „von“ und „bis“; sie werden als MM:SS gelesen."))
        elif facts is not None and part.end > facts.duration:
            yield error(CODE, place, M("Der Ausschnitt endet erst nach der Aufnahme."), M("Prüfen Sie „von“ und „bis“; sie werden als MM:SS gelesen."))
        elif not _SHORTEST <= part.end - part.start <= _LONGEST:
            what = M("Der Ausschnitt dauert {seconds} Sekunden.", seconds=round(part.end - part.start))
            yield hint(CODE, place, what, M("Podcast-Programme erwarten 15 bis 120 Sekunden."))


RULE = Rule(
    CODE,
    M("Ausschnitt passt nicht zur Aufnahme"),
    M("Ein Ausschnitt liegt innerhalb der Aufnahme und dauert am besten 15 bis 120 Sekunden; so lange spielen Podcast-Programme ihn als Kostprobe."),
    check,
)
