"""A new episode begun from its recording: number, id, date, chapters and the file an editor completes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from kammerton.app.recordings import FOLDER, MEDIA
from kammerton.domain.audio import AudioFacts, Mark, suffix_of
from kammerton.domain.diagnostic import Diagnostic, M, Place, SetupError
from kammerton.domain.inventory import Inventory
from kammerton.domain.library import Library
from kammerton.domain.moments import long_clock
from kammerton.domain.show import Show
from kammerton.domain.suggestion import did_you_mean, slug
from kammerton.domain.transcript import Cue
from kammerton.podcast.transcripts import as_vtt
from kammerton.rendering.quoting import yaml_string
from kammerton.rendering.words import Words, clock
from kammerton.rules.audio_readable import told

_HOUR = "06:00"
_MAX_ID = 80


@dataclass(frozen=True)
class NewEpisode:
    """What to write: the Markdown text, and where it, the recording and the transcript go in the project."""

    number: int
    text: str
    file: str
    audio: str
    transcript: str | None


class Desk(Protocol):
    """The recording an editor has, and the project the files go into."""

    @property
    def place(self) -> str:
        """The recording as it was named, with slashes."""
        ...

    @property
    def in_project(self) -> str | None:
        """The name of the recording where it lies in the project already."""
        ...

    def facts(self) -> AudioFacts | str:
        """What measuring finds, or the word for what is wrong."""
        ...

    def transcript_ending(self) -> str | None:
        """``.vtt`` or ``.srt`` where such a file with the recording's name lies beside it."""
        ...

    def recognise(self, language: str) -> tuple[Cue, ...] | None:
        """What is said, by a speech model; None where none was named. Raises ``SetupError``."""
        ...

    def refuse_existing(self, episode: NewEpisode) -> None:
        """Raise ``SetupError`` where a file of the episode is there already."""
        ...

    def lay_down(self, episode: NewEpisode, transcript: bytes | None) -> None:
        """Write the text, copy the recording and the transcript beside it, else write the one given."""
        ...


@dataclass(frozen=True)
class Wanted:
    """What is known of the episode: name and facts of its recording, where it lies in the project already, the ending of its transcript, its title."""

    file_name: str
    facts: AudioFacts
    in_project: str | None = None
    transcript: str | None = None
    title: str | None = None


def begin_episode(library: Library, words: Words, desk: Desk, title: str | None = None, show: str | None = None) -> NewEpisode | Diagnostic:
    """Lay down the files of the next episode; a recording that cannot be published is told instead. Raises ``SetupError``."""
    facts = desk.facts()
    name = desk.place.rpartition("/")[2]
    if isinstance(facts, str):
        return told(facts, name, Place(desk.place))
    of = show_for(library, show)
    beside = desk.transcript_ending()
    episode = new_episode(library, words, of, Wanted(name, facts, desk.in_project, beside, title))
    desk.refuse_existing(episode)
    said = None if beside else desk.recognise(of.language)
    if said:
        note = words.text(M("Entwurf, von einem Programm gehört. Bitte lesen, berichtigen und dazuschreiben, wer spricht."))
        episode = new_episode(library, words, of, Wanted(name, facts, desk.in_project, ".vtt", title))
        desk.refuse_existing(episode)
        desk.lay_down(episode, as_vtt(said, note))
    else:
        desk.lay_down(episode, None)
    return episode


def show_for(library: Library, wanted: str | None) -> Show:
    """The show of a new episode: the one named, or the only one. Raises ``SetupError``."""
    shows = library.settings.shows
    ids = [show.id for show in shows]
    if wanted is None and len(shows) == 1:
        return shows[0]
    if not shows:
        raise SetupError(M("In pelicanconf.py steht unter PODCASTS noch keine Reihe."))
    if wanted is None:
        raise SetupError(M("Es gibt mehrere Reihen. Sagen Sie mit --reihe, welche gemeint ist: {choices}.", choices=", ".join(ids)))
    if wanted not in ids:
        near = did_you_mean(wanted, ids) or M("Möglich sind: {choices}.", choices=", ".join(ids))
        raise SetupError(M("Eine Reihe „{show}“ gibt es nicht. {near}", show=wanted, near=near))
    return shows[ids.index(wanted)]


