"""What storage that speaks S3 keeps with each file, for there is no server of ours in front of it."""

from collections.abc import Iterable, Mapping

from kammerton.deploy.server.table import CACHE_CONTROL, HASHED, UNKNOWN_TYPE, kind_of


def kept_headers(path: str) -> Mapping[str, str]:
    """Content-Type and Cache-Control of a file, from the table all server files are made from.

    >>> kept_headers("podcast/feed.xml")
    {'Content-Type': 'application/xml; charset=utf-8', 'Cache-Control': 'max-age=300, must-revalidate'}
    """
    kind = kind_of(path)
    cache = "forever" if path.startswith(HASHED) else kind.cache if kind else "page"
    return {"Content-Type": kind.type if kind else UNKNOWN_TYPE, "Cache-Control": CACHE_CONTROL[cache]}


def without_server_files(paths: Iterable[str], *, names: Iterable[str]) -> list[str]:
    """The paths that are not files of these names, which only servers of another kind read.

    >>> without_server_files([".htaccess", "index.html", "_redirects"], names=("_redirects",))
    ['.htaccess', 'index.html']
    """
    left = frozenset(names)
    return [path for path in paths if path.rpartition("/")[2] not in left]
