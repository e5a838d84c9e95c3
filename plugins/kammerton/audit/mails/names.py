"""Words of links and pictures."""

import re
from collections.abc import Iterator

from kammerton.audit.mails.mail import Defect, MailRule, ReadMail
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M, Severity

# Words that tell nothing about where a link leads. The EMC report checks English ones only; these are what German mails have.
GENERIC = frozenset({
    "hier", "hier klicken", "klicken sie hier", "klick hier", "klicke hier", "hier lesen", "hier geht es weiter", "hier gehts weiter", "hier geht’s weiter",
    "mehr", "mehr dazu", "mehr erfahren", "mehr lesen", "mehr infos", "mehr informationen", "mehr details", "erfahren sie mehr", "erfahre mehr", "lesen sie mehr",
    "lies mehr", "weiter", "weiterlesen", "weiter lesen", "weitere informationen", "weitere infos", "infos", "info", "details", "zum artikel", "zum beitrag",
    "zur seite", "zur website", "zur webseite", "link", "dieser link", "diesem link", "diese seite", "jetzt ansehen", "ansehen", "anzeigen", "öffnen",
    "download", "herunterladen", "jetzt", "los", "los geht es", "los geht’s", "anmelden", "jetzt anmelden", "bewerben", "jetzt bewerben",
    "click here", "here", "more", "read more", "learn more", "find out more", "more info", "continue", "continue reading", "this link", "this page",
})  # fmt: skip
_FILE_NAME = re.compile(r"[\w.-]+\.(?:jpe?g|png|gif|webp|avif|svg)", re.IGNORECASE)


def plain(words: str) -> str:
    """Words as compared: small letters, no marks around them.

    >>> plain("Mehr erfahren …"), plain("» Hier klicken!")
    ('mehr erfahren', 'hier klicken')
    """
    return re.sub(r"^[^\w]+|[^\w]+$", "", words.replace("\u00ad", "").casefold())


def link_names(mail: ReadMail) -> Iterator[Defect]:
    """Every link has words to be read out (EMC 2026, rank 5: missing in 71 %)."""
    for link in mail.links:
        if not re.search(r"\w", link.words):
            yield Defect(
                M("Die Verknüpfung zu „{href}“ hat keinen Text.", href=link.href), M("Geben Sie ihr Worte oder dem Bild darin eine Beschreibung (alt).")
            )


def generic_names(mail: ReadMail) -> Iterator[Defect]:
    """No link is called „hier“ or „mehr erfahren“ (EMC 2026, rank 10: 16 %, English phrases only; WCAG 2.2, 2.4.4)."""
    for link in mail.links:
        if plain(link.words) in GENERIC:
            yield Defect(
                M("Die Verknüpfung „{words}“ sagt nicht, wohin sie führt.", words=link.words),
                M("Nennen Sie das Ziel, zum Beispiel „Zum Steckbrief von Muster Metall“."),
            )


def bare_addresses(mail: ReadMail) -> Iterator[Defect]:
    """Long addresses are no names of links: they are spelled out letter by letter (WCAG 2.2, 2.4.4)."""
    for link in mail.links:
        if len(link.words) > 60 and link.words.startswith(("http://", "https://")):
            yield Defect(
                M("Die Verknüpfung „{words}“ ist eine lange Adresse statt Worten.", words=link.words),
                M("Geben Sie ihr Worte: [Name der Seite](Adresse)."),
                severity=Severity.HINT,
            )


def alternatives(mail: ReadMail) -> Iterator[Defect]:
    """Every picture has an ``alt`` that is no file name; an empty one marks ornament (EMC 2026, rank 8: missing in 48 %)."""
    for picture in mail.tree.iter("img"):
        alt = picture.get("alt")
        if alt is None:
            yield Defect(M("Dem Bild „{file}“ fehlt die Beschreibung (alt).", file=(picture.get("src") or "").rpartition("/")[2]), TEMPLATE)
        elif _FILE_NAME.fullmatch(alt.strip()):
            yield Defect(
                M("Die Beschreibung „{alt}“ ist ein Dateiname.", alt=alt),
                M("Beschreiben Sie im Eintrag unter „alt“ in einem Satz, was auf dem Bild zu sehen ist."),
            )


def named(mail: ReadMail) -> Iterator[Defect]:
    """What is wrong with the names of links that have one."""
    yield from generic_names(mail)
    yield from bare_addresses(mail)


LINK_NAMES = MailRule(
    "M005", M("Verknüpfung ohne Text"), M("Jede Verknüpfung hat Worte, die vorgelesen werden können; bei einem Bild ist es dessen Beschreibung."), link_names
)
ALTERNATIVES = MailRule(
    "M008",
    M("Bild in der E-Mail ohne Beschreibung"),
    M("Viele Mailprogramme zeigen Bilder erst nach einem Klick. Bis dahin, und für alle, die nicht sehen, steht dort die Beschreibung (alt)."),
    alternatives,
)
GENERIC_NAMES = MailRule(
    "M010",
    M("Verknüpfung mit nichtssagendem Text"),
    M(
        "„Hier“, „mehr erfahren“ oder „weiterlesen“ sagen nicht, wohin eine Verknüpfung führt. Vorleseprogramme zeigen Verknüpfungen als Liste, "
        "ohne den Satz darum herum. Auch eine lange Adresse ist kein guter Text."
    ),
    named,
)
