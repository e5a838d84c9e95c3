"""Company portraits and their offers."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from kammerton.domain.clip import Clip
from kammerton.domain.contact import Contact
from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
from kammerton.domain.picture import Picture
from kammerton.domain.values import (
    CertificateRef,
    ConsentRef,
    Coordinates,
    Count,
    Day,
    Id,
    Language,
    Line,
    Moment,
    OccupationalFieldRef,
    OccupationRef,
    OfferTypeRef,
    PostalCode,
    SectorRef,
    Several,
    StartDay,
    TownRef,
    WebAddress,
    Whole,
    Year,
    YesNo,
)

Size = Literal["1-9", "10-49", "50-249", "250+"]
Chamber = Literal["ihk", "hwk", "aek", "zaek", "rak", "stbk", "lwk", "oeffentlich", "sonst"]
ApplicationWay = Literal["email", "formular", "telefon", "persoenlich", "messenger", "post"]
Accessibility = Literal["stufenlos", "wc", "aufzug", "gebaerden", "leichte_sprache"]
Benefit = Literal["uebernahme", "nachhilfe", "fahrtkosten", "wohnheim", "teilzeit", "auslandspraktikum", "werkzeug", "sprachfoerderung"]
Paper = Literal["anschreiben", "lebenslauf", "zeugnis", "keine"]
Availability = Literal["frei", "wenige", "vergeben"]
Gender = Literal["maedchen", "jungen"]
Wage = Annotated[Whole, Field(ge=1, le=9_999)]


def _pay_form(value: object) -> str:
    return "text" if isinstance(value, str) else "liste"


Pay = Annotated[Annotated[Line, Tag("text")] | Annotated[Several[Wage], Tag("liste")], Discriminator(_pay_form)]


class Channels(Declared):
    """The firm's own profiles elsewhere."""

    instagram: WebAddress | None = declare("instagram", M("Profil bei Instagram."), example="https://www.instagram.com/beispiel", default=None)
    facebook: WebAddress | None = declare("facebook", M("Profil bei Facebook."), example="https://www.facebook.com/beispiel", default=None)
    youtube: WebAddress | None = declare("youtube", M("Kanal bei YouTube."), example="https://www.youtube.com/@beispiel", default=None)
    tiktok: WebAddress | None = declare("tiktok", M("Profil bei TikTok."), example="https://www.tiktok.com/@beispiel", default=None)
    linkedin: WebAddress | None = declare("linkedin", M("Profil bei LinkedIn."), example="https://www.linkedin.com/company/beispiel", default=None)


class Site(Declared):
    """A further place of work."""

    town: TownRef = declare("ort", M("Ort aus der Liste der Orte."), example="oberwinkel")
    street: Line | None = declare("strasse", M("Straße und Hausnummer."), example="Am Sägewerk 4", default=None)
    postal_code: PostalCode | None = declare("plz", M("Postleitzahl, fünf Ziffern."), example='"00105"', default=None)
    position: Coordinates | None = declare("geo", M("Breite und Länge in Grad."), example="[51.05, 10.21]", default=None)


class OfferDate(Declared):
    """A day, or days from … to, on which an offer takes place."""

    first: Day = declare("von", M("Erster Tag."), example="2027-04-22")
    last: Day | None = declare("bis", M("Letzter Tag."), example="2027-04-23", default=None)
    hours: Line | None = declare("uhrzeit", M("Uhrzeit in Worten."), example="9–14 Uhr", default=None)


class Offer(Declared):
    """One way into the firm; it has its own page."""

    id: Id = declare("id", M("Kurzer Name für die Adresse, im Betrieb einmalig."), example="tischler-2027")
    type: OfferTypeRef = declare("art", M("Angebotsart aus der Liste der Angebotsarten."), example="ausbildung")
    occupation: OccupationRef | None = declare("beruf", M("Beruf aus der Liste der Berufe."), example="tischler", default=None)
    field: OccupationalFieldRef | None = declare("berufsfeld", M("Berufsfeld; sonst gilt das des Berufs."), example="bau-architektur-vermessung", default=None)
    study_course: Line | None = declare("studiengang", M("Studiengang beim dualen Studium."), example="Bauingenieurwesen, B. Eng.", default=None)
    university: Line | None = declare("hochschule", M("Hochschule beim dualen Studium."), example="Duale Hochschule Sonnental", default=None)
    places: Count | None = declare("plaetze", M("Zahl der Plätze."), example="2", default=None)
    start: StartDay | None = declare("start", M("Beginn: ein Tag, oder nur das Jahr (dann der 1. August)."), example="2027-08-01", default=None)
    months: Count | None = declare("dauer_monate", M("Dauer in Monaten."), example="36", default=None)
    dates: Several[OfferDate] = declare("termine", M("Tage, an denen das Angebot stattfindet."), example="[{von: 2027-04-22, uhrzeit: 9–14 Uhr}]", default=())
    minimum_certificate: CertificateRef | None = declare("mindestabschluss", M("Der Schulabschluss, der mindestens nötig ist."), example="esa", default=None)
    minimum_age: Annotated[Whole, Field(ge=5, le=99)] | None = declare("mindestalter", M("Mindestalter in Jahren."), example="15", default=None)
    from_class: Annotated[Whole, Field(ge=5, le=13)] | None = declare("klasse_ab", M("Ab welcher Schulklasse."), example="8", default=None)
    pay: Pay | None = declare("verguetung", M("Euro im Monat für jedes Jahr, oder ein Text wie „nach Tarif“."), example="[950, 1050, 1150]", default=None)
    requirements: Several[Line] = declare("voraussetzungen", M("Was mitzubringen ist."), example="[Freude an Holz]", default=())
    papers: Several[Paper] = declare("unterlagen", M("Welche Unterlagen gebraucht werden."), example="[lebenslauf]", default=())
    clothing: Line | None = declare("kleidung", M("Was anzuziehen ist."), example="feste Schuhe", default=None)
    apply_until: Day | None = declare(
        "bewerbungsschluss", M("Letzter Tag für Bewerbungen; danach gilt das Angebot als geschlossen."), example="2027-03-31", default=None
    )
    apply_at: WebAddress | None = declare(
        "bewerbung_url", M("Adresse für Bewerbungen im Netz."), example="https://www.ahornkamm.example/bewerben", default=None
    )
    atypical_for: Gender | None = declare(
        "untypisch_fuer", M("Für wen der Beruf bisher untypisch ist; füllt die Liste „klischeefrei“."), example="maedchen", default=None
    )
    availability: Availability = declare("stand_plaetze", M("Ob noch Plätze frei sind."), example="wenige", default="frei")
    since: Day | None = declare("seit", M("Seit wann es das Angebot gibt; sonst gilt das Datum des Betriebs."), example="2026-10-01", default=None)
    former_ids: Several[Id] = declare(
        "frueher",
        M("Frühere Kurznamen des Angebots in diesem Betrieb, der älteste zuerst; die alten Adressen leiten weiter."),
        example="[tischler-2026]",
        default=(),
    )

    @property
    def closes_on(self) -> Day | None:
        """The last day on which the offer is open: deadline, else start, else the last of its dates."""
        days = [d.last or d.first for d in self.dates]
        return self.apply_until or self.start or (max(days) if days else None)


