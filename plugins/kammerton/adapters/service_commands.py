"""``kammerton dienst``: runs the newsletter's web service behind a web server that speaks HTTPS."""

import argparse
import secrets
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any, NamedTuple

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.outbox import OUTBOX, Outbox
from kammerton.adapters.project import Project
from kammerton.adapters.service import Application, Postman
from kammerton.adapters.smtp import SmtpRelay
from kammerton.adapters.subscribers import SubscriberList
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.letter_writer import LetterWriter
from kammerton.app.load import read_settings
from kammerton.app.sending_ports import Relay
from kammerton.app.service import Kit, Service
from kammerton.delivery.throttle import Throttle
from kammerton.delivery.web import MOST_BYTES
from kammerton.deploy.server.service import PORT
from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.relay import relay_address
from kammerton.domain.settings import SiteSettings
from kammerton.rendering.words import Words

_FINE = 0
_THREADS = 8
# So often somebody may order a newsletter from one place; a school has one address for all.
_MOST, _WINDOW = 20, timedelta(minutes=10)


class Running(NamedTuple):
    """The parts of a service; whoever made it ends it."""

    application: Application
    postman: Postman
    book: SubscriberList
    relay: Relay

    def end(self) -> None:
        """Finish what is being done and close the list."""
        self.postman.end()
        self.relay.close()
        self.book.close()


def add_service_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-command."""
    service = add_command(commands, words, "dienst", M("betreibt den Dienst für An- und Abmeldungen zum Newsletter"))
    service.add_argument("--port", type=int, default=PORT, help=words.text(M("Nummer des Anschlusses; 0 nimmt einen freien")))
    service.add_argument("--host", default="127.0.0.1", metavar=words.text(M("ADRESSE")), help=words.text(M("Adresse, auf der er antwortet (sonst nur dieser Rechner)")))  # fmt: skip
    service.add_argument("--proxy", default="127.0.0.1", metavar=words.text(M("ADRESSE")), help=words.text(M("Adresse des Webservers davor; nur ihm wird geglaubt, woher eine Anfrage kommt")))  # fmt: skip
    service.set_defaults(run=_run)


def make_service(root: Path, settings: SiteSettings, words: Words, clock: Callable[[], datetime]) -> Running:
    """The service of a project, its postman not started yet. Raises ``SetupError``."""
    if settings.newsletter.service is None:
        raise SetupError(M("In pelicanconf.py fehlt unter NEWSLETTER die Angabe „dienst“: die Adresse, unter der man den Dienst im Netz erreicht."))
    book = SubscriberList.of_project(root, settings.delivery_folder)
    relay: Relay = SmtpRelay(relay_address(settings.sending.relay)) if settings.sending.relay else Outbox(book.folder / OUTBOX)
    templates = ThemeTemplates(root, words.language)
    postman = Postman(book, relay, LetterWriter(settings, words, templates, book.tokens), clock)
    throttle = Throttle(_MOST, _WINDOW, lambda: secrets.token_bytes(32))
    service = Service(Kit(book, settings, words, templates, throttle), postman.wake)
    return Running(Application(service, root, clock, words), postman, book, relay)


def _run(options: argparse.Namespace, words: Words, console: Console) -> int:
    root = Path(options.projekt).resolve()
    settings, _ = read_settings(Project(root))
    running = make_service(root, settings, words, lambda: read_clock(options.now))
    try:
        server = _server(running.application, options)
        running.postman.start()
        console.say(M("Der Dienst antwortet auf http://{host}:{port}, im Netz unter {address}. Beenden mit Strg+C.",
            host=options.host, port=server.effective_port, address=settings.newsletter.service or ""), "bold")  # fmt: skip
        if settings.sending.relay is None:
            console.say(M("Es ist kein Relay eingestellt: Briefe landen in {folder} und werden nicht verschickt.", folder=str(running.book.folder / OUTBOX)))
        signal.signal(signal.SIGTERM, _stop)
        server.run()
    finally:
        running.end()
    return _FINE


def _stop(_number: int, _frame: FrameType | None) -> None:
    """End as with Ctrl+C; service managers send SIGTERM."""
    raise SystemExit(_FINE)


def _server(application: Application, options: argparse.Namespace) -> Any:
    """waitress, listening. Raises ``SetupError`` where it is missing."""
    try:
        from waitress.server import create_server
    except ImportError:
        raise SetupError(M("Für den Dienst fehlt ein Baustein. Die IT holt ihn so: .venv/bin/pip install waitress")) from None
    return create_server(
        application,
        host=options.host,
        port=options.port,
        threads=_THREADS,
        ident=None,
        max_request_body_size=2 * MOST_BYTES,
        channel_timeout=30,
        trusted_proxy=options.proxy or None,
        trusted_proxy_headers={"x-forwarded-for"} if options.proxy else None,
        clear_untrusted_proxy_headers=True,
    )
