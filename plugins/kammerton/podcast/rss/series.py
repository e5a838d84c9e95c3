"""What is said about the show as a whole, and what of it an episode repeats."""

from kammerton.domain.document import cut_at_word
from kammerton.domain.licences import LICENCES, slug_of
from kammerton.podcast.rss.element import Node, Value
from kammerton.podcast.view import EpisodeView, ShowView

# The usual length of texts in the podcast namespace; clients cut what is longer.
SHORT = 128


def category(view: ShowView) -> Value:
    """Apple's category with its subcategory inside."""
    top, *below = view.show.category or ("Education",)
    return Node(None, {"text": top}, tuple(("itunes:category", {"text": one}) for one in below[:1]))


def owner(view: ShowView) -> Value:
    """Whom directories write to."""
    contact = view.show.contact
    return Node(None, {}, (("itunes:name", contact.name), ("itunes:email", contact.mail)))


def locked(view: ShowView) -> Value:
    """Whether another host may take the feed over, and who would decide."""
    return Node("yes" if view.show.locked else "no", {"owner": view.show.contact.mail})


def licence(text: str | None, url: str | None) -> Value:
    """A known licence by its identifier, one's own by its words and address; nothing for words alone (rule R052 tells them)."""
    slug = slug_of(text) if text else None
    if slug is not None:
        return Node(slug, {"url": url or LICENCES[slug][1]})
    return Node(cut_at_word(text, SHORT), {"url": url}) if text and url else None


def update_frequency(view: ShowView) -> Value:
    """How often episodes appear, in words and as a rule of recurrence."""
    rhythm = view.show.rhythm
    if rhythm is None:
        return None
    start = rhythm.start.isoformat() if rhythm.start else None
    return Node(rhythm.text, {"complete": "true" if view.show.complete else None, "dtstart": start, "rrule": rhythm.rule})


def funding(view: ShowView) -> Value:
    """Ways to support the show."""
    return [Node(way.title, {"url": way.url}) for way in view.show.funding]


def podroll(view: ShowView) -> Value:
    """Other shows worth listening to."""
    shows = view.show.recommendations
    return Node(None, {}, tuple(("podcast:remoteItem", {"feedGuid": s.guid, "feedUrl": s.feed, "title": s.title}) for s in shows)) if shows else None


def publisher(view: ShowView) -> Value:
    """The feed in which the publisher names all its shows."""
    feed = view.show.publisher
    return Node(None, {}, (("podcast:remoteItem", {"medium": "publisher", "feedGuid": feed.guid, "feedUrl": feed.feed}),)) if feed else None


def synthetic(is_synthetic: bool | None) -> Value:  # noqa: FBT001 - a value of the content
    """Whether voices are synthetic; nothing where nobody said so."""
    return None if is_synthetic is None else Node("true" if is_synthetic else "false", {"purpose": "ai-content"})


def texts(view: ShowView) -> Value:
    """Proofs for directories, and whether voices are synthetic."""
    return [*(Node(proof.text, {"purpose": proof.purpose}) for proof in view.show.proofs), synthetic(view.show.synthetic_voices)]


def season(view: EpisodeView) -> Value:
    """The number of the season with its name."""
    number = view.episode.season
    return Node(str(number), {"name": view.of.show.season_name(number)}) if number else None


def number(view: EpisodeView) -> Value:
    """The number of the episode, and what to show instead."""
    episode = view.episode
    return Node(str(episode.number), {"display": episode.number_shown}) if episode.number else None
