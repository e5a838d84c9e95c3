"""The feed of a show as JSON. See https://www.jsonfeed.org/version/1.1/."""

import json
from collections.abc import Mapping, Sequence

from kammerton.domain.addresses import THEME, show_json_path
from kammerton.domain.moments import ZONE
from kammerton.podcast.view import EpisodeView, ShowView


def json_feed(view: ShowView, episodes: Sequence[EpisodeView], number: int, next_page: int | None) -> bytes:
    """A page of the show as JSON Feed 1.1, newest episode first; the same input gives the same bytes.

    No ``<`` stands in it as such, so that nobody who shows the file raw takes a title for markup.
    """
    show, absolute = view.show, view.addresses.absolute
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": show.title,
        "home_page_url": view.page,
        "feed_url": absolute(show_json_path(show.id, number)),
        **({"next_url": absolute(show_json_path(show.id, next_page))} if next_page else {}),
        "description": show.description,
        "icon": view.cover.address,
        "favicon": absolute(f"{THEME}icon.svg"),
        "authors": [{"name": show.author, "url": view.page}],
        "language": show.language,
        **({"expired": True} if show.complete else {}),
        "items": [_item(episode) for episode in episodes],
    }
    return (json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c") + "\n").encode()


def _item(view: EpisodeView) -> Mapping[str, object]:
    """An episode; one of the two contents must be there, so the summary stands in for missing notes."""
    episode = view.episode
    content = {"content_html": view.html, "summary": episode.teaser} if view.html else {"content_text": episode.teaser}
    return {
        "id": view.guid,
        "url": view.page,
        "title": episode.title,
        **content,
        **({"image": view.picture.address} if view.picture else {}),
        "date_published": episode.published.astimezone(ZONE).isoformat(),
        **({"tags": list(episode.topics)} if episode.topics else {}),
        "language": episode.language,
        "attachments": _attachments(view),
    }


def _attachments(view: EpisodeView) -> list[Mapping[str, object]]:
    """The recording and its further renderings; the same title says that each is the same thing once more."""
    found = [(view.address, view.audio), *((address, facts) for _, facts, address in view.renderings())]
    return [
        {
            "url": address,
            "mime_type": facts.mime,
            "title": view.episode.title,
            "size_in_bytes": facts.bytes,
            "duration_in_seconds": max(1, round(facts.duration)),
        }
        for address, facts in found
    ]
