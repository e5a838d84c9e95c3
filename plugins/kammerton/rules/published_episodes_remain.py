"""A published episode does not just disappear: its file stays, or what became of it is documented."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.change import CHANGES_FILE, row_for
from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.episode import Episode
from kammerton.domain.inventory import Inventory
from kammerton.domain.permanence import Permanence, same_moment
from kammerton.domain.published import PublishedEpisode
from kammerton.rules.rule import Rule, error

CODE = "R064"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    permanence = Permanence(inventory)
    known = {episode.id for _, episode in permanence.pairs if episode}
    fresh = [episode for episode in inventory.episodes if episode.id not in known]
    for entry, episode in permanence.pairs:
        if permanence.is_lost(entry):
            yield _lost(inventory, permanence, entry, fresh)
        elif episode is not None and episode.status != "entwurf":
            yield from _forgotten_names(inventory, entry, episode)
        elif episode is None and not permanence.allows(entry, "kennung"):
            yield from _back_under_another_name(inventory, permanence, entry, fresh)


def _lost(inventory: Inventory, permanence: Permanence, entry: PublishedEpisode, fresh: list[Episode]) -> Diagnostic:
    """Its file is gone; perhaps a new one is the same episode under another name."""
    renamed = next((e for e in fresh if permanence.guid_of(e) == entry.guid or same_moment(e.published, entry.date)), None)
    if renamed is not None:
        what = M("Die Folge „{old}“ ist veröffentlicht, aber ihre Datei fehlt. Heißt sie jetzt „{new}“?", old=entry.id, new=renamed.id)
        return error(CODE, inventory.source("folge", renamed.id).place("titel"), what, M("Dann tragen Sie hier ein: frueher: [{old}]", old=entry.id))
    what = M("Die Folge „{old}“ ist veröffentlicht, aber ihre Datei fehlt.", old=entry.id)
    remedy = M(
        "Holen Sie sie zurück; mit „status: archiv“ steht die Folge in keiner Liste mehr. Soll sie ganz verschwinden, ergänzen Sie in {table}: {row}",
        table=CHANGES_FILE,
        row=row_for(entry.id, "zurueckgezogen"),
    )
    return error(CODE, Place(f"episodes/{entry.id}.md", 1), what, remedy)


def _back_under_another_name(inventory: Inventory, permanence: Permanence, entry: PublishedEpisode, fresh: list[Episode]) -> Iterator[Diagnostic]:
    """A withdrawn episode whose recording is heard again, in a file that does not name its old one."""
    for episode in fresh:
        if episode.status != "entwurf" and permanence.has_recording(entry, episode):
            what = M("Diese Aufnahme war als „{old}“ veröffentlicht und ist zurückgezogen. Kommt sie wieder, behält sie ihre Kennung.", old=entry.id)
            remedy = M(
                "Tragen Sie hier ein: frueher: [{old}]. Eine neue Folge mit Absicht? Dann ergänzen Sie in {table}: {row}",
                old=entry.id,
                table=CHANGES_FILE,
                row=row_for(entry.id, "kennung"),
            )
            yield error(CODE, inventory.source("folge", episode.id).place("titel"), what, remedy)


def _forgotten_names(inventory: Inventory, entry: PublishedEpisode, episode: Episode) -> Iterator[Diagnostic]:
    for name in sorted(set(entry.ids) - {episode.id, *episode.former_ids}):
        what = M("Die Folge war auch unter dem Namen „{name}“ veröffentlicht; diese Adressen führten ins Leere.", name=name)
        remedy = M("Ergänzen Sie ihn unter „frueher“, der älteste Name zuerst.")
        yield error(CODE, inventory.source("folge", episode.id).place("frueher"), what, remedy)


RULE = Rule(
    CODE,
    M("Veröffentlichte Folge fehlt"),
    M(
        "Eine Folge, die veröffentlicht ist, hat keine Datei mehr. Wurde die Datei umbenannt, gehört ihr alter Name unter „frueher“. Soll die Folge nicht mehr in den Listen stehen, bekommt sie „status: archiv“; soll niemand sie mehr hören, „status: entwurf“. Erst wenn auch die Datei weg soll, steht das mit „zurueckgezogen“ in der Tabelle folgen-geaendert.csv. Ihre Kennung bekommt danach keine andere Folge."
    ),
    check,
)
