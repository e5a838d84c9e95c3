"""Recordings decoded, a tenth of a second at a time: miniaudio, else ffmpeg where it is installed."""

import shutil
import subprocess
import sys
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kammerton.domain.audio import AudioFacts, Sound, suffix_of
from kammerton.reading.samples import STEPS_PER_SECOND, listen

_MINIAUDIO = frozenset({"mp3", "ogg"})
_WAVE_HEAD = 4096


def listen_to(path: Path, facts: AudioFacts) -> Sound | None:
    """Peaks, loudness and clipping of a recording; None where nothing here can decode it."""
    return (_with_miniaudio(path, facts) if suffix_of(path.name) in _MINIAUDIO else None) or _with_ffmpeg(path, facts)


def _with_miniaudio(path: Path, facts: AudioFacts) -> Sound | None:
    try:
        import miniaudio
    except ImportError:
        return None  # there are no wheels for some machines

    try:
        steps = miniaudio.stream_file(str(path), miniaudio.SampleFormat.SIGNED16, facts.channels, facts.rate, frames_to_read=facts.rate // STEPS_PER_SECOND)
        return listen(steps, facts.rate, facts.channels, facts.duration)
    except miniaudio.MiniaudioError:
        return None  # Opus in .ogg, or a stream it cannot follow


def _with_ffmpeg(path: Path, facts: AudioFacts) -> Sound | None:
    program = shutil.which("ffmpeg")
    if program is None:
        return None
    # A full path, so that no file name is taken for a switch or a protocol.
    command = [program, "-v", "error", "-nostdin", "-i", f"file:{path.resolve()}", "-map", "0:a:0", "-c:a", "pcm_s16le", "-f", "wav", "pipe:1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603 - no shell, fixed switches
        assert process.stdout is not None
        form = _wave_form(process.stdout)
        if form is None:
            return None
        channels, rate = form
        return listen(_steps(process.stdout, channels, rate), rate, channels, facts.duration)


def _wave_form(stream: IO[bytes]) -> tuple[int, int] | None:
    """Channels and samples a second out of the head of a WAVE stream, read up to its samples."""
    if stream.read(12)[8:] != b"WAVE":
        return None
    form = None
    while len(head := stream.read(8)) == 8:
        if head[:4] == b"data":
            return form
        content = stream.read(min(_WAVE_HEAD, int.from_bytes(head[4:], "little")))
        if head[:4] == b"fmt ":
            form = int.from_bytes(content[2:4], "little"), int.from_bytes(content[4:8], "little")
    return None


def _steps(stream: IO[bytes], channels: int, rate: int) -> "Iterator[array[int]]":
    frame = 2 * channels
    while data := stream.read(rate // STEPS_PER_SECOND * frame):
        samples = array("h", data[: len(data) // frame * frame])
        if sys.byteorder == "big":
            samples.byteswap()
        yield samples
