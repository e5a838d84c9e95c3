"""What was ever published, as the next build remembers it: identities, dates and addresses, never texts.

Kept as ``veroeffentlicht.json`` (``deploy.manifest``). Addresses on the own site are paths relative to its root, so that a
site that moves keeps them; those on other hosts are complete.
"""

from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

MANIFEST = "veroeffentlicht.json"
VERSION = 1
# The kind of a page that an offer has; its id is ``<firm>/<offer>``.
OFFER = "angebot"

State = Literal["veroeffentlicht", "archiv", "zurueckgezogen"]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class PublishedShow(_Entry):
    """A podcast: its ``podcast:guid``, every id it had, the complete address of its feed, and those it had before."""

    id: str
    ids: tuple[str, ...] = Field(alias="namen")
    guid: str = Field(alias="kennung")
    feed: str
    feeds: tuple[str, ...] = Field(default=(), alias="fruehere_feeds")
    feed_pages: tuple[str, ...] = Field(default=(), alias="feedseiten")


class PublishedEpisode(_Entry):
    """An episode: every id it had, its GUID, date, page and recording, with those it had before.

    ``recording`` is the SHA-256 of the file in ``episodes/media``; ``length`` and ``sha384`` are those of the published copy.
    ``changes`` counts by kind the documented changes that are used up.
    """

    id: str
    ids: tuple[str, ...] = Field(alias="namen")
    show: str = Field(alias="reihe")
    guid: str = Field(alias="kennung")
    guids: tuple[str, ...] = Field(default=(), alias="fruehere_kennungen")
    date: AwareDatetime = Field(alias="datum")
    page: str = Field(alias="seite")
    pages: tuple[str, ...] = Field(default=(), alias="fruehere_seiten")
    address: str = Field(alias="adresse")
    addresses: tuple[str, ...] = Field(default=(), alias="fruehere_adressen")
    length: int = Field(alias="laenge")
    sha384: str = ""
    recording: str = Field(default="", alias="aufnahme")
    state: State = Field(default="veroeffentlicht", alias="zustand")
    changes: dict[str, int] = Field(default_factory=dict, alias="aenderungen")


class PublishedPage(_Entry):
    """The page of an item of another kind, or of an offer: then the kind is ``angebot`` and the id ``<firm>/<offer>``.

    ``date`` is the item's own, ``is_deleted`` whether its file was missing at the last build.
    """

    kind: str = Field(alias="art")
    id: str
    address: str = Field(alias="adresse")
    date: AwareDatetime | None = Field(default=None, alias="datum")
    state: State = Field(default="veroeffentlicht", alias="zustand")
    is_deleted: bool = Field(default=False, alias="geloescht")


class Published(_Entry):
    """Everything ever published; each list in the order of its ids."""

    version: Literal[1] = Field(default=1, alias="fassung")
    site: str = Field(default="", alias="website")
    shows: tuple[PublishedShow, ...] = Field(default=(), alias="reihen")
    episodes: tuple[PublishedEpisode, ...] = Field(default=(), alias="folgen")
    pages: tuple[PublishedPage, ...] = Field(default=(), alias="seiten")
