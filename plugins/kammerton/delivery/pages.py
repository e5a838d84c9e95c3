"""The views of the web service's pages: what its templates print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


class Templates(Protocol):
    """The theme's templates."""

    def render(self, name: str, **values: object) -> str:
        """A template filled with values."""
        ...


@dataclass(frozen=True)
class ServiceFrame:
    """Around every page: ``base`` is the service's address as a path, ``site`` the website's address."""

    site_name: str
    language: str
    base: str
    site: str
    imprint: str
    privacy: str


@dataclass(frozen=True)
class Choice:
    """A box to tick."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class SignupForm:
    """The form that orders the newsletter, on the website and here; ``error`` says what is wrong with the address typed."""

    action: str
    consent: str
    privacy: str
    choices: tuple[Choice, ...] = ()
    address: str = ""
    firm: str = ""
    error: str = ""


@dataclass(frozen=True)
class Ask:
    """One large button: where it leads, what it says, and what it sends."""

    action: str
    label: str
    fields: Mapping[str, str]
    is_quiet: bool = False


@dataclass(frozen=True)
class ServicePage:
    """One page: a title, what is said, and what can be done."""

    frame: ServiceFrame
    title: str
    paragraphs: tuple[str, ...] = ()
    asks: tuple[Ask, ...] = ()
    form: SignupForm | None = None
    preferences: "Preferences | None" = None


@dataclass(frozen=True)
class Preferences:
    """What somebody gets, to be changed."""

    action: str
    address: str
    firm: str
    choices: tuple[Choice, ...]
