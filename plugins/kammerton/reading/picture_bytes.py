"""What a picture file is by its bytes, before any decoder sees it: its format, and whether all of it is there."""

import re
import zlib
from typing import Literal

from kammerton.domain.pictures import ENDINGS, PictureProblem

Format = Literal["jpeg", "png", "webp", "avif", "heic"]

# The brands of ISO/IEC 23008-12 (HEIF) and of AV1 Image File Format 1.1.
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_AVIF_BRANDS = {b"avif", b"avis"}
# In the compressed data of a JPEG the byte FF stands before 00 or a restart mark; anything else is a marker (ITU T.81, B.1.1).
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")
_SCAN, _END, _NO_LENGTH = 0xDA, 0xD9, {0x01, 0xD8}
# Progressive JPEGs have about ten scans; thousands of them on a large area are made to keep a decoder busy for hours.
_MAX_SCANS = 100
# Programs write 8 to 64 kB into a chunk of a PNG; each one costs time.
_MAX_CHUNKS = 50_000


def problem_of_bytes(content: bytes, ending: str) -> PictureProblem | None:
    """What is wrong with the content of a file with this (accepted, lower-case) ending, as far as its structure tells."""
    if not content:
        return "truncated"
    found = format_of(content)
    if found == "heic":
        return "heic"
    if found != ENDINGS[ending]:
        return "mismatch"
    if found == "jpeg":
        return _jpeg_problem(content)
    if found == "png":
        return _png_problem(content)
    whole = len(content) >= 8 + int.from_bytes(content[4:8], "little") if found == "webp" else _boxes_are_whole(content)
    return None if whole else "truncated"


def format_of(content: bytes) -> Format | None:
    r"""The format the first bytes tell, or None.

    >>> format_of(b"\xff\xd8\xff\xe0"), format_of(b"<svg/>")
    ('jpeg', None)
    """
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return _heif_format(content) if content[4:8] == b"ftyp" else None


def _heif_format(content: bytes) -> Format | None:
    """AVIF and HEIC share a container: the major brand tells, else the compatible ones."""
    box = content[8 : min(int.from_bytes(content[:4], "big"), 1000)]
    brands = [box[:4], *(box[n : n + 4] for n in range(8, len(box), 4))]
    for brand in brands:
        if brand in _AVIF_BRANDS:
            return "avif"
        if brand in _HEIC_BRANDS:
            return "heic"
    return None


def _boxes_are_whole(content: bytes) -> bool:
    """Whether the boxes of an AVIF end where the file ends (ISO/IEC 14496-12, 4.2)."""
    position = 0
    while position < len(content):
        size = int.from_bytes(content[position : position + 4], "big")
        if size == 1:
            size = int.from_bytes(content[position + 8 : position + 16], "big")
        if size < 8:  # 0: to the end of the file
            return size == 0
        position += size
    return position == len(content)


def _png_problem(content: bytes) -> PictureProblem | None:
    """Walk over the chunks to the last; Pillow does not compare the check sums of the pixels."""
    view, position = memoryview(content), 8
    for _ in range(_MAX_CHUNKS):
        end = position + 8 + int.from_bytes(view[position : position + 4], "big")
        kind = bytes(view[position + 4 : position + 8])
        if end + 4 > len(content):
            return "truncated"
        is_critical = kind[:1].isupper()
        if is_critical and zlib.crc32(view[position + 4 : end]) != int.from_bytes(view[end : end + 4], "big"):
            return "unreadable"
        if kind == b"IEND":
            return None
        position = end + 4
    return "unreadable"


def _jpeg_problem(content: bytes) -> PictureProblem | None:
    """Walk over the segments to the end mark; programs that stop in the middle often leave zeros that decoders show as grey."""
    position, scans = 2, 0
    while match := _MARKER.search(content, position):
        marker, position = content[match.end() - 1], match.end()
        if marker == _END:
            return None
        if marker not in _NO_LENGTH:
            position += int.from_bytes(content[position : position + 2], "big")
        scans += marker == _SCAN
        if scans > _MAX_SCANS:
            return "unreadable"
    return "truncated"
