"""Pictures and what must be known of each before it may be shown."""

from collections.abc import Iterator
from typing import Literal

from kammerton.domain.declaration import Declared, declare, parts
from kammerton.domain.diagnostic import M
from kammerton.domain.values import ConsentRef, Line, PictureFile, YesNo

Persons = Literal["keine", "nicht_erkennbar", "erkennbar"]
# Where the files that ``Picture.file`` names lie, in the project folder.
PICTURES = "content/bilder"


class Picture(Declared):
    """A picture with its duties: what it shows, whose it is, who can be recognised in it."""

    file: PictureFile = declare("datei", M("Datei im Ordner content/bilder."), example="werkstatt.jpg")
    alt: Line | None = declare(
        "alt",
        M("Was auf dem Bild zu sehen ist, für alle, die es nicht sehen; Pflicht, außer bei „deko: ja“."),
        example="Zwei Azubis hobeln ein Brett",
        default=None,
    )
    decorative: YesNo = declare("deko", M("„ja“, wenn das Bild nur schmückt und nichts mitteilt."), example="nein", default=False)
    creator: Line | None = declare("urheber", M("Wer das Bild gemacht hat; wird unter dem Bild genannt."), example="Jana Beispiel", default=None)
    license: Line | None = declare("lizenz", M("Lizenz des Bildes."), example="CC-BY-4.0", default=None)
    persons: Persons = declare("personen", M("Ob Menschen auf dem Bild zu erkennen sind; dann ist „einwilligung“ Pflicht."), example="keine", default="keine")
    consent: ConsentRef | None = declare("einwilligung", M("Nummer der Einwilligung aus der Liste der Einwilligungen."), example="E-0042", default=None)


def pictures_of(thing: Declared) -> Iterator[tuple[tuple[str | int, ...], Picture]]:
    """Every picture of an item, with the path of its field by German key and list index."""
    return parts(thing, Picture)
