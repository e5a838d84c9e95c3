"""What the pages the law asks for can say by themselves: facts that follow from settings and content, below the editors' own words.

The editors answer for their words; this part is true by the way it is made, and changes when a setting does.
What their text already says is not said twice: an address of the publisher that stands there is enough.
"""

from collections.abc import Callable, Iterator

from markupsafe import Markup

from kammerton.domain.diagnostic import MN, M, Message
from kammerton.domain.document import Document, Element, text_of
from kammerton.domain.page import Page
from kammerton.domain.translation import EASY
from kammerton.rendering.html import NOTHING, to_html
from kammerton.site.context import SiteContext

Items = Iterator[Message | Element]


def generated(context: SiteContext, page: Page) -> Markup:
    """The generated part of a page, or nothing; texts in Leichte Sprache stay as people wrote and tested them."""
    part = _PARTS.get(page.id)
    if part is None or context.variant == EASY:
        return NOTHING
    heading, facts = part
    items = tuple(Element("li", (), (fact if isinstance(fact, Element) else context.t(fact),)) for fact in facts(context, page))
    return to_html(Document((Element("h2", (), (context.t(heading),)), Element("ul", (), items))), context.links.in_site) if items else NOTHING


def _privacy(context: SiteContext, _page: Page) -> Items:
    library = context.library
    yield M("Cookies: keine. Auch niemand sonst setzt hier welche.")
    yield M(
        "Auf Ihrem Gerät gespeichert: helle oder dunkle Farben, sobald Sie den Schalter dafür benutzen. Ihr Browser behält das für sich; es geht nicht an uns."
    )
    if library.episodes:
        yield M("Beim Hören einer Folge merkt sich Ihr Browser außerdem die Stelle und das Tempo. Auch das bleibt auf Ihrem Gerät.")
    yield M("Löschen können Sie beides in Ihrem Browser unter „Websitedaten“.")
    yield M("Beim Lesen lädt Ihr Gerät nichts von anderen Servern, auch keine Schriften. Der Browser setzt das durch (Content-Security-Policy).")
    hosts = sorted(context.media_hosts())
    if hosts:
        yield M("Beim Abspielen einer Folge lädt Ihr Gerät die Aufnahme von: {hosts}.", hosts=", ".join(hosts))
    if any(portrait.clip and portrait.clip.youtube and library.may_play(portrait.clip) for portrait in library.portraits):
        yield M("Videos bei YouTube: Erst wenn Sie auf „Video hier abspielen“ drücken, lädt Ihr Gerät etwas von dort, und YouTube erfährt, dass Sie da sind.")
    yield M("Statistik: Diese Seiten enthalten keine Zählpixel und keine Messprogramme.")


def _imprint(context: SiteContext, page: Page) -> Items:
    publisher = context.library.settings.publisher
    said = _said(page)
    facts = (
        (publisher.name, M("Herausgeber: {name}", name=publisher.name)),
        (publisher.street, M("Anschrift: {street}, {postal_code} {town}", street=publisher.street, postal_code=publisher.postal_code, town=publisher.town)),
        (publisher.represented_by, M("Vertreten durch: {name}", name=publisher.represented_by)),
        (publisher.responsible.partition(",")[0], M("Verantwortlich für den Inhalt: {name}", name=publisher.responsible)),
        (publisher.mail, M("E-Mail: {mail}", mail=publisher.mail)),
    )
    yield from (fact for value, fact in facts if value not in said)


def _said(page: Page) -> str:
    return " ".join(" ".join(map(text_of, page.body.nodes)).split())


def _accessibility(context: SiteContext, page: Page) -> Items:
    library = context.library
    yield M("Alles lässt sich mit der Tastatur bedienen; wo Sie gerade sind, zeigt ein deutlicher Rahmen.")
    yield M(
        "Helle und dunkle Farben folgen Ihrem Gerät oder dem Schalter oben auf jeder Seite. Text hat überall ein Kontrastverhältnis von mindestens 4,5 zu 1."
    )
    yield M("Alle Inhalte sind auch ohne JavaScript und bis 320 Pixel Breite ohne seitliches Rollen zu lesen; Tabellen rollen für sich.")
    if library.episodes:
        written = sum(1 for entry in library.episodes if entry.episode.transcript)
        yield MN("Abschriften: {written} von {n} Folge hat eine.", "Abschriften: {written} von {n} Folgen haben eine.", len(library.episodes), written=written)
    publisher = context.library.settings.publisher
    if publisher.mail not in _said(page):
        yield M("Eine Barriere melden Sie an: {mail}", mail=publisher.mail)


_PARTS: dict[str, tuple[Message, Callable[[SiteContext, Page], Items]]] = {
    "datenschutz": (M("Was diese Website technisch tut"), _privacy),
    "impressum": (M("Weitere Pflichtangaben"), _imprint),
    "barrierefreiheit": (M("Was für alle Seiten gilt"), _accessibility),
}
