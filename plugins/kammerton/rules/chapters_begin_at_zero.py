"""The first chapter begins with the recording, so that podcast directories show chapters at all."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.chapters_in_order import places_of
from kammerton.rules.rule import Rule, hint

CODE = "R041"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look at the first chapter of each episode (Apple and Spotify: the first timestamp is 00:00)."""
    for episode in inventory.episodes:
        chapters = inventory.chapters_of(episode)
        if chapters and chapters[0].at >= 1:
            what = M("Das erste Kapitel beginnt nicht am Anfang der Aufnahme.")
            yield hint(
                CODE, next(places_of(inventory, episode)), what, M("Beginnen Sie mit einem Kapitel bei 00:00, sonst zeigen Apple und Spotify keine Kapitel.")
            )


RULE = Rule(
    CODE,
    M("Erstes Kapitel nicht am Anfang"),
    M("Apple und Spotify zeigen Kapitel nur, wenn das erste bei 00:00 beginnt und es mindestens drei sind."),
    check,
)
