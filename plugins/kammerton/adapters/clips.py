"""Videos measured: duration and dimensions from the boxes of an MP4 file, and whether it says where it was taken."""

import struct
from collections.abc import Iterator
from pathlib import Path

from kammerton.domain.audio import suffix_of
from kammerton.domain.clip import ClipFacts

# Where phones write the place of a recording: QuickTime user data, 3GPP, Apple metadata keys.
_PLACES = (b"\xa9xyz", b"loci", b"com.apple.quicktime.location")
_CONTAINERS = frozenset({b"moov", b"trak"})
_MOST_BYTES = 60_000_000
_MOST_HEADERS = 5_000_000


def measure_clip(path: Path) -> ClipFacts | str:
    """Duration and size of an MP4 file (ISO/IEC 14496-12), or what is wrong: missing, type, unreadable, too_big, located."""
    if not path.is_file():
        return "missing"
    if suffix_of(path.name) != "mp4":
        return "type"
    if path.stat().st_size > _MOST_BYTES:
        return "too_big"
    try:
        moov = _moov(path)
        facts = _facts(moov)
    except (OSError, struct.error, ValueError):
        return "unreadable"
    return "located" if any(mark in moov for mark in _PLACES) else facts


def _moov(path: Path) -> bytes:
    """The content of the box that describes the film."""
    with path.open("rb") as file:
        size = path.stat().st_size
        at = 0
        while at + 8 <= size:
            file.seek(at)
            length, name = struct.unpack(">I4s", file.read(8))
            header = 8
            if length == 1:
                (length,), header = struct.unpack(">Q", file.read(8)), 16
            length = length or size - at
            if length < header or at + length > size:
                raise ValueError(name)
            if name == b"moov" and length <= _MOST_HEADERS:
                return file.read(length - header)
            at += length
    raise ValueError(path.name)


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each box, those inside the containers too."""
    at = 0
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        if length < 8:
            raise ValueError(name)
        inside = data[at + 8 : at + length]
        yield name, inside
        if name in _CONTAINERS:
            yield from _boxes(inside)
        at += length


def _facts(moov: bytes) -> ClipFacts:
    duration, width, height = 0.0, 0, 0
    for name, data in _boxes(moov):
        if name == b"mvhd":
            scale, length = struct.unpack_from(">IQ", data, 20) if data[0] == 1 else struct.unpack_from(">II", data, 12)
            duration = length / scale if scale else 0.0
        elif name == b"tkhd":
            wide, high = (value >> 16 for value in struct.unpack_from(">II", data, len(data) - 8))
            width, height = max(width, wide), max(height, high)
    if not (duration and width and height):
        raise ValueError("no film")
    return ClipFacts(duration, width, height)
