"""The commands around one issue of the newsletter: proofread it, hand it over, create it on a listmonk server."""

import argparse
from pathlib import Path
from typing import NamedTuple

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.files import place_copy, write_new
from kammerton.adapters.mail_programs import mail_programs
from kammerton.adapters.project import Project
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build
from kammerton.app.ports import Sources
from kammerton.app.proof import Proof, board_folder, prepare, prove, prove_next, wanted_issue
from kammerton.domain.diagnostic import MN, M, Severity
from kammerton.newsletter.board import BOARD
from kammerton.newsletter.handover import SYSTEMS
from kammerton.rendering.words import Words

_FINE, _CONTENT = 0, 1
_FOLDER, _HANDOVER = ".builds/newsletter", "versand"


class _Proved(NamedTuple):
    """An issue that was looked at, and what it came from."""

    root: Path
    project: Project
    build: Build
    proof: Proof
    templates: ThemeTemplates


def add_newsletter_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-commands."""
    board = add_command(commands, words, "newsletter", M("prüft eine Ausgabe und zeigt sie so, wie Mailprogramme sie zeigen"))
    board.set_defaults(run=_board)
    export = add_command(commands, words, "newsletter-export", M("schreibt eine Ausgabe für ein Versandprogramm"))
    export.add_argument("--programm", choices=sorted(SYSTEMS), help=words.text(M("setzt die Platzhalter dieses Versandprogramms ein")))
    export.add_argument("--ordner", metavar=words.text(M("ORDNER")), help=words.text(M("wohin (sonst .builds/newsletter/AUSGABE/versand)")))
    export.set_defaults(run=_export)
    listmonk = add_command(commands, words, "newsletter-listmonk", M("legt eine Ausgabe als Entwurf auf einem listmonk-Server an"))
    listmonk.set_defaults(run=_listmonk)
    for command in (board, export, listmonk):
        command.add_argument(
            "ausgabe", nargs="?", metavar=words.text(M("AUSGABE")), help=words.text(M("die Ausgabe, zum Beispiel 2026-11 (sonst die nächste)"))
        )


def tell_next_issue(build: Build, project: Sources, console: Console) -> None:
    """One line where the next issue is not fit to be sent yet; the site is published all the same."""
    proof = prove_next(build, project, mail_programs())
    if proof is not None and proof.report.diagnostics:
        found = MN("{n} Befund", "{n} Befunde", len(proof.report.diagnostics))
        console.say(M("  Die Ausgabe {id} hat noch {found}; was es ist, zeigt: make newsletter AUSGABE={id}", id=proof.issue.id, found=found), "yellow")


def _proved(options: argparse.Namespace, words: Words, console: Console) -> _Proved | None:
    """The issue asked for with what the linter found, told; None where the content has errors. Raises ``SetupError``."""
    root = Path(options.projekt).resolve()
    project, templates = Project(root), ThemeTemplates(root, words.language)
    report, build = prepare(project, read_clock(options.now), words, templates)
    if build is None:
        console.show(report.of_severity(Severity.ERROR))
        console.say(M("Die Texte haben Fehler; die Ausgabe wurde nicht gebaut. Alles dazu zeigt: make check"), "bold red")
        return None
    proof = prove(build, project, mail_programs(), wanted_issue(build.library, options.ausgabe or None))
    console.show(proof.report.diagnostics)
    return _Proved(root, project, build, proof, templates)


def _board(options: argparse.Namespace, words: Words, console: Console) -> int:
    proved = _proved(options, words, console)
    if proved is None:
        return _CONTENT
    folder = proved.root / _FOLDER / proved.proof.issue.id
    files, copies = board_folder(proved.proof, proved.build, words, proved.templates)
    for name, content in files.items():
        write_new(folder / name, content)
    for name, source in copies.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).unlink(missing_ok=True)
        place_copy(proved.root / source, folder / name, kept=False)
    _tell(proved.proof, console)
    console.say(M("Die Prüfseite öffnen Sie im Browser: {file}", file=str(folder / BOARD)))
    console.say(M("Daneben liegen {id}.html, {id}.txt und {id}.eml.", id=proved.proof.issue.id))
    return _CONTENT if proved.proof.report.has_errors else _FINE


def _tell(proof: Proof, console: Console) -> None:
    errors, hints = (len(proof.report.of_severity(severity)) for severity in (Severity.ERROR, Severity.HINT))
    told = {"errors": MN("{n} Fehler", "{n} Fehler", errors), "hints": MN("{n} Hinweis", "{n} Hinweise", hints)}
    console.say(M("Ausgabe {id}: {errors}, {hints}.", id=proof.issue.id, **told), "bold red" if errors else "bold green")


def _refused(proof: Proof, console: Console) -> bool:
    """Whether errors stop an issue from leaving the house."""
    if proof.report.has_errors:
        console.say(M("Die Ausgabe {id} hat Fehler und wird so nicht weitergegeben. Zum Ansehen: make newsletter AUSGABE={id}", id=proof.issue.id), "bold red")
    return proof.report.has_errors


def _export(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.app.handover import hand_over

    proved = _proved(options, words, console)
    if proved is None or _refused(proved.proof, console):
        return _CONTENT
    folder = Path(options.ordner).resolve() if options.ordner else proved.root / _FOLDER / proved.proof.issue.id / _HANDOVER
    files = hand_over(proved.proof, proved.build, words, options.programm)
    for name, content in files.items():
        write_new(folder / name, content)
    console.say(M("Die Ausgabe {id} liegt zum Weitergeben in {folder}:", id=proved.proof.issue.id, folder=str(folder)), "bold")
    for name in files:
        console.say(M("  {file}", file=name))
    return _FINE


def _listmonk(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.adapters.listmonk import ListmonkServer
    from kammerton.app.handover import create_campaign

    proved = _proved(options, words, console)
    if proved is None or _refused(proved.proof, console):
        return _CONTENT
    settings = proved.build.library.settings.listmonk
    server = ListmonkServer(settings)
    number = create_campaign(proved.proof, proved.build, words, server)
    assert settings is not None, "the server asked for them"
    console.say(
        M("Die Ausgabe {id} ist als Entwurf angelegt: {address}/campaigns/{number}", id=proved.proof.issue.id, address=settings.address, number=number), "bold"
    )
    console.say(M("Sehen Sie sie dort an, schicken Sie sich eine Probe, und starten Sie dann den Versand."))
    return _FINE
