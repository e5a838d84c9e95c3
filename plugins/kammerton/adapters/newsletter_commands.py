"""The commands around one issue of the newsletter: proofread it, hand it over, create it on a listmonk server."""

import argparse
from pathlib import Path
from typing import NamedTuple

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.drawings import png_of
from kammerton.adapters.files import place_copy, write_new, writing_new
from kammerton.adapters.mail_programs import mail_programs
from kammerton.adapters.project import Project
from kammerton.adapters.shelf import FolderShelf
from kammerton.adapters.templates import ThemeTemplates
from kammerton.app.build import Build
from kammerton.app.freeze_issue import freeze_issue
from kammerton.app.ports import Sources
from kammerton.app.proof import BoardFolder, Proof, board_folder, errors_of_next_issue, prepare, prove, wanted_issue
from kammerton.domain.diagnostic import MN, M, Severity
from kammerton.newsletter.board import BOARD
from kammerton.newsletter.handover import SYSTEMS
from kammerton.rendering.words import Words

_FINE, _CONTENT = 0, 1
_FOLDER, _HANDOVER = ".builds/newsletter", "versand"


class Proved(NamedTuple):
    """An issue that was looked at in all its editions, and what it came from."""

    root: Path
    build: Build
    proofs: tuple[Proof, ...]
    templates: ThemeTemplates

    @property
    def is_fit(self) -> bool:
        """Whether nothing keeps it from being sent."""
        return not any(proof.report.has_errors for proof in self.proofs)


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


def tell_next_issue(build: Build, project: Sources, words: Words, console: Console) -> None:
    """One line where the next issue is not fit to be sent yet; the site is published all the same."""
    found = errors_of_next_issue(build, project, words, mail_programs())
    if found is not None and found[1]:
        issue, errors = found
        what = MN("{n} Fehler", "{n} Fehler", errors)
        console.say(
            M("  Die Ausgabe {id} kann so noch nicht verschickt werden ({errors}). Was es ist, zeigt: make newsletter AUSGABE={id}", id=issue.id, errors=what),
            "yellow",
        )


def proved_issue(options: argparse.Namespace, words: Words, console: Console) -> Proved | None:
    """The issue asked for with what was found, told; None where the content has errors. Raises ``SetupError``."""
    root = Path(options.projekt).resolve()
    project, templates = Project(root, console.watch), ThemeTemplates(root, words.language)
    report, build = prepare(project, read_clock(options.now), words, templates)
    if build is None:
        console.show(report.of_severity(Severity.ERROR))
        console.say(M("Die Texte haben Fehler; die Ausgabe wurde nicht gebaut. Alles dazu zeigt: make check"), "bold red")
        return None
    proofs = prove(build, project, words, mail_programs(), wanted_issue(build.library, options.ausgabe or None))
    for proof in proofs:
        _tell(proof, console)
    return Proved(root, build, proofs, templates)


def _tell(proof: Proof, console: Console) -> None:
    console.show(proof.report.diagnostics)
    errors, hints = (len(proof.report.of_severity(severity)) for severity in (Severity.ERROR, Severity.HINT))
    told = {"errors": MN("{n} Fehler", "{n} Fehler", errors), "hints": MN("{n} Hinweis", "{n} Hinweise", hints)}
    console.say(M("Ausgabe {id}: {errors}, {hints}.", id=proof.mail.name, **told), "bold red" if errors else "bold green")


def _board(options: argparse.Namespace, words: Words, console: Console) -> int:
    proved = proved_issue(options, words, console)
    if proved is None:
        return _CONTENT
    for proof in proved.proofs:
        folder = proved.root / _FOLDER / proof.mail.name
        _fill(folder, board_folder(proof, proved.build, words, proved.templates), proved.root)
        console.say(M("Die Prüfseite öffnen Sie im Browser: {file}", file=str(folder / BOARD)))
    return _FINE if proved.is_fit else _CONTENT


def _fill(folder: Path, board: BoardFolder, root: Path) -> None:
    for name, content in board.files.items():
        write_new(folder / name, content)
    for name, source in board.copies.items():
        with writing_new(folder / name) as fresh:
            place_copy(root / source, fresh, kept=False)
    for name, svg in board.drawings.items():
        write_new(folder / name, png_of(root, svg))


def _leaving(options: argparse.Namespace, words: Words, console: Console) -> Proved | None:
    """The issue asked for where it may leave the house; None, told, where errors keep it."""
    proved = proved_issue(options, words, console)
    if proved is None or proved.is_fit:
        return proved
    console.say(M("So wird die Ausgabe nicht weitergegeben. Zum Ansehen: make newsletter AUSGABE={id}", id=proved.proofs[0].issue.id), "bold red")
    return None


def _export(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.app.handover import hand_over

    proved = _leaving(options, words, console)
    if proved is None:
        return _CONTENT
    for proof in proved.proofs:
        folder = Path(options.ordner).resolve() / proof.mail.name if options.ordner else proved.root / _FOLDER / proof.mail.name / _HANDOVER
        files = hand_over(proof, words, proved.templates, options.programm)
        for name, content in files.items():
            write_new(folder / name, content)
        console.say(M("Die Ausgabe {id} liegt zum Weitergeben in {folder}:", id=proof.mail.name, folder=str(folder)), "bold")
        for name in files:
            console.say(M("  {file}", file=name))
    _keep(proved, words, console)
    return _FINE


def _keep(proved: Proved, words: Words, console: Console) -> None:
    """What left the house is kept, once, and told."""
    kept = freeze_issue(proved.build.library, words, FolderShelf(proved.root), proved.proofs[0].issue)
    if kept is not None:
        console.say(
            M("Diese Fassung ist jetzt in {file} festgehalten. Ändert sich noch etwas, löschen Sie die Datei und geben die Ausgabe neu weiter.", file=kept)
        )


def _listmonk(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.adapters.listmonk import ListmonkServer
    from kammerton.app.handover import create_campaign

    proved = _leaving(options, words, console)
    if proved is None:
        return _CONTENT
    server = ListmonkServer(proved.build.library.settings.listmonk)
    for proof in proved.proofs:
        number = create_campaign(proof, proved.templates, server)
        console.say(
            M("Die Ausgabe {id} ist als Entwurf angelegt: {address}/campaigns/{number}", id=proof.mail.name, address=server.address, number=number), "bold"
        )
    _keep(proved, words, console)
    console.say(M("Sehen Sie sie dort an, schicken Sie sich eine Probe, und starten Sie dann den Versand."))
    return _FINE
