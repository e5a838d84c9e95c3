"""A podcast: what ``PODCASTS`` in pelicanconf.py says about each show."""

from typing import Literal

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.values import FormerFeed, Id, Language, Line, Mail, ProjectPath, Prose, Several, Uuid, WebAddress


class ShowContact(Declared):
    """Whom podcast directories write to."""

    name: Line = declare("name", M("Name der Stelle."), example="Redaktion Kammerton trifft")
    mail: Mail = declare("email", M("E-Mail-Adresse, möglichst keine persönliche."), example="podcast@sonnental.example")


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
        "typ", M("episodic: neueste zuerst; serial: der Reihe nach zu hören."), example="episodic", default="episodic"
    )
    guid: Uuid = declare("guid", M("Feste Kennung der Reihe. Einmal vergeben, nie geändert."), example="917393e3-1b1e-5cef-ace4-edaa54e1f810")
    formerly: Several[FormerFeed] = declare(
        "frueher_unter",
        M(
            "Frühere Adressen des Feeds, oder frühere Kurznamen der Reihe. Alte Adressen dieser Website leiten weiter; die Folgen bleiben für Podcast-Programme dieselben."
        ),
        example="[https://alt.example/feed.xml, alter-name]",
        default=(),
    )
    explicit: bool = declare("explizit", M("True, wenn die Reihe nicht für Kinder geeignet ist."), example="False", default=False)
    locked: bool = declare("gesperrt", M("True: andere Anbieter dürfen die Reihe nicht übernehmen."), example="True", default=True)
    copyright: Line | None = declare("rechte", M("Wem die Rechte gehören, nur der Name."), example="Landkreis Sonnental", default=None)
    moved_to: WebAddress | None = declare(
        "umgezogen_nach",
        M("Neue Adresse des Feeds, wenn die Reihe zu einem anderen Anbieter umgezogen ist."),
        example="https://neu.example/feed.xml",
        default=None,
    )
