"""The message around the parts: MIME and headers."""

import re
from collections.abc import Iterator

from kammerton.audit.mails.mail import Defect, MailRule, ReadMail
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M

_BODY_LINE, _HEADER_LINE = 78, 998
_PARTS = ["text/plain", "text/html"]


def well_formed(mail: ReadMail) -> Iterator[Defect]:
    """Text, then HTML, UTF-8, quoted-printable; lines end with CRLF and are short enough (RFC 2045, 2046, 5321, 5322)."""
    message = mail.message
    defects = [type(defect).__name__ for part in message.walk() for defect in part.defects]
    if defects:
        yield Defect(M("Die Nachricht ist nicht richtig aufgebaut: {defects}.", defects=", ".join(defects)), TEMPLATE)
    if re.search(rb"(?<!\r)\n|\r(?!\n)", mail.raw):
        yield Defect(M("In der Nachricht endet eine Zeile nicht mit CRLF; Mailserver weisen sie ab."), TEMPLATE)
    head, _, body = mail.raw.replace(b"\r\n", b"\n").partition(b"\n\n")
    if max(map(len, head.split(b"\n"))) > _HEADER_LINE:
        yield Defect(M("Im Kopf der Nachricht ist eine Zeile länger als {n} Zeichen.", n=_HEADER_LINE), TEMPLATE)
    if max(map(len, body.split(b"\n"))) > _BODY_LINE:
        yield Defect(M("In der Nachricht ist eine Zeile länger als {n} Zeichen.", n=_BODY_LINE), TEMPLATE)
    leaves = [part for part in message.walk() if not part.is_multipart()]
    if message.get_content_type() != "multipart/alternative" or [part.get_content_type() for part in leaves] != _PARTS:
        yield Defect(M("Die Nachricht besteht nicht aus reinem Text und gestalteter Fassung, in dieser Reihenfolge."), TEMPLATE)
    for part in leaves:
        if part.get_content_charset() != "utf-8" or str(part["Content-Transfer-Encoding"]).lower() != "quoted-printable":
            yield Defect(M("Der Teil {type} ist nicht in UTF-8 und quoted-printable geschrieben.", type=part.get_content_type()), TEMPLATE)


def headed(mail: ReadMail) -> Iterator[Defect]:
    """The headers a mailing needs, and none that make it look automatic (RFC 2369, 2919, 8058, 3834; Gmail's rules for senders)."""
    message, newsletter = mail.message, mail.around.newsletter
    for name in ("From", "Reply-To", "Subject", "Date", "Message-ID", "List-Id", "List-Unsubscribe"):
        if not message[name]:
            yield Defect(M("Im Kopf der Nachricht fehlt {name}.", name=name), TEMPLATE)
    if newsletter.sender not in str(message["From"] or ""):
        yield Defect(M("Absender der Nachricht ist nicht {mail}.", mail=newsletter.sender), TEMPLATE)
    yield from _answerable(mail)
    yield from _listed(mail)
    yield from _unsubscribed(mail)


def _listed(mail: ReadMail) -> Iterator[Defect]:
    """Of which list the message is, when it was sent, and that no out-of-office reply is wanted."""
    message, newsletter = mail.message, mail.around.newsletter
    if newsletter.list_id not in str(message["List-Id"] or ""):
        yield Defect(M("Die Kennung der Liste (List-Id) ist nicht {id}.", id=newsletter.list_id), TEMPLATE)
    if not str(message["Message-ID"] or "").strip().endswith(f"@{newsletter.sender.rpartition('@')[2]}>"):
        yield Defect(M("Die Message-ID gehört nicht zur Domain des Absenders."), TEMPLATE)
    if str(message["Date"] or "").strip().endswith("-0000"):
        yield Defect(M("Dem Datum der Nachricht fehlt die Zeitzone."), TEMPLATE)
    if str(message["Precedence"] or "").lower() != "bulk":
        yield Defect(M("Der Nachricht fehlt „Precedence: bulk“; ohne das kommen Abwesenheitsnotizen zurück."), TEMPLATE)
    if message["Auto-Submitted"]:
        yield Defect(M("Die Nachricht gibt sich als automatisch erzeugt aus (Auto-Submitted)."), TEMPLATE)


def _answerable(mail: ReadMail) -> Iterator[Defect]:
    """§ 7 (2) no. 3 UWG: an address at which one can object."""
    for address in (mail.around.newsletter.sender, mail.around.newsletter.reply_to):
        if re.search(r"no-?_?reply", address, re.IGNORECASE):
            yield Defect(
                M("An „{mail}“ kann niemand antworten.", mail=address), M("Nennen Sie in pelicanconf.py unter NEWSLETTER ein Postfach, das jemand liest.")
            )


def _unsubscribed(mail: ReadMail) -> Iterator[Defect]:
    """RFC 8058: one click needs an https address, and no address of a person stands in it."""
    ways = str(mail.message["List-Unsubscribe"] or "")
    if ways and not re.search(r"<(?:https|mailto):[^>]+>", ways):
        yield Defect(M("List-Unsubscribe enthält keine Adresse zum Abmelden."), TEMPLATE)
    if mail.message["List-Unsubscribe-Post"] and "<https:" not in ways:
        yield Defect(M("List-Unsubscribe-Post steht im Kopf, aber keine https-Adresse zum Abmelden mit einem Klick."), TEMPLATE)


WELL_FORMED = MailRule(
    "M019",
    M("Nachricht falsch aufgebaut"),
    M("Die fertige Nachricht hält die Regeln für E-Mail ein: zwei Teile, UTF-8, quoted-printable, Zeilenenden CRLF, keine Zeile länger als 78 Zeichen."),
    well_formed,
)
HEADED = MailRule(
    "M020",
    M("Kopf der Nachricht unvollständig"),
    M("Der Kopf nennt Absender, Antwortadresse, Liste und den Weg zum Abmelden so, wie Mailserver und Mailprogramme es erwarten."),
    headed,
)
