"""What the audit reads and how it speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kammerton.domain.diagnostic import Diagnostic, M, Message, Place, Severity


class BuiltSite(Protocol):
    """The files of a finished build."""

    def paths(self) -> Iterable[str]:
        """Every file's path, relative to the site's root."""
        ...

    def read(self, path: str) -> bytes:
        """A file's content."""
        ...

    def size(self, path: str) -> int:
        """A file's bytes, without reading it."""
        ...


@dataclass(frozen=True)
class Finding:
    """A kind of defect in the result: its code, title and paragraph in the handbook."""

    code: str
    title: Message
    handbook: Message

    def at(self, path: str, what: Message, remedy: Message | None = None) -> Diagnostic:
        """The defect in one file of the site."""
        return Diagnostic(self.code, Severity.ERROR, Place(f"output/{path}"), what, remedy)


DEAD_LINK = Finding("A001", M("Verknüpfung ohne Ziel"), M("Auf einer fertigen Seite steht eine Verknüpfung innerhalb der Website, deren Ziel es nicht gibt."))
FOREIGN = Finding(
    "A002",
    M("Abruf von einem fremden Server"),
    M("Eine Seite würde beim Öffnen etwas von einem anderen Server laden. Das verrät, wer die Seite liest, und ist nicht erlaubt."),
)
SITEMAP_FINDING = Finding("A004", M("Sitemap und Seiten passen nicht zusammen"), M("In der Sitemap steht eine Seite, die es nicht gibt, oder es fehlt eine."))
CALENDAR = Finding(
    "A005",
    M("Kalender nicht in Ordnung"),
    M("Eine Kalenderdatei ist nicht so geschrieben, wie Kalenderprogramme es verlangen, oder eine Verknüpfung darin führt ins Leere."),
)
TOPIC_FEED = Finding(
    "A006",
    M("Feed einer Liste nicht in Ordnung"),
    M("Der Feed von Neuigkeiten, Terminen oder Angeboten ist nicht wohlgeformt oder nicht vollständig, oder eine Verknüpfung darin führt ins Leere."),
)
FINDINGS = (DEAD_LINK, FOREIGN, SITEMAP_FINDING, CALENDAR, TOPIC_FEED)