class Portrait(Item):
    """A company portrait."""

    published: Moment = declare("datum", M("Tag der Veröffentlichung. Liegt er in der Zukunft, erscheint der Betrieb erst dann."), example="2026-11-21")
    example: YesNo = declare("beispiel", M("„ja“ kennzeichnet einen erfundenen Betrieb überall als Beispiel."), example="ja", default=False)
    legal_form: Line | None = declare("rechtsform", M("Rechtsform, wenn sie nicht im Namen steht."), example="GmbH", default=None)
    town: TownRef = declare("ort", M("Ort aus der Liste der Orte."), example="ahornkamm")
    street: Line | None = declare("strasse", M("Straße und Hausnummer."), example="Sägeweg 3", default=None)
    postal_code: PostalCode | None = declare("plz", M("Postleitzahl, fünf Ziffern."), example='"00107"', default=None)
    position: Coordinates | None = declare("geo", M("Breite und Länge in Grad."), example="[51.05, 10.21]", default=None)
    further_sites: Several[Site] = declare("weitere_standorte", M("Weitere Standorte."), example="[{ort: oberwinkel}]", default=())
    sector: SectorRef | None = declare("branche", M("Branche aus der Liste der Branchen."), example="handwerk-holz", default=None)
    size: Size | None = declare("groesse", M("Zahl der Beschäftigten."), example='"10-49"', default=None)
    apprentices: Annotated[Whole, Field(ge=0, le=100_000)] | None = declare("azubis", M("Zahl der Auszubildenden."), example="4", default=None)
    founded: Year | None = declare("gegruendet", M("Gründungsjahr."), example="1987", default=None)
    website: WebAddress | None = declare("website", M("Internetadresse des Betriebs."), example="https://www.ahornkamm.example", default=None)
    channels: Channels | None = declare("kanaele", M("Profile in sozialen Netzen."), example="{instagram: https://www.instagram.com/beispiel}", default=None)
    contact: Contact = declare("ansprechstelle", M("Wer Fragen beantwortet."), example="{rolle: Ausbildungsleitung, email: ausbildung@ahornkamm.example}")
    answers_within: Count | None = declare(
        "antwort_innerhalb", M("In wie vielen Tagen der Betrieb antwortet; wird als Versprechen gezeigt."), example="10", default=None
    )
    application_ways: Several[ApplicationWay] = declare("bewerbungswege", M("Wie man sich bewerben kann."), example="[email, persoenlich]", default=())
    public_transport: Line | None = declare("oepnv", M("Wie man mit Bus und Bahn hinkommt."), example="Bus 510, Halt Sägeweg", default=None)
    accessibility: Several[Accessibility] = declare("barrierefreiheit", M("Was den Zugang erleichtert."), example="[stufenlos, wc]", default=())
    benefits: Several[Benefit] = declare("pluspunkte", M("Was der Betrieb zusätzlich bietet."), example="[uebernahme, werkzeug]", default=())
    spoken_languages: Several[Language] = declare(
        "sprachen_im_betrieb", M("Sprachen, die im Betrieb gesprochen werden, nach BCP 47."), example="[de, pl]", default=()
    )
    chamber: Chamber | None = declare("kammer", M("Zuständige Kammer."), example="hwk", default=None)
    consent: ConsentRef | None = declare(
        "einwilligung", M("Nummer der Zustimmung des Betriebs zur Veröffentlichung, aus der Liste der Einwilligungen."), example="E-0042", default=None
    )
    clip: Clip | None = declare("clip", M("Ein kurzes Video."), example="{titel: Ein Morgen in der Backstube, youtube: dQw4w9WgXcQ}", default=None)
    logo: Picture | None = declare("logo", M("Logo des Betriebs."), example="{datei: logo.png, alt: Logo der Tischlerei Ahornkamm}", default=None)
    offers: Annotated[Several[Offer], Field(min_length=1)] = declare(
        "angebote", M("Die Angebote des Betriebs, mindestens eines."), example="[{id: praktikum, art: praktikum, beruf: tischler}]"
    )

    @property
    def consents(self) -> tuple[str, ...]:
        """The firm's agreement to be published, where it has a number."""
        return (self.consent,) if self.consent else ()
