"""A scanner for QR codes: zbar, which has nothing in common with what makes them."""

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw
from tests.conftest import tool


def scanned(images: Sequence[Image.Image]) -> list[str]:
    """What the scanner reads in each picture, which has one code; where it reads none the picture is missing."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / f"{number:04}.png" for number in range(len(images))]
        for image, file in zip(images, files, strict=True):
            image.save(file)
        said = subprocess.run([tool("zbarimg"), "-q", "--raw", *files], capture_output=True, text=True, check=False)
    return said.stdout.splitlines()


def drawn(path: str, size: int, scale: int = 8) -> Image.Image:
    """The path of a code, each line of it one module high, as so many pixels for a module."""
    image = Image.new("L", (size * scale, size * scale), 255)
    draw = ImageDraw.Draw(image)
    x = y = 0.0
    for command, numbers in _commands(path):
        if command == "M":
            x, y = numbers
        elif command == "m":
            x, y = x + numbers[0], y + numbers[1]
        else:
            draw.rectangle((x * scale, (y - 0.5) * scale, (x + numbers[0]) * scale - 1, (y + 0.5) * scale - 1), fill=0)
            x += numbers[0]
    return image


def _commands(path: str) -> list[tuple[str, tuple[float, ...]]]:
    """The commands of an SVG path."""
    spaced = "".join(f" {c} " if c.isalpha() else c for c in path).replace("-", " -").split()
    found: list[tuple[str, tuple[float, ...]]] = []
    for word in spaced:
        if word.isalpha():
            found.append((word, ()))
        else:
            found[-1] = (found[-1][0], (*found[-1][1], float(word)))
    return found
