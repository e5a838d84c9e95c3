"""What a rule is."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Message, Place, Severity
from kammerton.domain.inventory import Inventory
from kammerton.domain.suggestion import did_you_mean


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


def instead(inventory: Inventory, kind: str, name: str) -> Message:
    """What to write in place of the id of an item that does not exist: its new name, one that is spelled alike, or none."""
    now = inventory.renamed(kind, name)
    if now is not None:
        return M("Der Eintrag heißt jetzt „{word}“.", word=now)
    return did_you_mean(name, inventory.known_ids()[kind]) or M("Legen Sie den Eintrag an oder prüfen Sie die Schreibweise.")
