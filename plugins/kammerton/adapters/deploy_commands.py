"""The commands that bring the published site to a target: ``hochladen``, and ``publish --ziel``, which builds before."""

import argparse
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kammerton.adapters.arguments import Parser, add_command, add_telling_switches
from kammerton.adapters.console import Console
from kammerton.adapters.project import Project
from kammerton.adapters.targets import Cargo, cargo_for, holder, published_site, require_package, way_to
from kammerton.app.live_check import check_live
from kammerton.app.load import read_settings
from kammerton.app.ports import Way
from kammerton.app.upload import Wishes, announce, look, upload
from kammerton.deploy.transfer.plan import Plan
from kammerton.domain.addresses import feed_path
from kammerton.domain.diagnostic import MN, M, Message, SetupError
from kammerton.domain.settings import SiteSettings
from kammerton.domain.target import Target
from kammerton.rendering.words import Words

_FINE = 0
Command = Callable[[argparse.Namespace, Words, Console], int]


def add_deploy_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The command that uploads, and a switch for ``publish``, which is among ``commands``."""
    upload = add_command(commands, words, "hochladen", M("lädt die gebaute Website zu einem Ziel hoch, ohne neu zu bauen"))
    add_telling_switches(upload)
    upload.set_defaults(run=_upload)
    publish = commands.choices["publish"]
    publish.set_defaults(run=partial(_publish_and_upload, publish.get_default("run")))
    for command in (upload, publish):
        command.add_argument("--ziel", metavar=words.text(M("ZIEL")), help=words.text(M("Name eines Ziels aus ZIELE in pelicanconf.py")))
        command.add_argument("--probe", action="store_true", help=words.text(M("zeigt nur, was hochgeladen und gelöscht würde")))
        command.add_argument("--ersetzen", action="store_true", help=words.text(M("ersetzt auch Dateien, die nicht von Kammerton sind")))
        command.add_argument("--alles", action="store_true", help=words.text(M("lädt alles noch einmal hoch, auch was unverändert ist")))
        command.add_argument("--ohne-nachsehen", action="store_true", help=words.text(M("fragt danach nicht die Website im Netz")))
    upload.add_argument("--nachsehen", action="store_true", help=words.text(M("lädt nichts hoch, sondern fragt nur die Website im Netz")))


def _publish_and_upload(publish: Command, options: argparse.Namespace, words: Words, console: Console) -> int:
    """Publish, and upload what was published; without a target it is ``publish`` alone."""
    if not options.ziel:
        return publish(options, words, console)
    settings = read_settings(Project(Path(options.projekt)))[0]
    require_package(wanted_target(settings, options.ziel))
    done = publish(options, words, console)
    options.nachsehen = False
    return done or _upload(options, words, console)


def _upload(options: argparse.Namespace, words: Words, console: Console) -> int:
    root = Path(options.projekt).resolve()
    settings = read_settings(Project(root))[0]
    target = wanted_target(settings, options.ziel)
    cargo = cargo_for(target, published_site(root), settings.address)
    wishes = Wishes(settings.address, options.ersetzen, options.alles)
    visit = _Visit(root, settings, target, words, console)
    if options.nachsehen:
        visit.look_after(cargo)
        visit.tell_hubs(cargo)
        return _FINE
    with way_to(target, root, cargo) as way:
        if options.probe:
            visit.show(look(way, cargo.files, wishes)[1])
            return _FINE
        visit.upload(way, cargo, wishes)
        if target.kind == "git":
            console.say(M("  Der Hoster braucht jetzt einen Moment. Danach: kammerton hochladen --ziel {name} --nachsehen", name=target.name))
            return _FINE
        if not options.ohne_nachsehen:
            visit.look_after(cargo)
        visit.tell_changed_hubs(way, cargo)
    return _FINE


def wanted_target(settings: SiteSettings, name: str | None) -> Target:
    """The target of a name; without one the only one there is. Raises ``SetupError``."""
    targets = {target.name: target for target in settings.targets}
    if not targets:
        raise SetupError(M("In pelicanconf.py steht noch kein Ziel. Wie, steht im Handbuch unter „Auf den Webserver hochladen“."))
    if not name and len(targets) == 1:
        return settings.targets[0]
    if name not in targets:
        what = M("Das Ziel „{name}“ steht nicht in ZIELE.", name=name) if name else M("Es fehlt der Name des Ziels.")
        raise SetupError(M("{what} Möglich sind: {choices}.", what=what, choices=", ".join(targets)))
    return targets[name]


class _Visit:
    """One run to a target, told as it goes."""

    def __init__(self, root: Path, settings: SiteSettings, target: Target, words: Words, console: Console) -> None:
        self._root, self._settings, self._target, self._words, self._console = root, settings, target, words, console
        self._hubs = {feed_path(show.id): show.hub for show in settings.shows if show.hub and not show.moved_to}

    def show(self, found: Plan) -> None:
        """What would be done."""
        for path in found.uploads:
            self._console.say(M("  hochladen  {file}", file=path))
        for path in found.deletions:
            self._console.say(M("  löschen    {file}", file=path))
        for path in found.foreign:
            self._console.say(M("  nicht von Kammerton, würde ersetzt: {file}", file=path), "yellow")
        self._console.say(M("Es wurde nichts verändert. {summary}", summary=_summary(found)), "bold")

    def upload(self, way: Way, cargo: Cargo, wishes: Wishes) -> None:
        """Upload and delete."""
        done = upload(way, cargo.files, partial(holder, self._root), wishes, partial(self._console.watch.stage, M("Hochladen")))
        self._console.say(M("Ziel „{name}“ ({address}): {summary}", name=self._target.name, address=self._target.address, summary=_summary(done)), "bold")

    def look_after(self, cargo: Cargo) -> None:
        """Ask the site itself, and tell what is not as it should be."""
        from kammerton.adapters.live_site import ask

        site = self._target.website or self._settings.address
        with self._console.watch.stage(M("Nachsehen")):
            report = check_live(site, {path: found.size for path, found in cargo.files.items() if path not in cargo.extras}, cargo.moves, ask)
        asked = MN("{n} Adresse", "{n} Adressen", report.asked)
        if not report.found:
            self._console.say(M("Nachgesehen auf {site}: {asked}, alles in Ordnung.", site=site, asked=asked), "bold green")
            return
        self._console.say(M("Nachgesehen auf {site}: {asked}, davon nicht in Ordnung:", site=site, asked=asked), "bold red")
        for address, wrong in report.found:
            self._console.say(M("  {address}: {wrong}", address=address, wrong=wrong), "bold red")
        self._console.say(M("  Was dann zu tun ist, steht im Handbuch unter „Auf den Webserver hochladen“."))

    def tell_hubs(self, cargo: Cargo) -> None:
        """Tell the hub of every feed that is in the build."""
        for feed, hub in self._hubs.items():
            if feed in cargo.files:
                self._tell_hub(feed, hub)

    def tell_changed_hubs(self, way: Way, cargo: Cargo) -> None:
        """Tell the hubs of feeds that have changed since they were last told."""
        if self._hubs and self._target.website in (None, self._settings.address):
            announce(way, cargo.files, self._hubs, self._tell_hub)

    def _tell_hub(self, feed: str, hub: str) -> bool:
        from kammerton.adapters.live_site import tell_hub

        wrong = tell_hub(hub, f"{self._settings.address}/{feed}")
        if wrong is None:
            self._console.say(M("  {hub} weiß, dass sich {feed} geändert hat.", hub=hub, feed=feed))
        else:
            self._console.say(M("  {hub} ließ sich nicht sagen, dass sich {feed} geändert hat: {wrong}", hub=hub, feed=feed, wrong=wrong), "yellow")
        return wrong is None


def _summary(found: Plan) -> Message:
    if found.is_empty:
        return M("Alles ist schon auf dem neuesten Stand ({n} Dateien).", n=found.unchanged)
    uploads = MN("{n} Datei", "{n} Dateien", len(found.uploads))
    return M("{uploads} hochgeladen, {deleted} gelöscht, {unchanged} unverändert.", uploads=uploads, deleted=len(found.deletions), unchanged=found.unchanged)
