"""Where old addresses lead: those of renamed items, of moved shows, and of recordings that have another address now."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping

from kammerton.domain.addresses import PORTRAITS, episode_path, feed_path, item_path, occupation_path, offer_path, show_path
from kammerton.domain.entries import EpisodeEntry
from kammerton.domain.library import Library
from kammerton.domain.permanence import Permanence, feed_address, former_feeds, former_show_ids
from kammerton.domain.show import Show

_Move = tuple[str, str]


def redirects(library: Library, paths: Iterable[str]) -> Mapping[str, str]:
    """Old path to new: both from the site's root with a slash at the start, the new one complete where it is on another host.

    ``paths`` are those of everything the build writes. An address that is in use again leads nowhere; the only exception
    is the feed of a show that has gone to another host.
    """
    written = sorted(set(paths))
    found = {old: new for old, new in _moved(library, written) if not _contains(written, old)}
    found |= _gone_elsewhere(library)
    return {f"/{old}": _final(found, new) for old, new in sorted(found.items())}


def _final(found: Mapping[str, str], target: str) -> str:
    """The end of a chain; one that runs in a circle ends where it began (rule R067 tells)."""
    seen = {target}
    while (after := found.get(target)) is not None and after not in seen:
        target = after
        seen.add(target)
    return target if "://" in target else f"/{target}"


def _moved(library: Library, written: list[str]) -> Iterator[_Move]:
    for kind, item in library.inventory.items():
        if item.former_ids and kind != "folge":
            for variant in ("", *(f"{t.variant}/" for t in library.translations_of(kind, item.id))):
                for former in item.former_ids:
                    yield from _below(written, variant + _page(kind, item.id), variant + _page(kind, former), item.id, former)
    yield from _renamed_offers(library, written)
    for show in library.settings.shows:
        yield from _moved_show(library, show, written)
    for entry in library.episodes:
        yield from _renamed_episode(library, entry, written)
    yield from _remembered(library, written)


def _page(kind: str, id_: str) -> str:
    return occupation_path(id_) if kind == "berufstext" else item_path(kind, id_)


def _renamed_offers(library: Library, written: list[str]) -> Iterator[_Move]:
    """Offers under their former names, in the folder of their firm and in those it had before."""
    for entry in library.offers:
        for former in entry.offer.former_ids:
            for firm in (entry.portrait.id, *entry.portrait.former_ids):
                yield from _below(written, offer_path(entry.portrait, entry.offer), f"{PORTRAITS}{firm}/{former}/")


def _moved_show(library: Library, show: Show, written: list[str]) -> Iterator[_Move]:
    """The old folders of a show, and old addresses of its feed elsewhere on this site."""
    site = library.settings.address
    for former in former_show_ids(show, site):
        yield from _below(written, show_path(show.id), show_path(former))
    for address in former_feeds(show, site):
        path = address.removeprefix(site + "/")
        if path != address and path != feed_path(show.id) and _contains(written, feed_path(show.id)):
            yield path, feed_path(show.id)


def _renamed_episode(library: Library, entry: EpisodeEntry, written: list[str]) -> Iterator[_Move]:
    """Everything of an episode under its former names, in each folder its show ever had."""
    episode, show = entry.episode, entry.show
    new = episode_path(show.id, episode)
    for folder in (show.id, *former_show_ids(show, library.settings.address)) if episode.former_ids else ():
        for former in episode.former_ids:
            yield from _below(written, new, f"{folder}/{former}/", episode.id, former)
    for variant in (f"{t.variant}/" for t in library.translations_of("folge", episode.id)):
        for former in episode.former_ids:
            yield from _below(written, variant + new, f"{variant}{show.id}/{former}/", episode.id, former)


def _remembered(library: Library, written: list[str]) -> Iterator[_Move]:
    """Pages and recordings of episodes that have moved on purpose: only the memory knows where they were."""
    permanence = Permanence(library.inventory)
    shown = {entry.episode.id: entry for entry in library.episodes}
    for entry in library.inventory.remembered.episodes:
        episode = permanence.episode_of(entry)
        if episode is None or episode.id not in shown:
            continue
        new = episode_path(shown[episode.id].show.id, episode)
        for old in {*entry.pages, entry.page} - {new}:
            yield from _below(written, new, old, episode.id, old.rstrip("/").rpartition("/")[2])
        address = permanence.address_of(episode) or new
        for old in {*entry.addresses, entry.address} - {address}:
            if "://" not in old:
                yield old, address


def _below(written: list[str], new: str, old: str, id_: str = "", former: str = "") -> Iterator[_Move]:
    """Each written path below a folder, under the folder's old name; files named after the item had its old name, too."""
    for n in range(bisect_left(written, new), len(written)):
        path = written[n]
        if not path.startswith(new):
            break
        folder, _, file = path.removeprefix(new).rpartition("/")
        name = former + file.removeprefix(id_) if id_ and file.startswith(id_ + ".") else file
        yield old + (f"{folder}/" if folder else "") + name, path


def _contains(written: list[str], path: str) -> bool:
    place = bisect_left(written, path)
    return place < len(written) and written[place] == path


def _gone_elsewhere(library: Library) -> dict[str, str]:
    """The feeds of shows that have gone to another host, under every address they had on this site."""
    site = library.settings.address
    return {
        address.removeprefix(site + "/"): show.moved_to
        for show in library.settings.shows
        if show.moved_to
        for address in (feed_address(site, show.id), *former_feeds(show, site))
        if address.startswith(site + "/") and address != show.moved_to
    }
