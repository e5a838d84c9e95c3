"""Drafts of transcripts: speech recognised by faster-whisper (optional extra ``transkript``) with a model that lies on the disk.

Nothing is ever downloaded: faster-whisper would fetch a missing tokenizer by itself, so the folder must hold it.
"""

from pathlib import Path

from kammerton.domain.diagnostic import M, SetupError
from kammerton.domain.transcript import Cue

_NEEDED = ("model.bin", "config.json", "tokenizer.json")


def recognise(audio: Path, model: Path, language: str) -> tuple[Cue, ...]:
    """What is said in a recording, without speakers; ``language`` is BCP 47. Raises ``SetupError``."""
    folder = model.expanduser()
    missing = [name for name in _NEEDED if not (folder / name).is_file()]
    if missing:
        raise SetupError(M("Im Ordner {folder} liegt kein vollständiges Sprachmodell; es fehlt {files}.", folder=str(model), files=", ".join(missing)))
    try:
        from faster_whisper import WhisperModel
    except ImportError:
        raise SetupError(
            M("Für Abschriften aus der Aufnahme fehlt das Paket faster-whisper. Installieren Sie es mit: .venv/bin/pip install faster-whisper")
        ) from None
    recogniser = WhisperModel(str(folder), device="cpu", compute_type="int8", local_files_only=True)
    segments, _ = recogniser.transcribe(str(audio), language=language.partition("-")[0], vad_filter=True)
    return tuple(Cue(round(s.start, 3), None, s.text.strip(), round(s.end, 3)) for s in segments if s.text.strip())
