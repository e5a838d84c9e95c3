"""Audio that lies elsewhere has an address podcast directories accept."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from kammerton.domain.audio import TYPES, suffix_of
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.episode import RemoteAudio
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R012"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look at the scheme, the ending and the letters of each address (Apple, podcast requirements 823)."""
    for episode in inventory.episodes:
        if not isinstance(episode.audio, RemoteAudio):
            continue
        place = inventory.source("folge", episode.id).place("audio", "url")
        parts = urlsplit(episode.audio.url)
        if parts.scheme != "https":
            yield error(CODE, place, M("Die Adresse der Audiodatei beginnt nicht mit https."), M("Podcast-Verzeichnisse verlangen https."))
        if suffix_of(parts.path) not in TYPES or not episode.audio.url.isascii():
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
