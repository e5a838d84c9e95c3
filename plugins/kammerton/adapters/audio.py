"""Audio files measured: mutagen for tags and headers, a walk of our own where headers cannot be trusted."""

import warnings
from pathlib import Path
from typing import Any

from kammerton.adapters.audio_containers import check_mp4, check_ogg
from kammerton.adapters.audio_frames import Walk, walk
from kammerton.adapters.audio_tags import marks_of, title_of
from kammerton.domain.audio import TYPES, AudioFacts, suffix_of

# The class mutagen must find for each ending; it trusts content over names, players trust names.
_CLASSES = {"mp3": ("MP3",), "m4a": ("MP4",), "ogg": ("OggVorbis", "OggOpus"), "opus": ("OggOpus",)}
# How files of a kind begin, by the endings that fit.
_MARKS = {"flac": (0, b"fLaC"), "wav": (0, b"RIFF"), "m4a": (4, b"ftyp"), "ogg opus": (0, b"OggS")}
_OPUS_RATE = 48_000
_LAYER = 3
# Between what an MP3's header says and its frames: encoder delay and padding at the lowest sample rates.
_TOLERANCE = 0.3


def measure(path: Path) -> AudioFacts | str:
    """Duration, size, type and tags, or what is wrong.

    The words: missing, type (no ending of ours), empty, unreadable, mismatch (content and ending differ), codec (a format
    players lack), truncated, damaged (bytes in between that are no sound), lying (the header states another length).
    ``mutagen.File`` gives an object that is falsy when it has no tags: only None means "not audio".
    """
    suffix = suffix_of(path.name)
    if not path.is_file():
        return "missing"
    if suffix not in TYPES:
        return "type"
    size = path.stat().st_size
    found = _open(path)
    if found is None or found.info is None:
        return "empty" if size == 0 else _why_unreadable(path, suffix)
    if type(found).__name__ not in _CLASSES[suffix]:
        return "mismatch"
    return _measure_mp3(path, found, size) if suffix == "mp3" else _measure_container(path, found, size)


def _open(path: Path) -> Any:
    import mutagen

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return mutagen.File(path)
    except (mutagen.MutagenError, OSError, ValueError, EOFError, IndexError, KeyError, ArithmeticError, AssertionError, AttributeError, TypeError):
        return None  # mutagen promises MutagenError only, and raises the others for damaged files


def _why_unreadable(path: Path, suffix: str) -> str:
    """Whether the file is of another kind, or a container cut before the place that would make it readable."""
    with path.open("rb") as file:
        head = file.read(8)
    kind = next((name for name, (at, mark) in _MARKS.items() if head[at:].startswith(mark)), "")
    if kind and suffix not in kind.split():
        return "mismatch"
    return "truncated" if kind == "m4a" and check_mp4(path, 0.0) == "truncated" else "unreadable"


def _measure_mp3(path: Path, found: Any, size: int) -> AudioFacts | str:
    if found.info.layer != _LAYER:
        return "mismatch"
    walked = walk(path)
    wrong = "unreadable" if walked is None else _wrong_with(walked, found.info)
    if walked is None or wrong:
        return wrong
    bitrate = round((walked.end - walked.start) * 8 / walked.full_duration)
    return AudioFacts(walked.duration, size, TYPES["mp3"], bitrate, found.info.channels, walked.rate, title_of(found), marks_of(found))


def _wrong_with(walked: Walk, info: Any) -> str:
    """What the walk says against the header; nothing where they agree."""
    if walked.gaps:
        return "damaged"
    if walked.duration <= 0:
        return "empty"
    claimed = info.length if walked.has_header and info.bitrate_mode != 0 else walked.full_duration
    if abs(claimed - walked.full_duration) > _TOLERANCE:
        return "truncated" if claimed > walked.full_duration else "lying"
    return "truncated" if walked.torn else ""


def _measure_container(path: Path, found: Any, size: int) -> AudioFacts | str:
    info, name = found.info, type(found).__name__
    rate = _OPUS_RATE if name == "OggOpus" else info.sample_rate
    if name == "MP4":
        wrong = "codec" if not info.codec.startswith("mp4a") else check_mp4(path, info.length)
    else:
        wrong = check_ogg(path, rate)
    if wrong:
        return wrong
    if info.length <= 0:
        return "empty"
    bitrate = getattr(info, "bitrate", 0) or round(size * 8 / info.length)
    return AudioFacts(float(info.length), size, TYPES[suffix_of(path.name)], bitrate, info.channels, rate, title_of(found), marks_of(found))
