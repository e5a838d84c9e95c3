"""What the audit reads and how it speaks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from kammerton.domain.diagnostic import Diagnostic, M, Message, Place, Severity

Stamp = str
"""Tells whether a file is the one of an earlier build: the same path with the same stamp holds the same bytes."""


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

    def stamp(self, path: str) -> Stamp | None:
        """A file's stamp, or None where there is no such file."""
        ...


@dataclass(frozen=True)
class Finding:
    """A kind of defect in the result: its code, title and paragraph in the handbook."""

    code: str
    title: Message
    handbook: Message
    severity: Severity = Severity.ERROR

    def at(self, path: str, what: Message, remedy: Message | None = None) -> Diagnostic:
        """The defect in one file of the site."""
        return Diagnostic(self.code, self.severity, Place(f"output/{path}"), what, remedy)


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
STRAY = Finding(
    "A007",
    M("Datei am falschen Ort"),
    M(
        "Beim Bauen wäre eine Datei außerhalb der Website entstanden, eine fehlt, oder eine ist da, die niemand bestellt hat. Das liegt am Programm oder an einem geänderten Thema, nicht an den Texten."
    ),
)
HIDDEN_SHOWN = Finding(
    "A008",
    M("Etwas Verborgenes wäre zu sehen"),
    M(
        "In einer fertigen Datei steht der Name, die Adresse oder der Titel von etwas, das ein Entwurf ist, erst später erscheint oder zurückgezogen wurde. Veröffentlicht wird dann nichts. Titel aus einem Wort und Titel unter zehn Zeichen werden nicht gesucht, ebenso wenig Worte, die sichtbare Texte selbst gebrauchen."
    ),
)
GOING_BACK = Finding(
    "A009",
    M("Der ältere Stand ist nicht mehr erlaubt"),
    M(
        "Der Stand, zu dem „make zurueck“ zurückgehen soll, enthält etwas, das seither zurückgezogen, widerrufen oder verschoben wurde. Er bleibt darum im Archiv."
    ),
)
WITHDRAWN_NAMED = Finding(
    "A010",
    M("Zurückgezogenes wird noch genannt"),
    M(
        "Etwas ist zurückgezogen, weil eine Einwilligung nicht mehr gilt; ein anderer Text nennt es aber noch. Ob das bleiben darf, entscheiden Sie; ändern müssten Sie diesen Text von Hand."
    ),
    Severity.HINT,
)
FINDINGS = (DEAD_LINK, FOREIGN, SITEMAP_FINDING, CALENDAR, TOPIC_FEED, STRAY, HIDDEN_SHOWN, GOING_BACK, WITHDRAWN_NAMED)
