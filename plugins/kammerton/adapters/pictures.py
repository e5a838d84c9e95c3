"""Pictures measured with Pillow."""

import warnings
from pathlib import Path

from kammerton.app.ports import Picture

_ENDINGS = {"JPEG": "jpg", "PNG": "png"}


def measure_picture(path: Path) -> Picture | None:
    """Width, height and the ending that fits the content, for JPEG and PNG; None for anything else."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings(), Image.open(path, formats=("JPEG", "PNG")) as picture:
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            ending = _ENDINGS[str(picture.format)]
            return picture.width, picture.height, ending
    except (OSError, UnidentifiedImageError, ValueError, Image.DecompressionBombError):
        return None
