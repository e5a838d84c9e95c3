"""Revoke a consent: find everything that rests on it, mark it in the register, tell what else has to go."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kammerton.app.ports import Sources
from kammerton.audit.search import TEXT_ENDINGS, Search, plain
from kammerton.domain.addresses import Addresses, clip_path, episode_path, item_path, picture_path
from kammerton.domain.consent_uses import ConsentUse, consent_uses
from kammerton.domain.declaration import references
from kammerton.domain.diagnostic import M, Message, Place, SetupError
from kammerton.domain.episode import Episode
from kammerton.domain.inventory import Inventory
from kammerton.domain.library import Library
from kammerton.domain.picture import PICTURES
from kammerton.domain.pictures import PictureFacts, derivative_names
from kammerton.domain.portrait import Portrait
from kammerton.domain.suggestion import did_you_mean
from kammerton.domain.vocabulary import REGISTER
from kammerton.reading.register import with_revocation

_EFFECTS = {
    "bild": M("Das Bild wird nicht mehr gezeigt."),
    "video": M("Das Video wird nicht mehr gezeigt."),
    "stimme": M("Die Folge verschwindet von Website und Feed."),
    "eintrag": M("Der Eintrag verschwindet."),
}


@dataclass(frozen=True)
class Use:
    """A place where something rests on a consent."""

    place: Place
    what: Message


@dataclass(frozen=True)
class Revocation:
    """All that revoking a consent is about.

    ``in_sources`` are fields and references, ``in_outputs`` places in what was built or sent. ``pictures`` are the hashes of
    their contents, ``picture_files`` and ``recordings`` the originals, ``episodes`` those in which somebody is heard.
    """

    number: str
    since: date | None
    in_sources: tuple[Use, ...]
    in_outputs: tuple[Use, ...]
    pictures: frozenset[str]
    picture_files: tuple[str, ...]
    episodes: tuple[str, ...]


def find_uses(library: Library, sources: Sources, number: str, outputs: Iterable[tuple[str, bytes]]) -> Revocation:
    """Everything that rests on a consent. ``outputs`` are texts that were built or sent, with their paths. Raises ``SetupError``."""
    consent = library.words.consents.get(number)
    if consent is None:
        known = did_you_mean(number, tuple(library.words.consents))
        raise SetupError(known or M("Die Einwilligung {number} steht nicht in {file}.", number=number or "–", file=REGISTER))
    inventory = library.inventory
    uses = tuple(use for use in consent_uses(inventory) if use.number == number)
    things = {(use.kind, use.id) for use in uses if use.what in ("eintrag", "stimme")}
    pictures = {use.file: sources.picture_facts(f"{PICTURES}/{use.file}") for use in uses if use.what == "bild"}
    measured = {file: facts for file, facts in pictures.items() if isinstance(facts, PictureFacts)}
    revoked = consent.revoked_on if consent.revoked_on and consent.revoked_on <= library.today else None
    return Revocation(
        number,
        revoked,
        tuple(_in_sources(inventory, uses, things)),
        tuple(_in_outputs(Search(_marks(library, uses, measured)), outputs)),
        frozenset(facts.hash for facts in measured.values()),
        tuple(sorted(pictures)),
        tuple(sorted({use.id for use in uses if use.what == "stimme"})),
    )


def _in_sources(inventory: Inventory, uses: Iterable[ConsentUse], things: set[tuple[str, str]]) -> Iterator[Use]:
    """Where the consent is named, and where what goes with it is."""
    for use in uses:
        yield Use(inventory.source(use.kind, use.id).place(*use.path), _EFFECTS[use.what])
    for kind, item in inventory.items():
        source = inventory.source(kind, item.id)
        for path, of_kind, id_ in references(item):
            if (of_kind, id_) in things:
                yield Use(source.place(*path), M("Hier wird „{id}“ genannt.", id=id_))
        for reference in item.body.references:
            if (reference.kind, reference.id) in things:
                yield Use(Place(source.file, reference.line), M("Hier wird „{id}“ im Text genannt.", id=reference.id))


def _marks(library: Library, uses: Iterable[ConsentUse], pictures: Mapping[str, PictureFacts]) -> Iterator[str]:
    """What gives a use away in an output: addresses of pages, names of picture files and videos."""
    inventory = library.inventory
    items = {(kind, item.id): item for kind, item in inventory.items()}
    for use in uses:
        facts = pictures.get(use.file)
        item = items.get((use.kind, use.id))
        if use.what == "bild" and facts:
            yield from (picture_path(name) for name in derivative_names(facts))
        elif use.what == "video" and isinstance(item, Portrait) and use.file:
            yield clip_path(item.id, use.file)
        elif isinstance(item, Episode):
            show = inventory.show_of(item)
            yield from (episode_path(show.id, item).rstrip("/"),) if show else ()
        elif item is not None and use.what == "eintrag":
            yield item_path(use.kind, item.id).rstrip("/")


def _in_outputs(search: Search, outputs: Iterable[tuple[str, bytes]]) -> Iterator[Use]:
    """Each place once a line."""
    for path, content in outputs:
        if not path.endswith(TEXT_ENDINGS):
            continue
        text = plain(content)
        found = dict.fromkeys((text.count("\n", 0, place) + 1, word) for word, place in search.find(text))
        yield from (Use(Place(path, line), M("Hier steht „{word}“.", word=word)) for line, word in found)


def revoked_register(register: bytes | None, revocation: Revocation, today: date) -> bytes:
    """The register with the revocation in it; as it is where the consent was revoked before."""
    if register is None:
        raise SetupError(M("Die Tabelle {file} fehlt.", file=REGISTER))
    return register if revocation.since else with_revocation(register, revocation.number, today)


def live_addresses(library: Library, revocation: Revocation) -> Iterator[str]:
    """The complete addresses of pages that go, for search engines and others who keep copies."""
    addresses = Addresses(library.settings.address)
    uses = (use for use in consent_uses(library.inventory) if use.number == revocation.number and use.what in ("eintrag", "stimme"))
    yield from sorted({addresses.absolute(f"{mark}/") for mark in _marks(library, uses, {})})
