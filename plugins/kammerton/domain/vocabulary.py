"""The words of the directory: occupations, fields, offer types, certificates, towns and sectors."""

from datetime import date
from typing import Literal

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.values import Cell, ConsentNumber, Day, Id, Latitude, Line, Longitude, OccupationalFieldRef, OccupationRef, PostalCode, Whole, YesNo

OccupationKind = Literal["dual", "schulisch_bund", "schulisch_land"]
Colour = Literal["holz", "metall", "gesund", "it", "bau", "gast", "gruen", "buero", "logistik", "kreativ"]


Channel = Literal["web", "newsletter", "social", "druck"]


class Term(Declared):
    """A row of a vocabulary table."""

    id: Id = declare("id", M("Kurzer Name, auf den sich Einträge beziehen."), example="ein-kurzname")


class TitledTerm(Term):
    """A row with a title."""

    title: Line = declare("titel", M("Bezeichnung, wie sie gezeigt wird."), example="Bezeichnung")


class Occupation(Term):
    """An occupation; display forms are derived from the two names, never typed."""

    male: Line = declare("m", M("Männliche Bezeichnung."), example="Tischler")
    female: Line = declare("f", M("Weibliche Bezeichnung."), example="Tischlerin")
    fields: Cell[OccupationalFieldRef] = declare("berufsfelder", M("Berufsfelder, mit | getrennt."), example="bau-architektur-vermessung", default=())
    kind: OccupationKind = declare("art", M("Dual oder schulisch."), example="dual", default="dual")
    synonyms: Cell[Line] = declare("synonyme", M("Andere Namen des Berufs, mit | getrennt."), example="Schreiner", default=())
    related: Cell[OccupationRef] = declare("verwandt", M("Verwandte Berufe, mit | getrennt."), example="holzmechaniker", default=())
    scarce: YesNo = declare("mangelberuf", M("„ja“, wenn sich wenige bewerben."), example="nein", default=False)
    ordinance: Line | None = declare("rechtsgrundlage", M("Kurzname der Ausbildungsordnung."), example="tischlausbv", default=None)


class SearchWords(Term):
    """What people type who look for an occupation and do not know its name: things, places, activities."""

    id: OccupationRef = declare("beruf", M("Kurzname des Berufs aus der Liste der Berufe."), example="friseur")
    words: Cell[Line] = declare("synonyme", M("Wörter, die zu diesem Beruf führen sollen, mit | getrennt."), example="Haare|Friseursalon")


class OccupationalField(TitledTerm):
    """One of the 16 fields of work."""

    colour: Colour = declare("farbe", M("Farbe des Feldes in der Gestaltung."), example="holz")


class OfferType(TitledTerm):
    """A kind of offer; its columns, not code, say what an offer of this type requires."""

    short: Line = declare("kurz", M("Kurzform für enge Stellen."), example="Praktikum")
    plural: Line = declare("mehrzahl", M("Bezeichnung der Liste."), example="Praktikumsplätze")
    audience: Line | None = declare("zielgruppe", M("Für wen."), example="Klasse 8–13", default=None)
    duration: Line | None = declare("dauer_hinweis", M("Übliche Dauer."), example="1–3 Wochen", default=None)
    schema_org: Line | None = declare("schema_org", M("Typ nach schema.org."), example="WorkBasedProgram", default=None)
    job_posting: Literal["ja", "nein", "moeglich"] = declare(
        "jobposting",
        M("Ob das Angebot für Suchmaschinen als Stelle ausgezeichnet wird; „moeglich“: wenn eine Vergütung angegeben ist."),
        example="nein",
        default="nein",
    )
    required: Cell[Line] = declare("pflichtfelder", M("Felder, die ein Angebot dieser Art braucht, mit | getrennt."), example="beruf|start", default=())


class Certificate(TitledTerm):
    """A school-leaving certificate; ``rank`` orders them, an offer shows for every higher one."""

    rank: Whole = declare("rang", M("Rang: höher ist mehr."), example="2")
    short: Line = declare("kurz", M("Kurzform."), example="ESA")
    synonyms: Cell[Line] = declare("synonyme", M("Namen in anderen Ländern, mit | getrennt."), example="Hauptschulabschluss", default=())


class Town(TitledTerm):
    """A town or village of the region."""

    postal_codes: Cell[PostalCode] = declare("plz", M("Postleitzahlen, mit | getrennt."), example="00101|00102", default=())
    latitude: Latitude | None = declare("lat", M("Breite in Grad."), example="51.05", default=None)
    longitude: Longitude | None = declare("lon", M("Länge in Grad."), example="10.21", default=None)


class Sector(TitledTerm):
    """A sector of industry."""


class Consent(Term):
    """What somebody agreed to; names and signatures stay in the office, never in this table."""

    id: ConsentNumber = declare("nummer", M("Nummer der Einwilligung."), example="E-0042")
    channels: Cell[Channel] = declare("kanaele", M("Wofür sie gilt, mit | getrennt."), example="web|newsletter")
    until: Day | None = declare("gilt_bis", M("Letzter Tag, an dem sie gilt; leer heißt: bis auf Widerruf."), example="2029-12-31", default=None)
    revoked_on: Day | None = declare("widerrufen_am", M("Tag des Widerrufs; leer heißt: nicht widerrufen."), example="2026-11-20", default=None)

    def allows(self, channel: Channel, today: date) -> bool:
        """Whether it holds for a channel on a day; a revocation counts from its day on."""
        in_time = self.until is None or self.until >= today
        return channel in self.channels and in_time and (self.revoked_on is None or self.revoked_on > today)