def new_episode(library: Library, words: Words, show: Show, wanted: Wanted) -> NewEpisode:
    """The draft of the next episode of a show."""
    season, number = _next_number(library.inventory, show)
    title = wanted.title or wanted.facts.title or _title_of(wanted.file_name)
    id_ = f"{number:03}-{slug(title)}"[:_MAX_ID].strip("-")
    names = _Names(id_, wanted.in_project or f"{id_}.{suffix_of(wanted.file_name)}", f"{id_}{wanted.transcript}" if wanted.transcript else None)
    lines = [
        "---",
        *_head(words, title),
        *([f"reihe: {show.id}"] if len(library.settings.shows) > 1 else []),
        *([f"staffel: {season}"] if season else []),
        f"nummer: {number}",
        *_date(library, words),
        *_recording(words, wanted, names),
        *_chapters(words, wanted.facts.marks),
        *_relations(words),
        "---",
        "",
        words.text(M("Worum geht es in dieser Folge? Schreiben Sie hier ein paar Sätze für alle, die noch überlegen, ob sie zuhören.")),
    ]
    return NewEpisode(
        number, "\n".join(lines) + "\n", f"{FOLDER}/{id_}.md", f"{MEDIA}/{names.audio}", f"{FOLDER}/{names.transcript}" if names.transcript else None
    )


@dataclass(frozen=True)
class _Names:
    """What the files of the episode are called."""

    id: str
    audio: str
    transcript: str | None


def _next_number(inventory: Inventory, show: Show) -> tuple[int | None, int]:
    """The running season of the show, and the number after the highest in it; files that could not be read count by their names."""
    own = [episode for episode in inventory.episodes if inventory.show_of(episode) == show]
    season = max((episode.season for episode in own if episode.season), default=None)
    numbers = [episode.number for episode in own if episode.number and episode.season == season]
    unread = [int(found[0]) for kind, id_ in inventory.unread if kind == "folge" and (found := re.match(r"[0-9]{1,5}", id_))]
    return season, max([*numbers, *unread], default=0) + 1


def _title_of(file_name: str) -> str:
    """A title out of a file's name, without ending and number."""
    stem = file_name.rpartition(".")[0] or file_name
    words = re.sub(r"^[0-9]+[ ._-]*", "", stem).replace("_", " ").replace("-", " ").split()
    text = " ".join(words) or stem
    return text[:1].upper() + text[1:]


def _head(words: Words, title: str) -> Iterator[str]:
    yield "# " + words.text(M("Überschrift der Folge, ohne Nummer und ohne den Namen der Reihe."))
    yield f"titel: {yaml_string(title)}"
    yield "# " + words.text(M("Ein bis zwei Sätze für Listen, Suchmaschinen und Newsletter, höchstens 200 Zeichen."))
    yield "kurz:"
    yield "# " + words.text(M("Solange diese Zeile dasteht, erscheint die Folge nirgends. Löschen Sie sie, wenn alles fertig ist."))
    yield "status: entwurf"


def _date(library: Library, words: Words) -> Iterator[str]:
    yield "# " + words.text(M("Tag und Uhrzeit des Erscheinens."))
    yield f"datum: {(library.today + timedelta(days=1)).isoformat()} {_HOUR}"


def _recording(words: Words, wanted: Wanted, names: _Names) -> Iterator[str]:
    yield "# " + words.text(M("Die Aufnahme, {duration} lang. Dauer und Größe werden gemessen.", duration=clock(wanted.facts.duration)))
    yield f"audio: {names.audio}"
    if names.transcript:
        yield "# " + words.text(M("Die Abschrift. Lesen Sie sie einmal durch."))
        yield f"transkript: {names.transcript}"
    else:
        yield "# " + words.text(M("Die Abschrift als .vtt- oder .srt-Datei im Ordner episodes. Nehmen Sie das # vor der Zeile weg, wenn sie da ist."))
        yield f"# transkript: {names.id}.vtt"


def _chapters(words: Words, marks: tuple[Mark, ...]) -> Iterator[str]:
    if marks:
        yield "# " + words.text(M("Kapitel, aus der Aufnahme übernommen."))
        yield "kapitel:"
        for mark in marks:
            yield f'  - zeit: "{long_clock(mark.at).removesuffix(".000")}"'
            yield f"    titel: {yaml_string(mark.title)}"
            if mark.url:
                yield f"    url: {yaml_string(mark.url)}"
        return
    yield "# " + words.text(M("Kapitel zum Springen: mindestens drei, das erste bei 00:00. Beispiel, ohne die # davor:"))
    yield from ("# kapitel:", '#   - zeit: "00:00"', "#     titel: " + words.text(M("Begrüßung")))


def _relations(words: Words) -> Iterator[str]:
    yield "# " + words.text(M("Wer zu hören ist oder mitgearbeitet hat: moderation, gast, redaktion, technik oder musik."))
    yield from ("# stimmen:", "#   - name: Mira", "#     rolle: moderation")
    yield "# " + words.text(M("Kurznamen der Betriebe und Berufe, um die es geht."))
    yield from ("# betriebe: []", "# berufe: []")
