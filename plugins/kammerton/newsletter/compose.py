"""What goes into an issue, and in which order."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from kammerton.domain.diagnostic import M
from kammerton.domain.issue import Block, DeadlineQuery, Edition, EventQuery, Issue, NewQuery, OfferQuery
from kammerton.domain.library import Library
from kammerton.newsletter.pictures import banner_of, without_picture
from kammerton.newsletter.selection import Selection
from kammerton.newsletter.thaw import thawed
from kammerton.reading.markdown import parse_markdown
from kammerton.rendering.composition import Composition, Entry, Section
from kammerton.rendering.frozen import read_frozen
from kammerton.rendering.words import Words

_SELF_COMPOSED = 5
# The heading over an entry that a block names.
_HEADINGS = {
    "portrait": M("Betrieb im Porträt"), "episode": M("Aus dem Podcast"), "article": M("Gut zu wissen"), "programme": M("Geld und Hilfe"),
    "event": M("Zum Vormerken"), "story": M("Aus dem Leben"), "actor": M("Wer Ihnen hilft"),
}  # fmt: skip
_NEW_HEADINGS = {
    "folge": M("Neue Folgen"), "betrieb": M("Neue Betriebe"), "wissen": M("Neues Wissen"), "termin": M("Neue Termine"),
    "geschichte": M("Neue Geschichten"), "foerderung": M("Neue Förderungen"), "meldung": M("Kurz gemeldet"),
}  # fmt: skip


def compose(library: Library, words: Words, issue: Issue, edition: Edition | None = None) -> Composition:
    """The issue with its editorial and everything its blocks point to that may be seen, whole or as one edition.

    Without blocks: new episodes, new portraits, coming events, deadlines about to end, open training places.
    Nothing appears twice. What was sent stays as it was.
    """
    wanted = edition or issue.whole
    if issue.id in library.inventory.sent:
        return thawed(library, words, issue, wanted, read_frozen(library.inventory.sent[issue.id]))
    composer = _Composer(library, words, issue, wanted)
    sections = [Section(document=issue.body)] if not issue.body.is_empty else []
    for n, block in enumerate(composer.blocks):
        sections += (replace(section, audience=block.audience) for section in composer.sections(n, block))
    shown = tuple(section for section in sections if section.entries or not section.document.is_empty)
    return Composition(issue, shown, wanted, banner_of(library, issue))


def own_blocks(library: Library) -> tuple[Block, ...]:
    """What an issue without blocks is made of."""
    return (
        Block(new=NewQuery(kinds=("folge",), limit=_SELF_COMPOSED)),
        Block(new=NewQuery(kinds=("betrieb",), limit=_SELF_COMPOSED)),
        Block(events=EventQuery(limit=_SELF_COMPOSED)),
        Block(deadlines=DeadlineQuery(limit=_SELF_COMPOSED)),
        Block(offers=OfferQuery(type="ausbildung" if "ausbildung" in library.words.offer_types else None, limit=_SELF_COMPOSED)),
    )


class _Composer:
    """Fills the blocks of one issue and remembers what it used."""

    def __init__(self, library: Library, words: Words, issue: Issue, edition: Edition) -> None:
        self.library, self.words, self.issue = library, words, issue
        self.select = Selection(library, words, issue, edition)
        self.blocks = tuple(block for block in issue.blocks or own_blocks(library) if block.is_for(edition))
        self.own = {n: tuple(self.select.named(block)) for n, block in enumerate(self.blocks)}
        self.named = {entry.path for entries in self.own.values() for entry in entries}
        self.used: set[str] = set()

    def sections(self, n: int, block: Block) -> Iterator[Section]:
        """The parts a block becomes; a block whose items may not be seen becomes none."""
        kind = next(iter(block.chosen), "")
        if block.text is not None:
            source = self.library.inventory.source("ausgabe", self.issue.id)
            yield Section(document=parse_markdown(source.file, block.text, 1)[0], kind=kind)
        elif block.new is not None:
            for name in block.new.kinds:
                newest = (entry for _, entry in self.select.new(name))
                yield Section(self.words.text(_NEW_HEADINGS[name]), entries=self._fresh(newest, block.new.limit), kind=kind)
        elif block.events is not None:
            coming = self.select.coming(block.events.days)
            yield Section(self.words.text(M("Die nächsten Termine")), entries=self._fresh(coming, block.events.limit), kind=kind)
        elif block.deadlines is not None:
            ending = self.select.ending(block.deadlines.days)
            yield Section(self.words.text(M("Diese Fristen enden bald")), entries=self._fresh(ending, block.deadlines.limit), kind=kind)
        elif block.offers is not None:
            yield Section(self._offer_heading(block.offers), entries=self._fresh(self.select.offers(block.offers), block.offers.limit), kind=kind)
        else:
            heading = self.words.text(_HEADINGS[kind]) if kind else ""
            yield Section(heading, entries=self._once(self.own[n]), kind=kind)

    def _once(self, entries: Iterable[Entry]) -> tuple[Entry, ...]:
        """Those not shown yet."""
        chosen = tuple(entry for entry in entries if entry.path not in self.used)
        self.used |= {entry.path for entry in chosen}
        return chosen

    def _fresh(self, entries: Iterator[Entry], limit: int) -> tuple[Entry, ...]:
        """The first entries not used yet; no more are made than are taken."""
        fresh = islice((entry for entry in entries if entry.path not in self.used and entry.path not in self.named), limit)
        chosen = tuple(map(without_picture, fresh))
        self.used |= {entry.path for entry in chosen}
        return chosen

    def _offer_heading(self, query: OfferQuery) -> str:
        return self.library.words.offer_types[query.type].plural if query.type else self.words.text(M("Offene Plätze"))
