"""Where a show and its episodes play. See https://github.com/Podcastindex-org/podcast-namespace, element location."""

from kammerton.domain.vocabulary import Town
from kammerton.podcast.rss.element import Node, Value
from kammerton.podcast.view import EpisodeView, ShowView

_COUNTRY = "de"


def of_show(view: ShowView) -> Value:
    """Where it is made, which is the publisher's town, and what town it is about."""
    towns = view.library.words.towns
    made = view.library.settings.publisher.town
    known = next((town for town in towns.values() if town.title == made), None)
    about = towns.get(view.show.town or "")
    return [_location(made, known, "creator"), *([_location(about.title, about, "subject")] if about else [])]


def of_episode(view: EpisodeView) -> Value:
    """The town the episode is about, else those of its firms."""
    return [_location(town.title, town, "subject") for town in view.of.library.towns_of_episode(view.episode)]


def _location(name: str, town: Town | None, relation: str) -> Node:
    known = town is not None and town.latitude is not None and town.longitude is not None
    return Node(name, {"rel": relation, "geo": f"geo:{town.latitude},{town.longitude}" if town and known else None, "country": _COUNTRY})
