"""A firm's video can be seen, read along and published."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.clip import CLIPS, LONGEST, Clip
from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.inventory import FieldPath, Inventory
from kammerton.rules.rule import Rule, error

CODE = "R032"
Found = tuple[FieldPath, Message, Message]


def _form(clip: Clip) -> Iterator[Found]:
    if (clip.file is None) == (clip.youtube is None):
        yield ("clip",), M("Ein Clip nennt entweder „datei“ oder „youtube“."), M("Lassen Sie eines von beiden weg, oder ergänzen Sie eines.")
    if clip.file is not None and clip.captions is None:
        yield (
            ("clip", "datei"),
            M("Dem Video „{file}“ fehlen Untertitel.", file=clip.file),
            M("Legen Sie eine .vtt-Datei daneben und nennen Sie sie unter „untertitel“."),
        )


def _file(inventory: Inventory, clip: Clip) -> Iterator[Found]:
    facts = inventory.attachments.clips.get(clip.file or "")
    problem = inventory.attachments.clip_problems.get(clip.file or "")
    if facts is not None and facts.duration > LONGEST:
        yield ("clip", "datei"), M("Das Video „{file}“ ist länger als eine Minute.", file=clip.file or ""), M("Kürzen Sie es auf höchstens 60 Sekunden.")
    if problem is not None:
        what, remedy = _WORDS[problem]
        yield ("clip", "datei"), Message(what.template, (("file", clip.file or ""),)), remedy
    if inventory.attachments.clip_problems.get(clip.captions or "") == "missing":
        yield ("clip", "untertitel"), M("Die Datei „{file}“ fehlt.", file=clip.captions or ""), M("Legen Sie sie in den Ordner {folder}.", folder=CLIPS)


_WORDS: dict[str, tuple[Message, Message]] = {
    "missing": (M("Die Datei „{file}“ fehlt."), M("Legen Sie sie in den Ordner {folder}.", folder=CLIPS)),
    "type": (M("„{file}“ ist kein MP4-Video."), M("Speichern Sie das Video als .mp4.")),
    "unreadable": (M("Das Video „{file}“ ist nicht lesbar."), M("Spielen Sie es ab; speichern Sie es neu als .mp4, wenn es sich nicht abspielen lässt.")),
    "too_big": (M("Das Video „{file}“ ist größer als 60 Megabyte."), M("Speichern Sie es kleiner; viele sehen es mit dem Telefon an.")),
    "located": (
        M("Das Video „{file}“ verrät, wo es aufgenommen wurde."),
        M("Speichern Sie es ohne Ortsangabe: Beim Teilen am Telefon lässt sie sich abschalten."),
    ),
}


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Look at the video of every portrait."""
    for portrait in inventory.portraits:
        if portrait.clip is not None:
            source = inventory.source("betrieb", portrait.id)
            for path, what, remedy in (*_form(portrait.clip), *_file(inventory, portrait.clip)):
                yield error(CODE, source.place(*path), what, remedy)


RULE = Rule(
    CODE,
    M("Video nicht brauchbar"),
    M(
        "Ein eigenes Video ist eine MP4-Datei von höchstens 60 Sekunden mit Untertiteln und ohne den Ort der Aufnahme. Ein Video bei YouTube wird nur als Verweis gezeigt, damit beim Lesen der Seite nichts dorthin geht."
    ),
    check,
)
