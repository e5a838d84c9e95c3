"""Which issue is meant, and what the mail linter says about it: before proofreading, handing over and sending."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from kammerton.app.build import Build, assemble
from kammerton.app.load import load
from kammerton.app.ports import Sources
from kammerton.app.recordings import with_published_recordings
from kammerton.audit.mails import lint_mail
from kammerton.audit.mails.mail import MailPrograms, ReadMail, Surroundings
from kammerton.domain.addresses import file_of, item_path, offer_path
from kammerton.domain.diagnostic import M, Message, Place, Report, SetupError, Severity
from kammerton.domain.issue import Issue
from kammerton.domain.library import Library
from kammerton.domain.network import Network
from kammerton.domain.suggestion import did_you_mean
from kammerton.newsletter.board import PICTURES, BoardLink, BoardView, board_files
from kammerton.newsletter.compose import compose
from kammerton.newsletter.mail import Mail, MailView, Templates
from kammerton.newsletter.sendable import sendable
from kammerton.rendering.links import Links
from kammerton.rendering.words import Words


def prepare(sources: Sources, now: datetime, words: Words, templates: Templates) -> tuple[Report, Build | None]:
    """Everything a publish would build, without writing it; no build where the content has errors."""
    library, report = load(sources, now)
    if report.has_errors:
        return report, None
    library = with_published_recordings(library, sources)
    return report, assemble(library, words, templates, full_text=sources.can_index(), watch=sources.watch)


def next_issue(library: Library) -> Issue | None:
    """The next issue to be sent, today's included."""
    coming = [issue for issue in library.mailed_issues if issue.published.date() >= library.today]
    return min(coming, key=lambda issue: issue.published, default=None)


def wanted_issue(library: Library, wanted: str | None) -> Issue:
    """The issue named, else the next one, else the newest. Raises ``SetupError``."""
    issues = {issue.id: issue for issue in library.mailed_issues}
    if wanted in issues:
        return issues[wanted]
    if not issues:
        raise SetupError(M("Es gibt noch keine Ausgabe, die verschickt werden kann. Im Ordner newsletter liegt keine fertige Datei."))
    if wanted is None:
        return next_issue(library) or library.mailed_issues[0]
    if any(issue.id == wanted for issue in library.inventory.issues):
        raise SetupError(M("Die Ausgabe „{issue}“ ist noch ein Entwurf. Nehmen Sie die Zeile „status: entwurf“ heraus.", issue=wanted))
    near = did_you_mean(wanted, list(issues)) or M("Es gibt: {choices}.", choices=", ".join(sorted(issues)))
    raise SetupError(M("Eine Ausgabe „{issue}“ gibt es nicht. {near}", issue=wanted, near=near))


@dataclass(frozen=True)
class Proof:
    """An edition of an issue as it would be sent now, with what is known around it and what keeps it from being sent."""

    issue: Issue
    mail: Mail
    view: MailView
    read: ReadMail
    report: Report


def prove(build: Build, sources: Sources, words: Words, programs: MailPrograms, issue: Issue) -> tuple[Proof, ...]:
    """Every edition of an issue, with everything that is to be said about it."""
    library, settings = build.library, build.library.settings
    around = Surroundings(build.addresses, settings.publisher, settings.newsletter, _files(build, sources), dict(_over(library, issue)), programs)
    links = Links(library, build.addresses)
    views = [MailView(compose(library, words, issue, edition), words, links, library, build.addresses) for edition in issue.editions]
    return tuple(_proof(build, view, around) for view in views)


def _proof(build: Build, view: MailView, around: Surroundings) -> Proof:
    issue, edition = view.composition.issue, view.composition.edition.name
    mail = next(mail for mail in build.mails if (mail.issue_id, mail.edition) == (issue.id, edition))
    place = Place(view.library.inventory.source("ausgabe", issue.id).file)
    read = ReadMail(issue.id, place, mail.html, mail.text, mail.message, around)
    return Proof(issue, mail, view, read, Report.of((*sendable(view.library, view.words, view.composition), *lint_mail(read))))


def errors_of_next_issue(build: Build, sources: Sources, words: Words, programs: MailPrograms) -> tuple[Issue, int] | None:
    """The next issue to be sent and how many errors keep it from that; None where none is planned."""
    issue = next_issue(build.library)
    if issue is None:
        return None
    return issue, sum(len(proof.report.of_severity(Severity.ERROR)) for proof in prove(build, sources, words, programs, issue))


@dataclass(frozen=True)
class BoardFolder:
    """What a board is made of, by path in its folder: finished files, files of the project to copy, drawings to make."""

    files: Mapping[str, bytes]
    copies: Mapping[str, str]
    drawings: Mapping[str, str]


def board_folder(proof: Proof, build: Build, words: Words, templates: Templates) -> BoardFolder:
    """The proofreading board of an edition with everything it shows."""
    own = {address: path for address in proof.read.pictures if (path := proof.read.page_of(address)) in proof.read.around.files}
    names = {address: path.rpartition("/")[2] for address, path in own.items() if path}
    links = tuple(BoardLink(link.words, link.href) for link in proof.read.links)
    view = BoardView(proof.issue, proof.mail, words, proof.report.diagnostics, links, len(proof.read.pictures))
    places = {path: f"{PICTURES}/{path.rpartition('/')[2]}" for path in own.values() if path}
    return BoardFolder(
        {**board_files(view, templates, names), **{place: build.files[path] for path, place in places.items() if path in build.files}},
        {place: build.copies[path] for path, place in places.items() if path in build.copies},
        {place: build.drawings[path] for path, place in places.items() if path in build.drawings},
    )


def _files(build: Build, sources: Sources) -> Mapping[str, int | None]:
    """Every file the site will have, with the size of those that exist already."""
    return {
        **dict.fromkeys(build.placed.paths),
        **{file_of(page.path): None for page in build.page_facts},
        **{path: len(content) for path, content in build.files.items()},
        **{path: sources.size(source) for path, source in build.copies.items()},
        **dict.fromkeys(build.drawings),
    }


def _over(library: Library, issue: Issue) -> Iterator[tuple[str, Message]]:
    """The pages of what has ended by the day the issue is sent; an issue of the past is judged for today."""
    then = Library(library.inventory, max(library.now, issue.published))
    for entry in then.offers:
        if not entry.is_open:
            yield offer_path(entry.portrait, entry.offer), M("Das Angebot ist am Tag des Versands geschlossen.")
    yield from _over_in_network(then.network)


def _over_in_network(then: Network) -> Iterator[tuple[str, Message]]:
    for event in then.events:
        if event.state == "abgesagt":
            yield item_path("termin", event.id), M("Der Termin ist abgesagt.")
        elif not then.is_coming(event):
            yield item_path("termin", event.id), M("Der Termin ist am Tag des Versands vorbei.")
    for programme in then.programmes:
        if not then.is_open(programme):
            yield item_path("foerderung", programme.id), M("Die Förderung kann am Tag des Versands nicht mehr beantragt werden.")
    for item in then.news:
        if not then.is_current(item):
            yield item_path("meldung", item.id), M("Die Meldung ist am Tag des Versands abgelaufen.")
