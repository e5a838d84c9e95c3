"""The settings of a site: what pelicanconf.py says about the publisher, the podcasts and the newsletter."""

from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.show import Show
from kammerton.domain.target import Target
from kammerton.domain.values import Count, Line, Mail, Phone, PostalCode, ProjectPath, Prose, Several, ShortLine, SiteAddress

GenderForm = Literal["schraegstrich", "paar", "doppelpunkt"]


class Publisher(Declared):
    """Who is responsible: the imprint's facts, used on pages, in the feed and in every mail."""

    name: Line = declare("name", M("Name der Behörde, der Kammer oder des Vereins."), example="Landkreis Sonnental")
    unit: Line | None = declare("stelle", M("Zuständige Stelle im Haus."), example="Koordinierungsstelle Ausbildung", default=None)
    street: Line = declare("strasse", M("Straße und Hausnummer."), example="Marktplatz 1")
    postal_code: PostalCode = declare("plz", M("Postleitzahl."), example="00101")
    town: Line = declare("ort", M("Ort."), example="Sonnenau")
    mail: Mail = declare("email", M("E-Mail-Adresse für alle Fragen."), example="ausbildung@sonnental.example")
    phone: Phone | None = declare("telefon", M("Telefonnummer."), example="0000 12345-0", default=None)
    represented_by: Line = declare("vertreten_durch", M("Wer den Herausgeber vertritt."), example="Landrätin Hanna Beispiel")
    responsible: Line = declare("verantwortlich", M("Verantwortlich für den Inhalt nach § 18 Abs. 2 MStV."), example="Jana Beispiel, Anschrift wie oben")


class NewsletterSettings(Declared):
    """How the newsletter presents itself."""

    title: Line = declare("titel", M("Name des Newsletters."), example="Ausbildung im Sonnental")
    sender_name: ShortLine = declare("absender_name", M("Name des Absenders, jeden Monat gleich."), example="Ausbildung im Sonnental")
    sender: Mail = declare("absender", M("Adresse des Absenders auf der eigenen Domain."), example="newsletter@sonnental.example")
    reply_to: Mail = declare("antwort_an", M("Postfach, das jemand liest."), example="ausbildung@sonnental.example")
    unsubscribe: Mail = declare("abmelden", M("Postfach für Abmeldungen."), example="abmelden@sonnental.example")
    list_id: Annotated[str, Field(pattern=r"^[a-z0-9-]+(\.[a-z0-9-]+)+$")] = declare(
        "kennung", M("Kennung der Liste (RFC 2919)."), example="newsletter.sonnental.example"
    )
    campaign: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}$")] | None = declare(
        "kampagne",
        M("Name eines Zusatzes hinter jeder Verknüpfung auf die Website, bei allen gleich (?nl=2026-11). Ohne Angabe gibt es keinen."),
        example="nl",
        default=None,
    )
    service: Annotated[SiteAddress, Field(pattern=r"^https://")] | None = declare(
        "dienst",
        M("Adresse des Dienstes, der Abmeldungen mit einem Klick annimmt. Nur angeben, wenn er läuft."),
        example="https://abo.sonnental.example",
        default=None,
    )
    bounces: Mail | None = declare(
        "ruecklaeufer", M("Postfach für unzustellbare E-Mails; ohne Angabe das des Absenders."), example="zurueck@sonnental.example", default=None
    )
    feedback_id: Annotated[str, Field(pattern=r"^[a-z0-9]{5,15}$")] | None = declare(
        "feedback_kennung",
        M("Name, unter dem Gmail Beschwerden zählt (Feedback-ID). Nur angeben, wenn Ihre E-Mails mit DKIM der eigenen Domain unterschrieben sind."),
        example="sonnental",
        default=None,
    )


class ListmonkSettings(Declared):
    """A listmonk server that sends the issues; its token is no setting."""

    address: SiteAddress = declare("adresse", M("Adresse des Servers, ohne /api am Ende."), example="https://listmonk.sonnental.example")
    user: ShortLine = declare("benutzer", M("Name des API-Benutzers auf dem Server."), example="kammerton")
    lists: Annotated[Several[Count], Field(min_length=1)] = declare("listen", M("Nummern der Listen, an die verschickt wird."), example="[3]")


class SiteSettings(Declared):
    """Everything pelicanconf.py decides; other settings are Pelican's own."""

    model_config = ConfigDict(extra="ignore")

    name: Line = declare("SITENAME", M("Name der Website."), example="Ausbildung im Sonnental")
    address: SiteAddress = declare("SITEURL", M("Adresse der Website ohne Schrägstrich am Ende."), example="https://ausbildung.sonnental.example")
    claim: Line = declare("LEITSATZ", M("Ein Satz für den Anfang der Startseite."), example="Hör, wie Arbeit klingt.")
    intro: Prose = declare("EINLEITUNG", M("Zwei Sätze darunter; auch die Beschreibung für Suchmaschinen."), example="Junge Leute erzählen, was sie lernen.")
    region: Line = declare("REGION", M("Name der Region, passend hinter „in der Region“."), example="Sonnental")
    notice: Line | None = declare(
        "HINWEIS", M("Ein Hinweis, der auf jeder Seite und in jeder E-Mail steht."), example="Beispielregion: alles ist erfunden.", default=None
    )
    publisher: Publisher = declare("HERAUSGEBER", M("Wer verantwortlich ist."), example="{…}")
    gender_form: GenderForm = declare("GENDER_FORM", M("Wie Berufe überall geschrieben werden."), example="schraegstrich", default="schraegstrich")
    shows: Several[Show] = declare("PODCASTS", M("Die Podcast-Reihen."), example="[{…}]", default=())
    newsletter: NewsletterSettings = declare("NEWSLETTER", M("Absender und Name des Newsletters."), example="{…}")
    listmonk: ListmonkSettings | None = declare("LISTMONK", M("Der Server, auf dem newsletter-listmonk Kampagnen anlegt."), example="{…}", default=None)
    transcripts_required: bool = declare(
        "TRANSKRIPT_PFLICHT", M("True: eine Folge ohne Abschrift ist ein Fehler (öffentliche Stellen)."), example="True", default=True
    )
    speech_model: Line | None = declare(
        "SPRACHMODELL",
        M("Ordner mit einem Sprachmodell für faster-whisper, aus dem neue-folge den Entwurf einer Abschrift macht."),
        example="/srv/modelle/faster-whisper-small",
        default=None,
    )
    kept_builds: Annotated[int, Field(ge=1, le=50)] = declare(
        "STAENDE_BEHALTEN", M("Wie viele frühere Stände der Website aufgehoben werden."), example="3", default=3
    )
    committed_manifest: ProjectPath | None = declare(
        "VEROEFFENTLICHT",
        M("Datei, in der „make merken“ festhält, was schon veröffentlicht ist. Sie gehört mit in die Versionsverwaltung."),
        example="content/daten/veroeffentlicht.json",
        default=None,
    )
    targets: Several[Target] = declare("ZIELE", M("Wohin „make publish ZIEL=…“ die Website hochlädt."), example="[{…}]", default=())
    live_manifest: bool = declare(
        "VEROEFFENTLICHT_ABRUFEN",
        M("True: Vor jedem Bauen wird auch auf der Website im Netz nachgesehen, was schon veröffentlicht ist."),
        example="True",
        default=False,
    )
