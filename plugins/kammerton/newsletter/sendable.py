"""Whether an issue may go out: what keeps it from being exported or sent. The site is never held up by it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from kammerton.domain.diagnostic import Diagnostic, M, Message, Place, Severity
from kammerton.domain.event import Event
from kammerton.domain.inventory import ITEM_FIELDS
from kammerton.domain.issue import Block
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.programme import Programme
from kammerton.rendering.composition import Composition
from kammerton.rendering.words import Words

_KINDS = {
    "portrait": "betrieb", "episode": "folge", "article": "wissen", "programme": "foerderung", "event": "termin", "story": "geschichte", "actor": "akteur",
}  # fmt: skip


@dataclass(frozen=True)
class Hindrance:
    """Something that keeps an issue from being sent: its code, title and paragraph in the handbook."""

    code: str
    title: Message
    handbook: Message

    def at(self, place: Place, what: Message, remedy: Message, severity: Severity = Severity.ERROR) -> Diagnostic:
        """The hindrance in one issue."""
        return Diagnostic(self.code, severity, place, what, remedy)


MISSING = Hindrance(
    "N001",
    M("Inhalt fehlt in der Ausgabe"),
    M(
        "Ein Block nennt etwas, das in der Ausgabe nicht stehen darf: einen Entwurf, etwas noch nicht Erschienenes, einen vergangenen Termin, eine abgelaufene Förderung oder etwas, dessen Einwilligung nicht für den Newsletter gilt. Die Ausgabe wird so nicht verschickt; die Website erscheint."
    ),
)
NOTHING_NEW = Hindrance(
    "N002",
    M("Nichts Neues"),
    M("In der Ausgabe steht außer der Begrüßung nichts, oder nur freie Plätze, die es schon gab. So wird sie nicht verschickt; die Website erscheint."),
)
DRAFT = Hindrance(
    "N003",
    M("Ausgabe noch nicht fertig"),
    M("Die Ausgabe ist ein Entwurf und wird nicht verschickt, oder ihr Datum liegt in der Zukunft, und die Fassung auf der Website fehlt noch."),
)
HINDRANCES = (MISSING, NOTHING_NEW, DRAFT)


def sendable(library: Library, words: Words, composition: Composition) -> tuple[Diagnostic, ...]:
    """What keeps an edition from being sent (errors), and what should be known before (hints); nothing where all is well."""
    place = library.inventory.source("ausgabe", composition.issue.id).place()
    if composition.issue.id in library.inventory.sent:
        return ()  # what was sent once was judged then
    return (*_draft(library, words, composition, place), *_missing(library, words, composition), *_nothing(composition, place))


def _draft(library: Library, words: Words, composition: Composition, place: Place) -> Iterator[Diagnostic]:
    issue = composition.issue
    if issue.status == "entwurf":
        yield DRAFT.at(place, M("Die Ausgabe ist ein Entwurf."), M("Löschen Sie die Zeile „status: entwurf“, wenn alles fertig ist."))
    elif issue.published > library.now:
        day = words.moment(issue.published)
        what = M("Die Ausgabe hat das Datum {day}; bis dahin führt „Im Browser lesen“ ins Leere.", day=day)
        yield DRAFT.at(place, what, M("Verschicken Sie sie erst dann, oder ändern Sie „datum“."), Severity.HINT)


def _missing(library: Library, words: Words, composition: Composition) -> Iterator[Diagnostic]:
    source = library.inventory.source("ausgabe", composition.issue.id)
    for n, block in enumerate(composition.issue.blocks):
        item = _item(library, block) if block.is_for(composition.edition) else None
        reason = _why_not(library, words, composition, item) if item else None
        if item and reason:
            what = M("„{title}“ fehlt in der Ausgabe: {reason}", title=item.title, reason=reason)
            yield MISSING.at(source.place("bloecke", n), what, M("Nehmen Sie den Block heraus, oder verschicken Sie die Ausgabe später."))


def _item(library: Library, block: Block) -> Item | None:
    """What a block names, visible or not."""
    for name in block.chosen:
        if name in _KINDS:
            return next((item for item in getattr(library.inventory, ITEM_FIELDS[_KINDS[name]]) if item.id == getattr(block, name)), None)
    return None


def _why_not(library: Library, words: Words, composition: Composition, item: Item) -> Message | None:
    """Why an item may not be in the mail, or None."""
    moment = max(library.now, composition.issue.published)
    day = moment.astimezone(ZONE).date()
    if item.status == "entwurf":
        return M("Es ist ein Entwurf.")
    if item.published and item.published > library.now:
        return M("Es erscheint erst am {day}.", day=words.moment(item.published))
    is_seen = library.is_visible(item) and library.agrees(item, "newsletter")
    unseen = None if is_seen else M("Es ist nicht zu sehen, oder die Einwilligung gilt nicht für den Newsletter.")
    return _over(words, item, moment, day) or unseen


def _over(words: Words, item: Item, moment: datetime, day: date) -> Message | None:
    """Why an item has ended before the issue goes out, or None."""
    if item.gone_after and item.gone_after < day:
        return M("Es war nur bis zum {day} zu sehen.", day=words.day(item.gone_after))
    if isinstance(item, Event) and item.is_over(moment):
        return M("Der Termin ist vorbei.")
    if isinstance(item, Programme) and item.ends and item.ends < day:
        return M("Anträge waren nur bis zum {day} möglich.", day=words.day(item.ends))
    return None


def _nothing(composition: Composition, place: Place) -> Iterator[Diagnostic]:
    own = {section.kind for section in composition.sections} - {""}
    remedy = M("Schreiben Sie etwas in einen Block „text“, oder lassen Sie diese Ausgabe ausfallen.")
    if composition.issue.blocks:
        if not own:
            yield NOTHING_NEW.at(place, M("In der Ausgabe steht nichts außer der Begrüßung: Kein Block hat einen Inhalt, der gezeigt werden kann."), remedy)
    elif not own - {"offers"}:
        what = M("Es gibt nichts Neues: Seit der letzten Ausgabe ist nichts erschienen, und in den nächsten 45 Tagen gibt es keinen Termin und keine Frist.")
        yield NOTHING_NEW.at(place, what, remedy)
