"""What is published of a picture: upright, in sRGB, in several widths, without a trace of where it came from (Pillow).

Only pixels go through; a derivative is encoded anew and gets nothing beside them.
The bytes depend on the file, ``RECIPE`` and the version of Pillow alone.
"""

import io
import warnings
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kammerton.domain.pictures import ENDINGS, FORMATS, MAX_PIXELS, MAX_RATIO, MIN_SIDE, PictureFacts, PictureProblem, height_at, widths_of
from kammerton.reading.picture_bytes import problem_of_bytes

if TYPE_CHECKING:
    from PIL import Image, ImageCms, ImageFile

_JPEG = {"quality": 80, "progressive": True, "optimize": True, "subsampling": "4:2:0"}
# One thread and no tiles: the same bytes on every machine.
_AVIF = {"quality": 55, "speed": 8, "subsampling": "4:2:0", "max_threads": 1, "autotiling": False}
# Pixels are made plain in strips of about so many, which keeps the memory low for large pictures.
_STRIP = 4_000_000
# The orientation of Exif 2.32, 4.6.4, by the names of Pillow's ``Image.Transpose``; 1 is upright.
_TURNS = {2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE", 6: "ROTATE_270", 7: "TRANSVERSE", 8: "ROTATE_90"}
_LYING = 5  # from this orientation on, width and height change places
# What a colour profile calls the colours of a mode.
_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK"}


@dataclass(frozen=True)
class Derived:
    """A picture's facts and its derivatives by width and ending."""

    facts: PictureFacts
    files: Mapping[tuple[int, str], bytes]


def derive(content: bytes, ending: str, hash_: str) -> Derived | PictureProblem:
    """Everything that is published of a picture file with this (accepted, lower-case) ending, or what is wrong with it.

    Never raises, warns or runs long whatever the content is; the header decides before pixels are decoded.
    """
    problem = problem_of_bytes(content, ending)
    if problem is not None:
        return problem
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            opened = _open(content, ENDINGS[ending])
            turn = _turn(opened)
            width, height = opened.size[::-1] if turn >= _LYING else opened.size
            problem = _problem_of_header(opened, MAX_PIXELS[ENDINGS[ending]])
            if problem is not None:
                return problem
            widths = widths_of(width, height)
            base, has_alpha = _plain(opened, width // (2 * widths[-1]))
        except Exception:  # noqa: BLE001 - Pillow's readers raise whatever they stumble over
            return "unreadable"
        facts = PictureFacts(hash_, width, height, widths, has_alpha)
        return Derived(facts, _files(_upright(base, turn), facts, opened.info.get("icc_profile")))


def _open(content: bytes, format_: str) -> "ImageFile.ImageFile":
    """Read the header with the one reader that fits.

    ``Image.open`` would look for a second picture in the JPEGs of phones (MPO), and stumble where that is broken.
    """
    from PIL import AvifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

    readers: dict[str, type[ImageFile.ImageFile]] = {
        "jpeg": JpegImagePlugin.JpegImageFile, "png": PngImagePlugin.PngImageFile,
        "webp": WebPImagePlugin.WebPImageFile, "avif": AvifImagePlugin.AvifImageFile,
    }  # fmt: skip
    return readers[format_](io.BytesIO(content))


def _problem_of_header(opened: "ImageFile.ImageFile", most: int) -> PictureProblem | None:
    shorter, longer = sorted(opened.size)
    if shorter * longer > most:
        return "too_many_pixels"
    if longer < MIN_SIDE:
        return "too_small"
    if longer > MAX_RATIO * shorter:
        return "too_narrow"
    return "animated" if getattr(opened, "is_animated", False) else None


def _turn(opened: "ImageFile.ImageFile") -> int:
    """How the camera was held: 1 to 8, 1 where nothing (sensible) is said."""
    with suppress(Exception):  # broken Exif data are no reason to refuse a picture
        told = opened.getexif().get(0x0112)
        return told if told in _TURNS else 1
    return 1


def _upright(picture: "Image.Image", turn: int) -> "Image.Image":
    from PIL import Image

    return picture.transpose(Image.Transpose[_TURNS[turn]]) if turn in _TURNS else picture


def _plain(opened: "ImageFile.ImageFile", factor: int) -> tuple["Image.Image", bool]:
    """Decode into RGB, L or CMYK without transparency, divided by up to ``factor``; and whether anything shone through."""
    from PIL import Image

    full = opened.width
    if factor > 1:
        opened.draft(None, (opened.width // factor, opened.height // factor))  # JPEG only: decodes at 1/2, 1/4 or 1/8
    opened.load()
    factor = max(1, factor * opened.width // full)
    if factor == 1 and opened.mode in _SPACES and not opened.has_transparency_data:
        return opened, False
    rows = factor * max(1, _STRIP // (opened.width * factor))
    plain, shines_through = None, False
    for top in range(0, opened.height, rows):
        strip, shines = _flat(opened.crop((0, top, opened.width, min(top + rows, opened.height))))
        plain = plain or Image.new(strip.mode, (-(-opened.width // factor), -(-opened.height // factor)))
        plain.paste(strip.reduce(factor), (0, top // factor))
        shines_through = shines_through or shines
    assert plain is not None
    return plain, shines_through


def _flat(strip: "Image.Image") -> tuple["Image.Image", bool]:
    """RGB, L or CMYK on white, and whether anything shone through."""
    from PIL import Image

    if strip.mode.startswith("I"):  # 16 bits of grey; converting alone would cut everything above 255
        strip = strip.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if not strip.has_transparency_data:
        return strip if strip.mode in _SPACES else strip.convert("RGB"), False
    strip = strip.convert("RGBA")
    alpha = strip.getchannel("A")
    flat = Image.new("RGB", strip.size, "white")
    flat.paste(strip, mask=alpha)
    return flat, alpha.getextrema() != (255, 255)


def _files(base: "Image.Image", facts: PictureFacts, profile: bytes | None) -> dict[tuple[int, str], bytes]:
    from PIL import Image

    to_srgb = _to_srgb(profile, base.mode)
    files: dict[tuple[int, str], bytes] = {}
    for width in facts.widths:
        small = base.resize((width, height_at(facts, width)), Image.Resampling.LANCZOS, reducing_gap=2.0)
        small = to_srgb.apply(small) if to_srgb is not None else small.convert("RGB")
        small.info = {}  # Pillow would write the profile and the comment it finds here
        for ending, _ in FORMATS:
            files[width, ending] = _encoded(small, ending)
    return files


def _to_srgb(profile: bytes | None, mode: str) -> "ImageCms.ImageCmsTransform | None":
    """The way from the file's colours to sRGB; None where it says nothing, or nothing that can be understood."""
    from PIL import ImageCms

    if not profile:
        return None
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space != _SPACES[mode]:
            return None
        intent, flags = ImageCms.Intent.RELATIVE_COLORIMETRIC, ImageCms.Flags.BLACKPOINTCOMPENSATION
        return ImageCms.ImageCmsTransform(source, ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")), mode, "RGB", intent, flags=flags)
    except (OSError, ValueError, TypeError, ImageCms.PyCMSError):
        return None


def _encoded(picture: "Image.Image", ending: str) -> bytes:
    from PIL import AvifImagePlugin

    out = io.BytesIO()
    if ending == "jpg":
        picture.save(out, "JPEG", **_JPEG)
    else:
        picture.save(out, AvifImagePlugin.AvifImageFile.format, **_AVIF)
    return out.getvalue()
