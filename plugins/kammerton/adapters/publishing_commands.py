"""The commands around publishing: build and swap, keep what was published."""

import argparse
import gc
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from kammerton.adapters import unchanged
from kammerton.adapters.arguments import Parser, add_command, add_telling_switches
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.files import disk_problem, write_new
from kammerton.adapters.newsletter_commands import tell_next_issue
from kammerton.adapters.project import SETTINGS_FILE, Project, only_ours
from kammerton.adapters.revocation_command import add_revocation_command
from kammerton.app.build import Build
from kammerton.app.go_back import go_back
from kammerton.app.ports import Sources
from kammerton.app.publish import Outcome, publish
from kammerton.deploy.schedules import Scheduled, schedules
from kammerton.domain.coming import coming, unchanged_until
from kammerton.domain.diagnostic import MN, M, SetupError
from kammerton.domain.moments import ZONE
from kammerton.domain.published import MANIFEST
from kammerton.rendering.words import Words

_FINE, _CONTENT = 0, 1
# So many shares of the texts are worth a process of their own.
_SHARES = 8
# After so many new things garbage is looked for.
_RARELY = 1_000_000
# A hint that five hundred episodes deserve is shown so often.
_MOST_ALIKE = 5
_NOTHING_CHANGED = M("An der Website ändert sich nichts; sie bleibt, wie sie ist.")


