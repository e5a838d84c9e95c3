"""Chapters as JSON. See https://github.com/Podcastindex-org/podcast-namespace, JSON chapters 1.2.0."""

import json

from kammerton.domain.episode import Episode


def chapters_json(episode: Episode) -> bytes:
    """The chapters of an episode with start times in seconds, ascending; ``application/json+chapters``."""
    chapters = [{"startTime": _number(c.at), "title": c.title, **({"url": c.url} if c.url else {})} for c in episode.chapters]
    return (json.dumps({"version": "1.2.0", "chapters": chapters}, ensure_ascii=False, indent=1) + "\n").encode()


def _number(seconds: float) -> float | int:
    return int(seconds) if seconds.is_integer() else seconds
