"""The command that shows the site while it is being written."""

import argparse
import errno
import fcntl
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import ThreadingHTTPServer
from pathlib import Path
from shutil import rmtree
from threading import Thread
from time import monotonic

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.files import told
from kammerton.adapters.preview_pages import PreviewPages
from kammerton.adapters.preview_server import address_in_network, make_preview_server
from kammerton.adapters.preview_stage import Look, Stage
from kammerton.adapters.preview_watch import Watcher
from kammerton.adapters.preview_worker import Worker
from kammerton.adapters.project import SETTINGS_FILE
from kammerton.domain.diagnostic import MN, M, Report, SetupError, Severity
from kammerton.rendering.qr import qr_lines
from kammerton.rendering.words import Words

_FINE = 0
_PORT, _PORTS = 8000, 10
_FOLDER, _LOCK = ".builds/vorschau", "sperre"
_QR_STYLE = "black on bright_white"


def add_preview_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-command."""
    preview = add_command(commands, words, "preview", M("zeigt die Website im Browser, wie sie gerade ist: mit Entwürfen, und nach jedem Speichern neu"))
    help_ = M("Nummer des Anschlusses; 0 nimmt einen freien (sonst der erste freie ab {port})", port=_PORT)
    preview.add_argument("--port", type=int, help=words.text(help_))
    preview.add_argument("--lan", action="store_true", help=words.text(M("zeigt sie auch anderen Geräten im selben Netz, zum Beispiel einem Handy")))
    preview.set_defaults(run=_preview)


def _preview(options: argparse.Namespace, words: Words, console: Console) -> int:
    root = Path(options.projekt).resolve()
    if not (root / SETTINGS_FILE).is_file():
        raise SetupError(M("In „{folder}“ liegt keine pelicanconf.py. Wechseln Sie in den Projektordner.", folder=str(root)))
    read_clock(options.now)  # a moment that is none is told at once
    stage = Stage()
    server = _server(stage, PreviewPages(stage, words), options)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with _own_folder(root) as folder:
        _tell_address(server, console, lan=options.lan)
        watcher, worker = Watcher(root), Worker(root, folder, options.now)
        building = Thread(target=_keep_building, args=(stage, watcher, worker, words, console), daemon=True)
        building.start()
        with suppress(KeyboardInterrupt):
            server.serve_forever(poll_interval=0.2)
        worker.stop()
        watcher.stop()
        building.join()
        server.server_close()
    console.say(M("Die Vorschau ist beendet."))
    return _FINE


def _server(stage: Stage, pages: PreviewPages, options: argparse.Namespace) -> ThreadingHTTPServer:
    """A server at the port asked for, else at the first free one of a few."""
    ports = [options.port] if options.port is not None else [*range(_PORT, _PORT + _PORTS), 0]
    for port in ports:
        try:
            return make_preview_server(stage, pages, port, lan=options.lan)
        except OverflowError:
            raise SetupError(M("Den Anschluss {port} gibt es nicht; die Nummern gehen von 1 bis 65535.", port=port)) from None
        except OSError as reason:
            if reason.errno != errno.EADDRINUSE:
                raise SetupError(M("Anschluss {port}: {reason}", port=port, reason=told(reason))) from None
    raise SetupError(M("Der Anschluss {port} ist schon belegt, vielleicht von einer anderen Vorschau. Ohne --port wird ein freier gesucht.", port=options.port))


@contextmanager
def _own_folder(root: Path) -> Iterator[Path]:
    """A folder for this preview; what previews left that did not end by themselves is removed."""
    around = root / _FOLDER
    around.mkdir(parents=True, exist_ok=True)
    for left in around.iterdir():
        with suppress(OSError), (left / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(dir=around))
    with (folder / _LOCK).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield folder
        finally:
            rmtree(folder, ignore_errors=True)


def _tell_address(server: ThreadingHTTPServer, console: Console, *, lan: bool) -> None:
    port = server.server_port
    console.say(M("Die Vorschau liegt unter http://127.0.0.1:{port}/ – beenden mit Strg+C.", port=port), "bold")
    if not lan:
        return
    address = address_in_network()
    if address is None:
        console.say(M("Dieser Rechner ist mit keinem Netz verbunden; andere Geräte erreichen die Vorschau nicht."), "yellow")
        return
    console.say(M("Andere Geräte im selben Netz öffnen: http://{address}:{port}/", address=address, port=port), "bold")
    console.draw(qr_lines(f"http://{address}:{port}/"), _QR_STYLE)
    console.say(M("Achtung: Alle in diesem Netz können damit auch Entwürfe sehen, solange die Vorschau läuft."), "yellow")


def _keep_building(stage: Stage, watcher: Watcher, worker: Worker, words: Words, console: Console) -> None:
    """Build, show, wait for a change, and again; ends when the watcher is stopped."""
    told_of: Report | None = None
    while True:
        began = monotonic()
        with console.watch.stage(M("Vorschau bauen")):
            look = worker.look()
        if look is None:
            return
        stage.show(look)
        _tell(look, words, console, monotonic() - began, repeated=look.report == told_of)
        told_of = look.report
        changed = watcher.wait()
        if not changed:
            return
        if any(path.endswith(".py") for path in changed):
            worker.renew()


def _tell(look: Look, words: Words, console: Console, seconds: float, *, repeated: bool) -> None:
    if not repeated:
        console.show(look.report.diagnostics)
    if look.problem:
        console.say(look.problem, "bold red")
    if look.trace:
        console.draw(look.trace, "")
    errors = MN("{n} Fehler", "{n} Fehler", len(look.report.of_severity(Severity.ERROR)))
    hints = MN("{n} Hinweis", "{n} Hinweise", len(look.report.of_severity(Severity.HINT)))
    if look.is_good:
        console.say(M("Gebaut in {seconds} Sekunden: {errors}, {hints}.", seconds=words.number(round(seconds, 1)), errors=errors, hints=hints), "green")
    elif not look.problem:
        console.say(M("Nicht gebaut: {errors}, {hints}.", errors=errors, hints=hints), "bold red")
