"""Measured facts about an audio file."""

from dataclasses import dataclass

# The type Apple asks for each ending; see https://podcasters.apple.com/support/823-podcast-requirements
TYPES = {"mp3": "audio/mpeg", "m4a": "audio/x-m4a", "ogg": "audio/ogg", "opus": "audio/ogg"}


@dataclass(frozen=True)
class AudioFacts:
    """Duration in seconds, size in bytes, MIME type."""

    duration: float
    bytes: int
    mime: str


def suffix_of(file_name: str) -> str:
    """The lower-case ending without the dot.

    >>> suffix_of("001-Orgel.MP3")
    'mp3'
    """
    return file_name.rpartition(".")[2].lower() if "." in file_name else ""
