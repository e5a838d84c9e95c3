"""The display forms of occupations, derived from the male and the female name."""

import re
import unicodedata

from kammerton.domain.settings import GenderForm
from kammerton.domain.vocabulary import Occupation

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
