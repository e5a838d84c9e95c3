"""What was published beside what is there now: which file continues which episode, and which changes are documented."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import cached_property

from kammerton.domain.addresses import FEED_NAME, episode_file_path, feed_path
from kammerton.domain.audio import suffix_of
from kammerton.domain.episode import Episode, RemoteAudio
from kammerton.domain.guid import episode_guid
from kammerton.domain.inventory import Inventory
from kammerton.domain.published import PublishedEpisode
from kammerton.domain.show import Show


class Permanence:
    """An inventory and what it remembers. Only files decide; the clock and withdrawals do not."""

    def __init__(self, inventory: Inventory) -> None:
        """Take the inventory, which holds what is remembered and which changes are documented."""
        self.inventory = inventory

    @cached_property
    def by_name(self) -> dict[str, Episode]:
        """Every episode under its former ids and its id."""
        episodes = self.inventory.episodes
        return {former: e for e in episodes for former in e.former_ids} | {e.id: e for e in episodes}

    @cached_property
    def _rows(self) -> dict[str, Counter[str]]:
        found: dict[str, Counter[str]] = {}
        for change in self.inventory.changes:
            found.setdefault(change.episode, Counter())[change.what] += 1
        return found

    @cached_property
    def pairs(self) -> tuple[tuple[PublishedEpisode, Episode | None], ...]:
        """Each published episode and the one that continues it; None where no file does. One that cannot be read is left out."""
        unread = self.inventory.unread
        return tuple(
            (entry, self.episode_of(entry))
            for entry in self.inventory.remembered.episodes
            if self.episode_of(entry) or not any(("folge", id_) in unread for id_ in entry.ids)
        )

    @cached_property
    def kept(self) -> tuple[tuple[PublishedEpisode, Episode], ...]:
        """Each published episode with the one that continues it and is no draft: those that must stay what they were."""
        return tuple((entry, episode) for entry, episode in self.pairs if episode is not None and episode.status != "entwurf")

    def episode_of(self, entry: PublishedEpisode) -> Episode | None:
        """The episode whose id, or one of its former ones, is the entry's latest id, else an earlier one of it."""
        found = (self.by_name.get(id_) for id_ in (entry.id, *reversed(entry.ids)))
        return next((episode for episode in found if episode is not None), None)

    def documented(self, entry: PublishedEpisode, what: str) -> int:
        """How many rows document a kind of change for an episode, under any of its ids."""
        episode = self.episode_of(entry)
        names = {*entry.ids, *((episode.id, *episode.former_ids) if episode else ())}
        return sum(self._rows[name][what] for name in names if name in self._rows)

    def allows(self, entry: PublishedEpisode, what: str) -> bool:
        """Whether a change is documented by a row that is not used up."""
        return self.documented(entry, what) > entry.changes.get(what, 0)

    def is_another(self, entry: PublishedEpisode, episode: Episode) -> bool:
        """Whether the name of a withdrawn episode was given to a new one: nothing but the name is the same."""
        undocumented = not self.allows(entry, "datum") and not self.allows(entry, "aufnahme")
        return entry.state == "zurueckgezogen" and not same_moment(episode.published, entry.date) and not self.has_recording(entry, episode) and undocumented

    def has_recording(self, entry: PublishedEpisode, episode: Episode) -> bool:
        """Whether an episode has the very recording that was published: the same file, or the same address elsewhere."""
        if isinstance(episode.audio, RemoteAudio):
            return episode.audio.url == entry.address
        facts = self.inventory.audio_of(episode)
        return bool(facts and facts.digest and facts.digest == entry.recording)

    def is_lost(self, entry: PublishedEpisode) -> bool:
        """Whether no file continues an episode that is neither withdrawn nor documented as such."""
        return entry.state != "zurueckgezogen" and self.episode_of(entry) is None and not self.allows(entry, "zurueckgezogen")

    def guid_of(self, episode: Episode) -> str | None:
        """The GUID of an episode, where its show is known."""
        show = self.inventory.show_of(episode)
        return episode_guid(show, episode) if show else None

    def address_of(self, episode: Episode) -> str | None:
        """Where the recording is published: a path on the own site, or a complete address; None where the show is not known."""
        if isinstance(episode.audio, RemoteAudio):
            return episode.audio.url
        show = self.inventory.show_of(episode)
        return episode_file_path(show.id, episode, suffix_of(episode.audio)) if show else None

    def covered(self, episode: Episode) -> frozenset[str]:
        """Every address of the recording under former names of the episode and of its show: those are redirected.

        Names under which the show was published count too: that it must name them is said once, of the show.
        """
        show = self.inventory.show_of(episode)
        if show is None or isinstance(episode.audio, RemoteAudio):
            return frozenset()
        suffix = suffix_of(episode.audio)
        published = (id_ for known in self.inventory.remembered.shows if known.guid == show.guid for id_ in known.ids)
        shows = {show.id, *former_show_ids(show, self.inventory.settings.address), *published}
        return frozenset(f"{s}/{e}/{e}.{suffix}" for s in shows for e in (episode.id, *episode.former_ids))


def same_moment(one: datetime, other: datetime) -> bool:
    """Whether two moments are the same; Python calls those in the hour a clock repeats different in two zones.

    >>> from kammerton.domain.moments import ZONE
    >>> same_moment(datetime(2026, 10, 25, 2, 30, tzinfo=ZONE), datetime.fromisoformat("2026-10-25T02:30:00+02:00"))
    True
    """
    return one.timestamp() == other.timestamp()


def feed_address(site_address: str, show_id: str) -> str:
    """The complete address of a show's feed."""
    return f"{site_address}/{feed_path(show_id)}"


def former_show_ids(show: Show, site_address: str) -> tuple[str, ...]:
    """The ids a show had on this site: those it names, and those in former feed addresses of this site."""
    return tuple(dict.fromkeys(_former_ids(show, site_address)))


def _former_ids(show: Show, site_address: str) -> Iterator[str]:
    for former in show.formerly:
        if "://" not in former:
            yield former
        elif former.startswith(site_address + "/"):
            id_, _, file = former.removeprefix(site_address + "/").partition("/")
            if file == FEED_NAME and id_ != show.id:
                yield id_


def former_feeds(show: Show, site_address: str) -> tuple[str, ...]:
    """The complete address of every feed a show had before."""
    return tuple(former if "://" in former else feed_address(site_address, former) for former in show.formerly)
