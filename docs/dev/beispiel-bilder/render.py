"""Render the drawn example pictures into content/bilder.

    pip install resvg-py
    python docs/dev/beispiel-bilder/render.py

The drawings stand in for photos of the invented region. Only this one-time step needs resvg; the program does not.
Flat colours are small as PNG; logos keep their transparency.
"""

import io
from pathlib import Path

import resvg_py
from PIL import Image

HERE = Path(__file__).parent
TARGET = HERE.parents[2] / "content" / "bilder"


def main() -> None:
    """Render every drawing beside this file."""
    for drawing in sorted(HERE.glob("*.svg")):
        picture = Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_path=str(drawing), skip_system_fonts=True)))
        is_logo = drawing.stem.startswith("logo-")
        picture.convert("RGBA" if is_logo else "RGB").save(TARGET / f"{drawing.stem}.png", optimize=True)


if __name__ == "__main__":
    main()
