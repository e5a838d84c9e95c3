"""Funding programmes."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Discriminator, Tag

from kammerton.domain.declaration import declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
from kammerton.domain.values import ActorOrText, Day, Line, Moment, Several, WebAddress

Level = Literal["bund", "land", "kommune", "eu"]
Beneficiary = Literal["betriebe", "jugendliche"]
ONGOING = "laufend"


def _deadline_form(value: object) -> str:
    return "laufend" if value == ONGOING else "tag"


Deadline = Annotated[Annotated[Literal["laufend"], Tag("laufend")] | Annotated[Day, Tag("tag")], Discriminator(_deadline_form)]


class Programme(Item):
    """A way to get money or help; it moves to the archive by itself after its deadline."""

    published: Moment = declare("datum", M("Tag der Veröffentlichung. Liegt er in der Zukunft, erscheint der Eintrag erst dann."), example="2026-11-21")
    provider: ActorOrText = declare("traeger", M("Wer fördert: der Kurzname eines Akteurs, oder ein Name in Worten."), example="Agentur für Arbeit")
    level: Level = declare("ebene", M("Auf welcher Ebene gefördert wird."), example="bund")
    beneficiaries: Several[Beneficiary] = declare("fuer", M("Wer die Förderung bekommt."), example="[betriebe]", default=())
    amount: Line | None = declare("betrag", M("Wie viel es gibt, in Worten."), example="bis zu 276 Euro im Monat", default=None)
    conditions: Several[Line] = declare("voraussetzungen", M("Was dafür erfüllt sein muss."), example="[Der Betrieb bildet selbst aus]", default=())
    deadline: Deadline = declare("antrag_bis", M("Letzter Tag für Anträge, oder „laufend“."), example="2027-03-31", default=ONGOING)
    apply_at: WebAddress | None = declare("antrag_url", M("Adresse für den Antrag."), example="https://www.agentur.example/antrag", default=None)
    law_as_of: Day | None = declare("rechtsstand", M("Auf welchem Stand des Rechts die Angaben sind."), example="2026-11-01", default=None)

    @property
    def ends(self) -> date | None:
        """The last day for applications, where there is one."""
        return None if self.deadline == ONGOING else self.deadline  # type: ignore[return-value]  # what is not the word is a day
