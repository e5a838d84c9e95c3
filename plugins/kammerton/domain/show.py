"""A podcast: what ``PODCASTS`` in pelicanconf.py says about each show.

Limits are those of Apple, PSP-1 and the podcast namespace (https://github.com/Podcastindex-org/podcast-namespace).
"""

from typing import Literal

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.directory import DirectoryEntry
from kammerton.domain.episode import Voice
from kammerton.domain.values import (
    Count,
    Day,
    EpisodeRef,
    FormerFeed,
    Id,
    Language,
    Line,
    Mail,
    ProjectPath,
    Prose,
    SecureAddress,
    Several,
    ShortLine,
    TownRef,
    Uuid,
)


class ShowContact(Declared):
    """Whom podcast directories write to."""

    name: Line = declare("name", M("Name der Stelle."), example="Redaktion Kammerton trifft")
    mail: Mail = declare("email", M("E-Mail-Adresse, möglichst keine persönliche."), example="podcast@sonnental.example")


class Season(Declared):
    """A season and what it is called."""

    number: Count = declare("nummer", M("Nummer der Staffel."), example="1")
    name: ShortLine = declare("name", M("Name der Staffel, ohne ihre Nummer."), example="Handwerk")


class Funding(Declared):
    """A way to support whoever makes the podcast."""

    title: ShortLine = declare("titel", M("Wozu die Seite einlädt."), example="Den Förderverein unterstützen")
    url: SecureAddress = declare("url", M("Die Adresse, mit https."), example="https://www.sonnental.example/foerderverein")


class Rhythm(Declared):
    """How often episodes appear."""

    text: ShortLine = declare("text", M("Wie oft Folgen erscheinen, in Worten."), example="jeden ersten Donnerstag im Monat")
    rule: Line | None = declare("regel", M("Dasselbe für Programme, als Regel nach RFC 5545."), example="FREQ=MONTHLY;BYDAY=1TH", default=None)
    start: Day | None = declare("beginn", M("Tag, ab dem die Regel gilt."), example="2026-08-06", default=None)


class Recommendation(Declared):
    """Another podcast worth listening to."""

    title: Line = declare("titel", M("Name der empfohlenen Reihe."), example="Werkstatt Sonnental")
    guid: Uuid = declare("guid", M("Ihre Kennung; sie steht in ihrem Feed unter podcast:guid."), example="9b024349-ccf0-5f69-a609-6b82873eab3c")
    feed: SecureAddress | None = declare("feed", M("Adresse ihres Feeds."), example="https://www.sonnental.example/werkstatt/feed.xml", default=None)


class PublisherFeed(Declared):
    """The feed in which a publisher names all its podcasts."""

    guid: Uuid = declare("guid", M("Kennung des Feeds, der alle Reihen des Hauses nennt."), example="003af0a0-6a45-55cf-b765-68e3d349551a")
    feed: SecureAddress | None = declare("feed", M("Adresse dieses Feeds."), example="https://www.sonnental.example/haus.xml", default=None)


class Proof(Declared):
    """A text by which a directory or service recognises who owns the feed."""

    purpose: ShortLine = declare("zweck", M("Wofür der Text ist: verify, applepodcastsverify, oder was der Dienst nennt."), example="applepodcastsverify")
    text: Prose = declare("text", M("Der Text, den der Dienst nennt."), example="05124")


