"""The manifest ``veroeffentlicht.json``: what was ever published, read, put together and written. Pure.

One entry a line and in the order of ids, so that version control shows and merges it well.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import reduce
from typing import Any, TypeVar

from pydantic import ValidationError

from kammerton.deploy.json_lines import lined
from kammerton.domain.addresses import Addresses, episode_path, feed_path, offer_path, show_path
from kammerton.domain.change import CHANGE_KINDS
from kammerton.domain.diagnostic import Diagnostic, M, Message, Place
from kammerton.domain.episode import Episode
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.permanence import Permanence, feed_address, former_show_ids
from kammerton.domain.published import OFFER, VERSION, Published, PublishedEpisode, PublishedPage, PublishedShow, State
from kammerton.domain.show import Show
from kammerton.reading.frontmatter import error
from kammerton.reading.problems import MANIFEST_UNREADABLE
from kammerton.rendering.links import Links

E = TypeVar("E", bound=PublishedShow | PublishedEpisode)
# Where an item's page stands under another kind than its file.
_SHOWN_AS = {"berufstext": "beruf"}


def read_manifest(file: str, content: bytes) -> tuple[Published | None, list[Diagnostic]]:
    """What a copy of the manifest remembers, or None and what is wrong with it. Never raises."""
    try:
        values = json.loads(content.decode("utf-8-sig"))
    except json.JSONDecodeError as reason:
        return None, [_unreadable(file, reason.lineno, M("Hier ist nicht lesbar, was schon veröffentlicht ist."))]
    except (RecursionError, ValueError):  # not UTF-8, nested beyond reason, or a number of thousands of digits
        return None, [_unreadable(file, 1, M("Hier ist nicht lesbar, was schon veröffentlicht ist."))]
    version = values.get("fassung") if isinstance(values, dict) else None
    if isinstance(version, int) and version > VERSION:
        what = M("Diese Datei hat eine neuere Fassung des Programms geschrieben.")
        return None, [error(MANIFEST_UNREADABLE, Place(file, 1), what, M("Bringen Sie Kammerton auf den neuesten Stand."))]
    try:
        return _tidy(Published.model_validate(values)), []
    except ValidationError as reason:
        where = ", ".join(str(part + 1 if isinstance(part, int) else part) for part in reason.errors()[0]["loc"]) or "–"
        return None, [_unreadable(file, 1, M("Hier ist nicht lesbar, was schon veröffentlicht ist (Stelle: {where}).", where=where))]


def _unreadable(file: str, line: int, what: Message) -> Diagnostic:
    remedy = M("Holen Sie die Datei aus der Sicherung oder der Versionsverwaltung zurück. Ändern Sie sie nicht von Hand.")
    return error(MANIFEST_UNREADABLE, Place(file, line), what, remedy)


def united(copies: Iterable[Published]) -> Published:
    """What several copies remember together; where two differ, the one that went further counts, else the earlier in the row."""
    found = tuple(copies)
    return reduce(_united, found[1:], found[0]) if found else Published()


def _united(one: Published, other: Published) -> Published:
    pages = {(page.kind, page.id): page for page in (*other.pages, *one.pages)}
    return _tidy(
        Published(site=one.site or other.site, shows=(*one.shows, *other.shows), episodes=(*one.episodes, *other.episodes), pages=tuple(pages.values()))
    )


def _tidy(found: Published) -> Published:
    """One entry for each thing, in the order of ids."""
    return found.model_copy(
        update={
            "shows": _merged(found.shows, lambda one, other: one.model_copy(update=_history(one, other, SHOW_HISTORY))),
            "episodes": _merged(found.episodes, _further),
            "pages": tuple(sorted(found.pages, key=lambda page: (page.kind, page.id))),
        }
    )


SHOW_HISTORY = {"feeds": "feed"}
EPISODE_HISTORY = {"guids": "guid", "pages": "page", "addresses": "address"}


def _history(now: E, before: E, fields: dict[str, str]) -> dict[str, Any]:
    """Former values of an entry: those of both, and what ``before`` had last; never what it has now."""
    found: dict[str, Any] = {"ids": tuple(sorted({*before.ids, *now.ids}))}
    for several, single in fields.items():
        former = {*getattr(before, several), *getattr(now, several), getattr(before, single)}
        found[several] = tuple(sorted(former - {getattr(now, single)}))
    return found


def _further(one: PublishedEpisode, other: PublishedEpisode) -> PublishedEpisode:
    """The entry with more documented changes and names, with the history of both."""
    now, before = (other, one) if _distance(other) > _distance(one) else (one, other)
    return now.model_copy(update=_history(now, before, EPISODE_HISTORY))


def _distance(entry: PublishedEpisode) -> tuple[int, int]:
    return sum(entry.changes.values()), len(entry.ids)


def _merged(entries: Sequence[E], merge: Callable[[E, E], E]) -> tuple[E, ...]:
    """Entries with the same GUID, or that share a name, are one; one that shares something with two joins them."""
    found: dict[str, E] = {}
    keys: dict[str, str] = {}
    for entry in entries:
        same = dict.fromkeys(keys[name] for name in _names(entry) if name in keys)
        one = reduce(merge, [*(found.pop(key) for key in same), entry])
        found[entry.guid] = one
        keys |= dict.fromkeys(_names(one), entry.guid)
    return tuple(sorted(found.values(), key=lambda entry: entry.id))


def _names(entry: PublishedShow | PublishedEpisode) -> list[str]:
    former = entry.guids if isinstance(entry, PublishedEpisode) else ()
    return [f"guid:{guid}" for guid in (entry.guid, *former)] + [f"name:{id_}" for id_ in entry.ids]


def remember(library: Library, paths: Iterable[str]) -> Published:
    """What is remembered once this library is published; ``paths`` are those of everything the build writes."""
    permanence, before = Permanence(library.inventory), library.inventory.remembered
    return Published(
        site=library.settings.address,
        shows=_shows(library, before.shows, tuple(paths)),
        episodes=_episodes(library, permanence, before.episodes),
        pages=_pages(library, before.pages),
    )


def _shows(library: Library, before: Sequence[PublishedShow], paths: Sequence[str]) -> tuple[PublishedShow, ...]:
    known = {show.guid: show for show in before}
    for show in library.shows:
        now = _show(library.settings.address, show, [p for p in paths if p.startswith(show_path(show.id))])
        old = known.get(show.guid)
        known[show.guid] = now.model_copy(update=_history(now, old, SHOW_HISTORY)) if old else now
    return tuple(sorted(known.values(), key=lambda show: show.id))


def _show(site: str, show: Show, paths: Sequence[str]) -> PublishedShow:
    stem = feed_path(show.id).removesuffix(".xml")
    pages = tuple(sorted(p for p in paths if p.startswith(stem) and p.endswith(".xml")))
    names = tuple(sorted({show.id, *former_show_ids(show, site)}))
    return PublishedShow(id=show.id, ids=names, guid=show.guid, feed=feed_address(site, show.id), feed_pages=pages)


def _episodes(library: Library, permanence: Permanence, before: Sequence[PublishedEpisode]) -> tuple[PublishedEpisode, ...]:
    continued = {episode.id: entry for entry in before if (episode := permanence.episode_of(entry)) is not None}
    now = {e.episode.id: _episode(library, permanence, e.episode, e.show, continued.get(e.episode.id)) for e in library.episodes}
    gone = (entry.model_copy(update={"state": "zurueckgezogen"}) for entry in before if not _is_continued(permanence, entry, now))
    return tuple(sorted((*now.values(), *gone), key=lambda entry: (entry.id, entry.guid)))


def _is_continued(permanence: Permanence, entry: PublishedEpisode, now: dict[str, PublishedEpisode]) -> bool:
    episode = permanence.episode_of(entry)
    return episode is not None and episode.id in now


def _episode(library: Library, permanence: Permanence, episode: Episode, show: Show, before: PublishedEpisode | None) -> PublishedEpisode:
    facts = library.inventory.audio_of(episode)
    copy = library.inventory.attachments.recordings.get(episode.id)
    now = PublishedEpisode(
        id=episode.id,
        ids=tuple(sorted({episode.id, *episode.former_ids})),
        show=show.guid,
        guid=permanence.guid_of(episode) or "",
        date=episode.published,
        page=episode_path(show.id, episode),
        address=permanence.address_of(episode) or "",
        length=facts.bytes if facts else 0,
        sha384=copy.sha384 if copy else "",
        recording=facts.digest if facts else "",
        state=_state(episode.status),
    )
    rows = {what: permanence.documented(before or now, what) for what in CHANGE_KINDS}
    used = {what: max(n, before.changes.get(what, 0) if before else 0) for what, n in rows.items()}
    history = _history(now, before, EPISODE_HISTORY) if before else {}
    return now.model_copy(update={**history, "changes": {what: n for what, n in used.items() if n}})


def _state(status: str) -> State:
    return "archiv" if status == "archiv" else "veroeffentlicht"


def _pages(library: Library, before: Sequence[PublishedPage]) -> tuple[PublishedPage, ...]:
    now = {(page.kind, page.id): page for page in _visible_pages(library)}
    items = {(kind, item.id): item for kind, item in library.inventory.items()}
    gone = {(p.kind, p.id): _withdrawn(p, items.get((p.kind, p.id))) for p in before if (p.kind, p.id) not in now}
    return tuple(page for _, page in sorted((now | gone).items()))


def _withdrawn(page: PublishedPage, item: Item | None) -> PublishedPage:
    """A page that is not to be seen; while its file is there, it goes along with its date."""
    changes: dict[str, Any] = {"date": item.published, "is_deleted": False} if item else {"is_deleted": page.kind != OFFER}
    return page.model_copy(update={"state": "zurueckgezogen", **changes})


def _visible_pages(library: Library) -> Iterator[PublishedPage]:
    links = Links(library, Addresses(library.settings.address))
    for kind, item in library.inventory.items():
        path = links.path_of(_SHOWN_AS.get(kind, kind), item.id) if kind != "folge" else None
        if path is not None and library.is_visible(item):
            yield PublishedPage(kind=kind, id=item.id, address=path, date=item.published, state=_state(item.status))
    for entry in library.offers:
        id_ = f"{entry.portrait.id}/{entry.offer.id}"
        yield PublishedPage(kind=OFFER, id=id_, address=offer_path(entry.portrait, entry.offer), state=_state(entry.portrait.status))


def public(manifest: Published) -> Published:
    """The copy that is deployed with the site: without anything withdrawn, for names and addresses may tell who withdrew."""
    return manifest.model_copy(
        update={
            "episodes": tuple(entry for entry in manifest.episodes if entry.state != "zurueckgezogen"),
            "pages": tuple(page for page in manifest.pages if page.state != "zurueckgezogen"),
        }
    )


def written(manifest: Published) -> bytes:
    """The manifest as bytes; the same manifest gives the same bytes, and reading them gives the manifest."""
    values = manifest.model_dump(mode="json", by_alias=True, exclude_defaults=True) | {"fassung": VERSION}
    return lined(values)
