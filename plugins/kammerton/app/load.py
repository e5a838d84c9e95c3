"""Read everything once: the project folder becomes the inventory and the report about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from kammerton.app.memory import read_changes, recall
from kammerton.app.ports import Picture, Sources
from kammerton.app.recordings import read_recordings
from kammerton.app.watch import counted
from kammerton.domain.article import DOWNLOADS
from kammerton.domain.change import CHANGES_FILE
from kammerton.domain.clip import CLIPS, ClipFacts
from kammerton.domain.diagnostic import Diagnostic, M, Place, Report, SettingsError, Severity
from kammerton.domain.document import BodyReference
from kammerton.domain.inventory import ITEM_FIELDS, Attachments, Inventory, Source, Unread, Vocabularies
from kammerton.domain.issue import SENT
from kammerton.domain.kinds import KINDS, VOCABULARIES, VocabularyKind
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.open_point import OpenPoint
from kammerton.domain.outline import OUTLINE
from kammerton.domain.picture import PICTURES, pictures_of
from kammerton.domain.pictures import FORMATS, PictureFacts, PictureProblem, derivative_name
from kammerton.domain.settings import SiteSettings
from kammerton.domain.suggestion import slug
from kammerton.domain.transcript import Transcripts
from kammerton.domain.translation import Translation
from kammerton.reading.frontmatter import error
from kammerton.reading.items import split_name
from kammerton.reading.open_points import open_points
from kammerton.reading.outline import read_outline
from kammerton.reading.problems import NO_TABLE, STRAY_FILE
from kammerton.reading.schema import read_model
from kammerton.reading.texts import CAPTIONS, Text, Wanted, read_text
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
    field_links: dict[tuple[str, str], tuple[BodyReference, ...]]
    names: dict[tuple[str, str], frozenset[tuple[str, str]]]


def load(sources: Sources, now: datetime) -> tuple[Library, Report]:
    """Read and judge the project. Problems of content are in the report; ``SetupError`` tells what is wrong around it."""
    with sources.watch.stage(M("Einstellungen lesen")):
        settings, settings_source = read_settings(sources)
        reading = _Reading({k.name: [] for k in KINDS}, {}, {("einstellungen", ""): settings_source}, [], {}, set(), {}, [], {}, {}, {})
        _read(sources, reading, SETTINGS_FILE)
    _read_texts(sources, reading)
    attachments = _attachments(sources, settings, reading, now.astimezone(ZONE).date())
    outline, wrong_outline = read_outline(OUTLINE, _read(sources, reading, OUTLINE))
    with sources.watch.stage(M("Früher Veröffentlichtes lesen")):
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
        field_links=reading.field_links,
        names=reading.names,
    )
    library = Library(inventory, now)
    with sources.watch.stage(M("Regeln prüfen")):
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


def _read_texts(sources: Sources, reading: _Reading) -> None:
    """All tables and items, asked for at once: where they are many, several processes may read them."""
    paths = {path: kind.name for kind in KINDS for path in sources.names(kind.folder, ".md")}
    items = [Wanted(path, kind) for path, kind in paths.items()]
    with sources.watch.stage(M("Texte lesen"), len(items)) as progress:
        texts = sources.texts([*(Wanted(kind.file, kind.name) for kind in VOCABULARIES), *items])
        for kind, text in zip(VOCABULARIES, texts[: len(VOCABULARIES)], strict=True):
            _take_table(reading, kind, text)
        for wanted, text in counted(progress, zip(items, texts[len(VOCABULARIES) :], strict=True)):
            _take_item(reading, wanted, text or read_text(wanted, b""))
    for path in sources.names_below("content", ".md"):
        if path not in paths:
            folders = ", ".join(kind.folder for kind in KINDS)
            what, remedy = M("Die Datei wird nicht beachtet."), M("Gelesen werden nur die Ordner {choices}.", choices=folders)
            reading.problems.append(Diagnostic(STRAY_FILE.code, Severity.HINT, Place(path, 1), what, remedy))


def _take_table(reading: _Reading, kind: VocabularyKind, text: Text | None) -> None:
    if text is None and kind.optional:
        return
    if text is None:
        reading.problems.append(error(NO_TABLE, Place(kind.file), M("Die Tabelle fehlt."), M("Legen Sie sie an; ein Muster steht im Handbuch.")))
        reading.unread_tables.add(kind.name)
        return
    reading.open_points += text.open_points
    reading.tables[kind.name] = dict(text.found.words)
    reading.sources |= {(kind.name, id_): place for id_, place in text.found.places.items()}
    reading.problems += text.problems
    if text.problems:
        reading.unread_tables.add(kind.name)


def _take_item(reading: _Reading, wanted: Wanted, text: Text) -> None:
    name, variant = split_name(wanted.path)
    kind, id_ = wanted.what, slug(name) if isinstance(text.found, Unread) else name
    key = (kind, f"{id_}.{variant}" if variant else id_)
    reading.problems += text.problems
    reading.open_points += text.open_points
    reading.sources[key], reading.tokens[key] = text.source, text.token
    if text.links:
        reading.field_links[key] = text.links
    if isinstance(text.found, Unread):
        reading.unread[key] = text.found
    elif variant:
        reading.translations.setdefault((kind, id_), []).append(text.found)
    else:
        reading.things[kind].append(text.found)
        reading.names[key] = text.names


def _attachments(sources: Sources, settings: SiteSettings, reading: _Reading, today: date) -> Attachments:
    covers: dict[str, Picture] = {}
    found = read_recordings(sources, reading.things["folge"], reading.sources)
    reading.problems += found.problems
    reading.open_points += found.open_points
    reading.tokens |= found.tokens
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
        Transcripts(found.transcripts),
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
    with sources.watch.stage(M("Bilder aufbereiten"), len(files)) as progress:
        paths = sources.side_by_side([f"{PICTURES}/{file}" for file in sorted(files)])
        found = {path.removeprefix(f"{PICTURES}/"): sources.picture_facts(path) for path in counted(progress, paths)}
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
    clips = [portrait.clip for portrait in reading.things["betrieb"] if portrait.clip is not None]
    found = {clip.file: sources.clip(f"{CLIPS}/{clip.file}") for clip in clips if clip.file}
    captions = [clip.captions for clip in clips if clip.captions]
    for file, text in zip(captions, sources.texts([Wanted(f"{CLIPS}/{file}", CAPTIONS) for file in captions]), strict=True):
        if text is None:
            found[file] = "missing"
        else:
            reading.problems += text.problems
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
