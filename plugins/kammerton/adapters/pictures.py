"""Pictures measured with Pillow."""

import warnings
from pathlib import Path

from kammerton.app.ports import Picture

_ENDINGS = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png"}


def measure_picture(path: Path) -> Picture | None:
    """Width, height and the ending that fits the content, for JPEG and PNG; None for anything else."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=("JPEG", "PNG")) as picture:
                return picture.width, picture.height, _ENDINGS[str(picture.format)]
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError):
        return None
