"""Go back to the build before the published one, unless it would bring back what must not be seen any more."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kammerton.app.load import load
from kammerton.app.ports import Sources
from kammerton.deploy.contents import GOING_BACK, objections, read_contents
from kammerton.deploy.manifest import read_manifest, united, written
from kammerton.domain.diagnostic import Diagnostic, M, Place, Report, SetupError, Severity
from kammerton.domain.inventory import Inventory
from kammerton.domain.vocabulary import REGISTER


class FinishedBuilds(Protocol):
    """The complete builds of a project, while no other is made."""

    def published(self) -> int | None:
        """The number of the published build."""
        ...

    def before(self) -> int | None:
        """The number of the newest complete build before the published one."""
        ...

    def contents(self, number: int) -> bytes | None:
        """The record of what a build contains."""
        ...

    def manifest(self, number: int) -> bytes | None:
        """What a build remembers of everything ever published."""
        ...

    def publish(self, number: int, manifest: bytes) -> None:
        """Make a complete build the published one, with this memory, in one step."""
        ...


@dataclass(frozen=True)
class GoneBack:
    """What came of it: the report, and from which build to which; no numbers where it was refused."""

    report: Report
    before: int | None = None
    now: int | None = None


def go_back(sources: Sources, now: datetime, builds: FinishedBuilds) -> GoneBack:
    """Publish the build before once more, if all it holds may be seen at ``now``. Raises ``SetupError`` where there is none."""
    current, number = builds.published(), builds.before()
    if current is None:
        raise SetupError(M("Es ist noch nichts veröffentlicht. Beginnen Sie mit: make publish"))
    if number is None:
        raise SetupError(M("Es gibt keinen älteren Stand. Wie viele aufgehoben werden, sagt STAENDE_BEHALTEN in pelicanconf.py."))
    contents = read_contents(builds.contents(number) or b"")
    if contents is None:
        raise SetupError(M("Was der Stand {number} enthält, ist nicht verzeichnet; darum lässt er sich nicht zurückholen. Veröffentlichen Sie neu, mit: make publish", number=number))  # fmt: skip
    library, _ = load(sources, now)
    report = Report.of((*_unread(library.inventory), *objections(contents, library)))
    if report.has_errors:
        return GoneBack(report)
    builds.publish(number, _memory(builds, current, number))
    return GoneBack(report, current, number)


def _unread(inventory: Inventory) -> tuple[Diagnostic, ...]:
    """A register that cannot be read tells nothing about consents."""
    what = M("Die Einwilligungen sind zurzeit nicht lesbar; ob der ältere Stand noch gezeigt werden darf, ist nicht zu erkennen.")
    place = Place(REGISTER, 1)
    return (
        (Diagnostic(GOING_BACK, Severity.ERROR, place, what, M("Was daran falsch ist, zeigt: make check")),)
        if "einwilligung" in inventory.unread_tables
        else ()
    )


def _memory(builds: FinishedBuilds, *numbers: int) -> bytes:
    """What all these builds remember together, the newest first: going back forgets nothing."""
    files = [(f".builds/{number}/veroeffentlicht.json", builds.manifest(number)) for number in numbers]
    read = [read_manifest(file, content)[0] for file, content in files if content is not None]
    return written(united([manifest for manifest in read if manifest is not None]))
