"""What goes into an issue, and in which order."""

from collections.abc import Callable, Iterator
from datetime import datetime

from kammerton.domain.addresses import episode_path, offer_path, portrait_path
from kammerton.domain.diagnostic import M
from kammerton.domain.issue import Block, Issue, NewQuery, OfferQuery
from kammerton.domain.entries import EpisodeEntry, OfferEntry
from kammerton.domain.library import Library
from kammerton.domain.moments import ZONE
from kammerton.domain.portrait import Portrait
from kammerton.reading.markdown import parse_markdown
from kammerton.rendering.composition import Composition, Entry, Section
from kammerton.rendering.offer_words import offer_name, short_facts
from kammerton.rendering.words import Words

_SELF_COMPOSED = 5


def compose(library: Library, words: Words, issue: Issue) -> Composition:
    """The issue with its editorial and everything its blocks point to that may be seen.

    Without blocks: new episodes, new portraits, open training places. Nothing appears twice.
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
        self.named = {entry.path for block in issue.blocks for entry in self._named(block)}
        self.used: set[str] = set()

    def own_blocks(self) -> tuple[Block, ...]:
        """What an issue without blocks is made of."""
        return (
            Block(new=NewQuery(kinds=("folge",), limit=_SELF_COMPOSED)),
            Block(new=NewQuery(kinds=("betrieb",), limit=_SELF_COMPOSED)),
            Block(offers=OfferQuery(type="ausbildung" if "ausbildung" in self.library.words.offer_types else None, limit=_SELF_COMPOSED)),
        )

    def sections(self, block: Block) -> Iterator[Section]:
        """The parts a block becomes; a block whose items may not be seen becomes none."""
        if block.text is not None:
            source = self.library.inventory.source("ausgabe", self.issue.id)
            yield Section(document=parse_markdown(source.file, block.text, 1)[0])
        elif block.new is not None:
            yield from self._new(block.new)
        elif block.offers is not None:
            yield Section(self._offer_heading(block.offers), entries=self._fresh(self._offers(block.offers), block.offers.limit))
        else:
            heading = M("Aus dem Podcast") if block.episode else M("Betrieb im Porträt")
            yield Section(self.words.text(heading), entries=self._once(self._named(block)))

    def _named(self, block: Block) -> Iterator[Entry]:
        """The entry of a block that names one item, where it may be seen."""
        for portrait in self.library.portraits:
            if portrait.id == block.portrait:
                yield self._portrait(portrait)
        for entry in self.library.episodes:
            if entry.episode.id == block.episode:
                yield self._episode(entry)

    def _new(self, query: NewQuery) -> Iterator[Section]:
        makers: dict[str, tuple[str, Callable[[], Iterator[Entry]]]] = {
            "folge": (self.words.text(M("Neue Folgen")), self._new_episodes),
            "betrieb": (self.words.text(M("Neue Betriebe")), self._new_portraits),
        }
        for kind in query.kinds:
            heading, make = makers[kind]
            yield Section(heading, entries=self._fresh(make(), query.limit))

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

    def _new_episodes(self) -> Iterator[Entry]:
        return (self._episode(e) for e in self.library.listed_episodes if self._is_new(e.episode.published))

    def _new_portraits(self) -> Iterator[Entry]:
        newest = sorted(self.library.listed(self.library.portraits), key=lambda p: p.published, reverse=True)
        return (self._portrait(p) for p in newest if self._is_new(p.published))

    def _offers(self, query: OfferQuery) -> Iterator[Entry]:
        return (self._offer(entry) for entry in self.library.open_offers if self._fits(entry, query))

    def _fits(self, entry: OfferEntry, query: OfferQuery) -> bool:
        offer = entry.offer
        fields = {field.id for field in self.library.fields_of(offer)}
        wanted = ((query.type, offer.type), (query.town, entry.portrait.town), (query.occupation, offer.occupation))
        return all(want is None or want == have for want, have in wanted) and (query.field is None or query.field in fields)

    def _offer_heading(self, query: OfferQuery) -> str:
        return self.library.words.offer_types[query.type].plural if query.type else self.words.text(M("Offene Plätze"))

    def _portrait(self, portrait: Portrait) -> Entry:
        town = self.library.words.towns[portrait.town].title
        link = self.words.text(M("Zum Steckbrief von {name}", name=portrait.title))
        return Entry(portrait.title, portrait_path(portrait), link, portrait.teaser, (town,), portrait.example)

    def _episode(self, entry: EpisodeEntry) -> Entry:
        facts = self.library.inventory.audio_of(entry.episode)
        length = (self.words.duration(facts.duration),) if facts else ()
        day = self.words.day(entry.episode.published.astimezone(ZONE).date())
        link = self.words.text(M("„{title}“ anhören", title=entry.episode.title))
        return Entry(entry.episode.title, episode_path(entry.show.id, entry.episode), link, entry.episode.teaser, (day, *length))

    def _offer(self, entry: OfferEntry) -> Entry:
        town = self.library.words.towns[entry.portrait.town].title
        facts = (f"{entry.portrait.title}, {town}", *short_facts(self.library, self.words, entry))
        link = self.words.text(M("Zum Angebot von {name}", name=entry.portrait.title))
        return Entry(offer_name(self.library, entry), offer_path(entry.portrait, entry.offer), link, "", facts, entry.portrait.example)
