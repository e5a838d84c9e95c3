"""What a server has to say about each kind of file: the one table all server files are written from."""

import re
from dataclasses import dataclass
from typing import Literal

from kammerton.deploy.transfer.record import LOCK, RECORD
from kammerton.domain.addresses import FACETS_NAME, JSON_FEED_NAME, JSON_FEED_PAGE, PICTURES, SEARCH_INDEX, TOPIC_FEED_NAME
from kammerton.domain.audio import TYPES
from kammerton.domain.published import MANIFEST

Cache = Literal["page", "feed", "asset", "media", "forever"]
# Seconds are for browsers and proxies alike; every answer has a validator, so that asking again costs no transfer.
CACHE_CONTROL: dict[Cache, str] = {
    "page": "max-age=0, must-revalidate",
    "feed": "max-age=300, must-revalidate",
    "asset": "max-age=3600, must-revalidate",
    "media": "max-age=86400, must-revalidate",
    "forever": "max-age=31536000, immutable",
}
# What every answer carries, whatever it is.
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
# Only sensible once the whole host is reachable with https for good: a line to switch on.
HSTS = "max-age=31536000"
UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class FileKind:
    """One row: which files (endings, or the end of the name where the ending tells too little), and what is said of them.

    ``shared``: other websites may read it (CORS). ``packed``: worth compressing. ``active``: can load or run something,
    and so gets the Content-Security-Policy.
    """

    endings: tuple[str, ...]
    type: str
    cache: Cache
    shared: bool = False
    packed: bool = False
    active: bool = False


def _text(type_: str) -> str:
    return f"{type_}; charset=utf-8"


# Names first, endings after them: the first row that fits counts.
NAMED: tuple[FileKind, ...] = (
    FileKind((TOPIC_FEED_NAME,), _text("application/atom+xml"), "feed", shared=True, packed=True, active=True),
    FileKind((JSON_FEED_NAME,), "application/feed+json", "feed", shared=True, packed=True),
    FileKind((JSON_FEED_PAGE,), "application/feed+json", "feed", shared=True, packed=True),
    FileKind((MANIFEST,), "application/json", "feed", shared=True, packed=True),
    FileKind((".abschrift.json",), "application/json", "feed", shared=True, packed=True),
    FileKind((FACETS_NAME,), "application/json", "feed", shared=True, packed=True),
    FileKind((".oembed.json",), "application/json", "feed", shared=True, packed=True),
    FileKind((SEARCH_INDEX,), "application/json", "feed", shared=True, packed=True),
    FileKind(("pagefind-entry.json",), "application/json", "feed", shared=True),
)
ENDED: tuple[FileKind, ...] = (
    FileKind((".html",), _text("text/html"), "page", packed=True, active=True),
    # Podcast feeds, too, not application/rss+xml: that is not registered, and browsers show it as source text (decision 16).
    FileKind((".xml",), _text("application/xml"), "feed", shared=True, packed=True, active=True),
    FileKind((".json",), "application/json+chapters", "feed", shared=True, packed=True),
    FileKind((".vtt",), _text("text/vtt"), "feed", shared=True, packed=True),
    FileKind((".srt",), _text("application/x-subrip"), "feed", shared=True, packed=True),
    FileKind((".txt",), _text("text/plain"), "feed", shared=True, packed=True),
    FileKind((".ics",), _text("text/calendar"), "feed", shared=True, packed=True),
    FileKind((".css",), _text("text/css"), "asset", packed=True),
    FileKind((".js", ".mjs"), _text("text/javascript"), "asset", packed=True),
    FileKind((".webmanifest",), "application/manifest+json", "asset", packed=True),
    FileKind((".svg",), "image/svg+xml", "asset", packed=True, active=True),
    FileKind((".woff2",), "font/woff2", "asset"),
    FileKind((".avif",), "image/avif", "asset"),
    FileKind((".jpg", ".jpeg"), "image/jpeg", "asset", shared=True),
    FileKind((".png",), "image/png", "asset", shared=True),
    FileKind((".webp",), "image/webp", "asset"),
    FileKind((".ico",), "image/x-icon", "asset"),
    *(FileKind((f".{ending}",), type_, "media", shared=True) for ending, type_ in TYPES.items()),
    FileKind((".mp4",), "video/mp4", "media"),
    FileKind((".webm",), "video/webm", "media"),
    FileKind((".pdf",), "application/pdf", "feed"),
    FileKind((".rtf",), "application/rtf", "feed"),
    FileKind((".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "feed"),
    FileKind((".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "feed"),
    FileKind((".pptx",), "application/vnd.openxmlformats-officedocument.presentationml.presentation", "feed"),
    FileKind((".csv",), _text("text/csv"), "feed", packed=True),
    FileKind((".odp",), "application/vnd.oasis.opendocument.presentation", "feed"),
    FileKind((".odt",), "application/vnd.oasis.opendocument.text", "feed"),
    FileKind((".ods",), "application/vnd.oasis.opendocument.spreadsheet", "feed"),
    # The full-text index: all of it is packed already, and every name but the program's comes from the content.
    FileKind((".pagefind",), UNKNOWN_TYPE, "asset"),
    FileKind((".pf_meta", ".pf_index", ".pf_fragment"), UNKNOWN_TYPE, "forever"),
)
KINDS = (*NAMED, *ENDED)
# Folders whose files get a new name with every change of their content.
HASHED = (PICTURES,)
# Files of the site that are for servers, not for visitors.
HIDDEN = (".htaccess", "_headers", "_redirects", RECORD, LOCK)


def kind_of(path: str) -> FileKind | None:
    """The row of a file by its path below the site's folder.

    >>> kind_of("podcast/001-x/001-x.abschrift.json").type, kind_of("podcast/001-x/001-x.json").type
    ('application/json', 'application/json+chapters')
    """
    name = path.rpartition("/")[2].lower()
    return next((kind for kind in KINDS if any(name.endswith(ending) if ending.startswith(".") else name == ending for ending in kind.endings)), None)


def type_of(path: str) -> str:
    """The media type of a file.

    >>> type_of("podcast/feed.xml"), type_of("neues/atom.xml"), type_of("unbekannt")
    ('application/xml; charset=utf-8', 'application/atom+xml; charset=utf-8', 'application/octet-stream')
    """
    kind = kind_of(path)
    return kind.type if kind else UNKNOWN_TYPE


def name_pattern(kind: FileKind) -> str:
    r"""A regular expression for the end of a path, as PCRE (Apache, nginx) and RE2 (Caddy) read it.

    >>> name_pattern(NAMED[0]), name_pattern(NAMED[2])
    ('/(?:atom\\.xml)$', '(?:\\.feed\\.json)$')
    """
    alternatives = "|".join(re.escape(ending) for ending in kind.endings)
    return f"{'' if kind.endings[0].startswith('.') else '/'}(?:{alternatives})$"
