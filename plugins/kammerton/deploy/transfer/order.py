"""In which order files travel, so that at every moment whatever names a file finds it at the target."""

from enum import IntEnum

from kammerton.domain.addresses import JSON_FEED_NAME, JSON_FEED_PAGE, ROBOTS, SITEMAP, TOPIC_FEED_NAME, is_podcast_feed
from kammerton.domain.published import MANIFEST


class Stage(IntEnum):
    """What a file is to the others: each names files of earlier stages, and of its own only those that are new."""

    MEDIA = 0
    ASSETS = 1
    PAGES = 2
    SERVER = 3
    LISTS = 4
    FURTHER_FEEDS = 5
    FEEDS = 6


_ASSETS = (".css", ".js", ".mjs", ".json", ".webmanifest", ".vtt", ".srt", ".txt", ".svg")
_SERVER = (".htaccess", "_headers", "_redirects", ".nojekyll")


def stage_of(path: str) -> Stage:
    """The stage of a file by its path.

    >>> [stage_of(path).name for path in ("podcast/001-x/001-x.mp3", "theme/css/site.css", "betriebe/index.html", "podcast/feed.xml", "podcast/feed-2.xml")]
    ['MEDIA', 'ASSETS', 'PAGES', 'FEEDS', 'FURTHER_FEEDS']
    """
    name = path.rpartition("/")[2]
    if is_podcast_feed(path) or path.endswith(JSON_FEED_PAGE) or name == JSON_FEED_NAME:
        return Stage.FEEDS if name in ("feed.xml", JSON_FEED_NAME) else Stage.FURTHER_FEEDS
    if name in (SITEMAP, ROBOTS, MANIFEST, TOPIC_FEED_NAME) or name.endswith((".ics", ".xml")):
        return Stage.LISTS
    if name in _SERVER:
        return Stage.SERVER
    if name.endswith(".html"):
        return Stage.PAGES
    return Stage.ASSETS if name.endswith(_ASSETS) else Stage.MEDIA


def upload_key(path: str, *, is_new: bool) -> tuple[Stage, bool]:
    """Sorts uploads: by stage, and what is new before what replaces something, for only that can name it."""
    return stage_of(path), not is_new


def deletion_key(path: str) -> tuple[int, str]:
    """Sorts deletions the other way round: nothing goes before what names it."""
    return -stage_of(path), path
