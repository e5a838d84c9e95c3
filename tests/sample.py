"""A small complete project as texts: valid, with one of everything; tests vary one line of it."""

from collections.abc import Mapping
from typing import Any

SETTINGS: dict[str, Any] = {
    "SITENAME": "Probe",
    "SITEURL": "https://probe.example",
    "LEITSATZ": "Hör zu.",
    "EINLEITUNG": "Eine Probe.",
    "REGION": "Probetal",
    "HERAUSGEBER": {
        "name": "Probekammer",
        "strasse": "Weg 1",
        "plz": "00101",
        "ort": "Probestadt",
        "email": "amt@probe.example",
        "vertreten_durch": "Pia Probe",
        "verantwortlich": "Pia Probe",
    },
    "PODCASTS": [
        {
            "id": "podcast",
            "titel": "Probe hört",
            "beschreibung": "Stimmen zur Probe.",
            "autor": "Probekammer",
            "kontakt": {"name": "Redaktion", "email": "podcast@probe.example"},
            "kategorie": ["Education"],
            "cover": "content/bilder/cover.png",
            "guid": "917393e3-1b1e-5cef-ace4-edaa54e1f810",
        }
    ],
    "NEWSLETTER": {
        "titel": "Probebrief",
        "absender_name": "Probekammer",
        "absender": "brief@probe.example",
        "antwort_an": "amt@probe.example",
        "abmelden": "ab@probe.example",
        "kennung": "brief.probe.example",
    },
}

PORTRAIT = """---
titel: Muster Metall GmbH
kurz: Treppen und Tore.
datum: 2026-01-10
stand: 2026-02-01
ort: probestadt
branche: metall
ansprechstelle:
  rolle: Ausbildung
  email: ausbildung@muster.example
angebote:
  - id: metallbauer-2027
    art: ausbildung
    beruf: metallbauer
    start: 2027-08-01
    mindestabschluss: esa
  - id: praktikum
    art: praktikum
    beruf: metallbauer
---
## Das machen wir

Wir bauen Tore.
"""

EPISODE = """---
titel: Am Amboss
kurz: Ein Tag in der Schmiede.
datum: 2026-03-01 06:00
nummer: 1
audio: 001-am-amboss.mp3
transkript: 001-am-amboss.vtt
kapitel:
  - zeit: "00:00"
    titel: Anfang
  - zeit: "00:20"
    titel: Ende
stimmen:
  - name: Mira
    rolle: moderation
betriebe: [muster-metall]
berufe: [metallbauer]
---
Eine Folge über [Metall](betrieb:muster-metall).
"""

ISSUE = """---
titel: Probebrief im März
nummer: 1
datum: 2026-03-15
betreff: Neues aus der Probe
vorschau: Eine Folge und ein Betrieb.
kurz: Neues aus der Probe.
bloecke:
  - folge: 001-am-amboss
  - betrieb: muster-metall
---
Guten Tag,

hier ist die erste Ausgabe.
"""

VTT = """WEBVTT

00:00.000 --> 00:02.000
<v Mira>Hallo.

00:02.000 --> 00:04.000
<v Mira>Los geht es.
"""


def page(title: str) -> str:
    """A plain page."""
    return f"---\ntitel: {title}\nkurz: {title}.\nstand: 2026-01-01\n---\nText.\n"


FILES: dict[str, str] = {
    "content/betriebe/muster-metall.md": PORTRAIT,
    "episodes/001-am-amboss.md": EPISODE,
    "episodes/001-am-amboss.vtt": VTT,
    "episodes/media/001-am-amboss.mp3": "",
    "newsletter/2026-03.md": ISSUE,
    "content/seiten/impressum.md": page("Impressum"),
    "content/seiten/datenschutz.md": page("Datenschutz"),
    "content/seiten/barrierefreiheit.md": page("Barrierefreiheit"),
    "content/daten/berufe.csv": "id,m,f,berufsfelder\nmetallbauer,Metallbauer,Metallbauerin,metall\nbaecker,Bäcker,Bäckerin,lebensmittel\n",
    "content/daten/berufsfelder.csv": "id,titel,farbe\nmetall,Metall,metall\nlebensmittel,Lebensmittel,gast\n",
    "content/daten/angebotsarten.csv": "id,titel,kurz,mehrzahl,jobposting,pflichtfelder\n"
    "ausbildung,Ausbildung,Ausbildung,Ausbildungsplätze,ja,beruf|start|mindestabschluss\npraktikum,Praktikum,Praktikum,Praktika,nein,\n",
    "content/daten/schulabschluesse.csv": "id,rang,titel,kurz\nesa,2,Erster Schulabschluss,ESA\nmsa,4,Mittlerer Schulabschluss,MSA\n",
    "content/daten/orte.csv": "id,titel,plz,lat,lon\nprobestadt,Probestadt,00101|00102,51.0,10.2\n",
    "content/daten/branchen.csv": "id,titel\nmetall,Metall\n",
}


def files(**changed: str) -> dict[str, str]:
    """The sample with some files changed or added."""
    return {**FILES, **changed}


def settings(**changed: Any) -> Mapping[str, Any]:
    """The settings with some changed."""
    return {**SETTINGS, **changed}
