"""What a picture needs before it may be shown: a description, and an agreement where somebody can be recognised."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.inventory import Inventory
from kammerton.domain.picture import Picture
from kammerton.rules.rule import Rule, error

CODE = "R023"


def _missing(picture: Picture) -> Iterator[tuple[Message, Message]]:
    if picture.alt is None and not picture.decorative:
        yield (
            M("Dem Bild „{file}“ fehlt „alt“: Wer es nicht sieht, erfährt nicht, was darauf ist.", file=picture.file),
            M("Beschreiben Sie es in einem Satz, oder schreiben Sie „deko: ja“, wenn es nur schmückt."),
        )
    if picture.persons == "erkennbar" and picture.consent is None:
        yield (
            M("Auf dem Bild „{file}“ sind Menschen zu erkennen, aber es nennt keine Einwilligung.", file=picture.file),
            M("Tragen Sie „einwilligung“ mit der Nummer aus content/daten/einwilligungen.csv ein (§ 22 KUG)."),
        )


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look at every picture of every item, those of drafts included."""
    for source, path, picture in inventory.pictures():
        for what, remedy in _missing(picture):
            yield error(CODE, source.place(*path), what, remedy)


RULE = Rule(
    CODE,
    M("Angaben zu einem Bild fehlen"),
    M(
        "Jedes Bild braucht eine Beschreibung für Menschen, die es nicht sehen, oder den Vermerk „deko: ja“. Sind Menschen zu erkennen, gehört die Nummer ihrer Einwilligung dazu."
    ),
    check,
)
