# Einstellungen dieser Website. Jede Zeile mit # ist eine Erklärung.
# Nach einer Änderung: make publish

# --- Die Website ------------------------------------------------------------------------------------------------
SITENAME = "Ausbildung im Sonnental"
# Adresse, unter der die Website im Netz steht, ohne Schrägstrich am Ende.
SITEURL = "https://ausbildung.sonnental.example"
# Der große Satz auf der Startseite und die zwei Sätze darunter.
LEITSATZ = "Hör, wie Arbeit klingt."
EINLEITUNG = "Junge Leute aus dem Sonnental erzählen, was sie lernen, was schiefgeht und was gut wird. Dazu Betriebe, die dich kennenlernen wollen."
REGION = "Sonnental"
# Ein Hinweis, der auf jeder Seite und in jeder E-Mail steht. Zeile löschen, wenn keiner gebraucht wird.
HINWEIS = "Beispielregion: Das Sonnental, seine Betriebe und alle Menschen hier sind erfunden."

# --- Wer verantwortlich ist (Impressum, Newsletter, Podcast) --------------------------------------------------------
HERAUSGEBER = {
    "name": "Landkreis Sonnental",
    "stelle": "Koordinierungsstelle Ausbildung",
    "strasse": "Marktplatz 1",
    "plz": "00101",
    "ort": "Sonnenau",
    "email": "ausbildung@sonnental.example",
    "telefon": "0000 12345-0",
    "vertreten_durch": "Landrätin Hanna Beispiel",
    "verantwortlich": "Jana Muster, Koordinierungsstelle Ausbildung, Anschrift wie oben",
}

# --- Schreibweise ---------------------------------------------------------------------------------------------------
# Wie Berufe überall geschrieben werden: "schraegstrich" (Tischler/in), "paar" (Tischlerin / Tischler)
# oder "doppelpunkt" (Tischler:in).
GENDER_FORM = "schraegstrich"

# --- Podcast --------------------------------------------------------------------------------------------------------
PODCASTS = [
    {
        # Der Anfang aller Adressen der Reihe. Wie er nach der ersten Folge geändert wird: „Einen Podcast umziehen“.
        "id": "podcast",
        "titel": "Kammerton trifft …",
        "beschreibung": (
            "Auszubildende und Betriebe aus dem Sonnental erzählen von ihrer Arbeit: was sie lernen, was schiefgeht "
            "und was gut wird. Eine erfundene Beispielreihe mit synthetischen Stimmen."
        ),
        "autor": "Landkreis Sonnental",
        "kontakt": {"name": "Redaktion Kammerton trifft", "email": "podcast@sonnental.example"},
        # Kategorie in der Schreibweise von Apple.
        "kategorie": ["Education", "Self-Improvement"],
        "sprache": "de",
        "cover": "content/bilder/podcast-cover.png",
        "cover_alt": "Wellen als Landschaft unter einer gelben Sonne, darüber der Name der Reihe",
        "typ": "episodic",
        # Feste Kennung der Reihe. Einmal vergeben, nie geändert.
        "guid": "4e91dcf8-c382-5540-83a5-8bef28a1fafe",
        "rechte": "Landkreis Sonnental",
        # Lizenz aller Folgen, die keine eigene nennen.
        "lizenz": "CC-BY-4.0",
        # True: Stimmen sind künstlich erzeugt. Eine Folge kann anderes sagen.
        "synthetische_stimmen": True,
        # Wer die Reihe regelmäßig macht; Gäste stehen bei der Folge.
        "stimmen": [{"name": "Mira", "rolle": "moderation"}],
        # Um welchen Ort es geht, aus content/daten/orte.csv.
        "ort": "sonnenau",
        "staffeln": [{"nummer": 1, "name": "Der erste Jahrgang"}],
        # Die Folge, mit der sich die Reihe vorstellt.
        "trailer": "000-worum-es-hier-geht",
        # Wie oft Folgen erscheinen: in Worten und als Regel für Programme.
        "rhythmus": {"text": "am ersten Donnerstag im Monat, morgens um sechs", "regel": "FREQ=MONTHLY;BYDAY=1TH"},
        # Seiten der Reihe in Verzeichnissen: "dienst" (apple, spotify, deezer, youtube, ard, amazon, fyyd, podcastindex, radiode)
        # oder "name" für jedes andere. Sie stehen auf der Seite zum Abonnieren.
        "verzeichnisse": [{"name": "Podcasts im Sonnental", "url": "https://podcasts.sonnental.example/kammerton-trifft"}],
    }
]
# True: eine Folge ohne Abschrift wird nicht veröffentlicht (für öffentliche Stellen Pflicht).
TRANSKRIPT_PFLICHT = True
# Wer ein Sprachmodell für faster-whisper auf dem Rechner hat, nennt seinen Ordner hier als SPRACHMODELL,
# in Anführungszeichen. make neue-folge macht daraus den Entwurf einer Abschrift.

# --- Newsletter -----------------------------------------------------------------------------------------------------
NEWSLETTER = {
    "titel": "Ausbildung im Sonnental – für Betriebe",
    "absender_name": "Ausbildung im Sonnental",
    "absender": "newsletter@sonnental.example",
    "antwort_an": "ausbildung@sonnental.example",
    "abmelden": "abmelden@sonnental.example",
    "kennung": "newsletter.sonnental.example",
    # Wer zählen will, wie viele Besuche eine Ausgabe bringt, ergänzt hier eine Zeile "kampagne" mit dem Wert "nl".
    # Sie ist bei allen Empfängerinnen und Empfängern gleich.
}

# --- Veröffentlichen ------------------------------------------------------------------------------------------------
# Wie viele frühere Stände der Website zum Zurückgehen aufgehoben werden.
STAENDE_BEHALTEN = 3
# Was veröffentlicht ist, merkt sich das Programm im Ordner .builds. Wer die Texte mit git verwaltet oder auf mehreren
# Rechnern veröffentlicht, nennt hier als VEROEFFENTLICHT eine Datei, in Anführungszeichen, am besten
# content/daten/veroeffentlicht.json. make merken hält es dann auch dort fest.
# Wohin make publish ZIEL=web die Website hochlädt. Wie, steht im Handbuch unter „Auf den Webserver hochladen“.
ZIELE = []

# --- Technik: Einstellungen von Pelican. Hier muss niemand etwas ändern. --------------------------------------------
PLUGINS = ["kammerton.adapters.pelican_plugin"]
PATH = "content"
OUTPUT_PATH = ".builds/pelican"
THEME = "theme"
TIMEZONE = "Europe/Berlin"
