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
    Label,
    Line,
    OccupationRef,
    Offset,
    PortraitRef,
    ProgrammeRef,
    SecureAddress,
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
    image: Picture | None = declare(
        "bild",
        M("Bild zum Kapitel; Podcast-Programme zeigen es, solange das Kapitel läuft."),
        example="{datei: pfeife.jpg, alt: Eine Pfeife aus Zinn}",
        default=None,
    )


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


class Rendering(Declared):
    """The same episode once more: smaller, in another format, as a longer cut."""

    title: Label = declare("titel", M("Was diese Fassung auszeichnet, höchstens 32 Zeichen."), example="Kleine Datei")
    audio: AudioSource = declare("audio", M("Audiodatei im Ordner episodes/media, oder eine Adresse mit Größe und Dauer."), example="007-orgel-klein.opus")


class Excerpt(Declared):
    """A part of the recording that invites to listen to the whole."""

    start: Offset = declare("von", M("Beginn als MM:SS oder HH:MM:SS."), example='"02:10"')
    end: Offset = declare("bis", M("Ende als MM:SS oder HH:MM:SS; am besten 15 bis 120 Sekunden nach dem Beginn."), example='"02:55"')
    title: ShortLine | None = declare("titel", M("Ein Satz dazu; sonst steht dort der Titel der Folge."), example="Die Pfeife, die nicht wollte", default=None)


class Elsewhere(Declared):
    """A page where the same episode can be heard or seen."""

    title: ShortLine = declare("titel", M("Was dort zu finden ist."), example="Mit Gebärdensprache bei YouTube")
    url: SecureAddress = declare("url", M("Die Adresse, mit https."), example="https://www.youtube.com/watch?v=dQw4w9WgXcQ")


class Episode(Item):
    """A podcast episode."""

    published: TimedMoment = declare("datum", M("Tag und Uhrzeit des Erscheinens."), example="2026-11-05 06:00")
    show: ShowRef | None = declare("reihe", M("Podcast-Reihe; nötig, wenn es mehrere gibt."), example="kammerton-trifft", default=None)
    number: Count | None = declare("nummer", M("Nummer der Folge."), example="7", default=None)
    number_shown: Label | None = declare(
        "nummer_anzeige", M("Was Podcast-Programme statt der Nummer zeigen, höchstens 32 Zeichen."), example="Sommerfolge", default=None
    )
    season: Count | None = declare("staffel", M("Nummer der Staffel."), example="1", default=None)
    type: EpisodeType = declare("typ", M("full ist eine gewöhnliche Folge, trailer eine Vorschau, bonus eine Zugabe."), example="full", default="full")
    guid: Line | None = declare(
        "guid", M("Feste Kennung einer übernommenen Folge. Bleibt leer bei neuen Folgen; ändert sich nie."), example="https://alt.example/?p=17", default=None
    )
    audio: AudioSource = declare("audio", M("Audiodatei im Ordner episodes/media, oder eine Adresse mit Größe und Dauer."), example="007-orgel.mp3")
    renderings: Several[Rendering] = declare(
        "fassungen", M("Weitere Fassungen derselben Folge."), example="[{titel: Kleine Datei, audio: 007-orgel-klein.opus}]", default=()
    )
    excerpt: Excerpt | None = declare(
        "ausschnitt",
        M("Ein Ausschnitt, der neugierig macht; Podcast-Programme spielen ihn als Kostprobe."),
        example='{von: "02:10", bis: "02:55"}',
        default=None,
    )
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
    also_at: Several[Elsewhere] = declare(
        "auch_bei",
        M("Seiten, auf denen die Folge auch zu finden ist."),
        example="[{titel: Mit Gebärdensprache bei YouTube, url: https://www.youtube.com/watch?v=dQw4w9WgXcQ}]",
        default=(),
    )
    license: Line | None = declare(
        "lizenz", M("Lizenz der Folge, wenn sie eine andere hat als die Reihe; am besten eine von Creative Commons."), example="CC-BY-4.0", default=None
    )
    license_url: SecureAddress | None = declare(
        "lizenz_url",
        M("Adresse des Lizenztextes; nötig bei einer Lizenz, die nicht allgemein bekannt ist."),
        example="https://www.sonnental.example/lizenz",
        default=None,
    )
    synthetic_voices: YesNo | None = declare(
        "synthetische_stimmen", M("„ja“, wenn Stimmen künstlich erzeugt sind; fehlt die Angabe, gilt die der Reihe."), example="ja", default=None
    )

    @property
    def recordings(self) -> tuple[tuple[tuple[str | int, ...], AudioSource], ...]:
        """Every audio source with the path of its field: the recording itself, then its further renderings."""
        return (("audio",), self.audio), *((("fassungen", n, "audio"), r.audio) for n, r in enumerate(self.renderings))

    @property
    def consents(self) -> tuple[str, ...]:
        """The consents of those who speak: without one the recording cannot be heard."""
        return tuple(voice.consent for voice in self.voices if voice.consent)
