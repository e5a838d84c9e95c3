"""The display forms of occupations, derived from the male and the female name."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise

from kammerton.domain.settings import GenderForm
from kammerton.domain.vocabulary import Occupation

# Letters of the beginning and of the ending of a compound, at the least.
_BEGINNING, _ENDING = 3, 5
_WORD = re.compile(r"[^\W\d_]+|[\W\d_]+")


def display_name(occupation: Occupation, form: GenderForm) -> str:
    """The occupation as the site shows it everywhere.

    >>> baker = Occupation(id="baecker", male="Bäcker", female="Bäckerin")
    >>> [display_name(baker, form) for form in ("schraegstrich", "paar", "doppelpunkt")]
    ['Bäcker/in', 'Bäckerin / Bäcker', 'Bäcker:in']
    """
    male, female = occupation.male, occupation.female
    if male == female:
        return male
    if form == "paar":
        return f"{female} / {male}"
    pairs = _word_pairs(male, female)
    if pairs is None:
        return f"{female} / {male}"
    joined = [_slash(m, f, before) if form == "schraegstrich" else _colon(m, f) for m, f, before in pairs]
    return "".join(joined)


def _word_pairs(male: str, female: str) -> list[tuple[str, str, str]] | None:
    """Both names word by word with the character before, where they have the same shape."""
    left, right = _WORD.findall(male), _WORD.findall(female)
    if len(left) != len(right):
        return None
    before = ["", *(word[-1] for word in left)]
    return list(zip(left, right, before, strict=False))


def _slash(male: str, female: str, before: str) -> str:
    if male == female:
        return male
    if female == male + "in":
        return male + "/in"
    if male == female + "r":
        return female + "/r"
    if male.endswith("mann") and female == male[:-4] + "frau":
        return male + "/-frau"
    return f"{male}/{'-' + female.lower() if before == '-' else female}"


def _colon(male: str, female: str) -> str:
    if male == female:
        return male
    if female == male + "in":
        return male + ":in"
    if male == female + "r":
        return female + ":r"
    if male.endswith("mann") and female == male[:-4] + "frau":
        return female + "/-mann"
    stem = male.removesuffix("e")
    return stem + ":in" if female == stem + "in" else f"{female}/{male}"


@lru_cache(maxsize=10_000)
def sort_key(text: str) -> str:
    """The place in an A–Z list after DIN 5007-1: ä as a, ß as ss, case and punctuation ignored.

    >>> sorted(["Zimmerer", "Änderungsschneider", "Anlagenmechaniker", "Straßenbauer", "Strassenwärter"], key=sort_key)
    ['Änderungsschneider', 'Anlagenmechaniker', 'Straßenbauer', 'Strassenwärter', 'Zimmerer']
    """
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(c for c in folded if not unicodedata.combining(c))).split())


def initial(text: str) -> str:
    """The letter under which a name stands: A to Z, or # for anything else.

    >>> initial("Änderungsschneider"), initial("3D-Druck")
    ('A', '#')
    """
    first = sort_key(text)[:1].upper()
    return first if "A" <= first <= "Z" else "#"


def words_of(text: str) -> Iterator[str]:
    """The longer words of a text in lower case.

    >>> list(words_of("Kfz-Mechatroniker/in im Handwerk"))
    ['mechatroniker', 'handwerk']
    """
    return (word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) >= _ENDING)


def compound_endings(occupations: Iterable[Occupation]) -> dict[str, tuple[str, ...]]:
    """For words in the names of occupations the endings they share with others: what people type who do not know the whole name.

    Some of them are no words of the language; nobody looks for those.

    >>> names = (("Metallbauer", "Metallbauerin"), ("Ofenbauer", "Ofenbauerin"), ("Bauer", "Bäuerin"), ("Koch", "Köchin"))
    >>> compound_endings(Occupation(id=m.lower(), male=m, female=f) for m, f in names)
    {'metallbauer': ('bauer',), 'metallbauerin': ('bauerin', 'uerin'), 'ofenbauer': ('bauer',), 'ofenbauerin': ('bauerin', 'uerin')}
    """
    words = sorted({word for o in occupations for name in (o.male, o.female) for word in words_of(name)}, key=lambda word: word[::-1])
    # Sorted from behind, the words that share most stand side by side.
    shared = {_shared_ending(one, other) for one, other in pairwise(words)}
    found = {word: tuple(sorted(ending for ending in _endings(word) if ending in shared)) for word in sorted(words)}
    return {word: endings for word, endings in found.items() if endings}


def _shared_ending(one: str, other: str) -> str:
    same = 0
    while same < min(len(one), len(other)) and one[-same - 1] == other[-same - 1]:
        same += 1
    return one[len(one) - same :]


def _endings(word: str) -> Iterator[str]:
    """The endings of a word before which there is enough of it to be a word of its own."""
    return (word[at:] for at in range(_BEGINNING, len(word) - _ENDING + 1))
