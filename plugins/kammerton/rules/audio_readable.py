"""Every episode has an audio file that players can play."""

from collections.abc import Callable, Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Message, Place
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R007"
_WHAT: dict[str, tuple[Callable[..., Message], Message]] = {
    "missing": (lambda **v: M("Die Audiodatei „{file}“ liegt nicht im Ordner episodes/media.", **v), M("Legen Sie die Datei dort ab oder prüfen Sie den Namen.")),
    "unreadable": (lambda **v: M("Die Datei „{file}“ ist keine lesbare Audiodatei.", **v), M("Exportieren Sie die Aufnahme noch einmal als MP3.")),
    "mismatch": (lambda **v: M("Der Inhalt der Datei „{file}“ passt nicht zu ihrer Endung.", **v), M("Exportieren Sie die Aufnahme als MP3; umbenennen genügt nicht.")),
    "type": (lambda **v: M("Die Endung der Datei „{file}“ können Podcast-Programme nicht abspielen.", **v), M("Exportieren Sie die Aufnahme als MP3.")),
    "codec": (lambda **v: M("Die Aufnahme „{file}“ ist in einem Format gespeichert, das Podcast-Programme nicht abspielen.", **v), M("Exportieren Sie die Aufnahme als MP3.")),
    "empty": (lambda **v: M("Die Aufnahme „{file}“ ist leer.", **v), M("Exportieren Sie die Aufnahme noch einmal als MP3.")),
    "truncated": (
        lambda **v: M("Die Aufnahme „{file}“ ist abgeschnitten: Ihr Ende fehlt.", **v),
        M("Kopieren Sie die Datei noch einmal; die Übertragung ist wohl abgebrochen. Hilft das nicht, exportieren Sie die Aufnahme neu."),
    ),
    "damaged": (
        lambda **v: M("In der Aufnahme „{file}“ sind Stellen, die kein Ton sind; Programme brechen dort ab.", **v),
        M("Exportieren Sie die Aufnahme neu. Mehrere Dateien fügt ein Schnittprogramm zusammen, nicht der Dateimanager."),
    ),
    "lying": (
        lambda **v: M("Die Aufnahme „{file}“ ist länger oder kürzer, als sie selbst angibt; Programme zeigen eine falsche Dauer.", **v),
        M("Exportieren Sie die Aufnahme neu. Mehrere Dateien fügt ein Schnittprogramm zusammen, nicht der Dateimanager."),
    ),
}  # fmt: skip


def told(problem: str, file: str, place: Place) -> Diagnostic:
    """The word for what is wrong with a recording, as an error."""
    what, remedy = _WHAT[problem]
    return error(CODE, place, what(file=file), remedy)


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Tell what measuring the audio files found, further renderings included."""
    for episode in inventory.episodes:
        for path, source in episode.recordings:
            problem = inventory.attachments.audio_problems.get(source) if isinstance(source, str) else None
            if problem is not None:
                yield told(problem, str(source), inventory.source("folge", episode.id).place(*path))


RULE = Rule(
    CODE,
    M("Audiodatei fehlt oder ist nicht lesbar"),
    M(
        "Die Aufnahme einer Folge liegt als MP3 (oder M4A, OGG, Opus) im Ordner episodes/media. Dauer und Größe werden gemessen, nie getippt; dazu muss die Datei lesbar sein."
    ),
    check,
)
