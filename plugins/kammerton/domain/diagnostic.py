"""What went wrong, where, and how to mend it: messages, places, diagnostics and reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True)
class Message:
    """A sentence a person will read: a German template and the values to put into it.

    ``template`` is the key into the message catalogues; values are inserted after translation with
    ``str.format``. A value may be a ``Message`` itself. With ``plural`` the value ``n`` decides.
    """

    template: str
    values: tuple[tuple[str, "str | int | Message"], ...] = ()
    plural: str | None = None


def M(template: str, **values: "str | int | Message") -> Message:  # noqa: N802 - the mark Babel looks for
    """Mark a German sentence for translation and bind its values."""
    return Message(template, tuple(values.items()))


def MN(singular: str, plural: str, n: int, **values: "str | int | Message") -> Message:  # noqa: N802
    """Mark a German sentence with a number in it; ``{n}`` is the number."""
    return Message(singular, (("n", n), *values.items()), plural)


class Severity(StrEnum):
    """An error stops publishing, a hint does not."""

    ERROR = "error"
    HINT = "hint"


@dataclass(frozen=True, order=True)
class Place:
    """A line in a file; ``file`` is relative to the project folder, lines count from 1 (0: the whole file)."""

    file: str
    line: int = 0


@dataclass(frozen=True)
class Diagnostic:
    """One problem: its code, its place, what is there, and how to mend it."""

    code: str
    severity: Severity
    place: Place
    what: Message
    remedy: Message | None = None


@dataclass(frozen=True)
class Report:
    """All diagnostics of one run, ordered by file and line, each only once."""

    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> "Report":
        """Sort and de-duplicate."""
        unique = dict.fromkeys(diagnostics)
        return cls(tuple(sorted(unique, key=lambda d: (d.place, d.code, d.what.template))))

    def of_severity(self, severity: Severity) -> tuple[Diagnostic, ...]:
        """Only the errors, or only the hints."""
        return tuple(d for d in self.diagnostics if d.severity is severity)

    @property
    def has_errors(self) -> bool:
        """Whether publishing must stop."""
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


class SetupError(Exception):
    """The installation or the settings are wrong; carries one sentence for the person at the keyboard."""

    def __init__(self, message: Message) -> None:
        """Keep the message for the console to translate."""
        super().__init__(message.template)
        self.message = message

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process is told of it."""
        return type(self), (self.message,)


class SettingsError(SetupError):
    """The settings file, or another file the program is told things in, has problems; carries all of them."""

    def __init__(self, report: Report, message: Message | None = None) -> None:
        """Keep the report for the console; ``message`` is the sentence below it."""
        super().__init__(message or M("Die Einstellungen in pelicanconf.py sind nicht in Ordnung."))
        self.report = report

    def __reduce__(self) -> tuple[Any, ...]:
        """What another process is told of it."""
        return type(self), (self.report, self.message)
