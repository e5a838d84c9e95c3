"""Chapters follow each other and lie inside the recording."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R008"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare each chapter with the one before and with the duration."""
    for episode in inventory.episodes:
        source = inventory.source("folge", episode.id)
        facts = inventory.audio_of(episode)
        before = -1.0
        for n, chapter in enumerate(episode.chapters):
            place = source.place("kapitel", n, "zeit")
            if chapter.at <= before:
                yield error(
                    CODE, place, M("Das Kapitel „{title}“ beginnt nicht nach dem vorigen.", title=chapter.title), M("Ordnen Sie die Kapitel nach ihrer Zeit.")
                )
            if facts is not None and chapter.at >= facts.duration:
                yield error(
                    CODE,
                    place,
                    M("Das Kapitel „{title}“ beginnt erst nach dem Ende der Aufnahme.", title=chapter.title),
                    M("Prüfen Sie die Zeitangabe; sie wird als MM:SS gelesen."),
                )
            before = chapter.at


RULE = Rule(
    CODE,
    M("Kapitel in falscher Reihenfolge"),
    M("Kapitel stehen in der Reihenfolge ihrer Zeit, jedes beginnt später als das vorige, und das letzte vor dem Ende der Aufnahme."),
    check,
)
