"""Drawings as PNG files."""

import struct
from pathlib import Path

from kammerton.adapters.drawings import png_of
from kammerton.newsletter.pictures import as_svg
from kammerton.rendering.composition import Drawing

SVG = as_svg(Drawing("probe", "it", 400, 225))


def test_a_drawing_becomes_a_png(tmp_path: Path) -> None:
    """It has the size of the drawing and stays below 200 kB."""
    png = png_of(tmp_path, SVG)

    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (400, 225)
    assert len(png) < 200_000


def test_what_was_drawn_is_kept(tmp_path: Path) -> None:
    """The second time the kept file is read; without it the same bytes are drawn."""
    first = png_of(tmp_path, SVG)
    (kept,) = (tmp_path / ".cache" / "zeichnungen").iterdir()
    kept.write_bytes(b"behalten")

    assert png_of(tmp_path, SVG) == b"behalten"
    kept.unlink()
    assert png_of(tmp_path, SVG) == first
