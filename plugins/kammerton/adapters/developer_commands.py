"""The commands for developers: components of the theme, schema, handbook, tests, linters, what the dependencies bring."""

import argparse
import sys
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.catalogue import german_words
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.development import audit_dependencies, run_linters, run_tests
from kammerton.adapters.files import write_new
from kammerton.adapters.project import Project
from kammerton.domain.diagnostic import M
from kammerton.domain.kinds import MODELS
from kammerton.rendering.words import Words

_FINE, _PORT = 0, 8000


def add_developer_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-commands."""
    specimens = add_command(commands, words, "muster", M("zeigt jeden Baustein des Themes mit seinen Beispielen im Browser"))
    specimens.add_argument("--port", type=int, default=_PORT, help=words.text(M("Nummer des Anschlusses; 0 nimmt einen freien")))
    specimens.set_defaults(run=_specimens)
    schema = add_command(commands, words, "schema", M("gibt das JSON-Schema einer Art von Eintrag aus"))
    schema.add_argument("art", choices=sorted(MODELS), help=words.text(M("die Art")))
    schema.set_defaults(run=_schema)
    add_command(commands, words, "docs", M("schreibt die erzeugten Seiten des Handbuchs neu")).set_defaults(run=_docs)
    test = add_command(commands, words, "test", M("führt die Tests aus"))
    test.add_argument("arguments", nargs="*", help=words.text(M("weiter an pytest")))
    test.set_defaults(run=_test)
    add_command(commands, words, "lint", M("prüft den Programmtext")).set_defaults(run=_lint)
    audit = add_command(commands, words, "abhaengigkeiten", M("prüft Lizenzen und bekannte Schwachstellen der Bibliotheken"))
    audit.set_defaults(run=_audit_dependencies)


def _specimens(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.adapters.server import make_server
    from kammerton.adapters.specimens import write_specimens
    from kammerton.app.load import load
    from kammerton.domain.addresses import Addresses
    from kammerton.rendering.links import Links
    from kammerton.site.context import SiteContext

    root = Path(options.projekt).resolve()
    library, _ = load(Project(root), read_clock(options.now))
    addresses = Addresses(library.settings.address)
    folder = write_specimens(root, SiteContext(library, words, Links(library, addresses), addresses))
    server = make_server(folder, urlsplit(library.settings.address).path, options.port)
    console.say(
        M("Alle Bausteine des Themes liegen unter {address} – beenden mit Strg+C.", address=f"http://127.0.0.1:{server.server_port}{addresses.link('muster/')}")
    )
    with suppress(KeyboardInterrupt):
        server.serve_forever()
    return _FINE


def _schema(options: argparse.Namespace, _words: Words, _console: Console) -> int:
    from kammerton.app.handbook import json_schema

    sys.stdout.write(json_schema(options.art))
    return _FINE


def _docs(options: argparse.Namespace, _words: Words, console: Console) -> int:
    from kammerton.app.handbook import fields_page, messages_page

    words = german_words()  # the handbook is German, whoever writes it anew
    folder = Path(options.projekt) / "docs" / "redaktion"
    for name, text in (("felder.md", fields_page(words)), ("meldungen.md", messages_page(words))):
        write_new(folder / name, text.encode())
        console.say(M("{file} ist neu geschrieben.", file=f"docs/redaktion/{name}"))
    return _FINE


def _test(options: argparse.Namespace, _words: Words, _console: Console) -> int:
    return run_tests(Path(options.projekt), options.arguments)


def _lint(options: argparse.Namespace, _words: Words, _console: Console) -> int:
    return run_linters(Path(options.projekt))


def _audit_dependencies(options: argparse.Namespace, _words: Words, _console: Console) -> int:
    return audit_dependencies(Path(options.projekt))