class Show(Declared):
    """One podcast."""

    id: Id = declare("id", M("Kurzer Name; er ist der Anfang aller Adressen der Reihe."), example="podcast")
    title: Line = declare("titel", M("Name der Reihe ohne Zusätze."), example="Kammerton trifft …")
    description: Prose = declare("beschreibung", M("Worum es geht, höchstens 4000 Zeichen."), example="Junge Leute erzählen von ihrer Arbeit.")
    author: Line = declare("autor", M("Wer die Reihe macht."), example="Landkreis Sonnental")
    contact: ShowContact = declare("kontakt", M("Ansprechstelle für Podcast-Verzeichnisse."), example="{name: Redaktion, email: podcast@sonnental.example}")
    category: Several[Line] = declare(
        "kategorie", M("Kategorie und, wenn gewünscht, Unterkategorie von Apple, in deren Schreibweise."), example="[Education, Self-Improvement]"
    )
    language: Language = declare("sprache", M("Sprache nach BCP 47."), example="de", default="de")
    cover: ProjectPath = declare("cover", M("Titelbild: quadratisch, 1400 bis 3000 Pixel, JPEG oder PNG."), example="content/bilder/podcast-cover.png")
    cover_alt: Line = declare("cover_alt", M("Was auf dem Titelbild zu sehen ist."), example="Wellen als Landschaft unter gelber Sonne", default="")
    type: Literal["episodic", "serial"] = declare(
        "typ", M("episodic: neueste zuerst; serial: der Reihe nach zu hören, jede Folge mit Nummer."), example="episodic", default="episodic"
    )
    guid: Uuid = declare("guid", M("Feste Kennung der Reihe. Einmal vergeben, nie geändert."), example="917393e3-1b1e-5cef-ace4-edaa54e1f810")
    explicit: bool = declare("explizit", M("True, wenn die Reihe nicht für Kinder geeignet ist."), example="False", default=False)
    locked: bool = declare("gesperrt", M("True: andere Anbieter dürfen die Reihe nicht übernehmen."), example="True", default=True)
    copyright: Line | None = declare("rechte", M("Wem die Rechte gehören, nur der Name."), example="Landkreis Sonnental", default=None)
    license: Line | None = declare(
        "lizenz", M("Lizenz aller Folgen, die keine eigene nennen; am besten eine von Creative Commons."), example="CC-BY-4.0", default=None
    )
    license_url: SecureAddress | None = declare(
        "lizenz_url",
        M("Adresse des Lizenztextes; nötig bei einer Lizenz, die nicht allgemein bekannt ist."),
        example="https://www.sonnental.example/lizenz",
        default=None,
    )
    voices: Several[Voice] = declare("stimmen", M("Wer die Reihe regelmäßig macht."), example="[{name: Mira, rolle: moderation}]", default=())
    synthetic_voices: bool | None = declare(
        "synthetische_stimmen", M("True, wenn Stimmen künstlich erzeugt sind, False, wenn nicht; eine Folge kann anderes sagen."), example="True", default=None
    )
    town: TownRef | None = declare("ort", M("Ort, um den es in der Reihe geht, aus der Liste der Orte."), example="sonnenau", default=None)
    seasons: Several[Season] = declare("staffeln", M("Namen der Staffeln."), example="[{nummer: 1, name: Handwerk}]", default=())
    trailer: EpisodeRef | None = declare(
        "trailer", M("Die Folge, mit der sich die Reihe vorstellt; ohne Angabe alle vom Typ trailer."), example="000-worum-es-hier-geht", default=None
    )
    rhythm: Rhythm | None = declare(
        "rhythmus", M("Wie oft Folgen erscheinen."), example="{text: jeden ersten Donnerstag im Monat, regel: FREQ=MONTHLY;BYDAY=1TH}", default=None
    )
    complete: bool = declare("abgeschlossen", M("True, wenn keine Folge mehr kommt; Programme fragen dann nicht mehr nach."), example="False", default=False)
    hidden: bool = declare("verborgen", M("True: Podcast-Verzeichnisse sollen die Reihe nicht zeigen."), example="False", default=False)
    moved_to: SecureAddress | None = declare(
        "umgezogen_nach", M("Neue Adresse des Feeds nach einem Umzug, vollständig."), example="https://neu.sonnental.example/podcast/feed.xml", default=None
    )
    hub: SecureAddress | None = declare(
        "hub",
        M("WebSub-Dienst, der Programme über neue Folgen benachrichtigt; nur eintragen, wenn ihn jemand anstößt."),
        example="https://hub.sonnental.example/",
        default=None,
    )
    funding: Several[Funding] = declare(
        "unterstuetzung",
        M("Wie man die Reihe unterstützen kann."),
        example="[{titel: Den Förderverein unterstützen, url: https://www.sonnental.example/hilfe}]",
        default=(),
    )
    recommendations: Several[Recommendation] = declare(
        "empfehlungen",
        M("Reihen, die Sie empfehlen; Podcast-Programme zeigen sie."),
        example="[{titel: Werkstatt, guid: 9b024349-ccf0-5f69-a609-6b82873eab3c}]",
        default=(),
    )
    publisher: PublisherFeed | None = declare(
        "verlag", M("Der Feed, der alle Reihen Ihres Hauses nennt, wenn es ihn gibt."), example="{guid: 003af0a0-6a45-55cf-b765-68e3d349551a}", default=None
    )
    proofs: Several[Proof] = declare(
        "nachweise",
        M("Texte, an denen ein Verzeichnis erkennt, dass Ihnen die Reihe gehört."),
        example='[{zweck: applepodcastsverify, text: "05124"}]',
        default=(),
    )
    directories: Several[DirectoryEntry] = declare(
        "verzeichnisse",
        M("Seiten der Reihe in Podcast-Verzeichnissen."),
        example="[{dienst: apple, url: https://podcasts.apple.com/de/podcast/id1000000000}]",
        default=(),
    )
    formerly: Several[FormerFeed] = declare(
        "frueher_unter",
        M(
            "Frühere Adressen des Feeds, oder frühere Kurznamen der Reihe. Alte Adressen dieser Website leiten weiter; die Folgen bleiben für Podcast-Programme dieselben."
        ),
        example="[https://alt.example/feed.xml, alter-name]",
        default=(),
    )

    def season_name(self, number: int | None) -> str | None:
        """What a season is called, where it has a name."""
        return next((season.name for season in self.seasons if season.number == number), None)
