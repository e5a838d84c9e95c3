"""A walk over the frames of an MP3 file: the only way to know how long it is and whether it is whole.

See ISO/IEC 11172-3 (MPEG 1, layer III) and 13818-3 (MPEG 2). Headers are trusted for nothing: a VBR file without its
Xing header is reported with -52 % to +130 % of its length, a truncated one with all of it.
"""

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_CHUNK = 1 << 20
_BITRATES = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
_MAX_LEAD = 256 * 1024  # looked through for a first frame behind the tags
_IN_ROW = 4  # so many frames that fit one another are no accident
_MAX_REST = 4096  # bytes behind the last frame that are no tag and yet no lost sound
_ID3V2_HEAD = 10
_HEADER_ROOM = 192  # bytes: what a Xing header needs, with side information
_CONTENTS = 100  # entries of its table of contents


@dataclass(frozen=True)
class Walk:
    """Frames of one file: where they begin and end, how many, samples a second and a frame, and what is wrong.

    ``torn``: the last frame reaches past the end of the file. ``gaps``: bytes between frames that belong to none.
    ``has_header``: the first frame holds a Xing, Info or VBRI header and no sound; ``silent``: samples
    the encoder added before and behind, as it states there.
    """

    start: int
    end: int
    frames: int
    rate: int
    samples: int
    has_header: bool = False
    silent: int = 0
    torn: bool = False
    gaps: int = 0

    @property
    def duration(self) -> float:
        """Seconds of sound, as players play it."""
        return max(0.0, self.full_duration - self.silent / self.rate)

    @property
    def full_duration(self) -> float:
        """Seconds of all frames, with what the encoder added before and behind."""
        return (self.frames - self.has_header) * self.samples / self.rate


def _table() -> dict[int, tuple[int, int, int]]:
    """Size in bytes, samples a second and samples a frame for each second and third byte of a layer III header."""
    found = {}
    for version in (0, 2, 3):
        samples = 1152 if version == 3 else 576
        for bitrate in range(1, 15):
            for rate in range(3):
                hertz = _RATES[version][rate]
                for padding in (0, 1):
                    for private in (0, 1):
                        for unprotected in (0, 1):
                            second = 0xE0 | version << 3 | 1 << 1 | unprotected
                            third = bitrate << 4 | rate << 2 | padding << 1 | private
                            size = samples // 8 * _BITRATES[1 if version == 3 else 2][bitrate] * 1000 // hertz + padding
                            found[second << 8 | third] = (size, hertz, samples)
    return found


_FRAMES = _table()


class _Window:
    """A file read in pieces; memory does not grow with its length."""

    def __init__(self, file: IO[bytes], size: int) -> None:
        self.file, self.size, self.base, self.data = file, size, 0, b""

    def at(self, position: int, length: int) -> bytes:
        """Bytes of the file; fewer at its end."""
        if not self.base <= position or position + length > self.base + len(self.data):
            self.base = position
            self.file.seek(position)
            self.data = self.file.read(max(_CHUNK, length))
        return self.data[position - self.base : position - self.base + length]


def _header(window: _Window, position: int) -> tuple[int, int, int] | None:
    head = window.at(position, 3)
    return _FRAMES.get(head[1] << 8 | head[2]) if len(head) == 3 and head[0] == 0xFF else None


def _tags_end(window: _Window) -> int:
    """Behind the ID3v2 tags at the start; some programs put several one behind another."""
    position = 0
    while (head := window.at(position, _ID3V2_HEAD))[:3] == b"ID3" and len(head) == _ID3V2_HEAD:
        size = sum((byte & 0x7F) << shift for byte, shift in zip(head[6:10], (21, 14, 7, 0), strict=True))
        position += _ID3V2_HEAD + size + (_ID3V2_HEAD if head[5] & 0x10 else 0)
    return position


def _first(window: _Window, position: int) -> int | None:
    """Where several frames in a row begin that fit one another; the last of them may end with the file."""
    limit = min(position + _MAX_LEAD, window.size)
    while position < limit:
        step = window.at(position, limit - position).find(b"\xff")
        if step < 0:
            return None
        position += step
        if _in_row(window, position):
            return position
        position += 1
    return None


def _in_row(window: _Window, position: int) -> bool:
    rate = 0
    for number in range(_IN_ROW):
        if number and position >= window.size:
            return True
        found = _header(window, position)
        if found is None or (rate and found[1] != rate):
            return False
        rate = found[1]
        position += found[0]
    return True


