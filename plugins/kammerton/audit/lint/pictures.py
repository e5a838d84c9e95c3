"""How large a picture is, read from its first bytes."""

from kammerton.reading.picture_bytes import format_of

# Start-of-frame markers of JPEG (ITU T.81, table B.1), without the tables that share their numbers.
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_CHANNELS_OF_PNG = {0: 1, 2: 3, 3: 3, 4: 1, 6: 3}


def measures_of(content: bytes) -> tuple[int, int, int] | None:
    """Width, height and colours (1: grey, 3: RGB, 4: CMYK) of a JPEG or PNG, or None."""
    found = format_of(content)
    if found == "png" and content[12:16] == b"IHDR" and len(content) >= 26:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big"), _CHANNELS_OF_PNG.get(content[25], 3)
    return _jpeg(content) if found == "jpeg" else None


def _jpeg(content: bytes) -> tuple[int, int, int] | None:
    position = 2
    while position + 9 < len(content):
        if content[position] != 0xFF:
            return None
        marker = content[position + 1]
        if marker in _FRAMES:
            height, width = int.from_bytes(content[position + 5 : position + 7], "big"), int.from_bytes(content[position + 7 : position + 9], "big")
            return width, height, content[position + 9]
        step = 0 if marker == 0xFF or 0xD0 <= marker <= 0xD8 else int.from_bytes(content[position + 2 : position + 4], "big")
        position += (1 if marker == 0xFF else 2) + step
    return None
