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
            "cover_alt": "Ein Amboss",
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


ARTICLE = """---
titel: Zum ersten Mal ausbilden
kurz: Was vor dem ersten Vertrag zu tun ist.
datum: 2026-01-15
stand: 2026-02-01
thema: ausbilden-duerfen
art: fahrplan
rechtsstand: 2026-01-01
quellen:
  - titel: Berufsbildungsgesetz
    url: https://www.gesetze-im-internet.de/bbig_2005/
    abgerufen: 2026-01-10
schritte:
  - titel: Mit der Kammer sprechen
    wann: sechs Monate vorher
    text: Rufen Sie an; mehr beim [Betrieb](betrieb:muster-metall).
---
Vieles ist einfacher, als man denkt.
"""

ACTOR = """---
titel: Probekammer
kurz: Hilft Betrieben, die ausbilden.
stand: 2026-02-01
art: kammer
ort: probestadt
zustaendig_fuer: [ausbilden-duerfen]
ansprechstellen:
  - rolle: Ausbildungsberatung
    email: beratung@probe.example
website: https://kammer.probe.example
---
Ein Anruf genügt.
"""

PROGRAMME = """---
titel: Startgeld
kurz: Ein Zuschuss zum ersten Ausbildungsplatz.
datum: 2026-01-20
stand: 2026-02-01
traeger: probekammer
ebene: kommune
fuer: [betriebe]
betrag: 500 Euro
voraussetzungen: [Der Betrieb bildet zum ersten Mal aus]
antrag_bis: 2026-12-31
antrag_url: https://kammer.probe.example/startgeld
rechtsstand: 2026-01-01
---
Der Antrag hat eine Seite.
"""

EVENT = """---
titel: Probemesse
kurz: Zwanzig Betriebe an einem Vormittag.
datum: 2026-02-01
stand: 2026-02-10
beginn: 2026-09-12 09:00
ende: 2026-09-12 14:00
ort: probestadt
adresse: Halle 1, Weg 2
veranstalter: probekammer
art: messe
zielgruppe: [jugendliche, eltern]
betriebe: [muster-metall]
---
Kommt vorbei.
"""

STORY = """---
titel: Funken und Geduld
kurz: Mira wollte ins Büro und steht jetzt an der Esse.
datum: 2026-03-10
stand: 2026-03-10
person:
  vorname_oder_pseudonym: Mira
  altersgruppe: "18-24"
  rolle: azubi
betrieb: muster-metall
beruf: metallbauer
zitat: Man hört, ob es heiß genug ist.
untypisch_fuer: maedchen
einwilligung: E-0001
gueltig_bis: 2030-12-31
folge: 001-am-amboss
---
Am ersten Tag fiel ihr der Hammer auf den Fuß.
"""

NEWS = """---
titel: Die Halle ist fertig
kurz: Ab Montag wird in der neuen Halle gelernt.
datum: 2026-05-20
ablauf: 2026-12-31
---
Sie riecht noch nach Farbe.
"""

OCCUPATION_TEXT = """---
titel: Feuer, Hammer, Maß
kurz: Was der Tag bringt.
stand: 2026-02-01
---
Morgens wird angeheizt.
"""

TRANSLATION = """---
titel: Sample Metal Ltd
kurz: Stairs and gates.
stand: 2026-02-01
---
## What we do

We build gates.
"""

CONSENTS = "nummer,kanaele,gilt_bis,widerrufen_am\nE-0001,web|newsletter,,\n"

# One of every kind more, and everything they need beside the sample.
NETWORK: dict[str, str] = {
    "content/wissen/erstes-mal.md": ARTICLE,
    "content/netzwerk/probekammer.md": ACTOR,
    "content/foerderung/startgeld.md": PROGRAMME,
    "content/termine/probemesse.md": EVENT,
    "content/geschichten/funken.md": STORY,
    "content/meldungen/halle.md": NEWS,
    "content/berufe/metallbauer.md": OCCUPATION_TEXT,
    "content/betriebe/muster-metall.en.md": TRANSLATION,
    "content/daten/einwilligungen.csv": CONSENTS,
}
EVERYTHING: dict[str, str] = {**FILES, **NETWORK}
# A file of each kind, by its name.
OF_KIND: dict[str, str] = {
    "betrieb": "content/betriebe/muster-metall.md", "folge": "episodes/001-am-amboss.md", "ausgabe": "newsletter/2026-03.md",
    "wissen": "content/wissen/erstes-mal.md", "akteur": "content/netzwerk/probekammer.md", "foerderung": "content/foerderung/startgeld.md",
    "termin": "content/termine/probemesse.md", "geschichte": "content/geschichten/funken.md", "meldung": "content/meldungen/halle.md",
    "berufstext": "content/berufe/metallbauer.md", "seite": "content/seiten/impressum.md",
}  # fmt: skip


def files(**changed: str) -> dict[str, str]:
    """The sample with some files changed or added."""
    return {**FILES, **changed}


def settings(**changed: Any) -> Mapping[str, Any]:
    """The settings with some changed."""
    return {**SETTINGS, **changed}
