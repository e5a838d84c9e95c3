"""Audio that lies elsewhere has an address podcast directories accept."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from kammerton.domain.audio import TYPES, suffix_of
from kammerton.domain.diagnostic import Diagnostic, M, Place
from kammerton.domain.episode import RemoteAudio
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R012"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look at the scheme, the ending and the letters of each address (Apple, podcast requirements 823)."""
    for episode in inventory.episodes:
        for path, source in episode.recordings:
            if isinstance(source, RemoteAudio):
                yield from _problems(source.url, inventory.source("folge", episode.id).place(*path, "url"))


def _problems(url: str, place: Place) -> Iterator[Diagnostic]:
    parts = urlsplit(url)
    if parts.scheme != "https":
        yield error(CODE, place, M("Die Adresse der Audiodatei beginnt nicht mit https."), M("Podcast-Verzeichnisse verlangen https."))
    if suffix_of(parts.path) not in TYPES or not url.isascii():
        yield error(
            CODE,
            place,
            M("Die Adresse der Audiodatei endet nicht auf .mp3, .m4a, .ogg oder .opus, oder sie enthält Umlaute."),
            M("Geben Sie die Adresse der Datei selbst an."),
        )


RULE = Rule(
    CODE,
    M("Adresse einer Audiodatei ungeeignet"),
    M("Liegt eine Aufnahme auf einem anderen Server, braucht sie eine Adresse mit https, ohne Umlaute, die mit der Endung der Datei aufhört."),
    check,
)
