"""The trailer of a show is a trailer of this show."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R053"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Compare the episode a show names with its show and its kind; that it exists is for rule R001."""
    source = inventory.source("einstellungen", "")
    by_id = {episode.id: episode for episode in inventory.episodes}
    for n, show in enumerate(inventory.settings.shows):
        episode = by_id.get(show.trailer or "")
        place = source.place("PODCASTS", n, "trailer")
        if episode is None:
            continue
        if inventory.show_of(episode) != show:
            what = M("Die Folge „{name}“ gehört nicht zur Reihe „{show}“.", name=episode.id, show=show.title)
            yield error(CODE, place, what, M("Nennen Sie eine Folge dieser Reihe."))
        elif episode.type != "trailer":
            what = M("Die Folge „{name}“ ist keine Vorschau.", name=episode.id)
            yield error(CODE, place, what, M("Tragen Sie bei der Folge „typ: trailer“ ein, oder nennen Sie eine andere."))


RULE = Rule(
    CODE,
    M("Vorschau der Reihe passt nicht"),
    M("Unter „trailer“ nennt eine Reihe die Folge, mit der sie sich vorstellt: eine ihrer eigenen, vom Typ „trailer“."),
    check,
)
