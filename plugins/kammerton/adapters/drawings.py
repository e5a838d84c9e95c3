"""Drawings as PNG files, for mails: programs that read them show no SVG. What was drawn once is kept."""

from hashlib import sha256
from pathlib import Path

import resvg_py

from kammerton.adapters.files import CACHE, write_new

# Part of a kept file's name: another version may draw other bytes.
_DRAWN_BY = f"resvg-{resvg_py.__version__}"


def png_of(root: Path, svg: str) -> bytes:
    """The picture of an SVG that has neither text nor other files in it."""
    kept = root / CACHE / "zeichnungen" / f"{sha256(svg.encode()).hexdigest()}-{_DRAWN_BY}.png"
    if kept.is_file():
        return kept.read_bytes()
    png = bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))
    write_new(kept, png)
    return png
