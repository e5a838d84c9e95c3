"""The commands that send: a test to oneself, an issue to everybody, and how far that has come."""

import argparse
from collections import Counter
from dataclasses import replace
from itertools import product

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import RunningClock
from kammerton.adapters.console import Console
from kammerton.adapters.ledger import TRIAL_LEDGER, only_sender
from kammerton.adapters.newsletter_commands import Proved, proved_issue
from kammerton.adapters.outbox import OUTBOX
from kammerton.adapters.project import Project
from kammerton.adapters.sending import Office, open_office
from kammerton.adapters.sending_report import add_reporting_commands, tell_state
from kammerton.adapters.shelf import FolderShelf
from kammerton.adapters.signing import signer
from kammerton.app.freeze_issue import as_kept, freeze_issue, frozen_file
from kammerton.app.letters import IssueLetters, send_trial, trial_letter
from kammerton.app.send import Sender, World, assigned, queue_again, settle_interrupted, window_of
from kammerton.app.watch import counted
from kammerton.delivery.ledger import State, open_of
from kammerton.domain.diagnostic import MN, M, Message, SetupError
from kammerton.newsletter.addressee import UnfitRecipient
from kammerton.newsletter.compose import compose
from kammerton.newsletter.mail import MailView
from kammerton.rendering.words import Words

_FINE, _CONTENT = 0, 1


