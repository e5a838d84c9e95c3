"""Under the same address stays the same recording."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.audio import suffix_of
from kammerton.domain.change import CHANGES_FILE, row_for
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.episode import Episode, RemoteAudio
from kammerton.domain.inventory import Inventory
from kammerton.domain.permanence import Permanence
from kammerton.domain.published import PublishedEpisode
from kammerton.rules.rule import Rule, error

CODE = "R063"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    permanence = Permanence(inventory)
    for entry, episode in permanence.kept:
        if _differs(inventory, entry, episode) and not permanence.is_another(entry, episode) and not permanence.allows(entry, "aufnahme"):
            what = M("Die Aufnahme ist eine andere als die veröffentlichte.")
            remedy = M(
                "Legen Sie die alte Datei wieder hin. Mit Absicht? Dann ergänzen Sie in {table}: {row}", table=CHANGES_FILE, row=row_for(episode.id, "aufnahme")
            )
            yield error(CODE, inventory.source("folge", episode.id).place("audio"), what, remedy)


def _differs(inventory: Inventory, entry: PublishedEpisode, episode: Episode) -> bool:
    """Whether another file lies, or another length is stated, at what is the same address for programs."""
    if isinstance(episode.audio, RemoteAudio):
        return episode.audio.url == entry.address and episode.audio.bytes != entry.length
    facts = inventory.audio_of(episode)
    same_place = "://" not in entry.address and suffix_of(entry.address) == suffix_of(episode.audio)
    return bool(same_place and facts and facts.digest and entry.recording and facts.digest != entry.recording)


RULE = Rule(
    CODE,
    M("Aufnahme einer veröffentlichten Folge geändert"),
    M(
        "Wer die Folge schon geladen oder angefangen hat, behält die alte Aufnahme oder bekommt ein Gemisch aus beiden. Eine neue Aufnahme gehört deshalb mit „aufnahme“ in die Tabelle folgen-geaendert.csv. Titel, Text, Kapitel und Titelbild dürfen sich jederzeit ändern: Das Programm schreibt sie selbst in die veröffentlichte Datei."
    ),
    check,
)
