"""Language, direction, headings, tables and title: what a screen reader needs to find its way."""

from collections.abc import Iterator

from lxml import etree

from kammerton.audit.mails.mail import Defect, MailRule, ReadMail, words_of
from kammerton.domain.diagnostic import M

TEMPLATE = M("Das liegt an der Vorlage der E-Mail, nicht am Text. Geben Sie die Meldung an die Technik weiter.")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def _children(mail: ReadMail) -> Iterator[etree._Element]:
    """The direct children of the body; mail programs throw the body itself away."""
    return (child for child in mail.body.iterchildren("*") if child.tag != "style")


def directions(mail: ReadMail) -> Iterator[Defect]:
    """Every direct child of the body has ``dir`` (EMC accessibility report 2026, rank 1: missing in 97 % of mails)."""
    for child in _children(mail):
        if child.get("dir") not in ("ltr", "rtl", "auto"):
            yield Defect(M("Dem Element <{tag}> gleich unter <body> fehlt die Schreibrichtung (dir).", tag=child.tag), TEMPLATE)


def languages(mail: ReadMail) -> Iterator[Defect]:
    """Every direct child of the body has ``lang`` (EMC 2026, rank 2: missing in 96 %)."""
    for child in _children(mail):
        if not child.get("lang"):
            yield Defect(M("Dem Element <{tag}> gleich unter <body> fehlt die Sprache (lang).", tag=child.tag), TEMPLATE)


def tables(mail: ReadMail) -> Iterator[Defect]:
    """A table for layout has ``role="presentation"``, a table of data has headings with ``scope`` (EMC 2026, rank 3: missing in 84 %)."""
    for table in mail.tree.iter("table"):
        headings = [cell for cell in table.iter("th") if next(cell.iterancestors("table")) is table]
        if table.get("role") in ("presentation", "none"):
            if headings:
                yield Defect(M("Eine Tabelle mit Überschriften in den Zellen gilt als bloßes Layout (role=presentation)."), TEMPLATE)
        elif not headings:
            yield Defect(M("Einer Tabelle für das Layout fehlt role=presentation; sie würde als Datentabelle vorgelesen."), TEMPLATE)
        elif any(cell.get("scope") not in ("col", "row", "colgroup", "rowgroup") for cell in headings):
            yield Defect(M("Einer Überschrift in einer Datentabelle fehlt scope."), TEMPLATE)


def headings(mail: ReadMail) -> Iterator[Defect]:
    """There is one ``h1``, and no level is left out below it (EMC 2026, rank 4: no ``h1`` in 74 %)."""
    found = [element for element in mail.elements if element.tag in _HEADINGS]
    first = [element for element in found if element.tag == "h1"]
    if not first:
        yield Defect(M("Die E-Mail hat keine Überschrift der ersten Ebene (h1)."), TEMPLATE)
    if len(first) > 1:
        yield Defect(M("Die E-Mail hat {n} Überschriften der ersten Ebene (h1); es darf nur eine sein.", n=len(first)), TEMPLATE)
    level = 0
    for element in found:
        own = _HEADINGS.index(str(element.tag)) + 1
        if level and own > level + 1:
            yield Defect(
                M("Vor der Überschrift „{words}“ fehlt eine Ebene: auf h{before} folgt h{own}.", words=words_of(element), before=level, own=own),
                M("Beginnen Sie Überschriften in Ihrem Text mit ## und gehen Sie Ebene für Ebene tiefer."),
            )
        level = own


def page_language(mail: ReadMail) -> Iterator[Defect]:
    """The ``html`` element has language and direction (EMC 2026, rank 6: no ``lang`` in 62 %)."""
    for name in ("lang", "dir"):
        if not mail.tree.get(name):
            yield Defect(M("Dem Element <html> fehlt {name}.", name=name), TEMPLATE)


def title(mail: ReadMail) -> Iterator[Defect]:
    """The ``title`` is there and is the subject (EMC 2026, rank 9: missing in 45 %; programs read it out as the name of the mail)."""
    found = mail.tree.find("head/title")
    words = words_of(found) if found is not None else ""
    subject = " ".join(str(mail.message["Subject"] or "").split())
    if not words:
        yield Defect(M("Der E-Mail fehlt der Titel (title)."), TEMPLATE)
    elif words != subject:
        yield Defect(M("Der Titel „{title}“ ist nicht der Betreff „{subject}“.", title=words, subject=subject), TEMPLATE)


DIRECTIONS = MailRule(
    "M001",
    M("E-Mail ohne Schreibrichtung"),
    M("Mailprogramme entfernen den Rahmen einer E-Mail. Deshalb steht die Schreibrichtung (dir) an jedem Element gleich darunter."),
    directions,
)
LANGUAGES = MailRule(
    "M002",
    M("E-Mail ohne Sprache"),
    M("Ohne Angabe der Sprache (lang) lesen Vorleseprogramme deutschen Text mit englischer Aussprache. Sie steht an jedem Element gleich unter <body>."),
    languages,
)
TABLES = MailRule(
    "M003",
    M("Tabelle in der E-Mail falsch ausgezeichnet"),
    M(
        "Tabellen, die nur das Aussehen ordnen, tragen role=presentation, sonst werden Zeilen und Spalten vorgelesen. "
        "Tabellen mit Daten brauchen Überschriften mit scope."
    ),
    tables,
)
HEADINGS = MailRule(
    "M004",
    M("Überschriften der E-Mail nicht in Ordnung"),
    M("Wer eine E-Mail hört, springt von Überschrift zu Überschrift. Es gibt genau eine der ersten Ebene, und darunter wird keine Ebene ausgelassen."),
    headings,
)
PAGE_LANGUAGE = MailRule(
    "M006", M("Sprache der ganzen E-Mail fehlt"), M("Am Anfang der E-Mail (im Element <html>) stehen Sprache und Schreibrichtung."), page_language
)
TITLE = MailRule(
    "M009", M("Titel der E-Mail fehlt"), M("Der Titel (title) ist derselbe wie der Betreff. Manche Programme lesen ihn als Namen der E-Mail vor."), title
)
