"""Where a podcast is listed: its pages at directories and platforms."""

from typing import Literal

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.values import Line, WebAddress

Service = Literal["apple", "spotify", "deezer", "youtube", "ard", "amazon", "fyyd", "podcastindex", "radiode"]
# What each service is called, and the domains its pages lie on.
SERVICES: dict[Service, tuple[str, tuple[str, ...]]] = {
    "apple": ("Apple Podcasts", ("podcasts.apple.com",)),
    "spotify": ("Spotify", ("spotify.com",)),
    "deezer": ("Deezer", ("deezer.com",)),
    "youtube": ("YouTube", ("youtube.com",)),
    "ard": ("ARD Audiothek", ("ardaudiothek.de", "ardsounds.de")),
    "amazon": ("Amazon Music", ("music.amazon.de", "music.amazon.com")),
    "fyyd": ("fyyd", ("fyyd.de",)),
    "podcastindex": ("Podcast Index", ("podcastindex.org",)),
    "radiode": ("radio.de", ("radio.de",)),
}


class DirectoryEntry(Declared):
    """The page of a show in one directory."""

    service: Service | None = declare("dienst", M("Ein bekanntes Verzeichnis; ein anderes steht unter „name“."), example="apple", default=None)
    name: Line | None = declare("name", M("Name eines Verzeichnisses, das nicht unter „dienst“ zur Wahl steht."), example="Podcast.de", default=None)
    url: WebAddress = declare("url", M("Adresse der Reihe in diesem Verzeichnis, mit https."), example="https://podcasts.apple.com/de/podcast/id1000000000")

    @property
    def label(self) -> str:
        """What the link says."""
        return SERVICES[self.service][0] if self.service else self.name or ""
