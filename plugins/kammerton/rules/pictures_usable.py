"""Every picture of an item can be published."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M, Message, Place
from kammerton.domain.inventory import Inventory
from kammerton.domain.pictures import MAX_BYTES, MAX_RATIO, MIN_SIDE, PictureProblem
from kammerton.rules.rule import Rule, error

CODE = "R021"
# What is there, with the place for the file name, and how to mend it.
WORDS: Mapping[PictureProblem, tuple[Message, Message]] = {
    "missing": (
        M("Das Bild „{file}“ liegt nicht im Ordner content/bilder."),
        M("Legen Sie die Datei dort ab oder prüfen Sie den Namen; auch Groß- und Kleinschreibung und die Endung müssen stimmen."),
    ),
    "type": (
        M("Die Datei „{file}“ hat nicht die Endung eines Bildes, das sich veröffentlichen lässt."),
        M("Exportieren Sie Fotos als JPEG (.jpg) und Logos oder Zeichnungen als PNG (.png), am besten 1600 Pixel breit oder breiter."),
    ),
    "heic": (
        M("Das Foto „{file}“ ist im Format HEIC, wie iPhones es aufnehmen."),
        M(
            "Exportieren Sie es als JPEG: am Mac in der App Fotos mit Ablage, Exportieren. Künftige Fotos nimmt ein iPhone gleich als JPEG auf: Einstellungen, Kamera, Formate, Maximale Kompatibilität."
        ),
    ),
    "mismatch": (
        M("Der Inhalt der Datei „{file}“ passt nicht zu ihrer Endung."),
        M("Öffnen Sie die Datei in einem Bildprogramm und exportieren Sie sie als JPEG oder PNG; umbenennen genügt nicht."),
    ),
    "unreadable": (
        M("Die Bilddatei „{file}“ ist beschädigt und lässt sich nicht lesen."),
        M("Exportieren Sie das Bild aus dem Original noch einmal als JPEG oder PNG."),
    ),
    "truncated": (
        M("Die Bilddatei „{file}“ ist leer oder nur zum Teil vorhanden."),
        M("Wahrscheinlich wurde das Kopieren oder Hochladen unterbrochen. Kopieren Sie das Original noch einmal."),
    ),
    "too_big": (
        M("Die Bilddatei „{file}“ hat mehr als {megabytes} MB.", megabytes=MAX_BYTES // 1_000_000),
        M("Exportieren Sie das Bild als JPEG mit höchstens 4000 Pixeln Breite."),
    ),
    "too_many_pixels": (
        M("Das Bild „{file}“ hat zu viele Pixel."),
        M("Exportieren Sie das Bild als JPEG mit höchstens 4000 Pixeln Breite."),
    ),
    "too_small": (
        M("Das Bild „{file}“ hat auch an der längeren Seite weniger als {pixels} Pixel.", pixels=MIN_SIDE),
        M("Nehmen Sie eine größere Fassung: Fotos am besten 1600 Pixel breit, Logos mindestens 400. Vergrößern im Bildprogramm hilft nicht."),
    ),
    "too_narrow": (
        M("Das Bild „{file}“ ist mehr als {ratio}-mal so lang wie breit.", ratio=MAX_RATIO),
        M("Schneiden Sie das Bild so zu, dass es nicht nur ein schmaler Streifen ist."),
    ),
    "animated": (
        M("Das Bild „{file}“ bewegt sich."),
        M("Exportieren Sie ein einzelnes Bild daraus als JPEG oder PNG."),
    ),
}


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Tell what measuring the pictures found."""
    for source, path, picture in inventory.pictures():
        problem = inventory.attachments.picture_problems.get(picture.file)
        if problem is not None:
            yield told(problem, picture.file, source.place(*path, "datei"))


def told(problem: PictureProblem, file: str, place: Place) -> Diagnostic:
    """What is wrong with a picture, in words."""
    what, remedy = WORDS[problem]
    return error(CODE, place, replace(what, values=(*what.values, ("file", file))), remedy)


RULE = Rule(
    CODE,
    M("Bild fehlt oder lässt sich nicht veröffentlichen"),
    M(
        "Bilder liegen als JPEG oder PNG (auch WebP oder AVIF) im Ordner content/bilder. Veröffentlicht werden nur verkleinerte Fassungen, in denen weder Aufnahmeort noch Namen noch andere versteckte Angaben stehen; dazu muss sich das Bild vollständig lesen lassen."
    ),
    check,
)
