"""The words shown for the choices of fields."""

from kammerton.domain.diagnostic import M, Message

SIZES: dict[str, Message] = {
    "1-9": M("1 bis 9 Beschäftigte"), "10-49": M("10 bis 49 Beschäftigte"), "50-249": M("50 bis 249 Beschäftigte"), "250+": M("250 und mehr Beschäftigte"),
}  # fmt: skip
BENEFITS: dict[str, Message] = {
    "uebernahme": M("Übernahme nach der Ausbildung ist üblich"), "nachhilfe": M("Nachhilfe und Prüfungsvorbereitung"), "fahrtkosten": M("Zuschuss zu den Fahrtkosten"),
    "wohnheim": M("Platz im Wohnheim"), "teilzeit": M("Ausbildung in Teilzeit möglich"), "auslandspraktikum": M("Praktikum im Ausland"),
    "werkzeug": M("Werkzeug und Arbeitskleidung werden gestellt"), "sprachfoerderung": M("Förderung beim Deutschlernen"),
}  # fmt: skip
ACCESSIBILITY: dict[str, Message] = {
    "stufenlos": M("stufenloser Zugang"), "wc": M("barrierefreies WC"), "aufzug": M("Aufzug"), "gebaerden": M("Gebärdensprache"), "leichte_sprache": M("Leichte Sprache"),
}  # fmt: skip
APPLICATION_WAYS: dict[str, Message] = {
    "email": M("per E-Mail"), "formular": M("über ein Formular im Netz"), "telefon": M("am Telefon"), "persoenlich": M("persönlich im Betrieb"),
    "messenger": M("per Messenger"), "post": M("per Post"),
}  # fmt: skip
PAPERS: dict[str, Message] = {
    "anschreiben": M("Anschreiben"),
    "lebenslauf": M("Lebenslauf"),
    "zeugnis": M("letztes Zeugnis"),
    "keine": M("keine Unterlagen nötig"),
}
CHAMBERS: dict[str, Message] = {
    "ihk": M("Industrie- und Handelskammer"), "hwk": M("Handwerkskammer"), "aek": M("Ärztekammer"), "zaek": M("Zahnärztekammer"), "rak": M("Rechtsanwaltskammer"),
    "stbk": M("Steuerberaterkammer"), "lwk": M("Landwirtschaftskammer"), "oeffentlich": M("öffentlicher Dienst"), "sonst": M("andere Stelle"),
}  # fmt: skip
AVAILABILITY: dict[str, Message] = {"frei": M("Plätze frei"), "wenige": M("nur noch wenige Plätze"), "vergeben": M("alle Plätze vergeben")}
ROLES: dict[str, Message] = {"moderation": M("Moderation"), "gast": M("Gast"), "redaktion": M("Redaktion"), "technik": M("Technik"), "musik": M("Musik")}
EPISODE_TYPES: dict[str, Message] = {"full": M("Folge"), "trailer": M("Vorschau"), "bonus": M("Zugabe")}
AUDIENCES: dict[str, Message] = {"jugendliche": M("Jugendliche"), "eltern": M("Eltern"), "schulen": M("Schulen"), "betriebe": M("Betriebe")}
EVENT_TYPES: dict[str, Message] = {
    "messe": M("Messe"), "nacht-der-ausbildung": M("Nacht der Ausbildung"), "beratung": M("Beratung"), "webinar": M("Webinar"), "elternabend": M("Elternabend"),
    "girlsday": M("Girls’Day"), "boysday": M("Boys’Day"), "bewerbungstraining": M("Bewerbungstraining"), "speed-dating": M("Speed-Dating"), "offene-tuer": M("Offene Tür"),
    "workshop": M("Workshop"), "sonstiges": M("Termin"),
}  # fmt: skip
EVENT_STATES: dict[str, Message] = {"geplant": M("findet statt"), "verschoben": M("Neuer Termin"), "abgesagt": M("Abgesagt")}
