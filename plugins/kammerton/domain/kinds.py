"""The kinds of content: their German names, where their files lie, which model they are read into."""

from dataclasses import dataclass

from kammerton.domain.declaration import Declared
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.episode import Episode
from kammerton.domain.issue import Issue
from kammerton.domain.item import Item
from kammerton.domain.page import Page
from kammerton.domain.portrait import Portrait
from kammerton.domain.vocabulary import Certificate, Occupation, OccupationalField, OfferType, Sector, Term, Town


@dataclass(frozen=True)
class Kind:
    """A kind of Markdown item."""

    name: str
    label: Message
    folder: str
    model: type[Item]


@dataclass(frozen=True)
class VocabularyKind:
    """A kind of word with its table."""

    name: str
    label: Message
    file: str
    model: type[Term]


KINDS: tuple[Kind, ...] = (
    Kind("betrieb", M("Betrieb"), "content/betriebe", Portrait),
    Kind("folge", M("Podcast-Folge"), "episodes", Episode),
    Kind("ausgabe", M("Newsletter-Ausgabe"), "newsletter", Issue),
    Kind("seite", M("Seite"), "content/seiten", Page),
)
VOCABULARIES: tuple[VocabularyKind, ...] = (
    VocabularyKind("beruf", M("Beruf"), "content/daten/berufe.csv", Occupation),
    VocabularyKind("berufsfeld", M("Berufsfeld"), "content/daten/berufsfelder.csv", OccupationalField),
    VocabularyKind("angebotsart", M("Angebotsart"), "content/daten/angebotsarten.csv", OfferType),
    VocabularyKind("schulabschluss", M("Schulabschluss"), "content/daten/schulabschluesse.csv", Certificate),
    VocabularyKind("ort", M("Ort"), "content/daten/orte.csv", Town),
    VocabularyKind("branche", M("Branche"), "content/daten/branchen.csv", Sector),
)
MODELS: dict[str, type[Declared]] = {**{k.name: k.model for k in KINDS}, **{v.name: v.model for v in VOCABULARIES}}
# The kinds a link inside a text may name, as in [Ahornkamm](betrieb:tischlerei-ahornkamm).
LINKABLE = ("betrieb", "beruf", "folge", "ausgabe", "seite")
