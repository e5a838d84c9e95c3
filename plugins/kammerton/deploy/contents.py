"""The record ``inhalt.json`` of a build: written beside it, and compared with what may be seen when somebody wants that build back. Pure."""

from collections.abc import Iterator, Mapping

from pydantic import ValidationError

from kammerton.deploy.json_lines import lined
from kammerton.domain.consent_uses import consent_uses
from kammerton.domain.contact import Contact
from kammerton.domain.contents import Contents, HeldItem, HeldName
from kammerton.domain.declaration import parts
from kammerton.domain.diagnostic import Diagnostic, M, Message, Place, Severity
from kammerton.domain.inventory import Source
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.picture import pictures_of
from kammerton.domain.vocabulary import REGISTER

# Told with the findings of the audit; ``audit`` has its title and handbook text.
GOING_BACK = "A009"


def contents_of(library: Library) -> Contents:
    """What a build of this library contains."""
    visible = {(kind, item.id): item for kind, item in library.inventory.items() if library.is_visible(item)}
    offers = (HeldItem(kind="angebot", id=f"{entry.portrait.id}/{entry.offer.id}") for entry in library.offers)
    consents = {use.number for use in consent_uses(library.inventory) if (use.kind, use.id) in visible and library.allows(use.number)}
    shown = (picture.file for item in visible.values() for _, picture in pictures_of(item) if library.may_show(picture))
    return Contents(
        items=tuple(sorted((*(HeldItem(kind=kind, id=id_) for kind, id_ in visible), *offers), key=lambda held: (held.kind, held.id))),
        consents=tuple(sorted(consents)),
        pictures=tuple(sorted(set(shown))),
        names=tuple(sorted(_names(library, visible), key=lambda held: (held.kind, held.id, held.until))),
    )


def _names(library: Library, visible: dict[tuple[str, str], Item]) -> Iterator[HeldName]:
    for (kind, id_), item in visible.items():
        for _, contact in parts(item, Contact):
            if contact.name and contact.valid_until and contact.valid_until >= library.today:
                yield HeldName(kind=kind, id=id_, until=contact.valid_until)


def written(contents: Contents) -> bytes:
    """The record as bytes; the same contents give the same bytes."""
    return lined(contents.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def read_contents(record: bytes) -> Contents | None:
    """What a record says, or None where it cannot be read."""
    try:
        return Contents.model_validate_json(record)
    except (ValidationError, ValueError):
        return None


def rests_on(record: bytes, numbers: frozenset[str], files: frozenset[str] = frozenset()) -> bool:
    """Whether a build contains something that rests on one of these consents, or one of these pictures; one without a readable record might."""
    if not numbers and not files:
        return False
    contents = read_contents(record)
    return contents is None or not numbers.isdisjoint(contents.consents) or not files.isdisjoint(contents.pictures)


def objections(contents: Contents, library: Library) -> Iterator[Diagnostic]:
    """What an older build would bring back although it is not to be seen any more: errors; an offer taken back: hints."""
    items = {(kind, item.id): item for kind, item in library.inventory.items()}
    for held in contents.items:
        yield from _offer(held, library) if held.kind == "angebot" else _item(held, items, library)
    yield from _rights(contents, library)
    for name in contents.names:
        if name.until < library.today:
            place = library.inventory.source(name.kind, name.id).place("ansprechstelle")
            yield _objection(
                place, M("Der Name einer Ansprechstelle käme wieder; er durfte bis zum {day} gezeigt werden.", day=name.until.strftime("%d.%m.%Y"))
            )


def _item(held: HeldItem, items: Mapping[tuple[str, str], Item], library: Library) -> Iterator[Diagnostic]:
    inventory = library.inventory
    id_ = held.id if (held.kind, held.id) in items else inventory.renamed(held.kind, held.id) or held.id
    item = items.get((held.kind, id_))
    what = _hidden(item, library, unread=(held.kind, id_) in inventory.unread)
    if what is not None:
        place = inventory.source(held.kind, id_).place("status" if item is not None and item.status == "entwurf" else "datum")
        yield _objection(place, M("„{id}“ käme wieder: {why}", id=held.id, why=what))


def _rights(contents: Contents, library: Library) -> Iterator[Diagnostic]:
    """Consents that do not hold, and pictures that need one now."""
    inventory = library.inventory
    for number in contents.consents:
        if not library.allows(number):
            place = inventory.sources.get(("einwilligung", number), Source(REGISTER)).place()
            yield _objection(place, M("Die Einwilligung {number} gilt nicht oder nicht mehr.", number=number))
    for source, path, picture in inventory.pictures():
        if picture.file in contents.pictures and picture.consent and not library.allows(picture.consent):
            yield _objection(source.place(*path), M("Das Bild „{file}“ käme wieder; die Einwilligung dafür gilt nicht mehr.", file=picture.file))


def _hidden(item: Item | None, library: Library, *, unread: bool) -> Message | None:
    """Why an item is not to be seen now, or None."""
    if unread:
        return M("Die Datei ist zurzeit nicht lesbar; ob der Eintrag noch gezeigt werden darf, ist nicht zu erkennen.")
    if item is None:
        return M("Die Datei ist seither gelöscht worden.")
    if library.is_visible(item):
        return None
    if item.status == "entwurf":
        return M("Der Eintrag ist seither ein Entwurf.")
    if item.published is not None and item.published > library.now:
        return M("Der Eintrag erscheint erst am {day}.", day=item.published.strftime("%d.%m.%Y"))
    return M("Die Einwilligung dafür gilt nicht mehr, oder seine Zeit ist vorbei.")


def _offer(held: HeldItem, library: Library) -> Iterator[Diagnostic]:
    portrait_id, _, offer_id = held.id.partition("/")
    name = portrait_id if portrait_id in library.portraits_by_id else library.inventory.renamed("betrieb", portrait_id) or portrait_id
    portrait = library.portraits_by_id.get(name)
    if portrait is not None and offer_id not in {id_ for offer in portrait.offers for id_ in (offer.id, *offer.former_ids)}:
        what = M("Das Angebot „{id}“ steht dann wieder auf der Website; es ist seither gelöscht worden.", id=offer_id)
        yield Diagnostic(GOING_BACK, Severity.HINT, library.inventory.source("betrieb", name).place("angebote"), what)


def _objection(place: Place, what: Message) -> Diagnostic:
    remedy = M("Bringen Sie die Texte in Ordnung und veröffentlichen Sie neu, mit: make publish")
    return Diagnostic(GOING_BACK, Severity.ERROR, place, what, remedy)
