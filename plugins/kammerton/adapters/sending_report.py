"""How a sending went, and settling what is unclear."""

import argparse
import gzip
from collections.abc import Iterator
from pathlib import Path

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import RunningClock
from kammerton.adapters.console import Console
from kammerton.adapters.files import told
from kammerton.adapters.ledger import only_sender
from kammerton.adapters.project import Project
from kammerton.adapters.sending import Office, open_office
from kammerton.app.load import read_settings
from kammerton.app.reconcile import Settled, settle_by_log, settle_by_word
from kammerton.delivery.ledger import Delivery, State
from kammerton.delivery.relay_log import read_relay_log
from kammerton.domain.diagnostic import MN, M, Message, SetupError
from kammerton.rendering.words import Words

_FINE = 0
_LISTED = 20
_STATES = {
    State.SENT: M("verschickt"), State.QUEUED: M("noch offen"), State.SENDING: M("gerade unterwegs"), State.REFUSED: M("vom Relay abgelehnt"),
    State.UNDELIVERABLE: M("unzustellbar"), State.SKIPPED: M("vorher abgemeldet"), State.UNKNOWN: M("unklar"),
}  # fmt: skip


def add_reporting_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The sub-commands."""
    state = add_command(commands, words, "newsletter-stand", M("sagt, was aus den Nachrichten einer Ausgabe geworden ist"))
    state.add_argument("ausgabe", nargs="?", metavar=words.text(M("AUSGABE")), help=words.text(M("nur diese Ausgabe, mit allem, was nicht ankam")))
    state.set_defaults(run=_state)
    settle = add_command(commands, words, "newsletter-abgleich", M("klärt, was beim Versand unklar geblieben ist"))
    settle.add_argument("ausgabe", metavar=words.text(M("AUSGABE")), help=words.text(M("die Ausgabe, zum Beispiel 2026-11")))
    way = settle.add_mutually_exclusive_group()
    way.add_argument("--protokoll", metavar=words.text(M("DATEI")), help=words.text(M("Protokoll des Relays (Postfix), auch gepackt als .gz")))
    way.add_argument("--angekommen", action="store_true", help=words.text(M("alle unklaren Nachrichten sind angekommen")))
    way.add_argument(
        "--nicht-angekommen", action="store_true", help=words.text(M("keine der unklaren Nachrichten ist angekommen; sie gehen noch einmal hinaus"))
    )
    settle.set_defaults(run=_settle)


def tell_state(office: Office, issue: str, words: Words, console: Console) -> None:
    """The numbers of an issue, one line a state."""
    counts = office.ledger.counts(issue)
    trial = M(" (Probelauf in den Ordner, nichts davon ist verschickt)") if office.is_trial else ""
    console.say(M("Ausgabe {id}, {people}{trial}:", id=issue, people=MN("{n} Nachricht", "{n} Nachrichten", sum(counts.values())), trial=trial), "bold")
    for state, label in _STATES.items():
        if counts.get(state):
            console.say(M("  {n}  {label}", n=f"{words.number(counts[state]):>9}", label=label), "yellow" if state is State.UNKNOWN else "")
    if counts.get(State.UNKNOWN):
        console.say(M("  Unklar heißt: Niemand weiß, ob der Relay die Nachricht noch angenommen hat. Klären: make newsletter-abgleich AUSGABE={id}", id=issue))
    if counts.get(State.REFUSED):
        console.say(M("  Abgelehntes noch einmal versuchen: make newsletter-senden AUSGABE={id} ARGS=--abgelehnte", id=issue))


def _state(options: argparse.Namespace, words: Words, console: Console) -> int:
    root = Path(options.projekt).resolve()
    settings = read_settings(Project(root))[0]
    with open_office(root, settings.sending, settings.delivery_folder) as office:
        issues = office.ledger.issues()
        if options.ausgabe and options.ausgabe not in issues:
            raise SetupError(M("Von der Ausgabe „{id}“ wurde noch nichts verschickt.", id=options.ausgabe))
        if not issues:
            console.say(M("Es wurde noch keine Ausgabe verschickt."))
        for issue in [options.ausgabe] if options.ausgabe else issues:
            tell_state(office, issue, words, console)
            last = issues[issue]
            if last is not None:
                console.say(M("  zuletzt am {moment}", moment=words.moment(last)))
        if options.ausgabe:
            for state in (State.REFUSED, State.UNDELIVERABLE, State.UNKNOWN):
                _list(office, options.ausgabe, state, console)
    return _FINE


def _list(office: Office, issue: str, state: State, console: Console) -> None:
    deliveries = office.ledger.in_state(issue, state)
    if deliveries:
        console.say(M("{state}:", state=_STATES[state]), "bold")
    for delivery in deliveries[:_LISTED]:
        console.say(M("  {address}  {reply}", address=_address(office, delivery), reply=delivery.reply))
    if len(deliveries) > _LISTED:
        console.say(M("  … und {n} weitere", n=len(deliveries) - _LISTED))


def _address(office: Office, delivery: Delivery) -> str | Message:
    subscriber = office.readership.get(delivery.subscriber)
    return subscriber.address if subscriber and subscriber.address else M("(nicht mehr in der Liste)")


# ---------------------------------------------------------------------------------------------------- settling


def _settle(options: argparse.Namespace, words: Words, console: Console) -> int:
    root = Path(options.projekt).resolve()
    settings = read_settings(Project(root))[0]
    with open_office(root, settings.sending, settings.delivery_folder) as office, only_sender(office.folder):
        unclear = office.ledger.in_state(options.ausgabe, State.UNKNOWN)
        if not unclear:
            console.say(M("Bei der Ausgabe {id} ist nichts unklar.", id=options.ausgabe))
        elif options.protokoll:
            _tell_settled(_by_log(office, options), options.ausgabe, console)
        elif options.angekommen or options.nicht_angekommen:
            _by_word(office, options, len(unclear), console)
        else:
            _tell_unclear(office, unclear, words, console)
    return _FINE


def _by_log(office: Office, options: argparse.Namespace) -> Settled:
    now = RunningClock().now()
    try:
        log = read_relay_log(_lines(Path(options.protokoll)), now, now.astimezone().tzinfo or now.tzinfo)  # type: ignore[arg-type]  # an aware moment has a zone
    except (OSError, EOFError) as reason:
        cause = told(reason) if isinstance(reason, OSError) else M("Die Datei ist nicht vollständig.")
        raise SetupError(M("Das Protokoll {file} lässt sich nicht lesen: {reason}", file=options.protokoll, reason=cause)) from None
    return settle_by_log(office.ledger, options.ausgabe, log)


def _lines(file: Path) -> Iterator[str]:
    with gzip.open(file, "rt", encoding="utf-8", errors="replace") if file.suffix == ".gz" else file.open(encoding="utf-8", errors="replace") as lines:
        yield from lines


def _tell_settled(settled: Settled, issue: str, console: Console) -> None:
    say = console.say
    if not settled.is_our_relay:
        raise SetupError(M("In diesem Protokoll steht keine Nachricht, die der Relay sicher angenommen hat. Es ist wohl das eines anderen Servers oder Tages."))
    say(M("  {n}  angekommen", n=f"{settled.sent:>6}"))
    say(M("  {n}  vom Relay angenommen und später zurückgegeben (unzustellbar)", n=f"{settled.returned:>6}"))
    say(M("  {n}  nie angekommen, gehen noch einmal hinaus", n=f"{settled.queued:>6}"))
    say(M("  {n}  weiterhin unklar: Das Protokoll reicht nicht von kurz vor bis eine Viertelstunde nach dem Versuch.", n=f"{settled.unknown:>6}"))
    if settled.queued:
        say(M("Verschicken mit: make newsletter-senden AUSGABE={id}", id=issue), "bold")


def _by_word(office: Office, options: argparse.Namespace, number: int, console: Console) -> None:
    """The operator's explicit word, given by typing how many it is about."""
    if console.ask(M("Es geht um {n}. Tippen Sie die Zahl: ", n=MN("{n} unklare Nachricht", "{n} unklare Nachrichten", number))) != str(number):
        raise SetupError(M("Das ist nicht die Zahl {n}. Es wurde nichts geändert.", n=str(number)))
    settle_by_word(office.ledger, options.ausgabe, arrived=options.angekommen)
    console.say(
        M("Als verschickt vermerkt.")
        if options.angekommen
        else M("Wieder in der Reihe. Verschicken mit: make newsletter-senden AUSGABE={id}", id=options.ausgabe)
    )


def _tell_unclear(office: Office, unclear: tuple[Delivery, ...], words: Words, console: Console) -> None:
    console.say(M("Bei diesen Nachrichten ist unklar, ob der Relay sie angenommen hat. Fragen Sie die IT nach ihnen:"))
    for delivery in unclear:
        tried = words.moment(delivery.tried_at) if delivery.tried_at else "–"
        console.say(M("  {moment}  {id}  {address}", moment=tried, id=delivery.message_id, address=_address(office, delivery)))
    console.say(M('Mit dem Protokoll des Relays: make newsletter-abgleich AUSGABE={id} ARGS="--protokoll DATEI"', id=unclear[0].issue))
    console.say(M("Ohne: ARGS=--angekommen, oder ARGS=--nicht-angekommen, wenn sie noch einmal hinausgehen sollen."))
