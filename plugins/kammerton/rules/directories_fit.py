"""Every directory of a show is named once and has a safe address that belongs to it."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.directory import SERVICES, DirectoryEntry
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error, hint

CODE = "R070"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look at the entries of every show: one name, https, and the host of the service they name."""
    settings = inventory.source("einstellungen", "")
    for n, show in enumerate(inventory.settings.shows):
        place = settings.place("PODCASTS", n)
        for entry in show.directories:
            if (entry.service is None) == (entry.name is None):
                what = M("Bei einem Verzeichnis der Reihe „{show}“ steht nicht genau eines von „dienst“ und „name“: {url}", show=show.title, url=entry.url)
                yield error(CODE, place, what, M("Nennen Sie einen bekannten Dienst oder, bei jedem anderen, den Namen."))
            if not entry.url.startswith("https://"):
                what = M("Die Adresse bei „{name}“ beginnt nicht mit https: {url}", name=entry.label, url=entry.url)
                yield error(CODE, place, what, M("Kopieren Sie die Adresse aus dem Browser; jedes Verzeichnis ist mit https erreichbar."))
            elif not _belongs(entry):
                what = M("Diese Adresse gehört nicht zu {name}: {url}", name=entry.label, url=entry.url)
                yield hint(CODE, place, what, M("Prüfen Sie, ob „dienst“ und „url“ zusammenpassen."))


def _belongs(entry: DirectoryEntry) -> bool:
    """Whether the address lies on the service's domain; of others nothing is known."""
    host = urlsplit(entry.url).hostname or ""
    return entry.service is None or any(host == domain or host.endswith(f".{domain}") for domain in SERVICES[entry.service][1])


RULE = Rule(
    CODE,
    M("Verzeichnis einer Reihe passt nicht"),
    M("Unter „verzeichnisse“ steht zu jedem Verzeichnis entweder „dienst“ oder „name“ und eine Adresse mit https, die zu diesem Dienst gehört."),
    check,
)
