"""Where long words may be broken: soft hyphens for titles, because mail programs hyphenate nothing."""

import re
from functools import cache

import pyphen

SOFT = "\u00ad"
# Shorter words fit beside each other on any telephone.
_LONG = re.compile(r"[^\W\d_]{13,}")
_ENDS = 4


def soft_hyphens(text: str, language: str) -> str:
    """The text with soft hyphens in its long words, where the language is known; no piece has fewer than four letters at an end.

    >>> soft_hyphens("Berufsorientierungsmesse in Sonnenau", "de").replace(SOFT, "|")
    'Berufs|o|ri|en|tie|rungs|messe in Sonnenau'
    """
    words = _dictionary(language)
    return _LONG.sub(lambda found: str(words.inserted(found[0], SOFT)), text) if words else text


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=found, left=_ENDS, right=_ENDS) if found else None
