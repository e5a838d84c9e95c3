"""Recordings are as loud as others, and not overdriven."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.audio import Sound
from kammerton.domain.diagnostic import Diagnostic, M, Message
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, hint

CODE = "R040"
# LUFS; what Apple asks for, and AES TD1008 for talk. Listeners reach for the knob at about three more or less.
_TARGET, _FAR = -16, 3.0
_CLIPPED = 10  # places; single peaks nobody hears


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """Tell what listening to the recordings found."""
    for episode in inventory.episodes:
        facts = inventory.audio_of(episode)
        if facts is None or facts.sound is None:
            continue
        for what, remedy in _heard(facts.sound, str(episode.audio)):
            yield hint(CODE, inventory.source("folge", episode.id).place("audio"), what, remedy)


def _heard(sound: Sound, file: str) -> Iterator[tuple[Message, Message]]:
    if not sound.peaks:
        yield (
            M("Die Aufnahme „{file}“ lässt sich hier nicht anhören; ihre Wellenform und Lautheit fehlen.", file=file),
            M("Installieren Sie ffmpeg, zum Beispiel mit sudo apt install ffmpeg, oder nehmen Sie MP3."),
        )
        return
    if sound.loudness is None:
        yield M("In der Aufnahme „{file}“ ist nichts zu hören.", file=file), M("Prüfen Sie, ob es die richtige Datei ist.")
    elif abs(sound.loudness - _TARGET) > _FAR:
        level = sound.loudness
        values = {"file": file, "level": f"{level:.1f}".replace(".", ",").replace("-", "−"), "target": f"−{-_TARGET}"}
        soft = M("Die Aufnahme „{file}“ ist sehr leise: {level} LUFS statt {target}.", **values)
        loud = M("Die Aufnahme „{file}“ ist sehr laut: {level} LUFS statt {target}.", **values)
        yield soft if level < _TARGET else loud, M("Gleichen Sie die Lautheit beim Export an, in Audacity unter Effekt, Lautheits-Normalisierung.")
    if sound.clipped >= _CLIPPED:
        yield M("Die Aufnahme „{file}“ ist übersteuert.", file=file), M("Nehmen Sie leiser auf oder exportieren Sie mit weniger Verstärkung.")


RULE = Rule(
    CODE,
    M("Aufnahme zu leise, zu laut oder übersteuert"),
    M(
        "Aufnahmen sollen ungefähr −16 LUFS haben, wie Apple es empfiehlt; dann müssen Hörerinnen und Hörer zwischen zwei Podcasts nicht am Regler drehen. Gemessen wird nach ITU-R BS.1770. Die Veröffentlichung hält das nicht an."
    ),
    check,
)
