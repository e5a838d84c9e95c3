"""Read everything once: the project folder becomes the inventory and the report about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kammerton.app.ports import Picture, Sources
from kammerton.app.recordings import read_recordings
from kammerton.domain.diagnostic import Diagnostic, M, Place, Report, SettingsError, Severity
from kammerton.domain.inventory import Attachments, Inventory, Source, Unread, Vocabularies
from kammerton.domain.kinds import KINDS, VOCABULARIES
from kammerton.domain.library import Library
from kammerton.domain.settings import SiteSettings
from kammerton.domain.suggestion import slug
from kammerton.reading.frontmatter import error
from kammerton.reading.items import read_item
from kammerton.reading.problems import NO_TABLE, STRAY_FILE
from kammerton.reading.schema import read_model
from kammerton.reading.tables import read_table
from kammerton.rules import check_all

SETTINGS_FILE = "pelicanconf.py"


@dataclass
class _Reading:
    """What has been read so far."""

    things: dict[str, list[Any]]
    tables: dict[str, dict[str, Any]]
    sources: dict[tuple[str, str], Source]
    problems: list[Diagnostic]
    unread: dict[tuple[str, str], Unread]
    unread_tables: set[str]


def load(sources: Sources, now: datetime) -> tuple[Library, Report]:
    """Read and judge the project. Problems of content are in the report; ``SetupError`` tells what is wrong around it."""
    settings, settings_source = _settings(sources)
    reading = _Reading({k.name: [] for k in KINDS}, {}, {("einstellungen", ""): settings_source}, [], {}, set())
    _read_tables(sources, reading)
    _read_items(sources, reading)
    attachments = _attachments(sources, settings, reading)
    inventory = Inventory(
        settings=settings,
        vocabularies=Vocabularies(*(reading.tables.get(kind.name, {}) for kind in VOCABULARIES)),
        portraits=tuple(reading.things["betrieb"]),
        episodes=tuple(reading.things["folge"]),
        issues=tuple(reading.things["ausgabe"]),
        pages=tuple(reading.things["seite"]),
        sources=reading.sources,
        attachments=attachments,
        unread=reading.unread,
        unread_tables=frozenset(reading.unread_tables),
    )
    library = Library(inventory, now)
    judged = check_all(inventory, library.today)
    return library, Report.of((*reading.problems, *judged.diagnostics))


def _settings(sources: Sources) -> tuple[SiteSettings, Source]:
    values, lines = sources.settings()
    source = Source(SETTINGS_FILE, lines)
    settings, problems = read_model(SiteSettings, values, source)
    if settings is None:
        raise SettingsError(Report.of(problems))
    return settings, source


def _read_tables(sources: Sources, reading: _Reading) -> None:
    for kind in VOCABULARIES:
        content = sources.read(kind.file)
        if content is None:
            reading.problems.append(error(NO_TABLE, Place(kind.file), M("Die Tabelle fehlt."), M("Legen Sie sie an; ein Muster steht im Handbuch.")))
            reading.unread_tables.add(kind.name)
            continue
        words, places, problems = read_table(kind, content)
        reading.tables[kind.name] = words
        reading.sources |= {(kind.name, id_): place for id_, place in places.items()}
        reading.problems += problems
        if problems:
            reading.unread_tables.add(kind.name)


def _read_items(sources: Sources, reading: _Reading) -> None:
    known = set()
    for kind in KINDS:
        for path in sources.names(kind.folder, ".md"):
            known.add(path)
            item, source, problems = read_item(kind, path, sources.read(path) or b"")
            reading.problems += problems
            id_ = slug(path.rpartition("/")[2].removesuffix(".md"))
            reading.sources[kind.name, id_] = source
            if not isinstance(item, Unread):
                reading.things[kind.name].append(item)
            else:
                reading.unread[kind.name, id_] = item
    for path in sources.names_below("content", ".md"):
        if path not in known:
            folders = ", ".join(kind.folder for kind in KINDS)
            what, remedy = M("Die Datei wird nicht beachtet."), M("Gelesen werden nur die Ordner {choices}.", choices=folders)
            reading.problems.append(Diagnostic(STRAY_FILE.code, Severity.HINT, Place(path, 1), what, remedy))


def _attachments(sources: Sources, settings: SiteSettings, reading: _Reading) -> Attachments:
    covers: dict[str, Picture] = {}
    found = read_recordings(sources, reading.things["folge"], reading.sources)
    reading.problems += found.problems
    for show in settings.shows:
        picture = sources.picture(show.cover)
        if picture is not None:
            covers[show.cover] = picture
    return Attachments(found.audio, found.audio_problems, found.transcripts, covers, found.chapters)
