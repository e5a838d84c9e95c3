"""Pictures that mail programs show."""

from collections.abc import Iterator

from lxml import etree

from kammerton.audit.mails.mail import Defect, MailRule, ReadMail
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.pictures import MAX_MAILED_BYTES

_SHOWN = ("jpg", "jpeg", "png", "gif")


def shown(mail: ReadMail) -> Iterator[Defect]:
    """Pictures lie on the site, as JPEG or PNG of at most 200 kB, with width and height (caniemail: WebP, AVIF, SVG and cid fail in Outlook and GMX)."""
    for picture in mail.tree.iter("img"):
        source = (picture.get("src") or "").strip()
        name = source.rpartition("/")[2] or source
        yield from (Defect(what, TEMPLATE) for what in _faults(mail, picture, source, name[:60]))


def _faults(mail: ReadMail, picture: etree._Element, source: str, name: str) -> Iterator[Message]:
    if not all((picture.get(side) or "").isdigit() for side in ("width", "height")):
        yield M("Dem Bild „{file}“ fehlen Breite und Höhe in Pixeln.", file=name)
    path = mail.page_of(source)
    if path is None:
        yield M("Das Bild „{file}“ liegt nicht auf der Website.", file=name)
        return
    if path.rpartition(".")[2].lower() not in _SHOWN:
        yield M("Das Bild „{file}“ ist weder JPEG noch PNG; manche Mailprogramme zeigen es nicht.", file=name)
    if path not in mail.around.files:
        yield M("Das Bild „{file}“ gibt es nicht auf der Website.", file=name)
    size = mail.around.files.get(path)
    if size is not None and size > MAX_MAILED_BYTES:
        yield M("Das Bild „{file}“ hat {size} kB; höchstens 200 sollten es sein.", file=name, size=-(-size // 1000))


SHOWN = MailRule(
    "M022",
    M("Bild, das Mailprogramme nicht zeigen"),
    M("Bilder einer E-Mail liegen als JPEG oder PNG auf der Website, haben höchstens 200 kB und nennen Breite und Höhe."),
    shown,
)
