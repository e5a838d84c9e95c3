"""Stories of young people and of those who train them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, StringConstraints

from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
from kammerton.domain.portrait import Gender
from kammerton.domain.values import ConsentRef, Day, EpisodeRef, Moment, OccupationRef, PortraitRef, ShortLine, clean_text

AgeGroup = Literal["14-15", "16-17", "18-24", "25+"]
StoryRole = Literal["azubi", "praktikum", "dual", "mentee", "mentorin", "ausbilderin"]
Quote = Annotated[str, StringConstraints(min_length=1, max_length=280), BeforeValidator(clean_text)]


class Person(Declared):
    """Who tells: no more than is needed."""

    name: ShortLine = declare("vorname_oder_pseudonym", M("Vorname oder ein gewählter Name, nie der volle Name."), example="Mira")
    age_group: AgeGroup | None = declare("altersgruppe", M("Altersgruppe, nie das genaue Alter."), example='"16-17"', default=None)
    role: StoryRole = declare("rolle", M("In welcher Rolle die Person erzählt."), example="azubi")


class Story(Item):
    """What somebody tells of learning and working; it goes by itself with its consent."""

    published: Moment = declare("datum", M("Tag der Veröffentlichung. Liegt er in der Zukunft, erscheint der Eintrag erst dann."), example="2026-11-21")
    person: Person = declare("person", M("Wer erzählt."), example="{vorname_oder_pseudonym: Mira, rolle: azubi}")
    portrait: PortraitRef | None = declare("betrieb", M("Der Betrieb, um den es geht."), example="orgelbau-silberklang", default=None)
    occupation: OccupationRef | None = declare("beruf", M("Der Beruf, um den es geht."), example="orgelbauer", default=None)
    quote: Quote | None = declare(
        "zitat", M("Ein Satz, der hängen bleibt, höchstens 280 Zeichen."), example="Man hört es, wenn eine Pfeife stimmt.", default=None
    )
    atypical_for: Gender | None = declare(
        "untypisch_fuer", M("Für wen der Beruf bisher untypisch ist; füllt die Liste „klischeefrei“."), example="maedchen", default=None
    )
    consent: ConsentRef = declare("einwilligung", M("Nummer der Einwilligung aus der Liste der Einwilligungen."), example="E-0042")
    valid_until: Day | None = declare("gueltig_bis", M("Bis wann die Geschichte gezeigt werden darf."), example="2029-12-31", default=None)
    episode: EpisodeRef | None = declare("folge", M("Die Folge, in der die Person zu hören ist."), example="001-eine-orgel-ist-fuenf-berufe", default=None)

    @property
    def consents(self) -> tuple[str, ...]:
        """The story's consent: without it nothing of the story is shown."""
        return (self.consent,)

    @property
    def gone_after(self) -> date | None:
        """The end of the time for which it was agreed."""
        return self.valid_until
