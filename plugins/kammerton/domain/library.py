"""What the world may see at one moment, with every relation shown on both sides.

Drafts, embargo and closing are decided here, once for all outputs: an output that reads the Library
cannot show what is not to be shown.
"""

from collections.abc import Iterable, Sized
from datetime import date, datetime
from functools import cached_property

from kammerton.domain.entries import EpisodeEntry, OfferEntry
from kammerton.domain.episode import Episode
from kammerton.domain.grouping import group, in_order
from kammerton.domain.issue import Issue
from kammerton.domain.item import Item
from kammerton.domain.moments import ZONE
from kammerton.domain.network import Network
from kammerton.domain.occupation_names import display_name, sort_key
from kammerton.domain.page import Page
from kammerton.domain.portrait import Offer, Portrait
from kammerton.domain.settings import SiteSettings
from kammerton.domain.show import Show
from kammerton.domain.translation import Translation
from kammerton.domain.visibility import Visibility
from kammerton.domain.vocabulary import Certificate, Occupation, OccupationalField, Town

# How many firms must have an offer of a type in an occupation before there is a list of them.
ENOUGH_FIRMS = 3


class Library(Visibility):
    """The visible things at ``now`` and how they belong together."""

    @property
    def settings(self) -> SiteSettings:
        """The settings of the site."""
        return self.inventory.settings

    @cached_property
    def network(self) -> Network:
        """Knowledge, actors, programmes, events, stories and news."""
        return Network(self, self.listed_episodes)

    def translations_of(self, kind: str, id_: str) -> tuple[Translation, ...]:
        """The finished translations of an item, in the order of their variants."""
        found = self.inventory.translations.get((kind, id_), ())
        return tuple(sorted((t for t in found if t.status != "entwurf"), key=lambda t: t.variant))

    @cached_property
    def portraits(self) -> tuple[Portrait, ...]:
        """Visible portraits, A to Z, archived ones included."""
        return self.visible(self.inventory.portraits, lambda p: (sort_key(p.title), p.id))

    @cached_property
    def episodes(self) -> tuple[EpisodeEntry, ...]:
        """Visible episodes of every show, newest first, archived ones included."""
        visible = self.visible(self.inventory.episodes, lambda e: (e.published, e.id), newest_first=True)
        shows = ((episode, self.inventory.show_of(episode)) for episode in visible)
        return tuple(EpisodeEntry(episode, show) for episode, show in shows if show is not None)

    @cached_property
    def issues(self) -> tuple[Issue, ...]:
        """Issues whose day has come, newest first."""
        return self.visible(self.inventory.issues, lambda i: (i.published, i.id), newest_first=True)

    @cached_property
    def mailed_issues(self) -> tuple[Issue, ...]:
        """Issues to be mailed, newest first: no drafts; one with a future date too, for its date is its sending."""
        finished = (self.cleared(issue) for issue in self.inventory.issues if issue.status != "entwurf")
        return tuple(sorted(finished, key=lambda i: (i.published, i.id), reverse=True))

    @cached_property
    def mailing_moments(self) -> tuple[datetime, ...]:
        """When issues are mailed, the first of them first."""
        return tuple(sorted(issue.published for issue in self.mailed_issues))

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Visible plain pages, A to Z."""
        return self.visible(self.inventory.pages, lambda p: (sort_key(p.title), p.id))

    @cached_property
    def offers(self) -> tuple[OfferEntry, ...]:
        """Every visible offer, firms A to Z, closed ones included."""
        return tuple(self._entry(p, o) for p in self.portraits for o in p.offers if o.since is None or o.since <= self.today)

    def _entry(self, portrait: Portrait, offer: Offer) -> OfferEntry:
        closes = offer.closes_on
        in_time = closes is None or closes >= self.today
        is_open = in_time and offer.availability != "vergeben" and portrait.status != "archiv"
        return OfferEntry(portrait, offer, self.words.offer_types[offer.type], is_open)

    @cached_property
    def open_offers(self) -> tuple[OfferEntry, ...]:
        """Offers one can still apply for."""
        return tuple(entry for entry in self.offers if entry.is_open)

    @cached_property
    def offers_by_portrait(self) -> dict[str, tuple[OfferEntry, ...]]:
        """A firm's offers."""
        return group((entry.portrait.id, entry) for entry in self.offers)

    @cached_property
    def open_offers_by_type(self) -> dict[str, tuple[OfferEntry, ...]]:
        """Open offers of each type."""
        return group((entry.type.id, entry) for entry in self.open_offers)

    @cached_property
    def open_offers_by_start(self) -> dict[int, tuple[OfferEntry, ...]]:
        """Open offers by the year in which they begin, the next first."""
        found = group((entry.offer.start.year, entry) for entry in self.open_offers if entry.offer.start)
        return dict(sorted(found.items()))

    @cached_property
    def open_offers_by_town(self) -> dict[str, tuple[OfferEntry, ...]]:
        """Open offers of the firms in each town, further sites included."""
        return group((town, entry) for entry in self.open_offers for town in towns_of(entry.portrait))

    @cached_property
    def portraits_by_town(self) -> dict[str, tuple[Portrait, ...]]:
        """Listed firms in each town, further sites included."""
        return group((town, portrait) for portrait in self.listed(self.portraits) for town in towns_of(portrait))

    @cached_property
    def open_offers_by_field(self) -> dict[str, tuple[OfferEntry, ...]]:
        """Open offers in each field of work."""
        return group((field.id, entry) for entry in self.open_offers for field in self.fields_of(entry.offer))

    def open_offers_for(self, certificate: Certificate) -> tuple[OfferEntry, ...]:
        """Open offers one can take with a certificate: those that ask for it or for less. An offer that asks for none is not among them."""
        return tuple(entry for entry, rank in self._asked_ranks if rank <= certificate.rank)

    @cached_property
    def _asked_ranks(self) -> tuple[tuple[OfferEntry, int], ...]:
        """Open offers that ask for a certificate, with its rank."""
        ranks = {known.id: known.rank for known in self.words.certificates.values()}
        return tuple((entry, ranks[asked]) for entry in self.open_offers if (asked := entry.offer.minimum_certificate) in ranks and asked)

    @cached_property
    def certificates_with_offers(self) -> tuple[Certificate, ...]:
        """Certificates with which one can take an open offer, the lowest first."""
        lowest = min((rank for _, rank in self._asked_ranks), default=None)
        ranked = sorted(self.words.certificates.values(), key=lambda c: c.rank)
        return tuple(certificate for certificate in ranked if lowest is not None and certificate.rank >= lowest)

    @cached_property
    def offers_beyond_cliches(self) -> dict[str, tuple[OfferEntry, ...]]:
        """Open offers in occupations that are atypical for girls or for boys so far, under the word of the field ``untypisch_fuer``."""
        return group((entry.offer.atypical_for, entry) for entry in self.open_offers if entry.offer.atypical_for)

    @cached_property
    def offers_by_occupation(self) -> dict[str, tuple[OfferEntry, ...]]:
        """Every offer in an occupation, closed ones included."""
        return group((entry.offer.occupation, entry) for entry in self.offers if entry.offer.occupation)

    @cached_property
    def open_offers_by_pair(self) -> dict[tuple[str, str], tuple[OfferEntry, ...]]:
        """Open offers by occupation and type, each pair that at least ``ENOUGH_FIRMS`` firms offer."""
        pairs = group(((entry.offer.occupation, entry.type.id), entry) for entry in self.open_offers if entry.offer.occupation)
        return {pair: entries for pair, entries in pairs.items() if len({entry.portrait.id for entry in entries}) >= ENOUGH_FIRMS}

    @cached_property
    def episodes_by_portrait(self) -> dict[str, tuple[EpisodeEntry, ...]]:
        """Listed episodes in which a firm is named or speaks, newest first."""
        return group((id_, entry) for entry in self.listed_episodes for id_ in _firms_of(entry.episode))

    @cached_property
    def episodes_by_occupation(self) -> dict[str, tuple[EpisodeEntry, ...]]:
        """Listed episodes about an occupation, newest first."""
        return group((id_, entry) for entry in self.listed_episodes for id_ in entry.episode.occupations)

    def portraits_of(self, episode: Episode) -> tuple[Portrait, ...]:
        """The visible firms of an episode, in the order the episode names them."""
        return tuple(self.portraits_by_id[id_] for id_ in dict.fromkeys(_firms_of(episode)) if id_ in self.portraits_by_id)

    @cached_property
    def portraits_by_id(self) -> dict[str, Portrait]:
        """Every visible firm."""
        return {portrait.id: portrait for portrait in self.portraits}

    @cached_property
    def oldest_portraits(self) -> tuple[Portrait, ...]:
        """Listed firms as they appeared; those of one moment from A to Z."""
        return tuple(sorted(self.listed(self.portraits), key=lambda p: p.published))

    @cached_property
    def oldest_episodes(self) -> tuple[EpisodeEntry, ...]:
        """Listed episodes as they appeared."""
        return tuple(sorted(self.listed_episodes, key=lambda entry: entry.episode.published))

    @cached_property
    def open_offers_by_deadline(self) -> tuple[OfferEntry, ...]:
        """Open offers that have a deadline, the nearest first."""
        return in_order((entry.offer.apply_until, entry) for entry in self.open_offers)

    @cached_property
    def episodes_by_id(self) -> dict[str, EpisodeEntry]:
        """Every visible episode."""
        return {entry.episode.id: entry for entry in self.episodes}

    @cached_property
    def items_by_any_id(self) -> dict[tuple[str, str], tuple[Item, ...]]:
        """Every visible item but pages and issues, by its kind and each id it has or had."""
        network = self.network
        kinds: dict[str, Iterable[Item]] = {
            "betrieb": self.portraits, "wissen": network.articles, "foerderung": network.programmes, "termin": network.events, "geschichte": network.stories,
            "meldung": network.news, "akteur": network.actors, "folge": [entry.episode for entry in self.episodes],
        }  # fmt: skip
        return group(((kind, id_), item) for kind, items in kinds.items() for item in items for id_ in (item.id, *item.former_ids))

    @cached_property
    def occupations(self) -> tuple[Occupation, ...]:
        """Occupations with an offer, an episode, a story or a text, A to Z."""
        shown = set(self.offers_by_occupation) | set(self.episodes_by_occupation) | set(self.network.stories_by_occupation) | set(self.network.occupation_texts)
        return tuple(sorted((self.words.occupations[id_] for id_ in shown), key=lambda o: sort_key(self.name_of(o))))

    @cached_property
    def occupations_by_id(self) -> dict[str, Occupation]:
        """Occupations with a page, by id."""
        return {occupation.id: occupation for occupation in self.occupations}

    def occupations_among(self, ids: Iterable[str]) -> tuple[Occupation, ...]:
        """Those of these occupations that have a page, A to Z."""
        found = (self.occupations_by_id.get(id_) for id_ in set(ids))
        return tuple(sorted(filter(None, found), key=lambda o: sort_key(self.name_of(o))))

    def related_to(self, occupation: Occupation) -> tuple[Occupation, ...]:
        """Occupations with a page that this one or that name the other as related, A to Z."""
        return tuple(o for o in self.occupations if o.id != occupation.id and (o.id in occupation.related or occupation.id in o.related))

    def name_of(self, occupation: Occupation) -> str:
        """The occupation as this site writes it."""
        return display_name(occupation, self.settings.gender_form)

    def synonyms_of(self, occupation: Occupation) -> tuple[str, ...]:
        """What else people type who look for an occupation: its other names and its search words."""
        found = self.words.search_words.get(occupation.id)
        return tuple(dict.fromkeys((*occupation.synonyms, *(found.words if found else ()))))

    def fields_of(self, offer: Offer) -> tuple[OccupationalField, ...]:
        """The fields of an offer: its own, else those of its occupation."""
        ids = (offer.field,) if offer.field else self.words.occupations[offer.occupation].fields if offer.occupation else ()
        return tuple(self.words.fields[id_] for id_ in ids if id_ in self.words.fields)

    @cached_property
    def listed_episodes(self) -> tuple[EpisodeEntry, ...]:
        """Visible episodes that stand in lists, newest first."""
        return tuple(entry for entry in self.episodes if entry.episode.status != "archiv")

    @cached_property
    def shows(self) -> tuple[Show, ...]:
        """The shows that have begun: with at least one visible episode, archived ones included."""
        begun = {entry.show.id for entry in self.episodes}
        return tuple(show for show in self.settings.shows if show.id in begun)

    @cached_property
    def _episodes_by_show(self) -> dict[str, tuple[EpisodeEntry, ...]]:
        return group((entry.show.id, entry) for entry in self.listed_episodes)

    def episodes_of(self, show: Show) -> tuple[EpisodeEntry, ...]:
        """The listed episodes of a show, newest first."""
        return self._episodes_by_show.get(show.id, ())

    @cached_property
    def neighbours_of(self) -> dict[str, tuple[EpisodeEntry | None, EpisodeEntry | None]]:
        """The listed episode before and after each, in time and in the same show."""
        found: dict[str, tuple[EpisodeEntry | None, EpisodeEntry | None]] = {}
        for entries in self._episodes_by_show.values():
            around = (None, *entries, None)
            found |= {entry.episode.id: (around[n + 2], around[n]) for n, entry in enumerate(entries)}
        return found

    def towns_of_episode(self, episode: Episode) -> tuple[Town, ...]:
        """Where an episode plays: its own town, else those of its firms, each once."""
        ids = (episode.town,) if episode.town else dict.fromkeys(portrait.town for portrait in self.portraits_of(episode))
        return tuple(self.words.towns[id_] for id_ in ids if id_ in self.words.towns)

    @cached_property
    def trailers(self) -> dict[str, tuple[EpisodeEntry, ...]]:
        """The episodes with which each show introduces itself: the one it names, else all of that type, newest first."""
        found = (
            (show.id, entry)
            for show in self.settings.shows
            for entry in self.episodes_of(show)
            if (entry.episode.id == show.trailer if show.trailer else entry.episode.type == "trailer")
        )
        return group(found)

    @cached_property
    def has(self) -> dict[str, bool]:
        """Whether there is any of each thing the site has a list of; ``places`` are towns of firms that a map can show."""
        network = self.network
        things: dict[str, Sized] = {
            "events": network.events, "articles": network.articles, "programmes": network.programmes, "actors": network.actors,
            "stories": network.stories, "news": network.news, "portraits": self.portraits, "offers": self.open_offers,
            "fields": self.open_offers_by_field, "towns": self.portraits_by_town, "starts": self.open_offers_by_start,
            "certificates": self.certificates_with_offers, "beyond cliches": self.offers_beyond_cliches,
            "places": [id_ for id_ in self.portraits_by_town if self.words.towns[id_].is_located],
        }  # fmt: skip
        return {name: bool(found) for name, found in things.items()}

    @cached_property
    def as_of(self) -> date | None:
        """The newest day on which something counted was checked: the "Stand" of lists. Never the build time."""
        things: list[Item] = [*self.portraits, *(entry.episode for entry in self.episodes)]
        return max((day for item in things if (day := checked_day(item)) and day <= self.today), default=None)


def checked_day(item: Item) -> date | None:
    """The day an item was last checked, else the day it appeared."""
    return item.checked_on or (item.published.astimezone(ZONE).date() if item.published else None)


def towns_of(portrait: Portrait) -> tuple[str, ...]:
    """The towns in which a firm works, the main one first, each once."""
    return tuple(dict.fromkeys((portrait.town, *(site.town for site in portrait.further_sites))))


def _firms_of(episode: Episode) -> tuple[str, ...]:
    return (*episode.portraits, *(voice.portrait for voice in episode.voices if voice.portrait))
