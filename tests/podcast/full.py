"""A show and an episode in which every field of the feed is filled."""

from typing import Any

from tests.app.projects import FOLGE, library
from tests.fakes import FakeSources
from tests.podcast.feeds import show_settings
from tests.sample import FILES

from kammerton.app.recordings import with_published_recordings
from kammerton.domain.audio import AudioFacts
from kammerton.domain.library import Library

SHOW: dict[str, Any] = {
    "titel": "Probe & Hobel",
    "kategorie": ["Education", "Self-Improvement"],
    "cover_alt": "Ein Amboss",
    "rechte": "Probekammer",
    "lizenz": "CC-BY-SA-4.0",
    "stimmen": [
        {"name": "Mira", "rolle": "moderation", "betrieb": "muster-metall", "bild": {"datei": "mira.jpg", "alt": "Mira am Mikrofon"}},
        {"name": "Ute", "rolle": "redaktion", "url": "https://ute.example/"},
    ],
    "synthetische_stimmen": False,
    "ort": "probestadt",
    "staffeln": [{"nummer": 2, "name": "Handwerk"}],
    "trailer": "001-am-amboss",
    "rhythmus": {"text": "monatlich", "regel": "FREQ=MONTHLY;BYDAY=1TH", "beginn": "2026-01-01"},
    "abgeschlossen": True,
    "verborgen": True,
    "umgezogen_nach": "https://neu.example/podcast/feed.xml",
    "hub": "https://hub.example/",
    "unterstuetzung": [{"titel": "Den Förderverein unterstützen", "url": "https://verein.example/"}],
    "empfehlungen": [{"titel": "Werkstatt", "guid": "9b024349-ccf0-5f69-a609-6b82873eab3c", "feed": "https://werkstatt.example/feed.xml"}],
    "verlag": {"guid": "003af0a0-6a45-55cf-b765-68e3d349551a", "feed": "https://haus.example/feed.xml"},
    "nachweise": [{"zweck": "applepodcastsverify", "text": "05124"}, {"zweck": "verify", "text": "abc-def"}],
}
EPISODE = """---
titel: Am Amboss & an der Esse
kurz: Ein Tag in der Schmiede.
datum: 2026-03-01 06:00
typ: trailer
nummer: 7
nummer_anzeige: Sommerfolge
staffel: 2
audio: 001-am-amboss.mp3
fassungen:
  - {titel: Kleine Datei, audio: klein.opus}
  - titel: Anderswo
    audio: {url: "https://audio.example/lang.m4a", bytes: 99, dauer: "02:00"}
ausschnitt: {von: "00:10", bis: "00:40.5", titel: Der Funke}
transkript: 001-am-amboss.vtt
kapitel:
  - {zeit: "00:00", titel: Anfang}
  - {zeit: "00:20.5", titel: "Öl & <Leim>", url: "https://x.example/?a=1&b=2", bild: {datei: leim.jpg, alt: Ein Topf Leim}}
  - {zeit: "00:40", titel: Ende}
stimmen:
  - {name: Mira, rolle: moderation}
  - {name: Ole, rolle: gast, betrieb: muster-metall, bild: {datei: ole.jpg, alt: Ole am Amboss}}
  - {name: Ada, rolle: redaktion, url: "https://ada.example/"}
  - {name: Tom, rolle: technik}
  - {name: Die Kapelle, rolle: musik}
bild: {datei: schmiede.jpg, alt: Funken in der Schmiede}
betriebe: [muster-metall]
berufe: [metallbauer]
ort: probestadt
themen: [Metall]
auch_bei:
  - {titel: Mit Gebärdensprache bei YouTube, url: "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=1"}
explizit: ja
lizenz: nur für die Schule
lizenz_url: https://probe.example/lizenz
synthetische_stimmen: ja
---
Eine Folge über [Metall](betrieb:muster-metall) & mehr.
"""
_PICTURES = dict.fromkeys(("content/bilder/mira.jpg", "content/bilder/ole.jpg", "content/bilder/leim.jpg", "content/bilder/schmiede.jpg"), "")
PROJECT = {**FILES, FOLGE: EPISODE, "episodes/media/klein.opus": "", **_PICTURES}
FACTS = {
    "episodes/media/001-am-amboss.mp3": AudioFacts(61.4, 480_000, "audio/mpeg", 64_000),
    "episodes/media/klein.opus": AudioFacts(61.4, 90_000, "audio/ogg", 12_000),
}
SETTINGS = show_settings(**SHOW)


def full_library() -> Library:
    """The library of this show, its recordings published."""
    return with_published_recordings(library(PROJECT, SETTINGS, audio=FACTS), FakeSources(PROJECT, SETTINGS, FACTS))
