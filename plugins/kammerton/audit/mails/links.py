"""Where the links of a mail lead."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from kammerton.audit.mails.mail import Defect, Link, MailRule, ReadMail, parts_of
from kammerton.domain.addresses import file_of, issue_path
from kammerton.domain.diagnostic import M, Severity

_MAIL = re.compile(r"mailto:[^@\s?]+@[^@\s?]+\.[^@\s?]+(\?.*)?")


def complete(mail: ReadMail) -> Iterator[Defect]:
    """Every link is complete and, where it leads to a page, encrypted (own rule: relative links lead nowhere in a mail)."""
    for link in mail.links:
        yield from _completeness(link)


def _completeness(link: Link) -> Iterator[Defect]:
    parts = parts_of(link.href)
    if parts is None:
        yield Defect(M("„{href}“ ist keine Adresse.", href=link.href))
        return
    if parts.scheme == "http":
        yield Defect(
            M("Die Verknüpfung „{href}“ ist nicht verschlüsselt (http).", href=link.href),
            M("Prüfen Sie, ob die Adresse mit https:// auch geht."),
            Severity.HINT,
        )
    elif parts.scheme == "mailto":
        if not _MAIL.fullmatch(link.href):
            yield Defect(M("„{href}“ ist keine E-Mail-Adresse.", href=link.href))
    elif parts.scheme != "tel" and not (parts.scheme == "https" and parts.netloc):
        yield Defect(
            M("Die Verknüpfung „{href}“ ist nicht vollständig; in einer E-Mail führt sie nirgends hin.", href=link.href),
            M("Schreiben Sie die ganze Adresse mit https:// oder verweisen Sie auf einen Eintrag, zum Beispiel betrieb:kurzname."),
        )


def existing(mail: ReadMail) -> Iterator[Defect]:
    """Every link into the site leads to a file of the build; the page of the issue itself appears with its day (own rule)."""
    for link in mail.links:
        page = mail.page_of(link.href)
        if page is not None and page != issue_path(mail.issue_id) and file_of(unquote(page)) not in mail.around.files:
            yield Defect(
                M("Die Seite „{href}“ gibt es nicht auf der Website.", href=link.href),
                M("Prüfen Sie die Adresse im Text; Verweise auf Einträge schreiben Sie besser als betrieb:kurzname."),
            )


def current(mail: ReadMail) -> Iterator[Defect]:
    """No link leads to what has ended by the day of sending (own rule: nothing annoys more than a place that is gone)."""
    for link in mail.links:
        page = mail.page_of(link.href)
        reason = mail.around.over.get(unquote(page)) if page is not None else None
        if reason is not None:
            yield Defect(
                M("„{words}“: {reason}", words=link.words, reason=reason),
                M("Nehmen Sie den Block oder die Verknüpfung heraus, oder berichtigen Sie den Eintrag."),
            )


COMPLETE = MailRule(
    "M016",
    M("Verknüpfung der E-Mail nicht vollständig"),
    M("In einer E-Mail muss jede Adresse vollständig sein, mit https:// am Anfang. Eine Adresse mit http:// ist ein Hinweis."),
    complete,
)
EXISTING = MailRule(
    "M017", M("Verknüpfung der E-Mail ohne Ziel"), M("Jede Verknüpfung auf die eigene Website führt zu einer Seite oder Datei, die es dort gibt."), existing
)
CURRENT = MailRule(
    "M018",
    M("Verknüpfung auf etwas, das vorbei ist"),
    M(
        "Am Tag des Versands ist das Angebot noch offen, der Termin noch nicht vorbei oder abgesagt, die Förderung noch zu beantragen und die Meldung noch aktuell. "
        "Geprüft wird für den Tag des Versands, bei einer älteren Ausgabe für heute."
    ),
    current,
)
