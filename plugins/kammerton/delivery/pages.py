"""The views of the web service's pages: what its templates print."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from kammerton.rendering.signup import Box, SignupForm


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
    choices: tuple[Box, ...]
