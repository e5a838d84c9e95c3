"""Addresses that were published and now have neither page nor redirect: servers say that they are gone for good (410)."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator

from kammerton.domain.published import Published


def gone(manifest: Published, paths: Iterable[str], moved: Collection[str]) -> tuple[str, ...]:
    """The paths from the site's root, in order; one that ends with a slash stands for everything below it as well.

    ``paths`` are those of everything the build writes, ``moved`` the old paths of its redirects, with a slash before them.
    A folder below which something is still to be found is left out: it answers 404.
    """
    living = sorted({*paths, *(path.removeprefix("/") for path in moved)})
    found: list[str] = []
    for path in sorted(set(_published(manifest))):
        is_below = bool(found) and found[-1].endswith("/") and path.startswith(found[-1])
        if path and not is_below and not _lives(living, path):
            found.append(path)
    return tuple(found)


def _published(manifest: Published) -> Iterator[str]:
    """Every address on this site that is remembered; those elsewhere are not ours to answer for."""
    yield from (page.address for page in manifest.pages)
    for episode in manifest.episodes:
        yield from (path for path in (episode.page, *episode.pages, episode.address, *episode.addresses) if "://" not in path)


def _lives(living: list[str], path: str) -> bool:
    """Whether something is found at a path, or below a folder."""
    place = bisect_left(living, path)
    return place < len(living) and (living[place] == path or (path.endswith("/") and living[place].startswith(path)))
