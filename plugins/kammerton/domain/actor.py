"""Actors: chambers, agencies, schools and projects that help."""

from typing import Annotated, Literal

from pydantic import Field

from kammerton.domain.article import Topic
from kammerton.domain.contact import Contact
from kammerton.domain.declaration import declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
from kammerton.domain.values import Line, PostalCode, Several, TownRef, WebAddress

ActorType = Literal["kammer", "agentur", "kommune", "bildungstraeger", "schule", "verband", "projekt"]


class Actor(Item):
    """An institution that helps, with those who answer."""

    type: ActorType = declare("art", M("Welcher Art die Stelle ist."), example="kammer")
    town: TownRef | None = declare("ort", M("Ort aus der Liste der Orte."), example="sonnenau", default=None)
    street: Line | None = declare("strasse", M("Straße und Hausnummer."), example="Marktplatz 1", default=None)
    postal_code: PostalCode | None = declare("plz", M("Postleitzahl, fünf Ziffern."), example='"00101"', default=None)
    responsible_for: Several[Topic] = declare(
        "zustaendig_fuer", M("Bei welchen Anliegen die Stelle hilft."), example="[ausbilden-duerfen, pruefung]", default=()
    )
    contacts: Annotated[Several[Contact], Field(min_length=1)] = declare(
        "ansprechstellen", M("Wer antwortet, mindestens eine Stelle."), example="[{rolle: Ausbildungsberatung, telefon: 0000 12345-0}]"
    )
    website: WebAddress | None = declare("website", M("Internetadresse."), example="https://www.kammer.example", default=None)
    hours: Line | None = declare("oeffnungszeiten", M("Wann geöffnet ist."), example="Mo–Fr 8–12 Uhr", default=None)
