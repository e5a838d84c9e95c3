"""Features of HTML and CSS that a mail uses, against what mail programs can do."""

from collections.abc import Iterator

from kammerton.audit.mails.enhancements import ENHANCEMENTS
from kammerton.audit.mails.features import features_of
from kammerton.audit.mails.mail import Defect, MailRule, ReadMail
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M

_TOLD = 4


def supported(mail: ReadMail) -> Iterator[Defect]:
    """What a required program leaves out is a reviewed enhancement (data of caniemail.com: GMX, WEB.DE, T-Online, Outlook, Gmail, Apple Mail)."""
    programs = mail.around.programs
    for feature in sorted(features_of(mail) - ENHANCEMENTS.keys()):
        without = programs.without.get(feature, ())
        if without:
            told = ", ".join(without[:_TOLD]) + (" …" if len(without) > _TOLD else "")
            yield Defect(M("„{feature}“ kennen nicht alle Mailprogramme: es fehlt in {programs}.", feature=programs.names[feature], programs=told), TEMPLATE)


SUPPORTED = MailRule(
    "M011",
    M("Gestaltung, die ein Mailprogramm nicht kennt"),
    M(
        "Die E-Mail muss in GMX, WEB.DE, T-Online, Outlook, Gmail und Apple Mail gut aussehen. Was eines davon nicht kann, steht nur darin, "
        "wenn die E-Mail auch ohne es lesbar bleibt und das jemand geprüft hat."
    ),
    supported,
)
