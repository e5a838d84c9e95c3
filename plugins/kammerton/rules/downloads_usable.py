"""Files to take away exist and can be opened by everybody."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.article import DOWNLOADS, Download
from kammerton.domain.audio import suffix_of
from kammerton.domain.declaration import parts
from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error

CODE = "R031"
# Documents without macros.
_ENDINGS = ("pdf", "docx", "odt", "rtf", "xlsx", "ods", "pptx", "odp", "txt", "csv", "ics")
_MOST = 20_000_000


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look for the file of every download, its ending and its size."""
    for article in inventory.articles:
        for path, download in parts(article, Download):
            found = _problem(inventory, download)
            if found is not None:
                yield error(CODE, inventory.source("wissen", article.id).place(*path, "datei"), *found)


def _problem(inventory: Inventory, download: Download) -> tuple[Message, Message] | None:
    size = inventory.attachments.downloads.get(download.file)
    if suffix_of(download.file) not in _ENDINGS:
        return M("Dateien mit dieser Endung werden nicht veröffentlicht: {file}", file=download.file), M(
            "Möglich sind: {choices}.", choices=", ".join(_ENDINGS)
        )
    if size is None:
        return M("Die Datei „{file}“ fehlt.", file=download.file), M("Legen Sie sie in den Ordner {folder}.", folder=DOWNLOADS)
    if size > _MOST:
        return M("Die Datei „{file}“ ist größer als 20 Megabyte.", file=download.file), M("Verkleinern Sie sie; viele laden sie mit dem Telefon.")
    return None


RULE = Rule(
    CODE,
    M("Datei zum Mitnehmen fehlt oder passt nicht"),
    M("Unter „downloads“ stehen Dateien aus dem Ordner content/downloads: Dokumente ohne Makros, höchstens 20 Megabyte groß."),
    check,
)
