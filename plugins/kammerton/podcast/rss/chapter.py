"""Chapters in the feed: as a file, and as Podlove Simple Chapters 1.2 (http://podlove.org/simple-chapters)."""

from kammerton.domain.episode import Chapter
from kammerton.domain.moments import long_clock
from kammerton.podcast.rss.element import Node, Value
from kammerton.podcast.view import EpisodeView
from kammerton.rendering.uri import ascii_uri


def file(view: EpisodeView) -> Value:
    """Where the chapters lie as JSON."""
    return {"url": view.file("json"), "type": "application/json+chapters"} if view.chapters else None


def simple_chapters(view: EpisodeView) -> Value:
    """The chapters inside the feed, for Spotify and gPodder."""
    return Node(None, {"version": "1.2"}, (("psc:chapter", [_chapter(view, chapter) for chapter in view.chapters]),)) if view.chapters else None


def _chapter(view: EpisodeView, chapter: Chapter) -> Value:
    picture = view.of.picture(chapter.image) if chapter.image else None
    href = ascii_uri(chapter.url) if chapter.url else None
    return {"start": long_clock(chapter.at), "title": chapter.title, "href": href, "image": picture.address if picture else None}
