"""The open points in a file, wherever they stand: in a text, in a head, in a comment."""

import re

from kammerton.domain.diagnostic import Place
from kammerton.domain.document import cut_at_word
from kammerton.domain.open_point import MARK, OpenPoint
from kammerton.reading.frontmatter import decode

_DECORATION = re.compile(r"^[\s*_#>:.–-]+|[\s*_#,]+$")
_SHOWN = 100


def open_points(file: str, content: bytes) -> tuple[OpenPoint, ...]:
    """Every line that bears the mark, with what it says behind the mark, else before it. Never raises."""
    if MARK.encode() not in content:
        return ()
    lines = enumerate(decode(file, content)[0].split("\n"), start=1)
    return tuple(OpenPoint(Place(file, number), _said(line)) for number, line in lines if MARK in line)


def _said(line: str) -> str:
    """The point in words, without the signs around it.

    >>> _said("**BITTE PRÜFEN:** Nennen Sie die Rechtsform.")
    'Nennen Sie die Rechtsform.'
    >>> _said('    "plz": "00000",  # BITTE PRÜFEN')
    '"plz": "00000"'
    """
    before, _, behind = line.partition(MARK)
    return cut_at_word(_DECORATION.sub("", behind) or _DECORATION.sub("", before), _SHOWN)
