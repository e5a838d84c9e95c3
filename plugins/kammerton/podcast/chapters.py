"""Chapters for players: as JSON, and as timestamps in a description.

See https://github.com/Podcastindex-org/podcast-namespace (JSON chapters 1.2.0), https://podcasters.apple.com/support/5482
and Spotify's help for creators: both read timestamps only where there are at least three and the first is at the beginning.
"""

import json
from collections.abc import Callable

from markupsafe import Markup

from kammerton.domain.episode import Chapter
from kammerton.domain.picture import Picture
from kammerton.rendering.limited_html import paragraphs

_FEWEST = 3


def chapters_json(chapters: tuple[Chapter, ...], address_of: Callable[[Picture], str | None]) -> bytes:
    """The chapters of an episode with start times in seconds, ascending; ``application/json+chapters``.

    ``address_of`` tells the complete address of a picture, while it may be shown.
    """
    found = [_chapter(chapter, address_of(chapter.image) if chapter.image else None) for chapter in chapters]
    return (json.dumps({"version": "1.2.0", "chapters": found}, ensure_ascii=False, indent=1) + "\n").encode()


def _chapter(chapter: Chapter, picture: str | None) -> dict[str, object]:
    more = {"img": picture, "url": chapter.url}
    return {"startTime": _number(chapter.at), "title": chapter.title, **{name: value for name, value in more.items() if value}}


def _number(seconds: float) -> float | int:
    return int(seconds) if seconds.is_integer() else seconds


def _clock(seconds: int) -> str:
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def timestamps(chapters: tuple[Chapter, ...], limit: int) -> Markup:
    """One paragraph for each chapter, ``(HH:MM:SS) Title``; nothing where directories would not read them.

    That is: fewer than three, the first not at the beginning, or more than ``limit`` bytes of UTF-8.
    """
    if len(chapters) < _FEWEST or chapters[0].at >= 1:
        return paragraphs(())
    lines = paragraphs([f"({_clock(int(c.at))}) {c.title}" for c in chapters])
    return lines if len(lines.encode()) <= limit else paragraphs(())
