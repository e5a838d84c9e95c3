"""What is said in an episode, and when."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from kammerton.domain.deferred import Deferred

# Longer than this a paragraph is divided at the next end of a sentence.
PARAGRAPH = 600


@dataclass(frozen=True)
class Cue:
    """One subtitle: start in seconds, who speaks (where known), the text, end in seconds."""

    start: float
    speaker: str | None
    text: str
    end: float = 0.0


@dataclass(frozen=True)
class Transcript(Deferred):
    """All that is said in one recording."""

    LATE: ClassVar[str] = "cues"

    cues: tuple[Cue, ...] = field(default_factory=tuple)


class Transcripts(Mapping[str, tuple[Cue, ...]]):
    """What is said in each recording, by the name of the file it is written in."""

    def __init__(self, transcripts: Mapping[str, Transcript]) -> None:
        """Take them by file; none is looked into before somebody asks for it."""
        self._transcripts = transcripts

    def __getitem__(self, file: str) -> tuple[Cue, ...]:
        return self._transcripts[file].cues

    def __contains__(self, file: object) -> bool:
        return file in self._transcripts

    def __iter__(self) -> Iterator[str]:
        return iter(self._transcripts)

    def __len__(self) -> int:
        return len(self._transcripts)


def merged(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Consecutive cues of one speaker as one, as long as a paragraph may be; what nobody speaks stays by itself.

    >>> merged((Cue(0.0, "Mira", "Hallo", 1.0), Cue(1.0, "Mira", "du.", 2.0), Cue(2.0, "Ole", "Ja.", 3.0))) == (
    ...     Cue(0.0, "Mira", "Hallo du.", 2.0), Cue(2.0, "Ole", "Ja.", 3.0))
    True
    """
    result: list[Cue] = []
    parts: list[str] = []
    length = 0
    for cue in cues:
        goes_on = bool(result) and result[-1].speaker == cue.speaker and cue.speaker is not None
        if goes_on and (length < PARAGRAPH or not parts[-1].endswith((".", "!", "?", "…", "“"))):
            parts.append(cue.text)
            length += len(cue.text)
            result[-1] = Cue(result[-1].start, cue.speaker, "", cue.end)
        else:
            if result:
                result[-1] = _with(result[-1], parts)
            parts, length = [cue.text], len(cue.text)
            result.append(cue)
    if result:
        result[-1] = _with(result[-1], parts)
    return tuple(result)


def _with(cue: Cue, parts: list[str]) -> Cue:
    return Cue(cue.start, cue.speaker, " ".join(parts), cue.end)
