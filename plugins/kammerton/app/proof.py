"""Which issue is meant, and what the mail linter says about it: before proofreading, handing over and sending."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kammerton.app.build import Build
from kammerton.app.ports import Sources
from kammerton.audit.mails import lint_mail
from kammerton.audit.mails.mail import MailPrograms, ReadMail, Surroundings
from kammerton.domain.addresses import file_of, item_path, offer_path
from kammerton.domain.diagnostic import M, Message, Place, Report, SetupError
from kammerton.domain.issue import Issue
from kammerton.domain.library import Library
from kammerton.domain.network import Network
from kammerton.domain.suggestion import did_you_mean
from kammerton.newsletter.mail import Mail


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
    """An issue as it would be sent now, with what is known around it and what the linter found."""

    issue: Issue
    mail: Mail
    read: ReadMail
    report: Report


def prove(build: Build, sources: Sources, programs: MailPrograms, issue: Issue) -> Proof:
    """The mail of an issue and everything the linter says about it."""
    mail = next(mail for mail in build.mails if mail.issue_id == issue.id)
    library, settings = build.library, build.library.settings
    around = Surroundings(build.addresses, settings.publisher, settings.newsletter, _files(build, sources), dict(_over(library, issue)), programs)
    place = Place(library.inventory.source("ausgabe", issue.id).file)
    read = ReadMail(issue.id, place, mail.html, mail.text, mail.message, around)
    return Proof(issue, mail, read, Report.of(lint_mail(read)))


def _files(build: Build, sources: Sources) -> Mapping[str, int | None]:
    """Every file the site will have, with the size of those that exist already."""
    return {
        **{file_of(page.path): None for page in build.pages},
        **{path: len(content) for path, content in build.files.items()},
        **{path: sources.size(source) for path, source in build.copies.items()},
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
