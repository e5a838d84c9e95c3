"""Who answers."""

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.values import Day, Language, Line, Mail, Phone, Several


class Contact(Declared):
    """Who answers: a role always, a person only for a stated time."""

    role: Line = declare("rolle", M("Die Aufgabe der Person, nicht ihr Name."), example="Ausbildungsleitung")
    name: Line | None = declare("name", M("Name der Person; dann ist „gueltig_bis“ Pflicht."), example="Jana Beispiel", default=None)
    email: Mail | None = declare("email", M("E-Mail-Adresse, am besten eine für die Aufgabe."), example="ausbildung@ahornkamm.example", default=None)
    phone: Phone | None = declare("telefon", M("Telefonnummer."), example="0000 12345-0", default=None)
    hours: Line | None = declare("sprechzeiten", M("Wann jemand zu erreichen ist."), example="Mo–Do 9–15 Uhr", default=None)
    languages: Several[Language] = declare("sprachen", M("Sprachen, in denen man fragen kann, nach BCP 47."), example="[de, tr]", default=())
    valid_until: Day | None = declare("gueltig_bis", M("Bis wann der Name gezeigt werden darf."), example="2027-12-31", default=None)
