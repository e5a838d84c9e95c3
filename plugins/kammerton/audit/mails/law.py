"""What the law asks of every mail: who sends it, and the way out."""

from collections.abc import Iterator

from kammerton.audit.mails.mail import Defect, MailRule, ReadMail, words_of
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.settings import Publisher

_UNSUBSCRIBE = ("abbestellen", "abmelden", "austragen", "unsubscribe")


def _wanted(publisher: Publisher) -> dict[str, str]:
    """What an imprint has, by its key in the settings."""
    return {
        "name": publisher.name,
        "strasse": publisher.street,
        "plz": publisher.postal_code,
        "ort": publisher.town,
        "email": publisher.mail,
        "vertreten_durch": publisher.represented_by,
        "verantwortlich": publisher.responsible,
    }


def bare(text: str) -> str:
    """A text as compared: without any blanks and soft hyphens."""
    return "".join(text.replace("\u00ad", "").split())


def _parts(mail: ReadMail) -> tuple[tuple[Message, str], tuple[Message, str]]:
    return (M("gestaltete Fassung"), words_of(mail.body)), (M("Fassung als reiner Text"), mail.text)


def imprint(mail: ReadMail) -> Iterator[Defect]:
    """Both parts name the publisher in full (§ 5 DDG; § 18 (2) MStV for journalistic content)."""
    for part, text in _parts(mail):
        known = bare(text)
        missing = [key for key, value in _wanted(mail.around.publisher).items() if bare(value) not in known]
        if missing:
            yield Defect(M("Im Impressum der E-Mail ({part}) fehlt: {fields}.", part=part, fields=", ".join(missing)), TEMPLATE)


def way_out(mail: ReadMail) -> Iterator[Defect]:
    """Both parts have a link that ends the subscription (§ 7 (2) no. 3 UWG; Art. 7 (3) GDPR: as easy as signing up)."""
    address = f"mailto:{mail.around.newsletter.unsubscribe}"
    ways = [link.href for link in mail.links if link.href.startswith(address) or any(word in link.words.casefold() for word in _UNSUBSCRIBE)]
    if not ways:
        yield Defect(M("In der gestalteten Fassung fehlt der Abmeldelink."), TEMPLATE)
    elif not any(bare(way) in bare(mail.text) for way in ways):
        yield Defect(M("In der Fassung als reiner Text fehlt der Abmeldelink."), TEMPLATE)


IMPRINT = MailRule(
    "M014",
    M("Impressum der E-Mail unvollständig"),
    M("In jeder E-Mail stehen Name, Anschrift, E-Mail-Adresse, Vertretung und Verantwortliche aus HERAUSGEBER in pelicanconf.py."),
    imprint,
)
WAY_OUT = MailRule("M015", M("Abmeldelink fehlt"), M("Jede E-Mail hat eine Verknüpfung, mit der man den Newsletter abbestellt."), way_out)