def _only_tags_follow(window: _Window, position: int) -> bool:
    """Whether nothing but tags (ID3v1, APEv2, Lyrics3), zeros or a little rest stands behind the last frame."""
    head = window.at(position, 11)
    if any(head.startswith(mark) for mark in (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"3DI")):
        return True
    return window.size - position <= _MAX_REST


def walk(path: Path) -> Walk | None:
    """Walk over every frame of a layer III file; None where there are no frames. Raises ``OSError`` only."""
    with path.open("rb") as file:
        window = _Window(file, path.stat().st_size)
        start = _tags_end(window)
        first = _first(window, start)
        return None if first is None else _walk(window, first)


def _walk(window: _Window, start: int) -> Walk:
    found = _header(window, start)
    assert found is not None
    size, rate, samples = found
    head = window.at(start, size)
    at = max(head[:64].find(b"Xing"), head[:64].find(b"Info"))
    position, frames = _run(window, start, rate)
    end, gaps = position, 0
    while end < window.size and not _only_tags_follow(window, end):
        again = _first(window, end + 1)
        gaps += (window.size if again is None else again) - end
        if again is None:
            break
        position, more = _run(window, again, rate)
        end, frames = position, frames + more
        if not more:
            break
    torn = position > window.size
    return Walk(start, min(position, window.size), frames - torn, rate, samples, at >= 0 or b"VBRI" in head[:64], _added(head, at), torn, gaps)


def _added(head: bytes, at: int) -> int:
    """Samples the encoder added before and behind, out of the LAME part of a Xing or Info header with all its fields."""
    lame = head[at + 120 : at + 144] if at >= 0 and head[at + 7] & 0xF == 0xF else b""
    if len(lame) < 24 or not lame[:4].isalpha():
        return 0
    return (lame[21] << 4 | lame[22] >> 4) + ((lame[22] & 0xF) << 8 | lame[23])


def _run(window: _Window, position: int, rate: int) -> tuple[int, int]:
    """Behind the last of the frames that follow one another without a gap, and how many they are."""
    frames, known, size = 0, _FRAMES, window.size
    while position < size:
        data = window.at(position, 4)
        base, data, end = window.base, window.data, len(window.data) - 3
        offset = position - base
        before = offset
        while offset < end:
            found = known.get(data[offset + 1] << 8 | data[offset + 2]) if data[offset] == 0xFF else None
            if found is None or found[1] != rate:
                return base + offset, frames
            offset += found[0]
            frames += 1
        position = base + offset
        if offset == before:
            break
    return position, frames


def header_frame(path: Path, walked: Walk) -> bytes:
    """A frame with a Xing header for a VBR file that has none: without it, players guess the length and jump to wrong places.

    Nothing for a file that has a header or one bitrate throughout.
    """
    if walked.has_header:
        return b""
    with path.open("rb") as file:
        window = _Window(file, walked.end)
        head = window.at(walked.start, 4)
        places, bitrates = _places(window, walked)
    if len(bitrates) < 2:
        return b""
    third = next(t for t in range(head[2] & 0x0C, 0xF0, 0x10) if (head[1] << 8 | t) in _FRAMES and _FRAMES[head[1] << 8 | t][0] >= _HEADER_ROOM)
    size = _FRAMES[head[1] << 8 | third][0]
    is_mono, is_mpeg1 = head[3] >> 6 == 3, head[1] >> 3 & 3 == 3
    side = (17 if is_mono else 32) if is_mpeg1 else (9 if is_mono else 17)
    total = walked.end - walked.start + size
    contents = bytes(min(255, (place - walked.start + size) * 256 // total) for place in places)
    frame = bytes([0xFF, head[1] | 1, third, head[3]]) + bytes(side) + b"Xing" + struct.pack(">III", 7, walked.frames, total) + contents
    return frame.ljust(size, b"\x00")


def _places(window: _Window, walked: Walk) -> tuple[list[int], set[int]]:
    """Where each hundredth of the frames begins, and the bitrates that occur."""
    places: list[int] = []
    bitrates: set[int] = set()
    position = walked.start
    for number in range(walked.frames):
        found = _header(window, position)
        assert found is not None, "walked before"
        while len(places) * walked.frames <= number * _CONTENTS and len(places) < _CONTENTS:
            places.append(position)
        bitrates.add(window.at(position, 3)[2] >> 4)
        position += found[0]
    return places + [position] * (_CONTENTS - len(places)), bitrates
