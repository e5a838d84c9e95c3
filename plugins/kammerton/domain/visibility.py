"""What may be seen at one moment: drafts, embargo, consents and ends are decided here, once for all outputs."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import cached_property
from typing import TypeVar

from kammerton.domain.clip import Clip
from kammerton.domain.document import Document, without_pictures
from kammerton.domain.inventory import Inventory, Vocabularies
from kammerton.domain.item import Item
from kammerton.domain.moments import ZONE
from kammerton.domain.picture import Picture, pictures_of
from kammerton.domain.vocabulary import Channel

I = TypeVar("I", bound=Item)  # noqa: E741 - a type variable


class Visibility:
    """An inventory at one moment."""

    def __init__(self, inventory: Inventory, now: datetime) -> None:
        """Choose from the inventory what is visible at ``now`` (an aware moment)."""
        self.inventory = inventory
        self.now = now

    @property
    def words(self) -> Vocabularies:
        """The vocabularies."""
        return self.inventory.vocabularies

    @property
    def today(self) -> date:
        """The day of the build in the region's time zone."""
        return self.now.astimezone(ZONE).date()

    def is_visible(self, item: Item) -> bool:
        """Whether an item may be seen: no draft, not before its date, not after its time, and with every consent it needs."""
        is_over = item.gone_after is not None and item.gone_after < self.today
        return self.has_begun(item) and not is_over and self.agrees(item, "web")

    def has_begun(self, item: Item) -> bool:
        """Whether an item is neither a draft nor before its date."""
        return item.status != "entwurf" and (item.published is None or item.published <= self.now)

    def agrees(self, item: Item, channel: Channel) -> bool:
        """Whether everybody whose consent an item needs agrees to a channel."""
        return all(self.allows(number, channel) for number in item.consents)

    def allows(self, number: str, channel: Channel = "web") -> bool:
        """Whether a consent holds today for a channel: neither revoked nor at its end."""
        return channel in self._allowed.get(number, ())

    @cached_property
    def _allowed(self) -> dict[str, tuple[Channel, ...]]:
        """For what each consent holds today."""
        today = self.today
        return {number: tuple(channel for channel in consent.channels if consent.allows(channel, today)) for number, consent in self.words.consents.items()}

    def may_show(self, picture: Picture | None, channel: Channel = "web") -> bool:
        """Whether a picture may be shown: it can be used, and whoever is to be recognised agrees."""
        if picture is None or picture.file not in self.inventory.attachments.pictures:
            return False
        return picture.consent is None or self.allows(picture.consent, channel)

    def withdrawn(self, item: Item) -> frozenset[str]:
        """The files of an item's pictures whose consent does not hold."""
        return frozenset(picture.file for _, picture in pictures_of(item) if picture.consent and not self.allows(picture.consent))

    def cleared(self, item: I) -> I:
        """The item without such pictures in its text: their descriptions may name who withdrew."""
        files = self.withdrawn(item)
        return item.model_copy(update={"body": Document(tuple(without_pictures(item.body.nodes, files)), item.body.references)}) if files else item

    def may_play(self, clip: Clip | None) -> bool:
        """Whether a video may be shown: whoever is in it agrees."""
        return clip is not None and (clip.consent is None or self.allows(clip.consent))

    def visible(self, items: Iterable[I], order: Callable[[I], object], *, newest_first: bool = False) -> tuple[I, ...]:
        """The items that may be seen, in order, each without the pictures nobody agrees to any more."""
        seen = map(self.cleared, filter(self.is_visible, items))
        return tuple(sorted(seen, key=order, reverse=newest_first))  # type: ignore[arg-type]  # keys compare

    def listed(self, items: Iterable[I]) -> tuple[I, ...]:
        """Those that stand in lists: not archived."""
        return tuple(item for item in items if item.status != "archiv")
