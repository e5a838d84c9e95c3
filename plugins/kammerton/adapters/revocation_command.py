"""The command that revokes a consent: shows what rests on it, asks, marks it, removes what the project folder still holds."""

import argparse
import sys
from functools import partial
from pathlib import Path

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.files import write_lasting
from kammerton.adapters.project import Project
from kammerton.adapters.questions import somebody_answers
from kammerton.app.load import load
from kammerton.app.revoke import Revocation, Use, find_uses, live_addresses, revoked_register
from kammerton.deploy.contents import rests_on
from kammerton.domain.diagnostic import MN, M, SetupError
from kammerton.domain.library import Library
from kammerton.domain.vocabulary import REGISTER
from kammerton.rendering.words import Words

_FINE = 0
_LISTED = 40  # so many places of each kind are told unless everything is asked for


def add_revocation_command(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-command."""
    revoking = add_command(commands, words, "widerruf", M("widerruft eine Einwilligung und nennt alles, was auf ihr beruht"))
    revoking.add_argument("nummer", metavar=words.text(M("NUMMER")), help=words.text(M("die Nummer der Einwilligung, zum Beispiel E-0042")))
    revoking.add_argument("--ja", action="store_true", help=words.text(M("fragt nicht nach")))
    revoking.add_argument("--alles", action="store_true", help=words.text(M("nennt jede einzelne Stelle, auch wenn es viele sind")))
    revoking.set_defaults(run=_revoke)


def _revoke(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.adapters.builds import locked_builds
    from kammerton.adapters.traces import remove_traces, texts_of_outputs

    root = Path(options.projekt).resolve()
    project, now = Project(root), read_clock(options.now)
    with locked_builds(root) as builds:
        library, _ = load(project, now)
        revocation = find_uses(library, project, options.nummer.strip(), texts_of_outputs(root))
        _show(console, revocation, words, everything=options.alles)
        if not options.ja and not _agreed(console, revocation):
            console.say(M("Es wurde nichts geändert."))
            return _FINE
        write_lasting(root / REGISTER, revoked_register(project.read(REGISTER), revocation, library.today))
        folders = remove_traces(root, revocation.pictures, revocation.episodes)
        gone = builds.forget(partial(rests_on, numbers=frozenset({revocation.number})))
    _tell_removed(console, folders, gone)
    _tell_rest(console, library, revocation)
    return _FINE


def _show(console: Console, revocation: Revocation, words: Words, *, everything: bool) -> None:
    if revocation.since:
        console.say(M("Die Einwilligung {number} ist schon widerrufen, am {day}.", number=revocation.number, day=words.day(revocation.since)), "bold")
    console.say(M("Auf der Einwilligung {number} beruht in den Texten:", number=revocation.number), "bold")
    _list(console, revocation.in_sources, everything=True)
    console.say(M("Zu finden ist es in der gebauten Website, in Feeds, E-Mails und verschickten Ausgaben:"), "bold")
    _list(console, revocation.in_outputs, everything=everything)


def _list(console: Console, uses: tuple[Use, ...], *, everything: bool) -> None:
    shown = uses if everything else uses[:_LISTED]
    for use in shown:
        console.say(M("  {file}:{line}: {what}", file=use.place.file, line=use.place.line, what=use.what))
    if not uses:
        console.say(M("  nichts"))
    if len(shown) < len(uses):
        more = len(uses) - len(shown)
        console.say(MN("  und {n} weitere Stelle; alle nennt der Schalter --alles", "  und {n} weitere Stellen; alle nennt der Schalter --alles", more))


def _agreed(console: Console, revocation: Revocation) -> bool:
    if not somebody_answers():
        raise SetupError(M("Es ist niemand da, der gefragt werden kann. Soll es ohne Frage geschehen, schreiben Sie --ja dazu."))
    sys.stdout.flush()
    return console.ask(M("{number} jetzt widerrufen? Schreiben Sie „ja“: ", number=revocation.number)).lower() in ("ja", "j", "yes", "y")


def _tell_removed(console: Console, folders: tuple[str, ...], builds: tuple[int, ...]) -> None:
    console.say(M("Die Einwilligung ist in {file} als widerrufen eingetragen.", file=REGISTER), "bold")
    for folder in (*folders, *(f".builds/{number}" for number in builds)):
        console.say(M("  {folder} ist gelöscht.", folder=folder))


def _tell_rest(console: Console, library: Library, revocation: Revocation) -> None:
    """What no program can do, in the order in which it should be done."""
    console.say(M("Das bleibt für Sie zu tun:"), "bold")
    console.say(M("  - make publish baut die Website ohne all das und löscht den bisherigen Stand. Laden Sie sie danach auf den Server hoch."))
    for file in revocation.picture_files:
        console.say(M("  - Löschen Sie das Bild content/bilder/{file}, wenn es auf keiner anderen Einwilligung beruht.", file=file))
    for id_ in revocation.episodes:
        console.say(M("  - Die Aufnahme der Folge {id} liegt noch in episodes/media. Wie eine Folge ganz verschwindet, steht im Handbuch (Widerruf).", id=id_))
    console.say(M("  - Liegt das Projekt in einer öffentlichen Versionsverwaltung, steht in deren Verlauf weiter alles; dort muss es eigens entfernt werden."))
    console.say(M("  - Verschickte E-Mails und abonnierte Feeds holt niemand zurück. Teilen Sie den Widerruf mit, wenn es nötig ist."))
    console.say(M("  - Beantragen Sie bei Suchmaschinen, dass sie diese Adressen vergessen:"))
    for address in live_addresses(library, revocation):
        console.say(M("     {address}", address=address))
