"""Read everything once: the project folder becomes the inventory and the report about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from kammerton.app.memory import read_changes, recall
from kammerton.app.ports import Picture, Sources
from kammerton.app.recordings import read_recordings
from kammerton.domain.article import DOWNLOADS
from kammerton.domain.change import CHANGES_FILE
from kammerton.domain.clip import CLIPS, ClipFacts
from kammerton.domain.diagnostic import Diagnostic, M, Place, Report, SettingsError, Severity
from kammerton.domain.inventory import ITEM_FIELDS, Attachments, Inventory, Source, Unread, Vocabularies
from kammerton.domain.issue import SENT
from kammerton.domain.kinds import KINDS, VOCABULARIES, Kind
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.open_point import OpenPoint
from kammerton.domain.outline import OUTLINE
from kammerton.domain.picture import PICTURES, pictures_of
from kammerton.domain.pictures import FORMATS, PictureFacts, PictureProblem, derivative_name
from kammerton.domain.settings import SiteSettings
from kammerton.domain.suggestion import slug
from kammerton.domain.translation import Translation
from kammerton.reading.frontmatter import error
from kammerton.reading.items import read_item, read_translation, split_name, token_of
from kammerton.reading.open_points import open_points
from kammerton.reading.outline import read_outline
from kammerton.reading.problems import NO_TABLE, STRAY_FILE
from kammerton.reading.schema import read_model
from kammerton.reading.tables import read_table
from kammerton.reading.transcripts import read_transcript
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
    translations: dict[tuple[str, str], list[Translation]]
    open_points: list[OpenPoint]
    tokens: dict[tuple[str, str], str]


def load(sources: Sources, now: datetime) -> tuple[Library, Report]:
    """Read and judge the project. Problems of content are in the report; ``SetupError`` tells what is wrong around it."""
    settings, settings_source = read_settings(sources)
    reading = _Reading({k.name: [] for k in KINDS}, {}, {("einstellungen", ""): settings_source}, [], {}, set(), {}, [], {})
    _read(sources, reading, SETTINGS_FILE)
    _read_tables(sources, reading)
    _read_items(sources, reading)
    attachments = _attachments(sources, settings, reading, now.astimezone(ZONE).date())
    outline, wrong_outline = read_outline(OUTLINE, _read(sources, reading, OUTLINE))
    remembered, forgotten = recall(sources, settings)
    changes, places, wrong_rows = read_changes(_read(sources, reading, CHANGES_FILE))
    reading.sources |= places
    inventory = Inventory(
        settings=settings,
        vocabularies=Vocabularies(*(reading.tables.get(kind.name, {}) for kind in VOCABULARIES)),
        **{name: tuple(reading.things[kind]) for kind, name in ITEM_FIELDS.items()},
        translations={original: tuple(found) for original, found in reading.translations.items()},
        sources=reading.sources,
        attachments=attachments,
        unread=reading.unread,
        unread_tables=frozenset(reading.unread_tables),
        open_points=tuple(reading.open_points),
        remembered=remembered,
        changes=changes,
        sent=dict(_sent(sources)),
        outline=outline,
        tokens=reading.tokens,
    )
    library = Library(inventory, now)
    judged = check_all(inventory, library.today)
    return library, Report.of((*reading.problems, *wrong_outline, *forgotten, *wrong_rows, *judged.diagnostics))


def read_settings(sources: Sources) -> tuple[SiteSettings, Source]:
    """The settings and where each stands; ``SettingsError`` tells what is wrong with them."""
    values, lines = sources.settings()
    source = Source(SETTINGS_FILE, lines)
    settings, problems = read_model(SiteSettings, values, source)
    if settings is None:
        raise SettingsError(Report.of(problems))
    return settings, source


def _read(sources: Sources, reading: _Reading, path: str) -> bytes | None:
    """The content of a file, or None; its open points are noted."""
    content = sources.read(path)
    reading.open_points += open_points(path, content or b"")
    return content


def _read_tables(sources: Sources, reading: _Reading) -> None:
    for kind in VOCABULARIES:
        content = _read(sources, reading, kind.file)
        if content is None and kind.optional:
            continue
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
            (_read_translation if split_name(path)[1] else _read_item)(reading, kind, path, _read(sources, reading, path) or b"")
    for path in sources.names_below("content", ".md"):
        if path not in known:
            folders = ", ".join(kind.folder for kind in KINDS)
            what, remedy = M("Die Datei wird nicht beachtet."), M("Gelesen werden nur die Ordner {choices}.", choices=folders)
            reading.problems.append(Diagnostic(STRAY_FILE.code, Severity.HINT, Place(path, 1), what, remedy))


def _read_item(reading: _Reading, kind: Kind, path: str, content: bytes) -> None:
    item, source, problems = read_item(kind, path, content)
    reading.problems += problems
    id_ = slug(split_name(path)[0])
    reading.sources[kind.name, id_] = source
    reading.tokens[kind.name, id_] = token_of(kind.name, path, content)
    if isinstance(item, Unread):
        reading.unread[kind.name, id_] = item
    else:
        reading.things[kind.name].append(item)


def _read_translation(reading: _Reading, kind: Kind, path: str, content: bytes) -> None:
    translation, source, problems = read_translation(kind, path, content)
    reading.problems += problems
    name, variant = split_name(path)
    id_ = slug(name)
    reading.sources[kind.name, f"{id_}.{variant}"] = source
    reading.tokens[kind.name, f"{id_}.{variant}"] = token_of(kind.name, path, content)
    if isinstance(translation, Unread):
        reading.unread[kind.name, f"{id_}.{variant}"] = translation
    else:
        reading.translations.setdefault((kind.name, id_), []).append(translation)


def _attachments(sources: Sources, settings: SiteSettings, reading: _Reading, today: date) -> Attachments:
    covers: dict[str, Picture] = {}
    found = read_recordings(sources, partial(_read, sources, reading), reading.things["folge"], reading.sources)
    reading.problems += found.problems
    for show in settings.shows:
        picture = sources.picture(show.cover)
        if picture is not None:
            covers[show.cover] = picture
    clips = _clips(sources, reading)
    pictures, wrong_pictures = _pictures(sources, settings, reading, today)
    derivatives = dict(_derivatives(sources, pictures))
    return Attachments(
        found.audio,
        found.audio_problems,
        found.transcripts,
        covers,
        pictures,
        wrong_pictures,
        derivatives,
        clips={file: found for file, found in clips.items() if not isinstance(found, str)},
        clip_problems={file: found for file, found in clips.items() if isinstance(found, str)},
        downloads=_downloads(sources, reading),
        derivative_sizes={name: size for name, path in derivatives.items() if (size := sources.size(path)) is not None},
        chapters=found.chapters,
    )


def _pictures(sources: Sources, settings: SiteSettings, reading: _Reading, today: date) -> tuple[dict[str, PictureFacts], dict[str, PictureProblem]]:
    """What measuring every picture of every item and show finds.

    One whose consent is revoked is not touched: nothing is made of it, and its file may be deleted.
    """
    register = reading.tables.get("einwilligung", {})
    revoked = {number for number, consent in register.items() if consent.revoked_on and consent.revoked_on <= today}
    pictures = (picture for things in (*reading.things.values(), settings.shows) for thing in things for _, picture in pictures_of(thing))
    files = {picture.file for picture in pictures if picture.consent not in revoked}
    found = {file: sources.picture_facts(f"{PICTURES}/{file}") for file in sorted(files)}
    facts = {file: measured for file, measured in found.items() if isinstance(measured, PictureFacts)}
    return facts, {file: measured for file, measured in found.items() if not isinstance(measured, PictureFacts)}


def _derivatives(sources: Sources, pictures: Mapping[str, PictureFacts]) -> Iterator[tuple[str, str]]:
    """Where each derivative lies, by its published name."""
    for file, facts in pictures.items():
        for width in facts.widths:
            for ending, _ in FORMATS:
                yield derivative_name(facts, width, ending), sources.derivative(f"{PICTURES}/{file}", width, ending)


def _clips(sources: Sources, reading: _Reading) -> dict[str, ClipFacts | str]:
    """What measuring every video and its captions finds."""
    found: dict[str, ClipFacts | str] = {}
    for portrait in reading.things["betrieb"]:
        clip = portrait.clip
        if clip is not None and clip.file:
            found[clip.file] = sources.clip(f"{CLIPS}/{clip.file}")
        if clip is not None and clip.captions:
            content = sources.read(f"{CLIPS}/{clip.captions}")
            if content is None:
                found[clip.captions] = "missing"
            else:
                reading.problems += read_transcript(f"{CLIPS}/{clip.captions}", content, mend=False)[1]
    return found


def _sent(sources: Sources) -> Iterator[tuple[str, bytes]]:
    """What is kept of issues that were sent, by their ids."""
    for path in sources.names(SENT, ".json"):
        yield path.rpartition("/")[2].removesuffix(".json"), sources.read(path) or b""


def _downloads(sources: Sources, reading: _Reading) -> dict[str, int]:
    """The sizes of the files to take away that exist."""
    files = {download.file for article in reading.things["wissen"] for download in article.downloads}
    sizes = {file: sources.size(f"{DOWNLOADS}/{file}") for file in sorted(files)}
    return {file: size for file, size in sizes.items() if size is not None}
