"""Recordings decoded and listened to, compared with ffmpeg's own meter."""

import re
import subprocess
from pathlib import Path

import pytest
from tests.adapters.awkward_audio import make_bases
from tests.conftest import tool

from kammerton.adapters.audio import measure
from kammerton.adapters.audio_sound import listen_to
from kammerton.domain.audio import AudioFacts, Sound

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the recordings lie."""
    folder = tmp_path_factory.mktemp("bases")
    make_bases(tool("ffmpeg"), folder)
    return folder


def heard(path: Path) -> Sound:
    """What listening found."""
    facts = measure(path)
    assert isinstance(facts, AudioFacts)
    sound = listen_to(path, facts)
    assert sound is not None
    return sound


def metered(path: Path) -> float:
    """The loudness ffmpeg's ebur128 filter finds."""
    command = [tool("ffmpeg"), "-nostdin", "-i", path, "-map", "0:a", "-af", "ebur128", "-f", "null", "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    return float(re.findall(r"I:\s+(-?[\d.]+) LUFS", told)[-1])


@pytest.mark.parametrize(
    "name", ["cbr.mp3", "vbr-bare.mp3", "quiet-first-bare.mp3", "mpeg2.mp3", "mpeg25.mp3", "48k.mp3", "vorbis.ogg", "vorbis48.ogg", "early.m4a", "opus.opus"]
)
def test_loudness_is_that_of_another_meter(folder: Path, name: str) -> None:
    """MP3 and Vorbis through miniaudio, M4A and Opus through ffmpeg: within a fifth of a LU, at every sample rate."""
    assert heard(folder / name).loudness == pytest.approx(metered(folder / name), abs=0.2)


@pytest.mark.parametrize("path", sorted((ROOT / "episodes" / "media").glob("*.mp3")), ids=lambda p: p.stem[:3])
def test_loudness_of_the_examples(path: Path) -> None:
    """Speech with pauses, too; the example episodes are as loud as they should be."""
    sound = heard(path)

    assert sound.loudness == pytest.approx(metered(path), abs=0.2)
    assert sound.loudness == pytest.approx(-16, abs=1)
    assert sound.clipped == 0


@pytest.mark.parametrize("name", ["quiet-first-bare.mp3"])
def test_silence_has_flat_peaks(folder: Path, name: str) -> None:
    """The first half is silent, the second is not."""
    peaks = heard(folder / name).peaks

    assert max(peaks[:98]) == 0
    assert min(peaks[102:198]) > 20


@pytest.mark.parametrize(("name", "sounds"), [("cbr.mp3", True), ("vorbis.ogg", True), ("early.m4a", False), ("opus.opus", False)])
def test_without_ffmpeg(folder: Path, name: str, sounds: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """MP3 and Vorbis need none; of the others nothing is heard, and nothing fails."""
    facts = measure(folder / name)
    assert isinstance(facts, AudioFacts)
    monkeypatch.setenv("PATH", "")

    assert (listen_to(folder / name, facts) is not None) is sounds


def test_a_name_is_never_a_switch(folder: Path) -> None:
    """A file whose name looks like a switch or an address of ffmpeg is listened to as a file."""
    odd = folder / "-i concat:x.opus"
    odd.write_bytes((folder / "opus.opus").read_bytes())

    assert heard(odd) == heard(folder / "opus.opus")
