"""A web server for looking at the site: threaded, with byte ranges for seeking in audio, and the site's 404 page."""

import re
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from kammerton.domain.addresses import JSON_FEED_NAME, NOT_FOUND, SITEMAP, TOPIC_FEED_NAME, file_of
from kammerton.domain.audio import TYPES

_TYPES = {
    **TYPES, "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
    "xml": "application/rss+xml; charset=utf-8", "json": "application/json+chapters", "vtt": "text/vtt; charset=utf-8", "txt": "text/plain; charset=utf-8",
    "srt": "application/x-subrip; charset=utf-8", "abschrift.json": "application/json", "oembed.json": "application/json",
    "ics": "text/calendar; charset=utf-8", "mp4": "video/mp4", "png": "image/png", "jpg": "image/jpeg", "woff2": "font/woff2",
}  # fmt: skip
# Files whose ending tells too little.
_NAMED_TYPES = {TOPIC_FEED_NAME: "application/atom+xml; charset=utf-8", JSON_FEED_NAME: "application/feed+json", SITEMAP: "application/xml"}
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_CHUNK = 64 * 1024


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, folder: Path, base: str) -> None:
        self._folder, self._base = folder, base
        super().__init__(*args)  # type: ignore[arg-type]  # what the server passes

    def do_GET(self) -> None:
        """Send a file."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send what GET would, without the file."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing: the terminal belongs to the editor."""

    def _answer(self, *, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        inside = f"{path}/".startswith(f"{self._base}/")
        relative = path.removeprefix(self._base).removeprefix("/")
        file = self._file(relative) if inside else None
        if inside and file is None and self._file(relative + "/") and not relative.endswith("/"):
            self._redirect(path + "/")
            return
        status = HTTPStatus.OK if file else HTTPStatus.NOT_FOUND
        file = file or self._file(NOT_FOUND)
        if file is None:
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        with file.open("rb") as content:
            self._send(content, file, status, with_body=with_body)

    def _file(self, relative: str) -> Path | None:
        """The file of a path, never outside the folder; the link behind the folder is followed at each request."""
        folder = self._folder.resolve()
        try:
            file = (folder / file_of(relative)).resolve()
            return file if file.is_relative_to(folder) and file.is_file() else None
        except (OSError, ValueError):  # too long, or with a null byte: no file can be called that
            return None

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send(self, content: BinaryIO, file: Path, status: HTTPStatus, *, with_body: bool) -> None:
        size = file.stat().st_size
        first, last = 0, size - 1
        wanted = _wanted_range(self.headers.get("Range", ""), size) if status is HTTPStatus.OK else None
        if wanted is not None:
            first, last = wanted
            status = HTTPStatus.PARTIAL_CONTENT if first <= last else HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        self.send_response(status)
        if status is HTTPStatus.PARTIAL_CONTENT:
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        if status is HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
            self.send_header("Content-Range", f"bytes */{size}")
            first, last = 0, -1
        self.send_header("Content-Type", _NAMED_TYPES.get(file.name) or _type_of(file.name))
        self.send_header("Content-Length", str(last - first + 1))
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Cache-Control", "no-cache")
        self.end_headers()
        if with_body:
            self._copy(content, first, last - first + 1)

    def _copy(self, content: BinaryIO, first: int, length: int) -> None:
        content.seek(first)
        try:
            while length > 0 and (chunk := content.read(min(_CHUNK, length))):
                self.wfile.write(chunk)
                length -= len(chunk)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True


def _type_of(name: str) -> str:
    """The type of a file by its longest known ending: a transcript in JSON is not of the type of chapters in JSON."""
    endings = name.lower().split(".")[1:]
    known = (_TYPES.get(".".join(endings[start:])) for start in range(len(endings)))
    return next((found for found in known if found), "application/octet-stream")


def _wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte of a single range (RFC 9110, 14.1.2); first after last means it cannot be satisfied."""
    found = _RANGE.fullmatch(header.strip())
    if found is None or not (found[1] or found[2]):
        return None
    if not found[1]:
        return (max(0, size - int(found[2])), size - 1) if int(found[2]) else (1, 0)
    first = int(found[1])
    last = min(int(found[2]), size - 1) if found[2] else size - 1
    return (first, last) if first < size and first <= last else (1, 0)


def make_server(folder: Path, base: str, port: int, host: str = "127.0.0.1") -> ThreadingHTTPServer:
    """A server for a site's folder under the path ``base`` of the host; port 0 takes a free one."""
    server = ThreadingHTTPServer((host, port), partial(_Handler, folder=folder, base=base.rstrip("/")))
    server.daemon_threads = True
    return server