def add_publishing_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-commands."""
    publishing = add_command(commands, words, "publish", M("prüft die Texte und baut Website, Podcast und Newsletter"))
    publishing.add_argument(
        "--if-changed", action="store_true", help=words.text(M("lässt die Website unberührt, wenn sich an ihr nichts ändern würde; für Zeitpläne"))
    )
    publishing.add_argument("--neu", action="store_true", help=words.text(M("macht alles neu, auch was sich seit dem letzten Mal nicht geändert hat")))
    add_telling_switches(publishing)
    publishing.set_defaults(run=_publish)
    add_command(commands, words, "zurueck", M("geht zum Stand vor dem letzten Veröffentlichen zurück")).set_defaults(run=_go_back)
    add_revocation_command(commands, words)
    planned = add_command(commands, words, "zeitplan", M("schreibt fertige Zeitpläne, nach denen regelmäßig veröffentlicht wird"))
    planned.add_argument("--ordner", metavar=words.text(M("ORDNER")), help=words.text(M("wohin (sonst .builds/zeitplan)")))
    planned.set_defaults(run=_plan)
    due = add_command(commands, words, "faellig", M("nennt den nächsten Zeitpunkt, zu dem sich die Website von selbst ändert"))
    due.add_argument("--nur-zeit", action="store_true", help=words.text(M("gibt nur den Zeitpunkt aus, in der Form 2026-12-24T06:00:00+01:00")))
    due.set_defaults(run=_due)
    add_command(commands, words, "merken", M("hält fest, was veröffentlicht ist, in einer Datei bei den Texten")).set_defaults(run=_remember)


def _publish(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.adapters.builds import Wishes, new_build
    from kammerton.adapters.full_text import tell_absence
    from kammerton.adapters.processes import each
    from kammerton.adapters.templates import ThemeTemplates

    root = Path(options.projekt).resolve()
    told = None if options.neu or options.now or options.is_changed else unchanged.unchanged(str(root))
    if told is not None:
        if not options.quiet:
            sys.stdout.write(told)
        return _FINE
    gc.set_threshold(_RARELY)  # nearly all that is read and made is kept to the end
    watched = unchanged.watch(str(root))
    sources: Sources = Project(root, console.watch, partial(each, least=_SHARES))
    templates = ThemeTemplates(root, words.language)
    with ExitStack() as rest:
        wishes = Wishes(options.if_changed, options.neu, console.watch, rest)
        with _saying_that_nothing_was_published():
            outcome = publish(sources, read_clock(options.now), words, templates, partial(new_build, root, wishes=wishes))
        console.tell(outcome.report, sys.maxsize if options.verbose else _MOST_ALIKE)
        if outcome.build is None:
            console.say(M("Es wurde nichts veröffentlicht; die bisherige Website bleibt, wie sie ist."))
            return _CONTENT
        if not options.now:
            with suppress(OSError):  # the site is published; the next publish only looks more closely
                _note_inputs(root, watched, outcome, words)
        if outcome.is_unchanged:
            console.say(_NOTHING_CHANGED, "bold")
            return _FINE
        _tell_success(console, outcome.build)
        with console.watch.stage(M("Nächste Ausgabe prüfen")):
            tell_next_issue(outcome.build, sources, words, console)
        tell_absence(outcome.build, console)
        _tell_to_remember(console, outcome.build, sources)
    return _FINE


@contextmanager
def _saying_that_nothing_was_published() -> Iterator[None]:
    """What the disk refuses stops a build; the site stays as it is."""
    try:
        yield
    except OSError as reason:
        raise SetupError(M("{reason} Es wurde nichts veröffentlicht.", reason=disk_problem(reason).message)) from reason


def _tell_to_remember(console: Console, build: Build, sources: Sources) -> None:
    """Where a copy of what was published is kept with the texts, and is behind."""
    committed = build.library.settings.committed_manifest
    if committed and sources.read(committed) != build.beside[MANIFEST]:
        console.say(M("  make merken hält in {file} fest, was jetzt veröffentlicht ist; nehmen Sie die Datei in die Versionsverwaltung auf.", file=committed))


def _note_inputs(root: Path, watched: tuple[int, unchanged.Stats], outcome: Outcome, words: Words) -> None:
    """Note what was published from what, so that the next publish can tell from the files that nothing has changed."""
    assert outcome.build is not None
    library = outcome.build.library
    settings = (root / SETTINGS_FILE).read_text(encoding="utf-8")
    if library.settings.live_manifest or not only_ours(Project(root)) or not unchanged.is_plain(settings):
        return  # what the live site, other plugins or other files say next time is not known
    hints = len(outcome.report.diagnostics)
    lines = [_NOTHING_CHANGED, *([M("Dazu gibt es {hints}; make check nennt sie.", hints=MN("{n} Hinweis", "{n} Hinweise", hints))] if hints else [])]
    told = "".join(f"{words.text(line)}\n" for line in lines)
    until = unchanged_until(library)
    committed = library.settings.committed_manifest
    further = (*((committed,) if committed else ()), *(show.cover for show in library.settings.shows))
    wrote = {path: outcome.site.stamp(path) for path in outcome.site.paths()} if outcome.site else None
    unchanged.remember(str(root), watched, unchanged.Published(further, (library.now.timestamp(), until.timestamp()), told, wrote))


def _go_back(options: argparse.Namespace, _words: Words, console: Console) -> int:
    from kammerton.adapters.builds import locked_builds

    root = Path(options.projekt).resolve()
    with locked_builds(root) as builds:
        outcome = go_back(Project(root, console.watch), read_clock(options.now), builds)
    console.show(outcome.report.diagnostics)
    if outcome.now is None:
        console.say(M("Der ältere Stand wurde nicht zurückgeholt; die bisherige Website bleibt, wie sie ist."), "bold red")
        return _CONTENT
    console.say(M("Die Website ist wieder auf dem Stand {now}; vorher war es {before}.", now=outcome.now, before=outcome.before or 0), "bold")
    console.say(M("Das nächste make publish baut sie wieder aus den Texten. Bringen Sie dort in Ordnung, was nicht stimmte."))
    console.say(M("Liegt die Website auf einem Server, laden Sie sie dort neu hoch."))
    return _FINE


def _due(options: argparse.Namespace, words: Words, console: Console) -> int:
    from kammerton.app.load import load

    library, report = load(Project(Path(options.projekt)), read_clock(options.now))
    changes = coming(library)
    first = changes[0].moment.astimezone(ZONE) if changes else None
    if options.nur_zeit:
        if first:
            sys.stdout.write(f"{first.isoformat()}\n")
        return _FINE
    if report.has_errors:
        console.say(M("Die Texte haben Fehler; was in fehlerhaften Dateien steht, fehlt hier. Alles dazu zeigt: make check"), "bold red")
    if first is None:
        console.say(M("Von selbst ändert sich an der Website nichts."))
        return _FINE
    console.say(M("Die Website ändert sich von selbst am {moment}:", moment=words.moment(first)), "bold")
    for change in changes:
        if change.moment == first:
            place = library.inventory.source(change.kind, change.id).place(*change.path)
            console.say(M("  {file}:{line}: {what}", file=place.file, line=place.line, what=change.what))
    console.say(M("Damit das auch geschieht, muss dann veröffentlicht werden: von Hand oder nach einem Zeitplan (Handbuch: Zeitplan)."))
    return _FINE


def _plan(options: argparse.Namespace, _words: Words, console: Console) -> int:
    from kammerton.adapters.shipped import command_path
    from kammerton.app.load import read_settings
    from kammerton.deploy.server.site import ServedSite

    root = Path(options.projekt).resolve()
    settings, _ = read_settings(Project(root))
    command = command_path()
    site = ServedSite(settings.address, "").token.replace("_", "-")
    planned = schedules(Scheduled(str(root), command, site, Path(command).is_relative_to(root)))
    folder = Path(options.ordner).resolve() if options.ordner else root / ".builds" / "zeitplan"
    for name, text in planned.items():
        write_new(folder / name, text.encode())
        console.say(M("  {file}", file=str(folder / name)))
    console.say(M("Welche Datei wohin gehört, steht in ihrer ersten Zeile und im Handbuch (Zeitplan). Sie brauchen nur eine davon."))
    return _FINE


def _remember(options: argparse.Namespace, _words: Words, console: Console) -> int:
    from kammerton.app.load import read_settings
    from kammerton.app.memory import copy_to_keep

    root = Path(options.projekt)
    sources: Sources = Project(root)
    file, content = copy_to_keep(sources, read_settings(sources)[0])
    write_new(root / file, content)
    console.say(M("{file} ist neu geschrieben. Nehmen Sie die Datei in die Versionsverwaltung auf.", file=file))
    return _FINE


def _tell_success(console: Console, build: Build) -> None:
    library = build.library
    console.say(M("Fertig. Die Website ist neu gebaut:"), "bold")
    console.say(M("  Website     output/index.html ({pages}: {firms}, {offers}, {occupations})",
        pages=MN("{n} Seite", "{n} Seiten", len(build.page_facts)), firms=MN("{n} Betrieb", "{n} Betriebe", len(library.portraits)),
        offers=MN("{n} offenes Angebot", "{n} offene Angebote", len(library.open_offers)), occupations=MN("{n} Beruf", "{n} Berufe", len(library.occupations))))  # fmt: skip
    for show in library.settings.shows:
        episodes = len(library.episodes_of(show))
        if episodes:
            console.say(M("  Podcast     output/{show}/feed.xml ({episodes})", show=show.id, episodes=MN("{n} Folge", "{n} Folgen", episodes)))
    for mail in build.mails[:1]:
        console.say(
            M(
                "  Newsletter  .builds/aktuell/mail/{id}.eml (auch als .html und .txt; {issues})",
                id=mail.name,
                issues=MN("{n} Ausgabe", "{n} Ausgaben", len(build.mails)),
            )
        )
    console.say(M("So geht es weiter:"), "bold")
    console.say(M("  make serve  zeigt die Website im Browser unter http://127.0.0.1:{port}/", port=8000))
    console.say(M("  Den Newsletter öffnen Sie mit Ihrem Mailprogramm und lesen ihn noch einmal."))
