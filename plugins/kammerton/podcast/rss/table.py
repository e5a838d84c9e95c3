"""The feed as a table: which element gets which value. What feedgen has words for stands in ``feed.py``.

Requirements: PSP-1 (https://github.com/Podcast-Standards-Project/PSP-1-Podcast-RSS-Specification),
Apple "A Podcaster's Guide to RSS", Podcasting 2.0 (https://github.com/Podcastindex-org/podcast-namespace).
"""

from kammerton.podcast.rss import chapter, media, people, place, series
from kammerton.podcast.rss.element import Row
from kammerton.podcast.view import EpisodeView, ShowView


def yes(value: bool) -> str:  # noqa: FBT001 - a converter
    """``true`` or ``false``, as Apple and PSP-1 want it."""
    return "true" if value else "false"


def only_yes(value: bool) -> str | None:  # noqa: FBT001
    """``yes``, or no element: Apple knows no other value."""
    return "yes" if value else None


CHANNEL: tuple[Row[ShowView], ...] = (
    ("itunes:author", lambda v: v.show.author),
    ("itunes:owner", series.owner),
    ("itunes:category", series.category),
    ("itunes:explicit", lambda v: yes(v.show.explicit)),
    ("itunes:image", lambda v: {"href": v.cover.address}),
    ("itunes:type", lambda v: v.show.type),
    ("itunes:title", lambda v: v.show.title),
    ("itunes:new-feed-url", lambda v: v.show.moved_to),
    ("itunes:complete", lambda v: only_yes(v.show.complete)),
    ("itunes:block", lambda v: only_yes(v.show.hidden)),
    ("podcast:guid", lambda v: v.show.guid),
    ("podcast:locked", series.locked),
    ("podcast:medium", lambda _: "podcast"),
    ("podcast:image", media.cover),
    ("podcast:person", people.of_show),
    ("podcast:location", place.of_show),
    ("podcast:license", lambda v: series.licence(v.show.license, v.show.license_url)),
    ("podcast:trailer", media.trailers),
    ("podcast:updateFrequency", series.update_frequency),
    ("podcast:funding", series.funding),
    ("podcast:podroll", series.podroll),
    ("podcast:publisher", series.publisher),
    ("podcast:socialInteract", lambda _: {"protocol": "disabled"}),
    ("podcast:txt", series.texts),
)
ITEM: tuple[Row[EpisodeView], ...] = (
    ("itunes:title", lambda v: v.episode.title),
    ("itunes:duration", lambda v: str(v.duration)),
    ("itunes:explicit", lambda v: yes(v.episode.explicit)),
    ("itunes:episodeType", lambda v: v.episode.type),
    ("itunes:episode", lambda v: str(v.episode.number) if v.episode.number else None),
    ("itunes:season", lambda v: str(v.episode.season) if v.episode.season else None),
    ("itunes:image", media.square),
    ("podcast:season", series.season),
    ("podcast:episode", series.number),
    ("podcast:image", media.picture),
    ("podcast:person", people.of_episode),
    ("podcast:location", place.of_episode),
    ("podcast:license", lambda v: series.licence(v.episode.license, v.episode.license_url)),
    ("podcast:soundbite", media.soundbite),
    ("podcast:transcript", media.transcripts),
    ("podcast:chapters", chapter.file),
    ("podcast:alternateEnclosure", media.renderings),
    ("podcast:contentLink", lambda v: [media.content_link(page) for page in v.episode.also_at]),
    ("podcast:socialInteract", lambda _: {"protocol": "disabled"}),
    ("podcast:txt", lambda v: series.synthetic(v.episode.synthetic_voices)),
    ("psc:chapters", chapter.simple_chapters),
)
