"""The ``kammerton`` command: arguments to use case to exit code (0 fine, 1 content has errors, 2 set-up wrong)."""

import argparse
import os
import shlex
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from kammerton import __version__
from kammerton.adapters.arguments import Parser, add_command, add_command_without_project, add_telling_switches
from kammerton.adapters.catalogue import german_words, words_of_environment
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.files import disk_problem, write_new
from kammerton.adapters.progress import ConsoleWatch, Manner, wanted_manner
from kammerton.domain.diagnostic import MN, Diagnostic, M, SettingsError, SetupError
from kammerton.rendering.words import Words

FINE, CONTENT, SETUP = 0, 1, 2
_PORT = 8000


def main(arguments: Sequence[str] | None = None, *, is_changed: bool = False) -> int:
    """Run one command and return its exit code; with ``is_changed`` it is known that something has changed since the last publish."""
    words = german_words()
    try:
        words = words_of_environment()
        manner = wanted_manner(sys.stderr, os.environ)
    except SetupError as reason:
        Console(words).setup_error(reason)
        return SETUP
    called = list(sys.argv[1:] if arguments is None else arguments)
    if called[:1] == ["test"] and called[1:2] not in (["-h"], ["--help"], ["--hilfe"]):
        called.insert(1, "--")  # everything after it is pytest's
    options, console = _parser(words, called[:1]).parse_args(called), Console(words)
    options.is_changed = is_changed
    console.is_quiet = options.quiet
    console.watch = ConsoleWatch(words, Manner.NOTHING if options.quiet else manner, tells_stages=options.verbose)
    code = _run(options, words, console)
    console.watch.close()
    if options.profil:
        from kammerton.adapters.stopwatch import profile

        console.table(profile(console.watch.spent(), words))
    return code


def _run(options: argparse.Namespace, words: Words, console: Console) -> int:
    try:
        return int(options.run(options, words, console))
    except SettingsError as reason:
        console.show(reason.report.diagnostics)
        console.setup_error(reason)
    except SetupError as reason:
        console.setup_error(reason)
    except OSError as reason:
        console.setup_error(disk_problem(reason))
    except KeyboardInterrupt:
        console.say(M("Abgebrochen."))
    except Exception:  # noqa: BLE001 - the last place: an editor gets a sentence, a developer the file
        _report_bug(console, Path(options.projekt))
    return SETUP


def _report_bug(console: Console, root: Path) -> None:
    """Our own mistake: the traceback goes into a file, the editor is told where."""
    file = root / ".builds" / "programmfehler.txt"
    text = f"kammerton {__version__}, Python {sys.version}\n\n{traceback.format_exc()}"
    write_new(file, text.encode())
    console.setup_error(
        SetupError(
            M("Das Programm hat einen Fehler gemacht; die Website ist unverändert. Bitte melden Sie ihn und schicken Sie die Datei {file} mit.", file=str(file))
        )
    )


def _check(options: argparse.Namespace, _words: Words, console: Console) -> int:
    from kammerton.adapters.project import Project
    from kammerton.app.publish import check

    report = check(Project(Path(options.projekt), console.watch), read_clock(options.now))
    console.tell(report)
    return CONTENT if report.has_errors else FINE


def _check_feed(options: argparse.Namespace, _words: Words, console: Console) -> int:
    from kammerton.adapters.feed_sources import open_feed
    from kammerton.app.check_feed import FeedCheck, check_feed

    source = open_feed(options.feed, Path(options.projekt) / "output")
    report = check_feed(source, FeedCheck(options.alle_seiten, options.dateien), read_clock(options.now))
    console.tell(report)
    return CONTENT if report.has_errors else FINE


def _serve(options: argparse.Namespace, _words: Words, console: Console) -> int:
    from kammerton.adapters.project import Project
    from kammerton.adapters.server import make_server
    from kammerton.app.load import load

    root = Path(options.projekt).resolve()
    if not (root / "output" / "index.html").is_file():
        raise SetupError(M("Es gibt noch keine Website. Bauen Sie sie zuerst mit: make publish"))
    library, _ = load(Project(root, console.watch), read_clock(options.now))
    base = urlsplit(library.settings.address).path
    server = make_server(root / "output", base, options.port)
    console.say(M("Die Website liegt unter http://127.0.0.1:{port}{base}/ – beenden mit Strg+C.", port=server.server_port, base=base))
    with suppress(KeyboardInterrupt):
        server.serve_forever()
    return FINE


