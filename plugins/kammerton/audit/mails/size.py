"""Size and characters."""

import re
from collections.abc import Iterator

from kammerton.audit.mails.mail import Defect, MailRule, ReadMail
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M, Severity

MOST, MANY = 90_000, 70_000
# Control characters of ISO 8859: what is left when text in Windows-1252 was taken for it.
_C1 = re.compile(r"[\x80-\x9f]")


def encoded_size(mail: ReadMail) -> int:
    """The bytes of the HTML part as it travels."""
    part = mail.message.get_body(("html",))
    return len(str(part.get_payload()).encode()) if part is not None else 0


def small_enough(mail: ReadMail) -> Iterator[Defect]:
    """The HTML part, plain and encoded, has at most 90 kB, with a hint from 70 (Gmail cuts at about 102 kB: hteumeuleu/email-bugs 41)."""
    for what, size in ((M("Die gestaltete Fassung"), len(mail.html.encode())), (M("Die gestaltete Fassung, für den Versand kodiert,"), encoded_size(mail))):
        if size >= MANY:
            yield Defect(
                M("{what} hat {size} kB; ab 90 schneidet Gmail sie ab.", what=what, size=f"{size / 1000:.1f}".replace(".", ",")),
                M("Kürzen Sie die Ausgabe oder nehmen Sie einen Block heraus."),
                Severity.ERROR if size > MOST else Severity.HINT,
            )


def clean(mail: ReadMail) -> Iterator[Defect]:
    """UTF-8 is stated and there are no C1 and no replacement characters (Gmail cuts mails at U+0092: email-bugs 41 and 113)."""
    meta = mail.tree.find("head/meta[@charset]")
    if meta is None or (meta.get("charset") or "").lower() != "utf-8":
        yield Defect(M("Der E-Mail fehlt die Angabe des Zeichensatzes UTF-8."), TEMPLATE)
    for name, part in ((M("gestaltete Fassung"), mail.html), (M("Fassung als reiner Text"), mail.text)):
        for found in dict.fromkeys(_C1.findall(part)):
            yield Defect(
                M("In der E-Mail ({part}) steht das unsichtbare Zeichen U+{code}.", part=name, code=f"{ord(found):04X}"),
                M("Es kommt meist aus einer alten Word-Datei. Tippen Sie die Stelle neu."),
            )
        if "\ufffd" in part:
            yield Defect(
                M("In der E-Mail ({part}) steht das Ersatzzeichen �.", part=name), M("Dort ist ein Buchstabe verloren gegangen. Tippen Sie die Stelle neu.")
            )


SIZE = MailRule(
    "M012",
    M("E-Mail zu groß"),
    M("Gmail zeigt von einer zu großen E-Mail nur den Anfang; dann fehlen Abmeldelink und Impressum. Ein Hinweis erscheint ab 70 kB, ein Fehler über 90 kB."),
    small_enough,
)
CHARACTERS = MailRule(
    "M013", M("Zeichen, die eine E-Mail beschädigen"), M("Die E-Mail ist in UTF-8 geschrieben und enthält keine unsichtbaren Steuerzeichen."), clean
)
