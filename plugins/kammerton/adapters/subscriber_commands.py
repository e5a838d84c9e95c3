"""The commands around the list of subscribers: ``kammerton newsletter-abos`` and its verbs."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic_core import PydanticCustomError

from kammerton.adapters.arguments import Parser, add_command
from kammerton.adapters.clock import read_clock
from kammerton.adapters.console import Console
from kammerton.adapters.delivery_folder import write_private
from kammerton.adapters.project import Project
from kammerton.adapters.subscribers import DATABASE, SubscriberList
from kammerton.app.load import read_settings
from kammerton.app.subscriber_list import take_in, with_sources
from kammerton.app.subscriptions import forget, leave, tidy
from kammerton.delivery.consent import Happening
from kammerton.delivery.list_file import COLUMNS, Stated, read_list, write_list
from kammerton.delivery.mail_address import UnfitAddress, kept_address, shown_address
from kammerton.delivery.subscriber import State, Subscriber
from kammerton.domain.diagnostic import MN, M, Message, Report, SetupError, Severity
from kammerton.domain.item import AUDIENCES
from kammerton.domain.moments import parse_date
from kammerton.rendering.labels import AUDIENCES as AUDIENCE_WORDS
from kammerton.rendering.words import Words

_FINE, _CONTENT = 0, 1
_EXPORT = "abonnenten.csv"
_MANY = 1_000_000
_STATES: dict[State, Message] = {
    "wanted": M("angefragt, noch nicht bestätigt"), "confirmed": M("bestätigt: bekommen den Newsletter"), "left": M("abgemeldet"),
    "bounced": M("unzustellbar"), "blocked": M("gesperrt: bekommen keinerlei Post"),
}  # fmt: skip
_REASONS: dict[str, Message] = {
    "left": M("abgemeldet"), "bounced": M("unzustellbar"), "blocked": M("gesperrt"), "forgotten": M("auf Wunsch vergessen"),
}  # fmt: skip
HAPPENINGS: dict[Happening, Message] = {
    "requested": M("Newsletter bestellt"), "mailed": M("um Bestätigung gebeten"), "confirmed": M("bestätigt"), "imported": M("eingetragen mit Einwilligung"),
    "changed": M("Angaben geändert"), "left": M("abgemeldet"), "bounced": M("unzustellbar geworden"), "blocked": M("gesperrt"),
    "expired": M("nicht bestätigt, Anfrage gelöscht"), "forgotten": M("vergessen"),
}  # fmt: skip


class _Desk(NamedTuple):
    """The open list and what a verb needs beside it."""

    book: SubscriberList
    now: datetime
    console: Console
    words: Words


_Verb = Callable[[argparse.Namespace, _Desk], int]


def add_subscriber_commands(commands: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    """The command and its verbs; without a verb it shows the list in numbers."""
    main = add_command(commands, words, "newsletter-abos", M("zeigt und pflegt die Liste der Abonnements"))
    main.set_defaults(run=_with_list(_overview))
    verbs = main.add_subparsers(metavar=words.text(M("AUFGABE")), title=words.text(M("Aufgaben")), parser_class=Parser)
    _add_import(verbs, words)
    export = add_command(verbs, words, "export", M("schreibt die Liste als Tabelle, oder alles über eine Adresse"))
    export.add_argument("datei", nargs="?", metavar=words.text(M("DATEI")), help=words.text(M("wohin (sonst in den Ordner der Liste)")))
    export.add_argument("--adresse", metavar=words.text(M("ADRESSE")), help=words.text(M("zeigt alles, was über diese Adresse gespeichert ist")))
    export.set_defaults(run=_with_list(_export))
    leaving = add_command(verbs, words, "abmelden", M("meldet eine Adresse ab"))
    leaving.add_argument("--sperren", action="store_true", help=words.text(M("schickt der Adresse auch keine Bitte um Bestätigung mehr")))
    leaving.set_defaults(run=_with_list(_leave))
    forgetting = add_command(verbs, words, "vergessen", M("löscht alles über eine Adresse und schreibt eine Bescheinigung"))
    forgetting.set_defaults(run=_with_list(_forget))
    for verb in (leaving, forgetting):
        verb.add_argument("adresse", metavar=words.text(M("ADRESSE")), help=words.text(M("die E-Mail-Adresse")))
    checking = add_command(verbs, words, "pruefen", M("prüft, ob der Nachweis der Einwilligungen unverändert ist"))
    checking.add_argument("--stand", metavar=words.text(M("STAND")), help=words.text(M("ein früher notierter Stand, zum Beispiel 120-4be1…")))
    checking.set_defaults(run=_with_list(_check))
    keeping = add_command(verbs, words, "sichern", M("schreibt eine Sicherung der Liste, auch während der Dienst läuft"))
    keeping.add_argument("ordner", metavar=words.text(M("ORDNER")), help=words.text(M("ein Ordner an einem sicheren Ort")))
    keeping.set_defaults(run=_with_list(_keep))


def _add_import(verbs: "argparse._SubParsersAction[Parser]", words: Words) -> None:
    taking = add_command(verbs, words, "import", M("nimmt eine Tabelle mit Einwilligungen auf"))
    taking.add_argument("datei", metavar=words.text(M("DATEI")), help=words.text(M("CSV mit den Spalten {columns}", columns=", ".join(COLUMNS))))
    taking.add_argument("--trotzdem", action="store_true", help=words.text(M("nimmt die richtigen Zeilen auf, auch wenn andere Fehler haben")))
    taking.add_argument("--domains-pruefen", action="store_true", help=words.text(M("fragt im Internet nach, ob die Adressen Post annehmen können")))
    taking.set_defaults(run=_with_list(_import))
    adding = add_command(verbs, words, "hinzufuegen", M("nimmt eine Adresse auf, deren Einwilligung Sie haben"))
    adding.add_argument("adresse", metavar=words.text(M("ADRESSE")), help=words.text(M("die E-Mail-Adresse")))
    adding.add_argument("--betrieb", default="", metavar=words.text(M("NAME")), help=words.text(M("Name des Betriebs oder der Schule")))
    adding.add_argument("--zielgruppe", action="append", default=[], choices=AUDIENCES, help=words.text(M("für wen; ohne Angabe alles")))
    adding.set_defaults(run=_with_list(_add))
    for verb in (taking, adding):
        verb.add_argument("--quelle", metavar=words.text(M("TEXT")), help=words.text(M("woher die Einwilligung stammt")))
        verb.add_argument("--einwilligung-am", metavar=words.text(M("TAG")), help=words.text(M("Tag der Einwilligung, zum Beispiel 2025-05-12")))


def _with_list(verb: _Verb) -> Callable[[argparse.Namespace, Words, Console], int]:
    """A verb with the list of the project opened and tidied, and closed again."""

    def run(options: argparse.Namespace, words: Words, console: Console) -> int:
        root = Path(options.projekt).resolve()
        settings, _ = read_settings(Project(root))
        book = SubscriberList.of_project(root, settings.delivery_folder)
        try:
            desk = _Desk(book, read_clock(options.now), console, words)
            tidy(book, desk.now, settings.newsletter.proof_years)
            return verb(options, desk)
        finally:
            book.close()

    return run


def _overview(_options: argparse.Namespace, desk: _Desk) -> int:
    book, say, number = desk.book, desk.console.say, desk.words.number
    say(M("Abonnements in {file}:", file=str(book.database.path)), "bold")
    for state, count in book.states().items():
        say(M("  {n}  {state}", n=number(count).rjust(7), state=_STATES[state]))
    say(M("Davon bekommen die Fassung für:"), "bold")
    for audience in AUDIENCES:
        say(M("  {n}  {audience}", n=number(book.count((audience,))).rjust(7), audience=AUDIENCE_WORDS[audience]))  # type: ignore[arg-type]  # an audience
    say(M("Auf der Sperrliste stehen {n} Adressen; sie kommen durch keine Einfuhr zurück.", n=number(book.suppressions())))
    waiting = len(book.due_letters(_MANY))
    if waiting:
        say(MN("{n} Brief wartet auf den Versand durch make dienst oder make postfach.", "{n} Briefe warten auf den Versand durch make dienst oder make postfach.", waiting), "yellow")  # fmt: skip
    return _FINE


def _stated(options: argparse.Namespace) -> Stated:
    """Source and day as given with the command. Raises ``SetupError``."""
    if not options.einwilligung_am:
        return Stated(options.quelle)
    try:
        day = parse_date(options.einwilligung_am)
    except PydanticCustomError:
        raise SetupError(M("„{value}“ ist kein Tag. Schreiben Sie zum Beispiel --einwilligung-am 2025-05-12.", value=options.einwilligung_am)) from None
    assert isinstance(day, date)
    return Stated(options.quelle, day)


def _import(options: argparse.Namespace, desk: _Desk) -> int:
    rows, problems = read_list(options.datei, Path(options.datei).read_bytes(), _stated(options), desk.now.date())
    if options.domains_pruefen:
        from kammerton.adapters.mail_domains import undeliverable

        found = undeliverable(options.datei, rows)
        rows, problems = [row for row in rows if row.line not in {p.place.line for p in found}], [*problems, *found]
    report = Report.of(problems)
    desk.console.show(report.diagnostics)
    if report.has_errors and not options.trotzdem:
        errors = MN("{n} Fehler", "{n} Fehler", len(report.of_severity(Severity.ERROR)))
        remedy = MN("Die eine richtige Zeile nimmt --trotzdem auf.", "Die {n} richtigen Zeilen nimmt --trotzdem auf.", len(rows))
        desk.console.say(M("Es wurde nichts aufgenommen ({errors}). {remedy}", errors=errors, remedy=remedy), "bold red")
        return _CONTENT
    outcome = take_in(desk.book, rows, desk.now)
    desk.console.say(MN("{n} Adresse ist aufgenommen.", "{n} Adressen sind aufgenommen.", outcome.added), "bold green")
    _tell_lines(desk.console, M("Schon auf der Liste, unverändert"), outcome.known)
    for reason, lines in outcome.barred.items():
        _tell_lines(desk.console, M("Nicht aufgenommen, weil {reason}", reason=_REASONS.get(reason, M("gesperrt"))), lines)
    return _CONTENT if report.has_errors else _FINE


def _tell_lines(console: Console, what: Message, lines: list[int]) -> None:
    if lines:
        told = ", ".join(map(str, lines[:20])) + (" …" if len(lines) > 20 else "")
        console.say(M("{what}: {n} (Zeile {lines})", what=what, n=len(lines), lines=told))


def _add(options: argparse.Namespace, desk: _Desk) -> int:
    stated = _stated(options)
    if stated.source is None or stated.consented_on is None:
        raise SetupError(M("Ohne Einwilligung geht es nicht: Geben Sie --quelle und --einwilligung-am an."))
    header = ";".join(COLUMNS[:3])
    row = ";".join(f'"{cell.replace(chr(34), chr(34) * 2)}"' for cell in (options.adresse, options.betrieb, "|".join(options.zielgruppe)))
    rows, problems = read_list("–", f"{header}\n{row}\n".encode(), stated, desk.now.date())
    if problems:
        desk.console.correct(problems)
        return _CONTENT
    outcome = take_in(desk.book, rows, desk.now)
    if outcome.added:
        desk.console.say(M("{address} ist aufgenommen.", address=shown_address(rows[0].address)), "bold green")
    elif outcome.known:
        desk.console.say(M("{address} steht schon auf der Liste; es wurde nichts geändert.", address=shown_address(rows[0].address)))
    else:
        reason = _REASONS.get(next(iter(outcome.barred)), M("gesperrt"))
        desk.console.say(M("{address} wird nicht aufgenommen: {reason}. Nur wer sich selbst neu anmeldet und bestätigt, kommt zurück.",
            address=shown_address(rows[0].address), reason=reason), "bold red")  # fmt: skip
        return _CONTENT
    return _FINE


def _found(options: argparse.Namespace, desk: _Desk) -> Subscriber | None:
    """Whoever has the address asked for. Raises ``SetupError`` where it is none."""
    try:
        return desk.book.with_address(kept_address(options.adresse))
    except UnfitAddress:
        raise SetupError(M("„{value}“ ist keine E-Mail-Adresse.", value=options.adresse)) from None


def _export(options: argparse.Namespace, desk: _Desk) -> int:
    if options.adresse:
        return _tell_person(options, desk)
    file = Path(options.datei) if options.datei else desk.book.folder / _EXPORT
    people = list(desk.book.recipients())
    write_private(file, write_list(with_sources(people, desk.book.consents.entries())))
    desk.console.say(MN("{n} Abonnement steht in {file}.", "{n} Abonnements stehen in {file}.", len(people), file=str(file)), "bold")
    desk.console.say(M("Die Datei enthält personenbezogene Daten. Löschen Sie sie, wenn Sie sie nicht mehr brauchen."))
    return _FINE


def _tell_person(options: argparse.Namespace, desk: _Desk) -> int:
    """Everything kept of one address (Article 15 GDPR)."""
    who, reason, say = _found(options, desk), desk.book.suppressed(kept_address(options.adresse)), desk.console.say
    say(M("Gespeichert über {address}:", address=options.adresse), "bold")
    if who is None and reason is None:
        say(M("  nichts"))
        return _FINE
    if reason:
        say(M("  Sperrliste (als Prüfwert, ohne die Adresse): {reason}", reason=_REASONS.get(reason, M("gesperrt"))))
    if who:
        audiences = ", ".join(desk.words.text(AUDIENCE_WORDS[audience]) for audience in who.audiences)
        say(M("  Zustand: {state}", state=_STATES[who.state]))
        say(M("  Adresse: {address}; Betrieb: {firm}; Zielgruppen: {audiences}", address=shown_address(who.address) if who.address else M("gelöscht"),
            firm=who.firm or M("keine Angabe"), audiences=audiences or M("alle")))  # fmt: skip
        for entry in desk.book.consents.entries(who.id):
            seen = entry.evidence
            say(M("  {moment}  {what} ({how}) {detail}", moment=seen.moment, what=HAPPENINGS[seen.what], how=seen.how, detail=seen.detail))
            if text := desk.book.consents.text_of(seen.text_version):
                say(M("      Text {version}: {text}", version=seen.text_version, text=text))
        for bounce in desk.book.bounces(who.id):
            say(M("  {moment}  Ausgabe {issue} kam zurück ({kind})", moment=bounce.moment.isoformat(), issue=bounce.issue, kind=bounce.kind))
    return _FINE


def _leave(options: argparse.Namespace, desk: _Desk) -> int:
    who = _found(options, desk)
    if who is None:
        desk.console.say(M("{address} steht nicht auf der Liste.", address=options.adresse), "yellow")
        return _CONTENT
    leave(desk.book, who.id, "buero", desk.now, blocked=options.sperren)
    desk.console.say(M("{address} bekommt keine weiteren Newsletter.", address=options.adresse), "bold green")
    return _FINE


def _forget(options: argparse.Namespace, desk: _Desk) -> int:
    who, say = _found(options, desk), desk.console.say
    entries = len(desk.book.consents.entries(who.id)) if who else 0
    was_known = forget(desk.book, options.adresse, desk.now)
    desk.book.database.forget_deleted()
    say(M("Bescheinigung über eine Löschung"), "bold")
    say(M("  Am {moment} wurde im Newsletter-Verzeichnis alles über {address} gelöscht.", moment=desk.words.moment(desk.now), address=options.adresse))
    if was_known:
        say(MN("  Gelöscht: Adresse, Betrieb, Zielgruppen, Rückläufer, Schlüssel des Nachweises; {n} Eintrag im Nachweis gehört zu niemandem mehr.",
            "  Gelöscht: Adresse, Betrieb, Zielgruppen, Rückläufer, Schlüssel des Nachweises; {n} Einträge im Nachweis gehören zu niemandem mehr.", entries + 1))  # fmt: skip
    else:
        say(M("  Über die Adresse war nichts gespeichert."))
    say(M("  Es bleibt ein Prüfwert, aus dem sich die Adresse nicht ablesen lässt. Er verhindert, dass sie durch eine Liste wieder aufgenommen wird."))
    say(M("  Der Nachweis der übrigen Einwilligungen ist unversehrt: {seal}", seal=_position(desk.book)))
    say(M("  Nicht erfasst sind Sicherungen und bereits verschickte E-Mails."))
    return _FINE


def _position(book: SubscriberList) -> str:
    """The state of the chain as it can be written down and compared later."""
    length = book.consents.length()
    return f"{length}-{book.consents.seal_of(length) or 0}"


def _check(options: argparse.Namespace, desk: _Desk) -> int:
    book, say = desk.book, desk.console.say
    broken = book.consents.broken()
    if broken:
        told = ", ".join(map(str, broken[:20]))
        say(M("Der Nachweis wurde verändert. Nicht in Ordnung: Eintrag {entries}. Holen Sie die letzte Sicherung zurück.", entries=told), "bold red")
        return _CONTENT
    number, _, seal = (options.stand or "").partition("-")
    if options.stand and not (number.isdecimal() and (book.consents.seal_of(int(number)) or "0") == seal):
        say(M("Der Nachweis passt nicht zum Stand {noted}: Es wurden Einträge entfernt oder ersetzt.", noted=options.stand), "bold red")
        return _CONTENT
    say(MN("Der Nachweis ist unversehrt: {n} Eintrag.", "Der Nachweis ist unversehrt: {n} Einträge.", book.consents.length()), "bold green")
    say(M("Notieren Sie diesen Stand an anderem Ort, dann fällt auch auf, wenn am Ende etwas fehlt: {seal}", seal=_position(book)))
    return _FINE


def _keep(options: argparse.Namespace, desk: _Desk) -> int:
    from kammerton.adapters.delivery_folder import KEY_FILE

    folder = Path(options.ordner)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (folder / DATABASE).exists():
        raise SetupError(M("In {folder} liegt schon eine Sicherung; wählen Sie einen anderen Ordner.", folder=str(folder)))
    desk.book.database.copy_to(folder / DATABASE)
    write_private(folder / KEY_FILE, (desk.book.folder / KEY_FILE).read_bytes())
    desk.console.say(M("Liste und Schlüssel liegen in {folder}. Wer beides hat, kann alles lesen.", folder=str(folder)), "bold green")
    return _FINE