def add_sending_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-commands."""
    test = add_command(commands, words, "newsletter-test", M("schickt eine Ausgabe zur Probe an einzelne Adressen"))
    test.add_argument("--an", required=True, nargs="+", metavar=words.text(M("ADRESSE")), help=words.text(M("an wen, zum Beispiel an Sie selbst")))
    test.set_defaults(run=_test)
    send = add_command(commands, words, "newsletter-senden", M("verschickt eine Ausgabe, oder setzt einen unterbrochenen Versand fort"))
    send.add_argument("--probe", action="store_true", help=words.text(M("tut alles außer verschicken: macht jede Nachricht und meldet sich beim Relay an")))
    send.add_argument("--abgelehnte", action="store_true", help=words.text(M("versucht auch noch einmal, was der Relay abgelehnt hat")))
    send.set_defaults(run=_send)
    for command in (test, send):
        command.add_argument(
            "ausgabe", nargs="?", metavar=words.text(M("AUSGABE")), help=words.text(M("die Ausgabe, zum Beispiel 2026-11 (sonst die nächste)"))
        )
    add_reporting_commands(commands, words)


# ---------------------------------------------------------------------------------------------------- to oneself


def _test(options: argparse.Namespace, words: Words, console: Console) -> int:
    proved = proved_issue(options, words, console)
    if proved is None:
        return _CONTENT
    settings = proved.build.library.settings
    sign, addresses = (
        signer(proved.root, settings.sending, settings.newsletter.sender),
        [part for given in options.an for part in given.replace(",", " ").split()],
    )
    with open_office(proved.root, settings.sending, settings.delivery_folder) as office:
        relay = office.relay()
        relay.check()
        try:
            for address, proof in product(dict.fromkeys(addresses), proved.proofs):
                reply = send_trial(relay, trial_letter(proof, proved.templates, address, RunningClock().now()), sign)
                if not reply.is_accepted:
                    raise SetupError(
                        M("Die Probe an {address} wird nicht angenommen: „{code} {reply}“.", address=address, code=reply.code or "–", reply=reply.text)
                    )
                console.say(M("Ausgabe {id} ist zur Probe unterwegs an {address}.", id=proof.mail.name, address=address), "bold green")
        finally:
            relay.close()
        console.say(M("  Weg: {relay}", relay=office.told_relay()))
    return _FINE


# ---------------------------------------------------------------------------------------------------- to everybody


def _send(options: argparse.Namespace, words: Words, console: Console) -> int:
    proved = proved_issue(options, words, console)
    if proved is None:
        return _CONTENT
    settings, issue = proved.build.library.settings, proved.proofs[0].issue
    with open_office(proved.root, settings.sending, settings.delivery_folder) as office, only_sender(office.folder):
        office.ledger.check()
        begun = bool(office.ledger.counts(issue.id))
        if not proved.is_fit and not begun:
            console.say(M("So wird die Ausgabe nicht verschickt. Zum Ansehen: make newsletter AUSGABE={id}", id=issue.id), "bold red")
            return _CONTENT
        desk = _Desk(proved, office, words, console)
        if options.probe:
            return desk.rehearse()
        if options.abgelehnte:
            queue_again(office.ledger, office.ledger.in_state(issue.id, State.REFUSED))
        return desk.resume() if begun else desk.begin()


class _Desk:
    """The person who sends, and what they are shown and asked."""

    def __init__(self, proved: Proved, office: Office, words: Words, console: Console) -> None:
        self._proved, self._office, self._words, self._console = proved, office, words, console
        self._issue, self._settings = proved.proofs[0].issue, proved.build.library.settings
        self._clock, self._relay = RunningClock(), office.relay()
        self._sign = signer(proved.root, self._settings.sending, self._settings.newsletter.sender)
        self._views = [proof.view for proof in proved.proofs]

    def begin(self) -> int:
        """Tell what will happen, have the number typed, keep the issue, plan, send."""
        wanted = self._tell_plan()
        self._relay.check()
        typed = self._console.ask(M("Zum Verschicken tippen Sie die Zahl der Empfängerinnen und Empfänger: "))
        if typed.replace(".", "").replace(" ", "") != str(wanted):
            raise SetupError(M("Das ist nicht die Zahl {n}. Es wurde nichts verschickt.", n=self._words.number(wanted)))
        self._keep()
        self._office.ledger.plan(self._issue.id, assigned(self._office.readership, self._views))
        return self._run()

    def resume(self) -> int:
        """Go on where it was interrupted, after a key is pressed."""
        settle_interrupted(self._office.ledger, self._relay, self._issue.id)
        remaining = open_of(self._office.ledger.counts(self._issue.id))
        if not remaining:
            self._console.say(M("Die Ausgabe {id} ist schon verschickt.", id=self._issue.id), "bold")
            tell_state(self._office, self._issue.id, self._words, self._console)
            if self._office.is_trial:
                outbox, ledger = (str(self._office.folder / name) for name in (OUTBOX, TRIAL_LEDGER))
                self._console.say(M("Für einen neuen Probelauf löschen Sie {outbox} und {ledger}.", outbox=outbox, ledger=ledger))
            return _FINE
        tell_state(self._office, self._issue.id, self._words, self._console)
        self._tell_way(remaining)
        self._relay.check()
        file = frozen_file(self._issue.id)
        if not self._office.is_trial and self._issue.id not in self._proved.build.library.inventory.sent:
            raise SetupError(M("{file} fehlt. Darin steht, was die ersten bekommen haben; holen Sie die Datei zurück, dann geht es weiter.", file=file))
        self._console.ask(M("Weiter mit der Eingabetaste, abbrechen mit Strg+C. "))
        self._keep()
        return self._run()

    def rehearse(self) -> int:
        """Do everything but send."""
        wanted, letters, sizes = self._tell_plan(), self._letters(), Counter[str]()
        with self._console.watch.stage(M("Nachrichten machen"), wanted) as progress:
            for id_, edition, _ in counted(progress, assigned(self._office.readership, self._views)):
                subscriber = self._office.readership.get(id_)
                if subscriber is None:
                    continue  # forgotten a moment ago
                try:
                    sizes["bytes"] += len(letters.letter(edition, subscriber, self._clock.now())[1])
                except UnfitRecipient:
                    sizes["unfit"] += 1
                    self._console.say(M("  An {address} lässt sich nichts schicken.", address=subscriber.address), "yellow")
        self._relay.check()
        self._relay.close()
        mean = self._words.size(sizes["bytes"] // max(1, wanted - sizes["unfit"]))
        self._console.say(
            M("Probe bestanden: Jede Nachricht ist fertig (im Mittel {size}), die Anmeldung gelingt. Verschickt wurde nichts.", size=mean), "bold green"
        )
        return _FINE

    def _tell_plan(self) -> int:
        """What will happen, and to how many."""
        say, words = self._console.say, self._words
        numbers = Counter(edition for _, edition, _ in assigned(self._office.readership, self._views))
        wanted = numbers.total()
        if not wanted:
            raise SetupError(M("Diese Ausgabe bekäme niemand: In der Liste steht keine bestätigte Adresse, für die sie bestimmt ist."))
        say(M("Ausgabe {id}: „{subject}“", id=self._issue.id, subject=self._issue.subject), "bold")
        if self._issue.id in self._proved.build.library.inventory.sent:
            say(M("  Verschickt wird die Fassung, die in {file} festgehalten ist.", file=frozen_file(self._issue.id)))
        for view in self._views:
            edition = view.composition.edition
            to = M("  Fassung „{name}“: {number}", name=edition.name, number=_people(numbers[edition.name])) if edition.name else None
            say(to or M("  an {audiences}: {number}", audiences=words.all_of(edition.audiences) or M("alle"), number=_people(wanted)))
        self._tell_way(wanted)
        return wanted

    def _tell_way(self, count: int) -> None:
        say, limit = self._console.say, self._settings.sending.limit
        say(M("  Weg: {relay}", relay=self._office.told_relay()))
        if limit and not self._office.is_trial:
            say(M("  Grenze: {n} Nachrichten in {minutes} Minuten", n=self._words.number(limit), minutes=self._settings.sending.minutes))
        if not self._office.is_trial:
            seconds = window_of(self._settings.sending, self._office.ledger, self._clock).expected(count, self._clock.now())
            say(M("  Dauer: etwa {duration}. Unterbrechen mit Strg+C, fortsetzen mit demselben Befehl.", duration=self._words.duration(max(1.0, seconds))))

    def _keep(self) -> None:
        """What is sent is kept before the first message, and every message is made of it. A trial keeps nothing: the words may still change."""
        if self._office.is_trial:
            return
        library = self._proved.build.library
        kept = freeze_issue(library, self._words, FolderShelf(self._proved.root), self._issue)
        if kept is not None:
            self._console.say(M("Diese Fassung ist jetzt in {file} festgehalten.", file=kept))
        content = Project(self._proved.root).read(frozen_file(self._issue.id))
        assert content is not None
        frozen = as_kept(library, self._issue, content)
        self._views = [replace(view, library=frozen, composition=compose(frozen, self._words, self._issue, view.composition.edition)) for view in self._views]

    def _letters(self) -> IssueLetters:
        views: dict[str, MailView] = {view.composition.edition.name: view for view in self._views}
        return IssueLetters(views, self._proved.templates, self._office.readership.tokens, self._sign)

    def _run(self) -> int:
        """Send, with a bar; then tell how it went."""
        office, issue = self._office, self._issue.id
        window = window_of(self._settings.sending.model_copy(update={"limit": None}) if office.is_trial else self._settings.sending, office.ledger, self._clock)
        try:
            with self._console.watch.stage(M("Versand"), open_of(office.ledger.counts(issue))) as bar, self._clock.listening():
                Sender(World(office.ledger, self._relay, office.readership, self._clock, bar), self._letters(), window).run(issue)
        finally:
            tell_state(office, issue, self._words, self._console)
        if self._clock.is_interrupted:
            raise SetupError(M("Unterbrochen. Fortsetzen mit: make newsletter-senden AUSGABE={id}", id=issue))
        return _FINE


def _people(number: int) -> Message:
    return MN("{n} Empfängerin oder Empfänger", "{n} Empfängerinnen und Empfänger", number)
