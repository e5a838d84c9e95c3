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
TOPICS: dict[str, Message] = {
    "azubis-finden": M("Azubis finden"), "ausbilden-duerfen": M("Ausbilden dürfen"), "recht": M("Recht und Vertrag"), "pruefung": M("Prüfungen"),
    "foerderung": M("Geld und Förderung"), "integration": M("Ankommen und Deutsch lernen"), "digital": M("Digital ausbilden"), "vielfalt": M("Vielfalt und Barrierefreiheit"),
    "orientierung": M("Den Weg finden"), "praktikum": M("Praktikum"), "konflikte": M("Wenn es schwierig wird"),
}  # fmt: skip
ARTICLE_FORMS: dict[str, Message] = {
    "artikel": M("Artikel"), "checkliste": M("Checkliste"), "faq": M("Fragen und Antworten"), "vorlage": M("Vorlage"), "fahrplan": M("Fahrplan"),
}  # fmt: skip
ACTOR_TYPES: dict[str, Message] = {
    "kammer": M("Kammer"), "agentur": M("Agentur"), "kommune": M("Kommune"), "bildungstraeger": M("Bildungsträger"), "schule": M("Schule"), "verband": M("Verband"), "projekt": M("Projekt"),
}  # fmt: skip
LEVELS: dict[str, Message] = {"bund": M("vom Bund"), "land": M("vom Land"), "kommune": M("von Kreis oder Stadt"), "eu": M("von der Europäischen Union")}
BENEFICIARIES: dict[str, Message] = {"betriebe": M("Betriebe"), "jugendliche": M("Jugendliche")}
EVENT_TYPES: dict[str, Message] = {
    "messe": M("Messe"), "nacht-der-ausbildung": M("Nacht der Ausbildung"), "beratung": M("Beratung"), "webinar": M("Webinar"), "elternabend": M("Elternabend"),
    "girlsday": M("Girls’Day"), "boysday": M("Boys’Day"), "bewerbungstraining": M("Bewerbungstraining"), "speed-dating": M("Speed-Dating"), "offene-tuer": M("Offene Tür"),
    "workshop": M("Workshop"), "sonstiges": M("Termin"),
}  # fmt: skip
EVENT_STATES: dict[str, Message] = {"geplant": M("findet statt"), "verschoben": M("Neuer Termin"), "abgesagt": M("Abgesagt")}
STORY_ROLES: dict[str, Message] = {
    "azubi": M("in der Ausbildung"), "praktikum": M("im Praktikum"), "dual": M("im dualen Studium"), "mentee": M("im Mentoring"), "mentorin": M("begleitet andere"), "ausbilderin": M("bildet aus"),
}  # fmt: skip
GENDERS: dict[str, Message] = {"maedchen": M("Mädchen und Frauen"), "jungen": M("Jungen und Männer")}
