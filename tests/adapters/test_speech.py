"""Drafts of transcripts from a speech model; a stand-in takes the place of faster-whisper."""

import sys
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import ClassVar

import pytest

from kammerton.adapters.speech import recognise
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.transcript import Cue


@dataclass
class Segment:
    """What faster-whisper gives for each sentence."""

    start: float
    end: float
    text: str


class WhisperModel:
    """Says the same of every recording, and how it was called."""

    calls: ClassVar[list[tuple[object, ...]]] = []

    def __init__(self, folder: str, **options: object) -> None:
        self.calls.append((folder, options))

    def transcribe(self, audio: str, **options: object) -> tuple[list[Segment], object]:
        self.calls.append((audio, options))
        return [Segment(0.0, 1.23456, " Hallo. "), Segment(1.3, 2.0, "  "), Segment(2.0, 3.0, "Los geht es.")], None


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A folder that looks like a model."""
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"")
    return tmp_path


@pytest.fixture
def whisper(monkeypatch: pytest.MonkeyPatch) -> type[WhisperModel]:
    """The stand-in, where the program looks for faster-whisper."""
    module = ModuleType("faster_whisper")
    module.WhisperModel = WhisperModel  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "faster_whisper", module)
    WhisperModel.calls.clear()
    return WhisperModel


def test_what_is_heard(model: Path, whisper: type[WhisperModel]) -> None:
    """Sentences become cues without speaker; the model of the folder is asked, in the language of the show, and nothing may be fetched."""
    cues = recognise(Path("a.mp3"), model, "de-AT")

    assert cues == (Cue(0.0, None, "Hallo.", 1.235), Cue(2.0, None, "Los geht es.", 3.0))
    assert whisper.calls[0] == (str(model), {"device": "cpu", "compute_type": "int8", "local_files_only": True})
    assert whisper.calls[1] == ("a.mp3", {"language": "de", "vad_filter": True})


@pytest.mark.parametrize("missing", ["model.bin", "config.json", "tokenizer.json"])
def test_an_incomplete_folder_is_told(model: Path, whisper: type[WhisperModel], missing: str) -> None:
    """faster-whisper would fetch what is missing; it is not even asked."""
    (model / missing).unlink()

    with pytest.raises(SetupError):
        recognise(Path("a.mp3"), model, "de")
    assert whisper.calls == []


def test_the_extra_is_optional(model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the package there is a sentence that says how to install it."""
    monkeypatch.setitem(sys.modules, "faster_whisper", None)

    with pytest.raises(SetupError) as reason:
        recognise(Path("a.mp3"), model, "de")
    assert "pip install faster-whisper" in reason.value.message.template
