"""Thirty differently broken files: a table of what is in the file, and the line a message must name."""

PORTRAIT = """---
titel: Bruch GmbH
kurz: Ein Betrieb.
datum: 2026-01-10
stand: 2026-01-10
ort: sonnenau
ansprechstelle:
  rolle: Ausbildung
angebote:
  - id: praktikum
    art: praktikum
    beruf: tischler
---
Text.
"""


def _with(old: str, new: str) -> str:
    assert old in PORTRAIT
    return PORTRAIT.replace(old, new, 1)


def _line(text: str) -> str:
    return _with("stand: 2026-01-10", text)


# name: (content, line of the message, code)
FILES: dict[str, tuple[str | bytes, int, str]] = {
    "unbekanntes-feld": (_with("kurz:", "kuzr:"), 3, "F001"),
    "titel-fehlt": (_with("titel: Bruch GmbH\n", ""), 1, "F002"),
    "datum-in-worten": (_with("2026-01-10", "zehnter Januar"), 4, "F003"),
    "tag-gibt-es-nicht": (_with("2026-01-10", "2026-02-30"), 4, "F004"),
    "uhrzeit-falsch": (_with("datum: 2026-01-10", "datum: 2026-01-10 25:00"), 4, "F005"),
    "stunde-uebersprungen": (_with("datum: 2026-01-10", "datum: 2026-03-29 02:30"), 4, "F007"),
    "weder-ja-noch-nein": (_line("beispiel: yes"), 5, "F008"),
    "keine-zahl": (_line("azubis: vier"), 5, "F009"),
    "zahl-zu-gross": (_line("gegruendet: 3026"), 5, "F010"),
    "text-zu-lang": (_with("Ein Betrieb.", "x" * 201), 3, "F011"),
    "nicht-zur-auswahl": (_line("groesse: riesig"), 5, "F012"),
    "liste-erwartet": (_line("pluspunkte: uebernahme"), 5, "F013"),
    "angaben-erwartet": (_with("ansprechstelle:\n  rolle: Ausbildung", "ansprechstelle: Frau Muster"), 7, "F014"),
    "text-erwartet": (_with("Bruch GmbH", "[Bruch, GmbH]"), 2, "F015"),
    "keine-adresse": (_line("website: www.bruch.example"), 5, "F016"),
    "keine-mail": (_with("  rolle: Ausbildung", "  rolle: Ausbildung\n  email: bruch at example"), 9, "F017"),
    "keine-postleitzahl": (_line("plz: 1067"), 5, "F019"),
    "kurzname-mit-umlaut": (_with("id: praktikum", "id: Prüfung"), 10, "F020"),
    "leere-liste": (_with("  - id: praktikum\n    art: praktikum\n    beruf: tischler\n", "").replace("angebote:", "angebote: []"), 9, "F024"),
    "drei-koordinaten": (_line("geo: [51.0, 10.2, 5]"), 5, "F026"),
    "nicht-utf-8": (PORTRAIT.replace("Ein Betrieb", "Ein Bäcker").encode("latin-1"), 3, "D001"),
    "kopf-fehlt": (PORTRAIT.removeprefix("---\n"), 1, "D003"),
    "kopf-offen": (PORTRAIT.replace("---\nText.", "Text."), 1, "D004"),
    "doppelpunkt-im-text": (_with("Ein Betrieb.", "Betrieb: gut"), 3, "D005"),
    "feld-doppelt": (_line("titel: Noch einmal"), 5, "D006"),
    "verweis-im-kopf": (_with("ort: sonnenau", "ort: sonnenau\nkanaele: &a {instagram: https://www.instagram.com/x}\nweitere: *a"), 8, "D007"),
    "beruf-unbekannt": (_with("beruf: tischler", "beruf: tischlerr"), 12, "R001"),
    "verknuepfung-ins-leere": (PORTRAIT.replace("Text.", "Zeile.\n\nSiehe [dort](betrieb:gibt-es-nicht)."), 16, "R002"),
    "angebot-unvollstaendig": (_with("art: praktikum", "art: ausbildung"), 10, "R003"),
    "name-ohne-ende": (_with("  rolle: Ausbildung", "  rolle: Ausbildung\n  name: Jana Muster"), 9, "R005"),
}
