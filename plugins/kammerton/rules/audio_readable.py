"""Every episode has an audio file that players can play."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.episode import Episode
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R007"
_WHAT: dict[str, tuple[str, Message]] = {
    "missing": ("Die Audiodatei „{file}“ liegt nicht im Ordner episodes/media.", M("Legen Sie die Datei dort ab oder prüfen Sie den Namen.")),
    "unreadable": ("Die Datei „{file}“ ist keine lesbare Audiodatei.", M("Exportieren Sie die Aufnahme noch einmal als MP3.")),
    "mismatch": ("Der Inhalt der Datei „{file}“ passt nicht zu ihrer Endung.", M("Exportieren Sie die Aufnahme als MP3; umbenennen genügt nicht.")),
    "type": ("Die Endung der Datei „{file}“ können Podcast-Programme nicht abspielen.", M("Exportieren Sie die Aufnahme als MP3.")),
    "empty": ("Die Aufnahme „{file}“ ist leer.", M("Exportieren Sie die Aufnahme noch einmal als MP3.")),
}
# Babel finds the sentences by these marks; the table above binds the file name later.
_MARKS = (
    M("Die Audiodatei „{file}“ liegt nicht im Ordner episodes/media."),
    M("Die Datei „{file}“ ist keine lesbare Audiodatei."),
    M("Der Inhalt der Datei „{file}“ passt nicht zu ihrer Endung."),
    M("Die Endung der Datei „{file}“ können Podcast-Programme nicht abspielen."),
    M("Die Aufnahme „{file}“ ist leer."),
)


def _problem(inventory: Inventory, episode: Episode) -> str | None:
    return inventory.attachments.audio_problems.get(episode.audio) if isinstance(episode.audio, str) else None


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Tell what measuring the audio files found."""
    for episode in inventory.episodes:
        problem = _problem(inventory, episode)
        if problem is not None:
            template, remedy = _WHAT[problem]
            place = inventory.source("folge", episode.id).place("audio")
            yield error(CODE, place, Message(template, (("file", str(episode.audio)),)), remedy)


RULE = Rule(
    CODE,
    M("Audiodatei fehlt oder ist nicht lesbar"),
    M(
        "Die Aufnahme einer Folge liegt als MP3 (oder M4A, OGG, Opus) im Ordner episodes/media. Dauer und Größe werden gemessen, nie getippt; dazu muss die Datei lesbar sein."
    ),
    check,
)
