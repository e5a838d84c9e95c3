"""No two episodes share a GUID, by which podcast programs tell them apart."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.guid import episode_guid
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R011"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the stated GUIDs with each other and with the derived ones, which differ among themselves because ids do."""
    derived = ((episode, inventory.show_of(episode)) for episode in inventory.episodes if episode.guid is None)
    seen = {episode_guid(show, episode): episode.id for episode, show in derived if show is not None}
    for episode in inventory.episodes:
        if episode.guid is None:
            continue
        other = seen.setdefault(episode.guid, episode.id)
        if other != episode.id:
            what = M("Die Kennung steht schon bei „{other}“.", other=other)
            yield error(
                CODE,
                inventory.source("folge", episode.id).place("guid"),
                what,
                M("Löschen Sie die Zeile bei der neueren Folge; sie bekommt dann eine eigene Kennung."),
            )


RULE = Rule(
    CODE,
    M("Kennung einer Folge doppelt"),
    M(
        "Podcast-Programme erkennen Folgen an ihrer Kennung (GUID). Zwei Folgen mit derselben Kennung erscheinen als eine. Das Feld wird nur bei übernommenen Folgen ausgefüllt."
    ),
    check,
)
