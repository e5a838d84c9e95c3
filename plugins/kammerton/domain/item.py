"""What every kind of content has in common."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import SkipValidation, WithJsonSchema

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.document import Document, cut_at_word, first_paragraph
from kammerton.domain.picture import Picture
from kammerton.domain.values import Day, Id, Language, Line, Moment, Several, Teaser

Status = Literal["entwurf", "veroeffentlicht", "archiv"]
Audience = Literal["jugendliche", "eltern", "schulen", "betriebe"]
AUDIENCES: tuple[str, ...] = get_args(Audience)
_TEASER_LENGTH = 200


class Item(Declared):
    """One Markdown file: its id is the file name, its body the text under the front matter."""

    id: Id
    body: Annotated[Document, SkipValidation, WithJsonSchema({})] = Document()

    title: Line = declare("titel", M("Die Überschrift. Bei Betrieben der Name des Betriebs."), example="Ein Titel in wenigen Worten")
    summary: Teaser | None = declare(
        "kurz",
        M("Ein bis zwei Sätze für Listen, Suchmaschinen und Newsletter, höchstens 200 Zeichen. Fehlt die Angabe, wird der erste Absatz genommen."),
        example="Möbel und Treppen aus heimischem Ahorn – zwei Azubis, die ihre eigenen Entwürfe bauen.",
        default=None,
    )
    status: Status = declare(
        "status",
        M("„entwurf“ erscheint nirgends, „archiv“ bleibt unter seiner Adresse erreichbar, steht aber in keiner Liste mehr."),
        example="entwurf",
        default="veroeffentlicht",
    )
    published: Moment | None = declare(
        "datum",
        M("Tag der Veröffentlichung, auf Wunsch mit Uhrzeit. Liegt er in der Zukunft, erscheint der Eintrag erst dann."),
        example="2026-11-21",
        default=None,
    )
    checked_on: Day | None = declare(
        "stand", M("Tag, an dem jemand die Angaben zuletzt geprüft hat. Wird als „Stand“ gezeigt."), example="2026-11-01", default=None
    )
    review_by: Day | None = declare("pruefen_bis", M("Bis zu diesem Tag sollten die Angaben wieder geprüft werden."), example="2027-05-01", default=None)
    image: Picture | None = declare(
        "bild", M("Das Bild des Eintrags. Ohne Bild wird eines gezeichnet."), example="{datei: werkstatt.jpg, alt: Ein Brett auf der Hobelbank}", default=None
    )
    images: Several[Picture] = declare(
        "bilder",
        M("Weitere Bilder. Im Text stehen sie mit ![](datei.jpg) an ihrer Stelle, die übrigen darunter."),
        example="[{datei: hobelbank.jpg, alt: Eine Hobelbank}]",
        default=(),
    )
    audience: Several[Audience] = declare("zielgruppe", M("Für wen der Eintrag gedacht ist."), example="[jugendliche, eltern]", default=())
    topics: Several[Line] = declare("themen", M("Freie Schlagwörter."), example="[Handwerk, Holz]", default=())
    language: Language = declare("sprache", M("Sprache des Textes nach BCP 47."), example="de", default="de")
    former_ids: Several[Id] = declare(
        "frueher",
        M(
            "Frühere Dateinamen (ohne Endung), der älteste zuerst. Eine umbenannte Folge bleibt damit für Podcast-Programme dieselbe; kein anderer Eintrag kann die alten Namen bekommen."
        ),
        example="[tischlerei-ahorn]",
        default=(),
    )

    @property
    def teaser(self) -> str:
        """The summary, or the first paragraph cut at a word to 200 characters, or nothing."""
        return self.summary or cut_at_word(first_paragraph(self.body) or "", _TEASER_LENGTH)

    @property
    def oldest_id(self) -> str:
        """The id under which the item first appeared; it never changes when a file is renamed."""
        return self.former_ids[0] if self.former_ids else self.id

    @property
    def consents(self) -> tuple[str, ...]:
        """Numbers of the consents without which nothing of the item may be shown."""
        return ()

    @property
    def gone_after(self) -> date | None:
        """The last day on which the item may be seen, where there is one."""
        return None
