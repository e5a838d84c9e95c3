"""The newsletter's web service as a WSGI application (PEP 3333): requests in, answers out, letters sent beside it."""

import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread
from typing import Any

from kammerton.adapters.shipped import theme_folders
from kammerton.app.letter_writer import LetterBook, LetterWriter, send_letters
from kammerton.app.sending_ports import Relay
from kammerton.app.service import Service
from kammerton.app.subscriptions import tidy
from kammerton.delivery.web import MOST_BYTES, Answer, Request, form_fields, general_headers
from kammerton.domain.diagnostic import SetupError
from kammerton.rendering.words import Words

_KINDS = {"css": "text/css; charset=utf-8", "woff2": "font/woff2", "svg": "image/svg+xml"}
_SHOWN = (
    "css/tokens.css", "css/site.css", "css/form.css", "icon.svg", "fonts/text.woff2", "fonts/text-ext.woff2", "fonts/display.woff2", "fonts/display-ext.woff2",
)  # fmt: skip
_HEALTH = "gesund"
_SECONDS_BETWEEN_ROUNDS = 60.0
_HOUR_OF_ROUNDS = 60
StartResponse = Callable[[str, list[tuple[str, str]]], Any]


class Application:
    """What a WSGI server calls. Host and forwarding headers are never believed: every address in an answer comes from the settings."""

    def __init__(self, service: Service, root: Path, clock: Callable[[], datetime], words: Words) -> None:
        """Take the service, the project (for the theme's files) and the clock."""
        self._service, self._clock, self._words = service, clock, words
        self._headers = general_headers(service.site_origin)
        self._files = {f"/theme/{name}": _file(root, name) for name in _SHOWN}
        self._files[f"/{_HEALTH}"] = Answer(200, b"ok\n", "text/plain; charset=utf-8")

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        answer = self._answer(environ)
        headers = {**self._headers, "Content-Type": answer.kind, "Content-Length": str(len(answer.body)), **answer.headers}
        start_response(f"{answer.status} {HTTPStatus(answer.status).phrase}", list(headers.items()))
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [answer.body]

    def _answer(self, environ: dict[str, Any]) -> Answer:
        method, path = environ["REQUEST_METHOD"], self._path(environ.get("PATH_INFO", ""))
        if method not in ("GET", "HEAD", "POST"):
            return Answer(405, headers={"Allow": "GET, HEAD, POST"})
        if path in self._files:
            return self._files[path]
        try:
            fields = self._fields(environ) if method == "POST" else ()
            if fields is None:
                return Answer(413)
            return self._service.answer(Request(method, path, fields, environ.get("REMOTE_ADDR", "")), self._clock())
        except SetupError as reason:
            sys.stderr.write(f"{self._words.text(reason.message)}\n")
            return self._service.trouble()
        except Exception:  # noqa: BLE001 - the last place: somebody gets a sentence, the log the traceback
            traceback.print_exc()
            return self._service.trouble()

    def _path(self, path: str) -> str:
        """The path below the service's address, whether the proxy took its beginning away or not."""
        base = self._service.base
        return path[len(base) :] if base and path.startswith(f"{base}/") else path

    @staticmethod
    def _fields(environ: dict[str, Any]) -> tuple[tuple[str, str], ...] | None:
        """The fields of the form; None where the body is too large."""
        text = environ.get("CONTENT_LENGTH") or "0"
        length = int(text) if text.isdecimal() else 0
        if length > MOST_BYTES:
            return None
        return form_fields(environ.get("CONTENT_TYPE", ""), environ["wsgi.input"].read(length))


def _file(root: Path, name: str) -> Answer:
    """A file of the theme, the project's own before the program's; read once."""
    found = next((path for folder in theme_folders(root) if (path := folder / "static" / name).is_file()), None)
    if found is None:
        return Answer(404)
    return Answer(200, found.read_bytes(), _KINDS[name.rpartition(".")[2]], {"Cache-Control": "public, max-age=3600"})


class Postman(Thread):
    """Takes waiting letters to the relay, at once when woken, else every minute; once an hour the list is tidied."""

    def __init__(self, book: LetterBook, relay: Relay, writer: LetterWriter, clock: Callable[[], datetime]) -> None:
        """Take the list, the way out, and who writes the letters."""
        super().__init__(name="postman", daemon=True)
        self._book, self._relay, self._writer, self._clock = book, relay, writer, clock
        self._woken, self._ended = Event(), Event()

    def wake(self) -> None:
        """A letter waits."""
        self._woken.set()

    def end(self) -> None:
        """No further round; the one that runs is finished first."""
        self._ended.set()
        self._woken.set()
        self.join()

    def run(self) -> None:
        """Round after round. What goes wrong is told in the log and tried again in the next round."""
        rounds = 0
        while not self._ended.is_set():
            self._woken.clear()
            try:
                if rounds % _HOUR_OF_ROUNDS == 0:
                    tidy(self._book, self._clock(), self._writer.settings.newsletter.proof_years)
                send_letters(self._book, self._relay, self._writer, self._clock())
            except SetupError as reason:
                sys.stderr.write(f"{self._writer.words.text(reason.message)}\n")
            except Exception:  # noqa: BLE001 - one bad letter must not end all others
                traceback.print_exc()
            rounds += 1
            self._woken.wait(_SECONDS_BETWEEN_ROUNDS)
