"""What belongs to episodes beside their Markdown: recordings, chapters and transcripts; and the published copies of recordings."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from kammerton.app.ports import Sources
from kammerton.app.watch import counted
from kammerton.domain.addresses import Addresses, episode_file_path, episode_path, rendering_path
from kammerton.domain.audio import AudioFacts, AudioTags, CopyWish, Mark, suffix_of
from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.episode import ChapterFile, Episode
from kammerton.domain.inventory import Source, rendering_key
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.open_point import OpenPoint
from kammerton.domain.picture import Picture
from kammerton.domain.transcript import Transcript
from kammerton.podcast.chapters import chapters_json
from kammerton.podcast.transcripts import FORMATS, HTML, as_html
from kammerton.reading.frontmatter import error
from kammerton.reading.problems import CHAPTERS as CHAPTERS_WRONG
from kammerton.reading.texts import CHAPTERS, TRANSCRIPT, Text, Wanted
from kammerton.reading.transcripts import ENDINGS
from kammerton.rendering.pictures import plain_path

FOLDER = "episodes"
MEDIA = "episodes/media"


@dataclass
class Found:
    """What lies beside the episodes: facts and problems by the name of the audio file, transcripts by theirs, chapters by episode."""

    audio: dict[str, AudioFacts] = field(default_factory=dict)
    audio_problems: dict[str, str] = field(default_factory=dict)
    transcripts: dict[str, Transcript] = field(default_factory=dict)
    chapters: dict[str, ChapterFile] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    open_points: list[OpenPoint] = field(default_factory=list)
    tokens: dict[tuple[str, str], str] = field(default_factory=dict)


def read_recordings(sources: Sources, episodes: Sequence[Episode], places: Mapping[tuple[str, str], Source]) -> Found:
    """Measure and read what the episodes name. Problems of the files are in the result."""
    found = Found()
    beside = [(episode, wanted) for episode in episodes for wanted in _beside(episode)]
    files = dict.fromkeys(source for episode in episodes for _, source in episode.recordings if isinstance(source, str))
    with sources.watch.stage(M("Aufnahmen messen"), len(files)) as progress:
        for path in counted(progress, sources.side_by_side([f"{MEDIA}/{file}" for file in files])):
            file, measured = path.removeprefix(f"{MEDIA}/"), sources.audio(path)
            if isinstance(measured, str):
                found.audio_problems[file] = measured
            else:
                found.audio[file] = measured
    for (episode, wanted), text in zip(beside, sources.texts([wanted for _, wanted in beside]), strict=True):
        if text is not None:
            _take(text, episode, wanted, found)
        elif wanted.what == CHAPTERS:
            what = M("Die Kapiteldatei „{file}“ liegt nicht im Ordner episodes.", file=str(episode.chapter_file))
            place = places["folge", episode.id].place("kapiteldatei")
            found.problems.append(error(CHAPTERS_WRONG, place, what, M("Legen Sie die Datei dort ab oder prüfen Sie den Namen.")))
    return found


def _beside(episode: Episode) -> Iterator[Wanted]:
    """The files with what is said and with chapters."""
    if episode.transcript and episode.transcript.endswith(ENDINGS):
        yield Wanted(f"{FOLDER}/{episode.transcript}", TRANSCRIPT, tuple(voice.name for voice in episode.voices))
    if episode.chapter_file is not None:
        yield Wanted(f"{FOLDER}/{episode.chapter_file}", CHAPTERS)


def _take(text: Text, episode: Episode, wanted: Wanted, found: Found) -> None:
    found.problems += text.problems
    found.open_points += text.open_points
    if wanted.what == TRANSCRIPT:
        found.transcripts[str(episode.transcript)] = text.found
        found.tokens[TRANSCRIPT, str(episode.transcript)] = text.token
    else:
        found.chapters[episode.id] = text.found
        found.tokens[CHAPTERS, episode.id] = text.token


def with_published_recordings(library: Library, sources: Sources) -> Library:
    """The same library, knowing the published copy of every visible recording: where it lies, how long it is, its hash."""
    wishes = [wish for entry in library.episodes for wish in _wishes(library, entry)]
    with sources.watch.stage(M("Aufnahmen kopieren"), len(wishes)) as progress:
        copies = {wish.owner: copy for wish, copy in zip(wishes, counted(progress, sources.copies(wishes)), strict=True)}
    attachments = replace(library.inventory.attachments, recordings=copies)
    return type(library)(replace(library.inventory, attachments=attachments), library.now)


def _wishes(library: Library, entry: EpisodeEntry) -> Iterator[CopyWish]:
    """The copies an episode needs: of its recording, and of its further renderings that lie here."""
    tags = _tags(library, entry)
    files = ((entry.episode.id, entry.episode.audio), *((rendering_key(entry.episode, r), r.audio) for r in entry.episode.renderings))
    return (CopyWish(f"{MEDIA}/{file}", tags, owner) for owner, file in files if isinstance(file, str))


def _tags(library: Library, entry: EpisodeEntry) -> AudioTags:
    episode, show = entry.episode, entry.show
    facts = library.inventory.audio_of(episode)
    return AudioTags(
        title=episode.title,
        artist=show.author,
        album=show.title,
        date=episode.published.astimezone(ZONE).date().isoformat(),
        language=episode.language,
        comment=episode.teaser,
        page=Addresses(library.settings.address).absolute(episode_path(show.id, episode)),
        publisher=library.settings.publisher.name,
        duration=facts.duration if facts else 0.0,
        number=episode.number,
        season=episode.season,
        rights=show.copyright or "",
        cover=show.cover,
        marks=tuple(Mark(c.at, c.title, c.url) for c in library.inventory.chapters_of(episode)),
    )


def files_of_episode(library: Library, entry: EpisodeEntry) -> Iterator[tuple[str, bytes]]:
    """Chapters and transcripts of an episode, as files for players."""
    absolute = Addresses(library.settings.address).absolute
    episode, show = entry.episode, entry.show
    chapters = library.inventory.chapters_of(episode)
    if chapters:
        yield episode_file_path(show.id, episode, "json"), chapters_json(chapters, partial(_picture_address, library, absolute))
    cues = library.inventory.attachments.transcripts.get(episode.transcript or "", ())
    for suffix, (make, _, _) in FORMATS.items() if cues else ():
        yield episode_file_path(show.id, episode, suffix), make(cues)
    if cues:
        page = absolute(episode_path(show.id, episode))
        yield episode_file_path(show.id, episode, HTML[0]), as_html(cues, episode.title, episode.language, page)


def _picture_address(library: Library, absolute: Callable[[str], str], picture: Picture) -> str | None:
    facts = library.inventory.attachments.pictures.get(picture.file)
    return absolute(plain_path(facts)) if facts and library.may_show(picture) else None


def recording_copies(library: Library) -> Iterator[tuple[str, str]]:
    """Where the recordings of what is visible go, and what is copied there: the published copy, or else the file itself."""
    published = library.inventory.attachments.recordings
    for entry in library.episodes:
        episode, show = entry.episode, entry.show
        if isinstance(episode.audio, str):
            copy = published.get(episode.id)
            yield episode_file_path(show.id, episode, suffix_of(episode.audio)), copy.source if copy else f"{MEDIA}/{episode.audio}"
        for rendering in episode.renderings:
            if isinstance(rendering.audio, str):
                copy = library.inventory.recording_of(episode, rendering)
                yield rendering_path(show.id, episode, rendering.audio), copy.source if copy else f"{MEDIA}/{rendering.audio}"
