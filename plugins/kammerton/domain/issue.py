"""Newsletter issues and the blocks they are made of."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
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


class Block(Declared):
    """One part of an issue: exactly one of its fields is set."""

    text: Prose | None = declare("text", M("Ein eigener Absatz in Markdown."), example="Wir freuen uns auf Ihre Rückmeldung.", default=None)
    portrait: PortraitRef | None = declare("betrieb", M("Ein Betrieb."), example="tischlerei-ahornkamm", default=None)
    episode: EpisodeRef | None = declare("folge", M("Eine Podcast-Folge."), example="001-eine-orgel-ist-fuenf-berufe", default=None)
    article: ArticleRef | None = declare("wissen", M("Eine Seite mit Wissen."), example="probezeit", default=None)
    programme: ProgrammeRef | None = declare("foerderung", M("Eine Förderung."), example="assistierte-ausbildung", default=None)
    event: EventRef | None = declare("termin", M("Ein Termin."), example="ausbildungsmesse-2027", default=None)
    story: StoryRef | None = declare("geschichte", M("Eine Geschichte."), example="mira-und-die-orgel", default=None)
    actor: ActorRef | None = declare("akteur", M("Eine Stelle, die hilft."), example="agentur-fuer-arbeit-sonnental", default=None)
    events: EventQuery | None = declare("termine", M("Die nächsten Termine."), example="{tage: 45}", default=None)
    offers: OfferQuery | None = declare("angebote", M("Offene Angebote nach Auswahl."), example="{art: ausbildung, max: 5}", default=None)
    new: NewQuery | None = declare("neu", M("Alles, was seit der letzten Ausgabe erschienen ist."), example="{arten: [folge, betrieb], max: 5}", default=None)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The names of the fields that are set; a valid block has one."""
        return tuple(name for name in type(self).model_fields if getattr(self, name) is not None)


class Issue(Item):
    """A newsletter issue."""

    number: Count = declare("nummer", M("Laufende Nummer der Ausgabe."), example="3")
    published: Moment = declare("datum", M("Tag des Versands, auf Wunsch mit Uhrzeit."), example="2026-11-12 10:00")
    subject: Subject = declare(
        "betreff", M("Betreff der E-Mail, höchstens 60 Zeichen, das Wichtigste zuerst."), example="Fünf Azubis suchen noch einen Platz bei Ihnen"
    )
    preheader: Preheader = declare(
        "vorschau",
        M("Vorschauzeile im Postfach, höchstens 110 Zeichen; nicht der Betreff noch einmal."),
        example="Eine neue Folge aus der Backstube ist auch dabei.",
    )
    blocks: Several[Block] = declare(
        "bloecke", M("Teile der Ausgabe in Reihenfolge. Ohne Angabe stellt sich die Ausgabe selbst zusammen."), example="[{neu: {arten: [folge]}}]", default=()
    )
