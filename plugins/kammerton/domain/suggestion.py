"""Near misses: which of the known words a person may have meant."""

import difflib
import re
import unicodedata
from collections.abc import Iterable

from kammerton.domain.diagnostic import M, Message

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"})


def slug(text: str) -> str:
    """A text as an address part: lower-case ASCII, umlauts spelled out, hyphens between words.

    >>> slug("Müller & Söhne GmbH")
    'mueller-soehne-gmbh'
    >>> slug("Straße  12–14")
    'strasse-12-14'
    >>> slug("Café Ørsted")
    'cafe-orsted'
    """
    composed = unicodedata.normalize("NFC", text).translate(_GERMAN).replace("ø", "o").replace("Ø", "O")
    ascii_only = "".join(c for c in unicodedata.normalize("NFKD", composed) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", ascii_only.lower()).strip("-")


# How alike two words must be (0 to 1); two or three letters are found in any word, so short ones must be nearly the same.
_SHORT, _CUTOFF, _CUTOFF_SHORT = 4, 0.6, 0.75


def _bare(text: str) -> str:
    return slug(text).replace("-", "")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word most like ``word``, compared without case, separators and umlaut spelling.

    >>> nearest("Berufsfeldkundung", ["berufsfelderkundung", "praktikum"])
    'berufsfelderkundung'
    >>> nearest("antwort-innerhalb", ["antwort_innerhalb", "oepnv"])
    'antwort_innerhalb'
    >>> nearest("xyz", ["praktikum"]) is None
    True
    """
    by_bare = {_bare(candidate): candidate for candidate in known}
    bare = _bare(word)
    found = difflib.get_close_matches(bare, by_bare, n=1, cutoff=_CUTOFF if len(bare) >= _SHORT else _CUTOFF_SHORT)
    return by_bare[found[0]] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> Message | None:
    """The suggestion as a sentence, or nothing when no known word is near."""
    candidate = nearest(word, known)
    return M("Meinten Sie „{word}“?", word=candidate) if candidate else None
