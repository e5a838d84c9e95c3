"""An episode keeps the GUID under which podcast programs know it, and no other gets it."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.change import CHANGES_FILE, row_for
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.episode import Episode
from kammerton.domain.inventory import Inventory
from kammerton.domain.permanence import Permanence
from kammerton.domain.published import PublishedEpisode
from kammerton.rules.rule import Rule, error

CODE = "R060"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    permanence = Permanence(inventory)
    for entry, episode in permanence.kept:
        if permanence.is_another(entry, episode):
            yield _reused_name(inventory, entry, episode)
        elif permanence.guid_of(episode) not in (None, entry.guid) and not permanence.allows(entry, "kennung"):
            yield _changed(inventory, entry, episode)
    yield from _taken(inventory, permanence)


def _changed(inventory: Inventory, entry: PublishedEpisode, episode: Episode) -> Diagnostic:
    place = inventory.source("folge", episode.id).place("guid" if episode.guid else "frueher" if episode.former_ids else "titel")
    what = M("Die Folge ist unter der Kennung „{guid}“ veröffentlicht und hätte jetzt eine andere: Programme zeigten sie doppelt.", guid=entry.guid)
    if not episode.guid and len(episode.former_ids) > 1 and set(entry.ids) <= {episode.id, *episode.former_ids}:
        return error(CODE, place, what, M("Unter „frueher“ steht der älteste Name zuerst. Sonst tragen Sie ein: guid: {guid}", guid=entry.guid))
    return error(
        CODE,
        place,
        what,
        M(
            "Tragen Sie ein: guid: {guid}. Mit Absicht? Dann ergänzen Sie in {table}: {row}",
            guid=entry.guid,
            table=CHANGES_FILE,
            row=row_for(episode.id, "kennung"),
        ),
    )


def _reused_name(inventory: Inventory, entry: PublishedEpisode, episode: Episode) -> Diagnostic:
    what = M("Der Name „{id}“ gehört einer anderen, zurückgezogenen Folge: Programme hielten beide für dieselbe.", id=entry.id)
    return error(CODE, inventory.source("folge", episode.id).place(), what, M("Benennen Sie die Datei um; ein Name wird nie zweimal vergeben."))


def _taken(inventory: Inventory, permanence: Permanence) -> Iterator[Diagnostic]:
    """Episodes with a GUID that is known as another one's."""
    owners = {guid: entry for entry, _ in permanence.pairs for guid in (*entry.guids, entry.guid)}
    for episode in inventory.episodes:
        entry = owners.get(permanence.guid_of(episode) or "")
        if entry is None or episode.status == "entwurf" or permanence.episode_of(entry) is episode or permanence.is_lost(entry):
            continue
        what = M("Die Kennung „{guid}“ gehört schon der Folge „{id}“.", guid=permanence.guid_of(episode) or "", id=entry.id)
        remedy = M("Löschen Sie „guid“ bei der neuen Folge. Bekommt sie ihre Kennung aus dem Namen, benennen Sie die Datei um.")
        yield error(CODE, inventory.source("folge", episode.id).place("guid"), what, remedy)


RULE = Rule(
    CODE,
    M("Kennung einer veröffentlichten Folge geändert"),
    M(
        "Podcast-Programme erkennen Folgen an ihrer Kennung (GUID). Ändert sie sich, erscheint die Folge bei allen Abonnenten noch einmal; bekommt eine neue Folge die Kennung einer alten, erscheint sie gar nicht. Wurde nur die Datei umbenannt, gehört der alte Name unter „frueher“, der älteste zuerst. Soll die Folge wirklich noch einmal als neue erscheinen, steht das mit „kennung“ in der Tabelle folgen-geaendert.csv."
    ),
    check,
)
