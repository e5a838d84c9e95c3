"""What is said in an episode, and when."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cue:
    """One subtitle: start in seconds, who speaks (where known), the text."""

    start: float
    speaker: str | None
    text: str


def merged(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Consecutive cues of one speaker as one.

    >>> merged((Cue(0.0, "Mira", "Hallo"), Cue(1.0, "Mira", "du."), Cue(2.0, "Ole", "Ja."))) == (
    ...     Cue(0.0, "Mira", "Hallo du."), Cue(2.0, "Ole", "Ja."))
    True
    """
    result: list[Cue] = []
    for cue in cues:
        if result and result[-1].speaker == cue.speaker and cue.speaker is not None:
            last = result.pop()
            result.append(Cue(last.start, last.speaker, f"{last.text} {cue.text}"))
        else:
            result.append(cue)
    return tuple(result)
