"""Who is heard and who works at it. The site shows German words, the feed those of the taxonomy.

See https://github.com/Podcastindex-org/podcast-namespace, element person and taxonomy: programs take unknown words for hosts.
"""

from collections.abc import Iterable

from kammerton.domain.episode import Voice
from kammerton.podcast.rss.element import Node, Value
from kammerton.podcast.view import EpisodeView, ShowView

# Role and group of each word of the field ``rolle``.
TAXONOMY = {
    "moderation": ("host", "cast"),
    "gast": ("guest", "cast"),
    "redaktion": ("editor", "writing"),
    "technik": ("audio engineer", "audio production"),
    "musik": ("theme music", "audio post-production"),
}


def of_show(view: ShowView) -> Value:
    """Who makes the show regularly."""
    return _people(view, view.voices)


def of_episode(view: EpisodeView) -> Value:
    """Everybody of the episode; programs show them instead of those of the show."""
    return _people(view.of, view.episode.voices)


def _people(view: ShowView, voices: Iterable[Voice]) -> Value:
    return [_person(view, voice) for voice in voices]


def _person(view: ShowView, voice: Voice) -> Node:
    role, group = TAXONOMY[voice.role]
    picture = view.picture(voice.image)
    return Node(voice.name, {"role": role, "group": group, "href": view.person_page(voice), "img": picture.address if picture else None})
