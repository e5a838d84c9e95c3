"""Whether an MP4 or Ogg file is whole and says the truth about its length; mutagen believes whatever the header says."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

_MAX_MOOV = 64 * 1024 * 1024
_TOLERANCE = 0.25  # seconds; encoders differ by their delay
_LONGEST_PAGE = 60  # seconds: 255 packets of 8192 samples at 44,100 Hz are 47
_NO_POSITION = 2**64 - 1
_PARENTS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})


def check_mp4(path: Path, length: float) -> str | None:
    """What is wrong with an MP4 file (ISO/IEC 14496-12) of the stated length: truncated, unreadable, lying; None when nothing is."""
    with path.open("rb") as file:
        end = path.stat().st_size
        boxes = list(_boxes(file, 0, end))
        if any(start + size > end for _, start, size in boxes):
            return "truncated"
        found = {name: (start, size) for name, start, size in boxes}
        if b"moov" not in found or b"moof" in found or found[b"moov"][1] > _MAX_MOOV:
            return "unreadable"
        media = sum(size for name, _, size in boxes if name == b"mdat")
        tables = dict(_sound_tables(file, *found[b"moov"]))
    return _compare_tables(tables, media, length)


def _boxes(file: IO[bytes], start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Type, place and size of the content of each box between two places; the last may reach past the end."""
    while start + 8 <= end:
        file.seek(start)
        head = file.read(16)
        size, name, skip = int.from_bytes(head[:4], "big"), head[4:8], 8
        if size == 1:
            size, skip = int.from_bytes(head[8:16], "big"), 16
        elif size == 0:
            size = end - start
        if size < skip:
            return
        yield name, start + skip, size - skip
        start += size


def _sound_tables(file: IO[bytes], start: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    """The boxes of the first track of sound, by type."""
    for name, inner, length in _boxes(file, start, start + size):
        if name == b"trak":
            leaves = dict(_leaves(file, inner, length))
            if leaves.get(b"hdlr", b"")[8:12] == b"soun":
                yield from leaves.items()
                return


def _leaves(file: IO[bytes], start: int, size: int) -> Iterator[tuple[bytes, bytes]]:
    for name, inner, length in _boxes(file, start, start + size):
        if name in _PARENTS:
            yield from _leaves(file, inner, length)
        else:
            file.seek(inner)
            yield name, file.read(min(length, size))


def _compare_tables(tables: dict[bytes, bytes], media: int, length: float) -> str | None:
    """Samples and their durations against the media and the stated length."""
    try:
        head = tables[b"mdhd"]
        scale = int.from_bytes(head[20:24] if head[0] else head[12:16], "big")
        times, sizes = tables[b"stts"], tables[b"stsz"]
        pairs = struct.iter_unpack(">II", times[8 : 8 + 8 * int.from_bytes(times[4:8], "big")])
        seconds = sum(count * delta for count, delta in pairs) / scale
        same, count = struct.unpack(">II", sizes[4:12])
        stored = same * count if same else sum(n for (n,) in struct.iter_unpack(">I", sizes[12 : 12 + 4 * count]))
    except (KeyError, IndexError, ZeroDivisionError, struct.error):
        return "unreadable"
    if stored > media:
        return "truncated"
    return "lying" if abs(seconds - length) > _TOLERANCE else None


def check_ogg(path: Path, rate: int) -> str | None:
    """What is wrong with an Ogg file (RFC 3533) whose positions count ``rate`` a second: truncated, damaged, lying; None when nothing is."""
    with path.open("rb") as file:
        end = path.stat().st_size
        place, last, number, flags, first = 0, 0, 0, 0, None
        while place < end:
            file.seek(place)
            head = file.read(27)
            if head[:4] != b"OggS" or len(head) < 27:
                return "truncated" if end - place < 27 else "damaged"
            flags, position, serial, order, segments = struct.unpack("<5xBQII4xB", head)
            sizes = file.read(segments)
            place += 27 + segments + sum(sizes)
            if len(sizes) < segments or place > end:
                return "truncated"
            first = serial if first is None else first
            if serial != first or order != number:
                return "damaged"  # several recordings in one file, or a page is missing
            number += 1
            if position != _NO_POSITION:
                if not last <= position <= last + _LONGEST_PAGE * rate:
                    return "lying"
                last = position
    return None if flags & 4 else "truncated"
