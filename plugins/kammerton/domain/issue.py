"""Newsletter issues, the blocks they are made of, and their editions for one audience."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Audience, Item
from kammerton.domain.values import (
    ActorRef,
    ArticleRef,
    Count,
    EpisodeRef,
    EventRef,
    Moment,
    OccupationalFieldRef,
    OccupationRef,
    OfferTypeRef,
    PortraitRef,
    ProgrammeRef,
    Prose,
    Several,
    StoryRef,
    TownRef,
    clean_text,
)

# The folder of what was sent, one file an issue.
SENT = "newsletter/gesendet"
NewKind = Literal["betrieb", "folge", "wissen", "termin", "geschichte", "foerderung", "meldung"]
Subject = Annotated[str, StringConstraints(min_length=1, max_length=60), BeforeValidator(clean_text)]
Preheader = Annotated[str, StringConstraints(min_length=1, max_length=110), BeforeValidator(clean_text)]
Limit = Annotated[Count, Field(le=50)]


class OfferQuery(Declared):
    """Which open offers a block shows."""

    type: OfferTypeRef | None = declare("art", M("Nur diese Angebotsart."), example="ausbildung", default=None)
    town: TownRef | None = declare("ort", M("Nur Betriebe in diesem Ort."), example="sonnenau", default=None)
    occupation: OccupationRef | None = declare("beruf", M("Nur dieser Beruf."), example="tischler", default=None)
    field: OccupationalFieldRef | None = declare("berufsfeld", M("Nur dieses Berufsfeld."), example="gesundheit", default=None)
    limit: Limit = declare("max", M("Höchstens so viele Einträge."), example="5", default=5)


class NewQuery(Declared):
    """Which things that appeared since the last issue a block shows."""

    kinds: Annotated[Several[NewKind], Field(min_length=1)] = declare(
        "arten", M("Welche Arten von Einträgen."), example="[folge, betrieb]", default=("folge", "betrieb")
    )
    limit: Limit = declare("max", M("Höchstens so viele Einträge."), example="5", default=5)


class EventQuery(Declared):
    """Which coming events a block shows."""

    days: Annotated[Count, Field(le=400)] = declare("tage", M("Termine in so vielen Tagen ab dem Versand."), example="45", default=45)
    limit: Limit = declare("max", M("Höchstens so viele Einträge."), example="5", default=5)


class DeadlineQuery(Declared):
    """Which deadlines that are about to end a block shows: of programmes, offers and events."""

    days: Annotated[Count, Field(le=400)] = declare("tage", M("Fristen, die in so vielen Tagen ab dem Versand enden."), example="45", default=45)
    limit: Limit = declare("max", M("Höchstens so viele Einträge."), example="5", default=5)


class Block(Declared):
    """One part of an issue: exactly one content is set; an audience may be stated beside it."""

    text: Prose | None = declare("text", M("Ein eigener Absatz in Markdown."), example="Wir freuen uns auf Ihre Rückmeldung.", default=None)
    portrait: PortraitRef | None = declare("betrieb", M("Ein Betrieb."), example="tischlerei-ahornkamm", default=None)
    episode: EpisodeRef | None = declare("folge", M("Eine Podcast-Folge."), example="001-eine-orgel-ist-fuenf-berufe", default=None)
    article: ArticleRef | None = declare("wissen", M("Eine Seite mit Wissen."), example="probezeit", default=None)
    programme: ProgrammeRef | None = declare("foerderung", M("Eine Förderung."), example="assistierte-ausbildung", default=None)
    event: EventRef | None = declare("termin", M("Ein Termin."), example="ausbildungsmesse-2027", default=None)
    story: StoryRef | None = declare("geschichte", M("Eine Geschichte."), example="mira-und-die-orgel", default=None)
    actor: ActorRef | None = declare("akteur", M("Eine Stelle, die hilft."), example="agentur-fuer-arbeit-sonnental", default=None)
    events: EventQuery | None = declare("termine", M("Die nächsten Termine."), example="{tage: 45}", default=None)
    deadlines: DeadlineQuery | None = declare(
        "fristen", M("Fristen von Förderungen, Angeboten und Terminen, die bald enden."), example="{tage: 45, max: 5}", default=None
    )
    offers: OfferQuery | None = declare("angebote", M("Offene Angebote nach Auswahl."), example="{art: ausbildung, max: 5}", default=None)
    new: NewQuery | None = declare("neu", M("Alles, was seit der letzten Ausgabe erschienen ist."), example="{arten: [folge, betrieb], max: 5}", default=None)

    audience: Several[Audience] = declare("zielgruppe", M("Nur in den Fassungen für diese Zielgruppen; ohne Angabe in allen."), example="[schulen]", default=())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the contents that are set; a valid block has one."""
        return tuple(name for name in type(self).model_fields if name != "audience" and getattr(self, name) is not None)

    def is_for(self, edition: "Edition") -> bool:
        """Whether the block stands in an edition."""
        return not self.audience or bool(set(self.audience) & set(edition.audiences))


@dataclass(frozen=True)
class Edition:
    """A form of an issue for some of its readers.

    ``name`` is empty where an issue has one form for everybody; without ``audiences`` it is for whoever gets the newsletter.
    """

    name: str = ""
    audiences: tuple[Audience, ...] = ()


class Issue(Item):
    """A newsletter issue."""

    number: Count = declare("nummer", M("Laufende Nummer der Ausgabe."), example="3")
    published: Moment = declare("datum", M("Tag des Versands, auf Wunsch mit Uhrzeit."), example="2026-11-12 10:00")
    subject: Subject = declare("betreff", M("Betreff der E-Mail, höchstens 60 Zeichen, das Wichtigste zuerst."), example="Fünf Azubis suchen noch einen Platz")
    preheader: Preheader = declare(
        "vorschau",
        M("Vorschauzeile im Postfach, höchstens 110 Zeichen; nicht der Betreff noch einmal."),
        example="Eine neue Folge aus der Backstube ist auch dabei.",
    )
    blocks: Several[Block] = declare(
        "bloecke", M("Teile der Ausgabe in Reihenfolge. Ohne Angabe stellt sich die Ausgabe selbst zusammen."), example="[{neu: {arten: [folge]}}]", default=()
    )

    @property
    def whole(self) -> Edition:
        """The issue with every block: what the archive shows."""
        return Edition("", self.audience)

    @property
    def editions(self) -> tuple[Edition, ...]:
        """What is mailed: one edition for each audience where a block is meant for some of them only, else one for all."""
        is_divided = len(self.audience) > 1 and any(block.audience for block in self.blocks)
        return tuple(Edition(audience, (audience,)) for audience in self.audience) if is_divided else (self.whole,)
