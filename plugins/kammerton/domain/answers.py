"""What must be known to begin a new site: the questions, each with the value type of the setting it becomes."""

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.values import Line, Mail, Phone, PostalCode, Prose, SiteAddress, YesNo


class Answers(Declared):
    """The answers; the help of a field is the question, its key the name in a file of prepared answers."""

    region: Line = declare("region", M("Wie heißt Ihre Region? Der Name muss hinter „in der Region“ passen."), example="Nordtal")
    name: Line = declare("name", M("Wie soll die Website heißen?"), example="Ausbildung im Nordtal")
    address: SiteAddress = declare("adresse", M("Unter welcher Adresse wird sie im Netz stehen?"), example="https://ausbildung.nordtal.example")
    claim: Line = declare("leitsatz", M("Welcher große Satz steht auf der Startseite?"), example="Hier fängst du an.")
    intro: Prose = declare(
        "einleitung",
        M("Und welche ein bis zwei Sätze stehen darunter? Auch Suchmaschinen zeigen sie."),
        example="So arbeitet man im Nordtal: Betriebe zum Kennenlernen.",
    )
    publisher: Line = declare("herausgeber", M("Wer gibt die Website heraus? Name der Behörde, der Kammer oder des Vereins."), example="Stadt Nordtal")
    unit: Line | None = declare("stelle", M("Welche Stelle im Haus ist zuständig?"), example="Koordinierungsstelle Ausbildung", default=None)
    street: Line = declare("strasse", M("Straße und Hausnummer des Herausgebers?"), example="Am Markt 1")
    postal_code: PostalCode = declare("plz", M("Postleitzahl?"), example="00123")
    town: Line = declare("ort", M("Ort?"), example="Nordtal")
    mail: Mail = declare("email", M("E-Mail-Adresse für alle Fragen?"), example="ausbildung@nordtal.example")
    phone: Phone | None = declare("telefon", M("Telefonnummer?"), example="0000 12345-0", default=None)
    represented_by: Line = declare("vertreten_durch", M("Wer vertritt den Herausgeber?"), example="Bürgermeisterin Eva Beispielhaft")
    responsible: Line = declare(
        "verantwortlich", M("Wer ist für den Inhalt verantwortlich (§ 18 Abs. 2 MStV)? Name und Anschrift."), example="Eva Beispielhaft, Anschrift wie oben"
    )
    has_podcast: YesNo = declare("podcast", M("Soll es einen Podcast geben? ja oder nein."), example="ja")
    show_title: Line = declare("podcast_titel", M("Wie heißt der Podcast?"), example="Nordtal hört zu")
    show_contact: Line = declare("podcast_kontakt", M("Welche Stelle schreiben Podcast-Verzeichnisse an?"), example="Redaktion Nordtal hört zu")
    show_mail: Mail = declare("podcast_email", M("Und unter welcher E-Mail-Adresse?"), example="podcast@nordtal.example")
    sender: Mail = declare("newsletter_absender", M("Von welcher E-Mail-Adresse kommt der Newsletter?"), example="newsletter@nordtal.example")
