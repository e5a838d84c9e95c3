"""The notes of an episode as a description: little HTML, few bytes."""

from markupsafe import escape

from kammerton.podcast.chapters import timestamps
from kammerton.podcast.view import EpisodeView
from kammerton.rendering.limited_html import already_limited, limited_html, paragraphs

# Apple and PSP-1 count bytes, not characters.
DESCRIPTION_BYTES = 4000


def description(view: EpisodeView) -> str:
    """The notes cut to what a description may hold, and under them the chapters as timestamps, which Apple and Spotify read."""
    marks = str(timestamps(view.chapters, DESCRIPTION_BYTES // 2))
    room = DESCRIPTION_BYTES - len(marks.encode()) - 1
    notes = already_limited(view.html, room)
    if notes is None:
        notes = str(limited_html(view.episode.body, view.of.links.absolute, room))
    if not marks:
        return notes or str(escape(view.episode.teaser))
    return f"{notes or paragraphs([view.episode.teaser])}\n{marks}"
