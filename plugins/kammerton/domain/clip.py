"""Short videos of firms: an own one with captions, or one that lies at YouTube."""

import re
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, StringConstraints

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.values import ConsentRef, FileName, Line, clean_text, pattern

# Where the files that a clip names lie, in the project folder.
CLIPS = "content/clips"
# The longest an own clip may be, in seconds.
LONGEST = 60
YouTubeId = Annotated[str, StringConstraints(max_length=11), pattern(re.compile(r"[A-Za-z0-9_-]{11}"), "kt_youtube"), BeforeValidator(clean_text)]


@dataclass(frozen=True)
class ClipFacts:
    """A measured video: duration in seconds, width and height in pixels."""

    duration: float
    width: int
    height: int


class Clip(Declared):
    """A short video; exactly one of ``file`` and ``youtube`` is set."""

    title: Line = declare("titel", M("Was in dem Video zu sehen ist."), example="Ein Morgen in der Backstube")
    file: FileName | None = declare("datei", M("Eigenes Video (.mp4, höchstens 60 Sekunden) im Ordner content/clips."), example="backstube.mp4", default=None)
    captions: FileName | None = declare(
        "untertitel", M("Untertitel dazu (.vtt) im selben Ordner; bei einem eigenen Video Pflicht."), example="backstube.vtt", default=None
    )
    youtube: YouTubeId | None = declare(
        "youtube", M("Kennung eines Videos bei YouTube; es wird erst nach einem Klick auf einen Hinweis geöffnet."), example="dQw4w9WgXcQ", default=None
    )
    consent: ConsentRef | None = declare(
        "einwilligung", M("Nummer der Einwilligung der Menschen im Video; ohne sie wird es nicht gezeigt."), example="E-0042", default=None
    )
