"""The kinds of content: their German names, where their files lie, which model they are read into."""

from dataclasses import dataclass

from kammerton.domain.actor import Actor
from kammerton.domain.article import Article
from kammerton.domain.declaration import Declared
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.episode import Episode
from kammerton.domain.event import Event
from kammerton.domain.issue import Issue
from kammerton.domain.item import Item
from kammerton.domain.news_item import NewsItem
from kammerton.domain.occupation_text import OccupationText
from kammerton.domain.page import Page
from kammerton.domain.portrait import Portrait
from kammerton.domain.programme import Programme
from kammerton.domain.story import Story
from kammerton.domain.translation import Translation
from kammerton.domain.vocabulary import Certificate, Consent, Occupation, OccupationalField, OfferType, SearchWords, Sector, Term, Town


@dataclass(frozen=True)
class Kind:
    """A kind of Markdown item; ``translatable`` ones may have translations beside them."""

    name: str
    label: Message
    folder: str
    model: type[Item]
    translatable: bool = True


@dataclass(frozen=True)
class VocabularyKind:
    """A kind of word with its table; an ``optional`` one may be missing."""

    name: str
    label: Message
    file: str
    model: type[Term]
    optional: bool = False


KINDS: tuple[Kind, ...] = (
    Kind("betrieb", M("Betrieb"), "content/betriebe", Portrait),
    Kind("folge", M("Podcast-Folge"), "episodes", Episode),
    Kind("ausgabe", M("Newsletter-Ausgabe"), "newsletter", Issue, translatable=False),
    Kind("wissen", M("Wissen"), "content/wissen", Article),
    Kind("akteur", M("Akteur"), "content/netzwerk", Actor),
    Kind("foerderung", M("Förderung"), "content/foerderung", Programme),
    Kind("termin", M("Termin"), "content/termine", Event),
    Kind("geschichte", M("Geschichte"), "content/geschichten", Story),
    Kind("meldung", M("Kurzmeldung"), "content/meldungen", NewsItem),
    Kind("berufstext", M("Text zu einem Beruf"), "content/berufe", OccupationText, translatable=False),
    Kind("seite", M("Seite"), "content/seiten", Page),
)
VOCABULARIES: tuple[VocabularyKind, ...] = (
    VocabularyKind("beruf", M("Beruf"), "content/daten/berufe.csv", Occupation),
    VocabularyKind("berufsfeld", M("Berufsfeld"), "content/daten/berufsfelder.csv", OccupationalField),
    VocabularyKind("angebotsart", M("Angebotsart"), "content/daten/angebotsarten.csv", OfferType),
    VocabularyKind("schulabschluss", M("Schulabschluss"), "content/daten/schulabschluesse.csv", Certificate),
    VocabularyKind("ort", M("Ort"), "content/daten/orte.csv", Town),
    VocabularyKind("branche", M("Branche"), "content/daten/branchen.csv", Sector),
    VocabularyKind("einwilligung", M("Einwilligung"), "content/daten/einwilligungen.csv", Consent, optional=True),
    VocabularyKind("suchwort", M("Suchwörter eines Berufs"), "content/daten/suchsynonyme.csv", SearchWords, optional=True),
)
TRANSLATION = "uebersetzung"
MODELS: dict[str, type[Declared]] = {**{k.name: k.model for k in KINDS}, TRANSLATION: Translation, **{v.name: v.model for v in VOCABULARIES}}
# The kinds a link inside a text may name, as in [Ahornkamm](betrieb:tischlerei-ahornkamm).
LINKABLE = ("betrieb", "beruf", "folge", "ausgabe", "termin", "foerderung", "akteur", "wissen", "geschichte", "meldung", "seite")
