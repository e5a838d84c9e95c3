"""What goes into an issue, and in which order."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import TypeVar

from kammerton.domain.diagnostic import M, Message
from kammerton.domain.entries import OfferEntry
from kammerton.domain.issue import Block, EventQuery, Issue, NewQuery, OfferQuery
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.newsletter.entries import Entries
from kammerton.reading.markdown import parse_markdown
from kammerton.rendering.composition import Composition, Entry, Section
from kammerton.rendering.words import Words

_SELF_COMPOSED = 5
I = TypeVar("I", bound=Item)  # noqa: E741 - a type variable
# The heading over an entry that a block names.
_HEADINGS = {
    "portrait": M("Betrieb im Porträt"), "episode": M("Aus dem Podcast"), "article": M("Gut zu wissen"), "programme": M("Geld und Hilfe"),
    "event": M("Zum Vormerken"), "story": M("Aus dem Leben"), "actor": M("Wer Ihnen hilft"),
}  # fmt: skip


def compose(library: Library, words: Words, issue: Issue) -> Composition:
    """The issue with its editorial and everything its blocks point to that may be seen.

    Without blocks: new episodes, new portraits, coming events, open training places. Nothing appears twice.
    """
    composer = _Composer(library, words, issue)
    sections = [Section(document=issue.body)] if not issue.body.is_empty else []
    for block in issue.blocks or composer.own_blocks():
        sections += composer.sections(block)
    return Composition(issue, tuple(section for section in sections if section.entries or not section.document.is_empty))


class _Composer:
    """Fills the blocks of one issue and remembers what it used."""

    def __init__(self, library: Library, words: Words, issue: Issue) -> None:
        self.library, self.words, self.issue = library, words, issue
        self.make = Entries(library, words)
        self.named = {entry.path for block in issue.blocks for entry in self._named(block)}
        self.used: set[str] = set()

    def own_blocks(self) -> tuple[Block, ...]:
        """What an issue without blocks is made of."""
        return (
            Block(new=NewQuery(kinds=("folge",), limit=_SELF_COMPOSED)),
            Block(new=NewQuery(kinds=("betrieb",), limit=_SELF_COMPOSED)),
            Block(events=EventQuery(limit=_SELF_COMPOSED)),
            Block(offers=OfferQuery(type="ausbildung" if "ausbildung" in self.library.words.offer_types else None, limit=_SELF_COMPOSED)),
        )

    def sections(self, block: Block) -> Iterator[Section]:
        """The parts a block becomes; a block whose items may not be seen becomes none."""
        if block.text is not None:
            source = self.library.inventory.source("ausgabe", self.issue.id)
            yield Section(document=parse_markdown(source.file, block.text, 1)[0])
        elif block.new is not None:
            yield from self._new(block.new)
        elif block.events is not None:
            yield Section(self.words.text(M("Die nächsten Termine")), entries=self._fresh(self._coming(block.events), block.events.limit))
        elif block.offers is not None:
            yield Section(self._offer_heading(block.offers), entries=self._fresh(self._offers(block.offers), block.offers.limit))
        else:
            heading = next((self.words.text(_HEADINGS[name]) for name in block.chosen), "")
            yield Section(heading, entries=self._once(self._named(block)))

    def _named(self, block: Block) -> Iterator[Entry]:
        """The entry of a block that names one item, where it may be seen."""
        network, make = self.library.network, self.make
        yield from (make.portrait(portrait) for portrait in self._mailable(self.library.portraits) if portrait.id == block.portrait)
        yield from (make.episode(entry) for entry in self.library.episodes if entry.episode.id == block.episode and self._may_mail(entry.episode))
        yield from (make.article(article) for article in network.articles if article.id == block.article)
        yield from (make.programme(programme) for programme in network.programmes if programme.id == block.programme)
        yield from (make.event(event) for event in network.events if event.id == block.event)
        yield from (make.story(story) for story in self._mailable(network.stories) if story.id == block.story)
        yield from (make.actor(actor) for actor in network.actors if actor.id == block.actor)

    def _new(self, query: NewQuery) -> Iterator[Section]:
        library, network, make = self.library, self.library.network, self.make
        found: dict[str, tuple[Message, Iterable[tuple[datetime, Entry]]]] = {
            "folge": (M("Neue Folgen"), ((e.episode.published, make.episode(e)) for e in library.listed_episodes if self._may_mail(e.episode))),
            "betrieb": (M("Neue Betriebe"), ((p.published, make.portrait(p)) for p in self._mailable(library.listed(library.portraits)))),
            "wissen": (M("Neues Wissen"), ((a.published, make.article(a)) for a in library.listed(network.articles))),
            "termin": (M("Neue Termine"), ((e.published, make.event(e)) for e in network.coming_events if e.state != "abgesagt")),
            "geschichte": (M("Neue Geschichten"), ((s.published, make.story(s)) for s in self._mailable(library.listed(network.stories)))),
            "foerderung": (M("Neue Förderungen"), ((p.published, make.programme(p)) for p in network.programmes if network.is_open(p))),
            "meldung": (M("Kurz gemeldet"), ((n.published, make.news(n)) for n in network.current_news)),
        }
        for kind in query.kinds:
            heading, dated = found[kind]
            newest = sorted((pair for pair in dated if self._is_new(pair[0])), key=lambda pair: pair[0], reverse=True)
            yield Section(self.words.text(heading), entries=self._fresh((entry for _, entry in newest), query.limit))

    def _coming(self, query: EventQuery) -> Iterator[Entry]:
        """What takes place within some days of the issue."""
        until = self.issue.published + timedelta(days=query.days)
        return (
            self.make.event(e)
            for e in self.library.network.coming_events
            if e.begins <= until and not e.is_over(self.issue.published) and e.state != "abgesagt"
        )

    def _may_mail(self, item: Item) -> bool:
        """Whether everybody concerned agrees to the newsletter, too."""
        return self.library.agrees(item, "newsletter")

    def _mailable(self, items: Iterable[I]) -> Iterator[I]:
        return filter(self._may_mail, items)

    def _once(self, entries: Iterator[Entry]) -> tuple[Entry, ...]:
        """Those not shown yet."""
        chosen = tuple(entry for entry in entries if entry.path not in self.used)
        self.used |= {entry.path for entry in chosen}
        return chosen

    def _fresh(self, entries: Iterator[Entry], limit: int) -> tuple[Entry, ...]:
        """The first entries not used yet."""
        chosen: list[Entry] = []
        for entry in entries:
            if len(chosen) < limit and entry.path not in self.used | self.named:
                chosen.append(entry)
                self.used.add(entry.path)
        return tuple(chosen)

    def _since(self) -> datetime:
        """When the issue before this one appeared."""
        earlier = [i.published for i in self.library.mailed_issues if i.published < self.issue.published]
        return max(earlier, default=datetime.min.replace(tzinfo=ZONE))

    def _is_new(self, appeared: datetime) -> bool:
        return self._since() < appeared <= self.issue.published

    def _offers(self, query: OfferQuery) -> Iterator[Entry]:
        return (self.make.offer(entry) for entry in self.library.open_offers if self._fits(entry, query) and self._may_mail(entry.portrait))

    def _fits(self, entry: OfferEntry, query: OfferQuery) -> bool:
        offer = entry.offer
        fields = {field.id for field in self.library.fields_of(offer)}
        wanted = ((query.type, offer.type), (query.town, entry.portrait.town), (query.occupation, offer.occupation))
        return all(want is None or want == have for want, have in wanted) and (query.field is None or query.field in fields)

    def _offer_heading(self, query: OfferQuery) -> str:
        return self.library.words.offer_types[query.type].plural if query.type else self.words.text(M("Offene Plätze"))
