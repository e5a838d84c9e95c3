"""What one build contains, kept beside it: so that an older build is not brought back with something withdrawn since."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

CONTENTS = "inhalt.json"


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class HeldItem(_Entry):
    """Something with a page: an item by kind and id; of an offer the kind is ``angebot`` and the id ``<firm>/<offer>``."""

    kind: str = Field(alias="art")
    id: str


class HeldName(_Entry):
    """The name of a person at a contact, by the item it stands in: until when it may be shown."""

    kind: str = Field(alias="art")
    id: str
    until: date = Field(alias="bis")


class Contents(_Entry):
    """Everything in a build that may have to go: pages, consents by number, picture files below ``content/bilder``, names. No texts."""

    items: tuple[HeldItem, ...] = Field(default=(), alias="eintraege")
    consents: tuple[str, ...] = Field(default=(), alias="einwilligungen")
    pictures: tuple[str, ...] = Field(default=(), alias="bilder")
    names: tuple[HeldName, ...] = Field(default=(), alias="namen")
