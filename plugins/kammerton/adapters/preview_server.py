"""The preview's web server: a site with a bar on top, or a page that says what keeps it from being built."""

import ipaddress
import re
import socket
from collections.abc import Mapping
from functools import partial
from http import HTTPStatus
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import BinaryIO
from urllib.parse import parse_qs, unquote, urlsplit

from kammerton.adapters.preview_pages import OWN, PreviewPages
from kammerton.adapters.preview_stage import Stage
from kammerton.adapters.server import FolderHandler
from kammerton.deploy.server.table import type_of
from kammerton.domain.addresses import file_of

_HTML = type_of("/index.html")
_OWN_POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# Browsers give up waiting before they tell anybody; asking again costs nothing.
_PATIENCE = 10.0
# A name or address with or without a port (RFC 9110, 7.2).
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:@/\[\]]+?)\.?(?::[0-9]+)?")
_AGAIN, _CHANGED = b"", b"kammertonVorschau.geaendert();\n"


class _PreviewHandler(FolderHandler):
    def __init__(self, *args: object, stage: Stage, pages: PreviewPages, names: frozenset[str] | None) -> None:
        self._stage, self._pages, self._names = stage, pages, names
        super().__init__(*args, folder=Path(), base="")

    def end_headers(self) -> None:
        """Whatever is sent is for its editors, not for search engines."""
        self.send_header("X-Robots-Tag", "noindex, nofollow")
        super().end_headers()

    def answer(self, *, with_body: bool) -> None:
        """The site, a page of the preview's own, or what is wrong."""
        if not self._is_ours(self.headers.get("Host", "")):
            self._send_page(self._pages.refusal(), HTTPStatus.FORBIDDEN, with_body=with_body)
            return
        address = urlsplit(self.path)
        path, good = unquote(address.path), self._stage.good
        if path.startswith(OWN):
            self._send_own(path.removeprefix(OWN), parse_qs(address.query).get("stand", [""])[0], with_body=with_body)
        elif good.base and path == "/":
            self._send(b"", HTTPStatus.FOUND, {"Location": f"{good.base}/"}, with_body=with_body)
        elif good is not self._stage.look and type_of(f"/{file_of(path)}") == _HTML:
            self._send_page(self._pages.problems(), HTTPStatus.SERVICE_UNAVAILABLE, with_body=with_body)
        elif good.site is None:
            self._send(b"", HTTPStatus.NOT_FOUND, {}, with_body=with_body)
        else:
            self._folder, self._base = good.site, good.base
            super().answer(with_body=with_body)

    def send_file(self, content: BinaryIO, file: Path, status: HTTPStatus, *, with_body: bool) -> None:
        """Pages with the bar, everything else as it is."""
        if type_of(f"/{file.name}") != _HTML:
            super().send_file(content, file, status, with_body=with_body)
            return
        page = file.relative_to(self._folder.resolve()).as_posix()
        self._send(self._pages.with_bar(content.read(), page.removesuffix("index.html")), status, {"Content-Type": _HTML}, with_body=with_body)

    def _is_ours(self, host: str) -> bool:
        """Whether the address in the browser is one of this machine: names that lead here from elsewhere are not (DNS rebinding)."""
        found = _HOST.fullmatch(host.lower())
        if found is None:
            return False
        name = found[1].strip("[]")
        if self._names is not None:
            return name in self._names
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return name in _own_names()
        return True

    def _send_own(self, name: str, mark: str, *, with_body: bool) -> None:
        if name == "warten.js":
            answer = _CHANGED if self._stage.wait(mark, _PATIENCE) else _AGAIN
            self._send(answer, HTTPStatus.OK, {"Content-Type": type_of(f"/{name}")}, with_body=with_body)
        elif name in self._pages.files:
            self._send(self._pages.files[name], HTTPStatus.OK, {"Content-Type": type_of(f"/{name}")}, with_body=with_body)
        elif name:
            self._send_page(self._pages.refusal(), HTTPStatus.NOT_FOUND, with_body=with_body)
        else:
            self._send_page(self._pages.overview(), HTTPStatus.OK, with_body=with_body)

    def _send_page(self, page: bytes, status: HTTPStatus, *, with_body: bool) -> None:
        self._send(page, status, {"Content-Type": _HTML, "Content-Security-Policy": _OWN_POLICY}, with_body=with_body)

    def _send(self, content: bytes, status: HTTPStatus, headers: Mapping[str, str], *, with_body: bool) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if with_body:
            try:
                self.wfile.write(content)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True


def _own_names() -> frozenset[str]:
    name = socket.gethostname().lower()
    return frozenset({"localhost", name, f"{name.partition('.')[0]}.local"})


def make_preview_server(stage: Stage, pages: PreviewPages, port: int, *, lan: bool) -> ThreadingHTTPServer:
    """A server for what is on the stage; for this machine only, or with ``lan`` for everybody in its network. Port 0 takes a free one.

    Raises ``OSError`` (or ``OverflowError``) for a port that cannot be had.
    """
    names = None if lan else frozenset({"localhost", "127.0.0.1", "::1"})
    server = ThreadingHTTPServer(("" if lan else "127.0.0.1", port), partial(_PreviewHandler, stage=stage, pages=pages, names=names))
    server.daemon_threads = True
    return server


def address_in_network() -> str | None:
    """The address under which others in the network reach this machine, or None without a network. Nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # reserved for documentation (RFC 5737): only the way out is looked up
        except OSError:
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address
