"""Chapters follow each other and lie inside the recording."""

from collections.abc import Iterator
from datetime import date
from itertools import repeat

from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.episode import Episode
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R008"


def places_of(inventory: Inventory, episode: Episode) -> Iterator[Place]:
    """Where each chapter of an episode stands: in its head, in its chapter file, or in the recording it names."""
    source = inventory.source("folge", episode.id)
    own_file = inventory.attachments.chapters.get(episode.id)
    if episode.chapters:
        yield from (source.place("kapitel", n, "zeit") for n in range(len(episode.chapters)))
    elif own_file is not None:
        yield from (Place(own_file.file, line) for line in own_file.lines)
    elif chapters := inventory.chapters_of(episode):
        yield from repeat(source.place("audio"), len(chapters))


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare each chapter with the one before and with the duration."""
    for episode in inventory.episodes:
        facts = inventory.audio_of(episode)
        before = -1.0
        for chapter, place in zip(inventory.chapters_of(episode), places_of(inventory, episode), strict=True):
            if chapter.at == before:
                what = M("Das Kapitel „{title}“ beginnt zur selben Zeit wie das vorige.", title=chapter.title)
                yield error(CODE, place, what, M("Löschen Sie eines der beiden oder berichtigen Sie die Zeit."))
            elif chapter.at < before:
                what = M("Das Kapitel „{title}“ beginnt nicht nach dem vorigen.", title=chapter.title)
                yield error(CODE, place, what, M("Ordnen Sie die Kapitel nach ihrer Zeit."))
            if facts is not None and chapter.at >= facts.duration:
                what = M("Das Kapitel „{title}“ beginnt erst nach dem Ende der Aufnahme.", title=chapter.title)
                yield error(CODE, place, what, M("Prüfen Sie die Zeitangabe; sie wird als MM:SS gelesen."))
            before = chapter.at


RULE = Rule(
    CODE,
    M("Kapitel in falscher Reihenfolge"),
    M(
        "Kapitel stehen in der Reihenfolge ihrer Zeit, jedes beginnt später als das vorige, und das letzte vor dem Ende der Aufnahme. Stehen sie weder unter „kapitel“ noch in einer Kapiteldatei, gelten die in der Aufnahme gespeicherten; tragen Sie sie unter „kapitel“ ein, um sie zu ändern."
    ),
    check,
)