def _new_episode(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.adapters.desk import FolderDesk
    from kammerton.adapters.project import Project
    from kammerton.app.load import load
    from kammerton.app.new_episode import begin_episode

    root = Path(options.projekt)
    library, _ = load(Project(root, console.watch), read_clock(options.now))
    desk = FolderDesk(root, Path(options.audio), options.modell or library.settings.speech_model)
    if desk.model and not desk.transcript_ending():
        console.say(M("Die Abschrift wird aus der Aufnahme gemacht. Das kann so lange dauern wie die Aufnahme selbst …"))
    with console.watch.stage(M("Folge anlegen")):
        episode = begin_episode(library, words, desk, options.titel, options.reihe)
    if isinstance(episode, Diagnostic):
        console.show([episode])
        return CONTENT
    console.say(M("Folge {number} ist angelegt, als Entwurf:", number=episode.number), "bold")
    for file in filter(None, (episode.file, episode.audio, episode.transcript)):
        console.say(M("  {file}", file=file))
    console.say(M("Öffnen Sie {file} und ergänzen Sie, was fehlt; danach: make check", file=episode.file))
    return FINE


def _new_issue(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.adapters.project import Project
    from kammerton.adapters.shelf import FolderShelf
    from kammerton.app.load import load
    from kammerton.app.new_issue import begin_issue

    root = Path(options.projekt)
    library, _ = load(Project(root, console.watch), read_clock(options.now))
    issue = begin_issue(library, words, FolderShelf(root), options.ausgabe)
    console.say(M("Ausgabe {number} ist angelegt, als Entwurf:", number=issue.number), "bold")
    console.say(M("  {file}", file=issue.file))
    console.say(MN("Seit der letzten Ausgabe ist {n} Eintrag erschienen.", "Seit der letzten Ausgabe sind {n} Einträge erschienen.", issue.found))
    console.say(M("Öffnen Sie {file} und ergänzen Sie, was fehlt; danach: make check", file=issue.file))
    return FINE


def _new(options: argparse.Namespace, _words: Words, console: Console) -> int:
    from kammerton.adapters.new_project import free_folder, write_project
    from kammerton.adapters.pattern import PackagePattern
    from kammerton.adapters.questions import interview, somebody_answers
    from kammerton.adapters.shipped import command_path
    from kammerton.app.new_site import new_site, read_answers
    from kammerton.domain.inventory import Source

    folder, today = free_folder(options.ordner), read_clock(options.now).date()
    given, source = read_answers(options.antworten, Path(options.antworten).read_bytes()) if options.antworten else ({}, Source("–"))
    asked = not options.ohne_fragen and somebody_answers()
    answers = interview(console, given) if asked else given
    write_project(folder, new_site(answers, source, PackagePattern(), command_path(), today))
    console.say(M("Fertig. Die neue Website liegt im Ordner {folder}.", folder=str(folder)), "bold")
    if not asked:
        console.say(M("Es wurde nicht gefragt. Wo eine Antwort fehlte, stehen erfundene Angaben; „make check“ nennt sie."))
    console.say(M("So geht es weiter:"), "bold")
    console.say(M("  cd {folder}", folder=shlex.quote(str(folder))))
    console.say(M("  make publish  baut die Website und nennt alles, was noch zu prüfen ist"))
    console.say(M("  make serve    zeigt sie im Browser"))
    console.say(M("  Mehr steht in der Datei LIESMICH.md."))
    return FINE


def _add_feed_check(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    feed = add_command(commands, words, "feed-pruefen", M("prüft einen Podcast-Feed: eine Datei oder eine Adresse"))
    feed.add_argument("feed", metavar=words.text(M("FEED")), help=words.text(M("die Datei oder die Adresse, die mit http:// oder https:// beginnt")))
    feed.add_argument("--alle-seiten", action="store_true", help=words.text(M("liest auch die weiteren Seiten des Feeds")))
    feed.add_argument("--dateien", action="store_true", help=words.text(M("prüft auch Aufnahmen, Bilder, Abschriften und Kapitel hinter dem Feed")))
    feed.set_defaults(run=_check_feed)


def _parser(words: Words, called: Sequence[str] = ()) -> Parser:
    """The parser of one command, which imports what only that one needs; of all of them where none is called."""
    parser = Parser(words, prog="kammerton", description=words.text(M("Aus einem Ordner voller Texte: Website, Podcast und Newsletter.")))
    parser.add_argument("--version", action="version", version=f"kammerton {__version__}", help=words.text(M("zeigt die Version")))
    commands = parser.add_subparsers(required=True, metavar=words.text(M("BEFEHL")), title=words.text(M("Befehle")), parser_class=Parser)
    if list(called) != ["--version"]:
        for add in [add for names, add in COMMANDS if set(names) & set(called)] or [add for _, add in COMMANDS]:
            add(commands, words)
    return parser


def _add_site_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    checking = add_command(commands, words, "check", M("prüft die Texte, ohne etwas zu bauen"))
    add_telling_switches(checking)
    checking.set_defaults(run=_check)
    serve = add_command(commands, words, "serve", M("zeigt die gebaute Website im Browser"))
    serve.add_argument("--port", type=int, default=_PORT, help=words.text(M("Nummer des Anschlusses; 0 nimmt einen freien")))
    serve.set_defaults(run=_serve)


def _add_new_episode(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    new = add_command(commands, words, "neue-folge", M("legt eine Podcast-Folge zu einer Aufnahme an"))
    new.add_argument("audio", metavar=words.text(M("AUFNAHME")), help=words.text(M("die Audiodatei; eine Abschrift mit demselben Namen daneben kommt mit")))
    new.add_argument(
        "--titel", metavar=words.text(M("TITEL")), help=words.text(M("Überschrift der Folge (sonst die in der Aufnahme gespeicherte oder der Dateiname)"))
    )
    new.add_argument("--reihe", metavar=words.text(M("REIHE")), help=words.text(M("Kurzname der Reihe, wenn es mehrere gibt")))
    new.add_argument("--modell", metavar=words.text(M("ORDNER")), help=words.text(M("Ordner mit einem Sprachmodell: macht den Entwurf einer Abschrift")))
    new.set_defaults(run=_new_episode)


def _add_new_site(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    new = add_command_without_project(commands, words, "neu", M("beginnt eine leere Website für eine andere Region"))
    new.add_argument("ordner", metavar=words.text(M("ORDNER")), help=words.text(M("ein Ordner, den es noch nicht gibt oder der leer ist")))
    new.add_argument(
        "--antworten", metavar=words.text(M("DATEI")), help=words.text(M("eine Datei mit vorbereiteten Antworten; gefragt wird nur nach den übrigen"))
    )
    new.add_argument("--ohne-fragen", action="store_true", help=words.text(M("fragt nichts; was in der Datei fehlt, wird erfunden und gekennzeichnet")))
    new.set_defaults(run=_new)


def _add_new_issue(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    issue = add_command(commands, words, "neue-ausgabe", M("legt eine Newsletter-Ausgabe an, mit allem, was neu ist"))
    issue.add_argument(
        "ausgabe",
        nargs="?",
        metavar=words.text(M("MONAT")),
        help=words.text(M("Jahr und Monat, zum Beispiel 2027-01; sonst der Monat nach der letzten Ausgabe")),
    )
    issue.set_defaults(run=_new_issue)


class Adder(Protocol):
    """Adds commands to the parser."""

    def __call__(self, commands: "argparse._SubParsersAction[Parser]", words: Words, /) -> None:
        """Add them, saying what they are in these words."""
        ...


def _from(module: str) -> Adder:
    """The commands of one of the adapters; it is imported when they are added."""

    def add(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
        getattr(import_module(f"kammerton.adapters.{module}"), f"add_{module}")(commands, words)

    return add


# What adds which commands, in the order of the help. ``publish`` has switches from two places.
COMMANDS: tuple[tuple[tuple[str, ...], Adder], ...] = (
    (("neue-folge",), _add_new_episode),
    (("feed-pruefen",), _add_feed_check),
    (("publish", "zurueck", "zeitplan", "faellig", "merken", "widerruf", "hochladen"), _from("publishing_commands")),
    (("hochladen", "publish"), _from("deploy_commands")),
    (("check", "serve"), _add_site_commands),
    (("newsletter", "newsletter-export", "newsletter-listmonk"), _from("newsletter_commands")),
    (("preview",), _from("preview_commands")),
    (("newsletter-abos",), _from("subscriber_commands")),
    (("dienst",), _from("service_commands")),
    (("postfach",), _from("mailbox_commands")),
    (("doctor",), _from("doctor_commands")),
    (("newsletter-test", "newsletter-senden", "newsletter-stand", "newsletter-abgleich"), _from("sending_commands")),
    (("neue-ausgabe",), _add_new_issue),
    (("neu",), _add_new_site),
    (("muster", "schema", "docs", "test", "lint", "abhaengigkeiten"), _from("developer_commands")),
)


if __name__ == "__main__":
    sys.exit(main())
