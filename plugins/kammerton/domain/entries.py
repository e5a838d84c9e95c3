"""Things with what belongs to them at the moment of a build."""

from dataclasses import dataclass

from kammerton.domain.episode import Episode
from kammerton.domain.portrait import Offer, Portrait
from kammerton.domain.show import Show
from kammerton.domain.vocabulary import OfferType


@dataclass(frozen=True)
class OfferEntry:
    """An offer with its firm and its state at the moment of the build."""

    portrait: Portrait
    offer: Offer
    type: OfferType
    is_open: bool


@dataclass(frozen=True)
class EpisodeEntry:
    """An episode with its show."""

    episode: Episode
    show: Show
