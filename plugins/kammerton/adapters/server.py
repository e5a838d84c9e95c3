"""A web server for looking at the site: threaded, with byte ranges for seeking in audio, and the site's 404 page."""

import re
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit

from kammerton.deploy.server.table import HIDDEN, type_of
from kammerton.domain.addresses import NOT_FOUND, file_of

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_CHUNK = 64 * 1024


class FolderHandler(BaseHTTPRequestHandler):
    """Answers requests from a site's folder."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: object, folder: Path, base: str) -> None:
        """Take what the server passes, the folder, and the path of the site on its host, without a slash at the end."""
        self._folder, self._base = folder, base
        super().__init__(*args)  # type: ignore[arg-type]  # what the server passes

    def do_GET(self) -> None:
        """Send a file."""
        self.answer(with_body=True)

    def do_HEAD(self) -> None:
        """Send what GET would, without the file."""
        self.answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the parent's name
        """Say nothing: the terminal belongs to the editor."""

    def answer(self, *, with_body: bool) -> None:
        """Find the file of the address and send it."""
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
            self.send_file(content, file, status, with_body=with_body)

    def _file(self, relative: str) -> Path | None:
        """The file of a path, never outside the folder; the link behind the folder is followed at each request."""
        folder = self._folder.resolve()
        try:
            file = (folder / file_of(relative)).resolve()
            return file if file.is_relative_to(folder) and file.is_file() and file.name not in HIDDEN else None
        except (OSError, ValueError):  # too long, or with a null byte: no file can be called that
            return None

    def _redirect(self, target: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def send_file(self, content: BinaryIO, file: Path, status: HTTPStatus, *, with_body: bool) -> None:
        """Send an open file, or the part of it that is wanted."""
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
        self.send_header("Content-Type", type_of(f"/{file.name}"))
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
    server = ThreadingHTTPServer((host, port), partial(FolderHandler, folder=folder, base=base.rstrip("/")))
    server.daemon_threads = True
    return server
