"""What the preview shows at this moment, and how browsers learn that it has changed."""

import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Condition

from kammerton.app.preview import Waiting
from kammerton.domain.diagnostic import Message, Report


@dataclass(frozen=True)
class Look:
    """What came of a build: a site in a folder, or why there is none.

    ``report`` holds what was found in the content, ``problem`` one sentence about anything else, ``trace`` what a developer
    wants to know about it. ``base`` is the path of the site on its host, without a slash at the end.
    """

    report: Report = field(default_factory=Report)
    problem: Message | None = None
    trace: str = ""
    site: Path | None = None
    base: str = ""
    waiting: tuple[Waiting, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether there is a site to look at."""
        return self.site is not None


class Stage:
    """Holds the newest look; any thread may ask and wait."""

    def __init__(self) -> None:
        """Begin with nothing to show."""
        self._changed = Condition()
        self._session = secrets.token_hex(4)
        self._number = 0
        self._look: Look | None = None
        self._good = Look()

    def show(self, look: Look) -> None:
        """Show something else; whoever waits is told."""
        with self._changed:
            self._look = look
            self._good = look if look.is_good else replace(self._good, waiting=())
            self._number += 1
            self._changed.notify_all()

    @property
    def look(self) -> Look | None:
        """The newest look, or None before the first."""
        return self._look

    @property
    def good(self) -> Look:
        """The newest look that has a site; an empty one before there was any."""
        return self._good

    @property
    def mark(self) -> str:
        """A word that changes with each look, and with each preview."""
        return f"{self._session}-{self._number}"

    def wait(self, mark: str, seconds: float) -> bool:
        """Whether the mark is no longer, or within so many seconds no more, that of what is shown."""
        with self._changed:
            return self._changed.wait_for(lambda: self.mark != mark, seconds)
