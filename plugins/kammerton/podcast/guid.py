"""The identity of an episode."""

import uuid

from kammerton.domain.episode import Episode
from kammerton.domain.settings import Show


def episode_guid(show: Show, episode: Episode) -> str:
    """The stated GUID, else UUIDv5 of the show's ``podcast:guid`` and the oldest id of the episode.

    A renamed file that lists its old id keeps its GUID.
    """
    return episode.guid or str(uuid.uuid5(uuid.UUID(show.guid), episode.oldest_id))
