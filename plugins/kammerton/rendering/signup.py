"""The form that orders the newsletter, as the website and its service show it with the same component of the theme."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """A box to tick."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class SignupForm:
    """The form; the names are those its component prints. ``error`` says what is wrong with the address typed."""

    action: str
    consent: str
    privacy: str
    choices: tuple[Box, ...] = ()
    address: str = ""
    firm: str = ""
    error: str = ""
