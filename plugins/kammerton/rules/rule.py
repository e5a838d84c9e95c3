"""What a rule is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, Message, Place, Severity
from kammerton.domain.inventory import Inventory


@dataclass(frozen=True)
class Rule:
    """One thing that must hold: its code, its title and paragraph in the handbook, and its check.

    ``check`` gets everything that was read and the day of the build. Only hints may depend on the day.
    """

    code: str
    title: Message
    handbook: Message
    check: Callable[[Inventory, date], Iterable[Diagnostic]]


def error(code: str, place: Place, what: Message, remedy: Message | None = None) -> Diagnostic:
    """A problem that stops publishing."""
    return Diagnostic(code, Severity.ERROR, place, what, remedy)


def hint(code: str, place: Place, what: Message, remedy: Message | None = None) -> Diagnostic:
    """A problem that is only told."""
    return Diagnostic(code, Severity.HINT, place, what, remedy)
