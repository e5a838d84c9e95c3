"""Podcast episodes and what belongs to them."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
from kammerton.domain.picture import Picture
from kammerton.domain.values import (
    ActorRef,
    ArticleRef,
    ConsentRef,
    Count,
    EventRef,
    FileName,
    Line,
    OccupationRef,
    Offset,
    PortraitRef,
    ProgrammeRef,
    Several,
    ShortLine,
    ShowRef,
    TimedMoment,
    TownRef,
    WebAddress,
    Whole,
    YesNo,
)

EpisodeType = Literal["full", "trailer", "bonus"]
Role = Literal["moderation", "gast", "redaktion", "technik", "musik"]


class Chapter(Declared):
    """A mark in the audio."""

    at: Offset = declare("zeit", M("Beginn des Kapitels als MM:SS oder HH:MM:SS."), example='"01:30"')
    title: ShortLine = declare("titel", M("Überschrift des Kapitels, am besten höchstens 40 Zeichen."), example="Der erste Arbeitstag")
    url: WebAddress | None = declare("url", M("Adresse zum Kapitel."), example="https://www.sonnental.example/orgel", default=None)


@dataclass(frozen=True)
class ChapterFile:
    """The chapters of a file of their own, each with its line."""

    file: str
    chapters: tuple[Chapter, ...] = ()
    lines: tuple[int, ...] = ()


class Voice(Declared):
    """Somebody heard in, or at work on, an episode."""

    name: ShortLine = declare("name", M("Name, wie er genannt werden soll."), example="Mira")
    role: Role = declare("rolle", M("Aufgabe in der Folge."), example="gast")
    portrait: PortraitRef | None = declare("betrieb", M("Betrieb, für den die Person spricht."), example="orgelbau-silberklang", default=None)
    url: WebAddress | None = declare("url", M("Seite der Person."), example="https://www.sonnental.example/mira", default=None)
    image: Picture | None = declare("bild", M("Bild der Person."), example="{datei: mira.jpg, alt: Mira am Mikrofon}", default=None)
    consent: ConsentRef | None = declare(
        "einwilligung", M("Nummer der Einwilligung; wird sie widerrufen, verschwindet die Folge."), example="E-0042", default=None
    )


class Link(Declared):
    """An address to read on."""

    title: Line = declare("titel", M("Text der Verknüpfung: was dort zu finden ist."), example="So klingt die Orgel")
    url: WebAddress = declare("url", M("Die Adresse."), example="https://www.orgelbau-silberklang.example/klang")


class RemoteAudio(Declared):
    """An audio file that lies elsewhere; what cannot be measured is stated."""

    url: WebAddress = declare("url", M("Adresse der Audiodatei, mit https."), example="https://audio.sonnental.example/001.mp3")
    bytes: Annotated[Whole, Field(ge=1, le=10**12)] = declare("bytes", M("Größe der Datei in Bytes."), example="14500000")
    duration: Offset = declare("dauer", M("Dauer als MM:SS oder HH:MM:SS."), example='"15:04"')


def _audio_form(value: object) -> str:
    return "datei" if isinstance(value, str) else "adresse"


AudioSource = Annotated[Annotated[FileName, Tag("datei")] | Annotated[RemoteAudio, Tag("adresse")], Discriminator(_audio_form)]


class Episode(Item):
    """A podcast episode."""

    published: TimedMoment = declare("datum", M("Tag und Uhrzeit des Erscheinens."), example="2026-11-05 06:00")
    show: ShowRef | None = declare("reihe", M("Podcast-Reihe; nötig, wenn es mehrere gibt."), example="kammerton-trifft", default=None)
    number: Count | None = declare("nummer", M("Nummer der Folge."), example="7", default=None)
    season: Count | None = declare("staffel", M("Nummer der Staffel."), example="1", default=None)
    type: EpisodeType = declare("typ", M("full ist eine gewöhnliche Folge, trailer eine Vorschau, bonus eine Zugabe."), example="full", default="full")
    guid: Line | None = declare(
        "guid", M("Feste Kennung einer übernommenen Folge. Bleibt leer bei neuen Folgen; ändert sich nie."), example="https://alt.example/?p=17", default=None
    )
    audio: AudioSource = declare("audio", M("Audiodatei im Ordner episodes/media, oder eine Adresse mit Größe und Dauer."), example="007-orgel.mp3")
    chapters: Several[Chapter] = declare("kapitel", M("Kapitel mit Beginn und Überschrift."), example='[{zeit: "00:00", titel: Begrüßung}]', default=())
    chapter_file: FileName | None = declare(
        "kapiteldatei",
        M("Datei mit Kapiteln neben der Folge, wenn unter „kapitel“ keine stehen: Text (auch aus Audacity), Podlove-XML oder JSON."),
        example="007-orgel.chapters.txt",
        default=None,
    )
    transcript: FileName | None = declare("transkript", M("Abschrift als .vtt- oder .srt-Datei neben der Folge."), example="007-orgel.vtt", default=None)
    voices: Several[Voice] = declare("stimmen", M("Wer zu hören ist oder mitgearbeitet hat."), example="[{name: Mira, rolle: moderation}]", default=())
    portraits: Several[PortraitRef] = declare("betriebe", M("Betriebe, um die es geht."), example="[orgelbau-silberklang]", default=())
    occupations: Several[OccupationRef] = declare("berufe", M("Berufe, um die es geht."), example="[orgelbauer]", default=())
    events: Several[EventRef] = declare("termine", M("Termine, um die es geht."), example="[ausbildungsmesse-2027]", default=())
    actors: Several[ActorRef] = declare("akteure", M("Akteure, um die es geht."), example="[agentur-fuer-arbeit-sonnental]", default=())
    programmes: Several[ProgrammeRef] = declare("foerderung", M("Förderungen, um die es geht."), example="[assistierte-ausbildung]", default=())
    articles: Several[ArticleRef] = declare("wissen", M("Seiten mit Wissen zur Folge."), example="[probezeit]", default=())
    town: TownRef | None = declare("ort", M("Ort, um den es geht, aus der Liste der Orte."), example="sonnenau", default=None)
    links: Several[Link] = declare(
        "links", M("Adressen zum Weiterlesen."), example="[{titel: So klingt die Orgel, url: https://www.sonnental.example}]", default=()
    )
    explicit: YesNo = declare("explizit", M("„ja“, wenn die Folge nicht für Kinder geeignet ist."), example="nein", default=False)
    license: Line | None = declare("lizenz", M("Lizenz der Folge."), example="CC-BY-4.0", default=None)

    @property
    def consents(self) -> tuple[str, ...]:
        """The consents of those who speak: without one the recording cannot be heard."""
        return tuple(voice.consent for voice in self.voices if voice.consent)
