"""The identity of shows and episodes."""

import uuid
from functools import cache

from kammerton.domain.episode import Episode
from kammerton.domain.show import Show

# The namespace of shows in the specification of the podcast namespace, element <podcast:guid>.
_SHOWS = uuid.UUID("ead4c236-bf58-58c6-a2c6-a6b28d128cb6")


def episode_guid(show: Show, episode: Episode) -> str:
    """The stated GUID, else UUIDv5 of the show's ``podcast:guid`` and the oldest id of the episode.

    A renamed file that lists its old id keeps its GUID.
    """
    return episode.guid or str(uuid.uuid5(_namespace(show.guid), episode.oldest_id))


@cache
def _namespace(guid: str) -> uuid.UUID:
    return uuid.UUID(guid)


def show_guid(feed_address: str) -> str:
    """The ``podcast:guid`` of a new show: UUIDv5 of its feed's address without scheme and slashes at the end.

    >>> show_guid("https://mp3s.nashownotes.com/pc20rss.xml")
    '917393e3-1b1e-5cef-ace4-edaa54e1f810'
    >>> show_guid("https://podnews.net/rss/")
    '9b024349-ccf0-5f69-a609-6b82873eab3c'
    """
    return str(uuid.uuid5(_SHOWS, feed_address.partition("://")[2].rstrip("/")))
