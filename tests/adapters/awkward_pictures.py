"""Awkward, private and hostile pictures, each made here and with its verdict: from one table, for every test that needs them."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms, PngImagePlugin

from kammerton.adapters.pictures import PictureStore
from kammerton.domain.pictures import FORMATS, PictureFacts, PictureProblem

OWNER = "Hannelore Geheim-Musterfrau"
PLACE = ((51, 1), (7, 1), (47_110_815, 1_000_003))
# What must never be found in anything published, in whatever spelling.
SECRETS = (
    *(OWNER.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")),
    *(struct.pack(order + "II", *PLACE[2]) for order in "<>"),
    b"DSC_PRIVAT_0815",
    b"47.110674",
)
SIZE = (240, 160)


@dataclass(frozen=True)
class Awkward:
    """A picture: what it is about, its file name, what puts it there, and its upright size or what is wrong with it."""

    about: str
    file: str
    make: Callable[[Path], object]
    verdict: tuple[int, int] | PictureProblem

    def put(self, folder: Path) -> str:
        """Make the file in a folder; gives its name."""
        self.make(folder / self.file)
        return self.file


# ------------------------------------------------------------------------------------------------ pictures


def plain(mode: str = "RGB", size: tuple[int, int] = SIZE) -> Image.Image:
    """White with a red corner at the upper left (black where there is no red)."""
    picture = Image.new("RGB", size, "white")
    picture.paste((220, 30, 30), (0, 0, size[0] // 4, size[1] // 4))
    return picture.convert(mode)


def noise(size: tuple[int, int] = SIZE) -> Image.Image:
    """Something that does not compress, and is the same each time."""
    rows = b"".join(zlib.crc32(struct.pack(">I", n)).to_bytes(4, "big") for n in range(size[0] * size[1]))
    return Image.frombytes("RGB", size, rows[: size[0] * size[1] * 3])


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a picture file."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()


def write(content: bytes | Callable[[], bytes]) -> Callable[[Path], object]:
    """Put bytes into the file."""
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content())


def save(picture: Callable[[], Image.Image], kind: str, **options: Any) -> Callable[[Path], object]:
    """Save a picture into the file."""
    return lambda path: path.write_bytes(saved(picture(), kind, **options))


# ------------------------------------------------------------------------------------------------ JPEG


def segment(marker: int, content: bytes) -> bytes:
    """A segment of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def with_segments(*segments: bytes, jpeg: bytes | None = None) -> bytes:
    """A JPEG with segments right after its beginning."""
    jpeg = jpeg or saved(plain(), "JPEG")
    return jpeg[:2] + b"".join(segments) + jpeg[2:]


def cut(content: bytes, part: float, fill: bytes = b"") -> bytes:
    """The first part of a file; the rest missing, or filled."""
    kept = int(len(content) * part)
    return content[:kept] + fill * (len(content) - kept)


def turned(turn: int, kind: str = "JPEG") -> bytes:
    """A picture as a camera held differently saves it: shown upright, it is ``plain``."""
    transpose = Image.Transpose
    lay = {
        1: None, 2: transpose.FLIP_LEFT_RIGHT, 3: transpose.ROTATE_180, 4: transpose.FLIP_TOP_BOTTOM,
        5: transpose.TRANSPOSE, 6: transpose.ROTATE_90, 7: transpose.TRANSVERSE, 8: transpose.ROTATE_270,
    }[turn]  # fmt: skip
    exif = Image.Exif()
    exif[0x0112] = turn
    picture = plain() if lay is None else plain().transpose(lay)
    return saved(picture, kind, exif=exif)


def exif(**more: bytes) -> Image.Exif:
    """What a camera tells: who, where, with what."""
    data = Image.Exif()
    data[0x010F], data[0x0110], data[0x013B], data[0x8298] = "Kamerawerk", "DSC_PRIVAT_0815", OWNER, f"© {OWNER}"
    data[0x9C9D] = OWNER.encode("utf-16-le") + b"\0\0"  # XPAuthor, as Windows writes it
    data.get_ifd(0x8769).update({0x927C: b"Nikon\0" + OWNER.encode(), 0xA430: OWNER, 0x9286: b"ASCII\0\0\0" + OWNER.encode(), 0xA431: "DSC_PRIVAT_0815"})
    data.get_ifd(0x8825).update({1: "N", 2: tuple(n / d for n, d in PLACE), 3: "E", 4: (10.0, 3.0, 7.5), 29: "2026:06:01"})
    return data


def gps_exif(order: str = "<") -> bytes:
    """An Exif block with the very rationals of ``PLACE``, in either byte order."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8)
    main = struct.pack(order + "HHHII", 1, 0x8825, 4, 1, 26) + bytes(4)
    gps = struct.pack(order + "HHHI4s", 2, 1, 2, 2, b"N\0\0\0") + struct.pack(order + "HHII", 2, 5, 3, 56) + bytes(4)
    return b"Exif\0\0" + head + main + gps + b"".join(struct.pack(order + "II", *pair) for pair in PLACE)


XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
    b'xmlns:dc="http://purl.org/dc/elements/1.1/" dc:creator="' + OWNER.encode() + b'" exif:GPSLatitude="51,7,47.110674N"/></rdf:RDF></x:xmpmeta>'
)


def iptc() -> bytes:
    """A by-line in a Photoshop segment (IPTC-IIM 2:80)."""
    line = b"\x1c\x02\x50" + struct.pack(">H", len(OWNER)) + OWNER.encode()
    return segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(line)) + line)


def with_thumbnail() -> bytes:
    """An Exif thumbnail that tells a name; programs that blur a face often forget it."""
    small = saved(plain(size=(32, 32)), "JPEG", comment=OWNER)
    head = b"II*\0" + struct.pack("<IHI", 8, 0, 14)
    ifd = struct.pack("<HHHIIHHII", 2, 0x0201, 4, 1, 44, 0x0202, 4, 1, len(small)) + bytes(4)
    return with_segments(segment(0xE1, b"Exif\0\0" + head + ifd + small))


def ycck() -> bytes:
    """A JPEG as Photoshop saves CMYK: as YCC and black, inverted."""
    y, cb, cr = plain().convert("YCbCr").split()
    black = Image.new("L", SIZE, 255)
    jpeg = saved(Image.merge("CMYK", [band.point(lambda v: 255 - v) for band in (y, cb, cr)] + [black.point(lambda v: 255 - v)]), "JPEG", quality=95)
    mark = jpeg.index(b"Adobe")
    return jpeg[: mark + 11] + b"\x02" + jpeg[mark + 12 :]


def many_scans() -> bytes:
    """A progressive JPEG that repeats a scan 5,000 times."""
    jpeg = saved(plain(), "JPEG", progressive=True)
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:-2] + jpeg[last:-2] * 5000 + jpeg[-2:]


def lying_jpeg(width: int, height: int) -> bytes:
    """A small JPEG whose header tells another size."""
    jpeg = saved(plain(), "JPEG")
    frame = jpeg.index(b"\xff\xc0")
    return jpeg[: frame + 5] + struct.pack(">HH", height, width) + jpeg[frame + 9 :]


def mpo() -> bytes:
    """The JPEG of a phone: a second picture, with a name, behind the first."""
    second = Image.open(io.BytesIO(saved(noise(), "JPEG", comment=OWNER)))
    return saved(plain(), "MPO", save_all=True, append_images=[second])


def broken_mpo() -> bytes:
    """A JPEG whose table of pictures makes no sense."""
    table = b"II*\0" + struct.pack("<I", 8) + struct.pack("<HHHII", 2, 0xB001, 4, 1, 7) + struct.pack("<HHII", 0xB002, 7, 5, 99) + bytes(4)
    return with_segments(segment(0xE2, b"MPF\0" + table))


def with_trailing_zip() -> bytes:
    """A JPEG that is a ZIP file as well."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("kunden.txt", OWNER)
    return saved(plain(), "JPEG") + out.getvalue()


# ------------------------------------------------------------------------------------------------ PNG


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(size: tuple[int, int], rows: bytes, depth: int = 8, colour: int = 2, before: bytes = b"") -> bytes:
    """A PNG from its raw rows, each with its filter byte."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", *size, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + before + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def png_with(*chunks: bytes, picture: Image.Image | None = None) -> bytes:
    """A PNG with chunks right after its header."""
    content = saved(picture or plain(), "PNG")
    return content[:33] + b"".join(chunks) + content[33:]


def private_png() -> bytes:
    """A PNG with names in every kind of text."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", OWNER)
    info.add_text("Source", "DSC_PRIVAT_0815 " + OWNER, zip=True)
    info.add_itxt("XML:com.adobe.xmp", XMP.decode(), zip=False)
    info.add_itxt("Comment", OWNER, zip=True)
    return saved(plain(), "PNG", pnginfo=info, exif=exif())


def deep(value: int, mode: str = "I;16") -> Image.Image:
    """16 bits of grey a pixel, all the same."""
    return Image.new(mode, SIZE, value)


def see_through(mode: str) -> Image.Image:
    """Half of it shows what is behind."""
    picture = plain("RGBA")
    picture.putalpha(Image.linear_gradient("L").resize(SIZE))
    return picture.quantize(32) if mode == "P" else picture.convert(mode)


# ------------------------------------------------------------------------------------------------ WebP and AVIF


def webp_with_size(edge: int) -> bytes:
    """A WebP whose header tells edge x edge pixels, at most 16,383."""
    content = saved(plain(), "WEBP")
    at = content.index(b"\x9d\x01\x2a") + 3
    return content[:at] + struct.pack("<HH", edge, edge) + content[at + 4 :]


def webp_canvas(edge: int) -> bytes:
    """A moving WebP on a canvas of edge x edge pixels."""
    content = saved(plain(), "WEBP", save_all=True, append_images=[noise()])
    at = content.index(b"VP8X") + 12
    return content[:at] + (edge - 1).to_bytes(3, "little") * 2 + content[at + 6 :]


def avif_with_size(edge: int) -> bytes:
    """An AVIF that claims another size."""
    content = saved(plain(), "AVIF")
    at = content.index(b"ispe") + 8
    return content[:at] + struct.pack(">II", edge, edge) + content[at + 8 :]


def heif(brand: bytes, *compatible: bytes) -> bytes:
    """The beginning of a file in the container of HEIC and AVIF."""
    names = brand + bytes(4) + b"".join(compatible)
    return struct.pack(">I", len(names) + 8) + b"ftyp" + names + struct.pack(">I", 1008) + b"mdat" + bytes(1000)


# ------------------------------------------------------------------------------------------------ colour profiles

# Primaries as columns of XYZ for D50, from the profiles' specifications (Adobe RGB (1998), 4.3; SMPTE EG 432-1 adapted).
PRIMARIES = {
    "Adobe RGB": ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457)),
    "Display P3": ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)),
}
GAMMA = 563 / 256
_D50 = (0.9642, 1.0, 0.8249)


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in values)


def _profile(space: bytes, pcs: bytes, class_: bytes, tags: dict[bytes, bytes]) -> bytes:
    """An ICC profile (ICC.1:2001-04) from its tags."""
    name = OWNER.encode() + b"\0"
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", len(name)) + name + bytes(78),
        b"cprt": b"text\0\0\0\0" + name,
        b"wtpt": _xyz(_D50),
        **tags,
    }
    at, table, data = 132 + 12 * len(tags), b"", b""
    for tag, content in tags.items():
        table += tag + struct.pack(">II", at + len(data), len(content))
        data += content + bytes(-len(content) % 4)
    head = struct.pack(">I4sI4s4s4s12s4s", at + len(data), bytes(4), 0x02400000, class_, space, pcs, bytes(12), b"acsp")
    return head + bytes(28) + b"".join(struct.pack(">i", round(v * 65536)) for v in _D50) + bytes(48) + struct.pack(">I", len(tags)) + table + data


def rgb_profile(name: str) -> bytes:
    """A profile of red, green and blue with a gamma; it tells a name."""
    curve = b"curv\0\0\0\0" + struct.pack(">IH", 1, 563)
    red, green, blue = map(_xyz, PRIMARIES[name])
    return _profile(b"RGB ", b"XYZ ", b"mntr", {b"rXYZ": red, b"gXYZ": green, b"bXYZ": blue, b"rTRC": curve, b"gTRC": curve, b"bTRC": curve})


def grey_profile() -> bytes:
    """Grey with gamma 1: a middle value is much lighter than in sRGB."""
    return _profile(b"GRAY", b"XYZ ", b"mntr", {b"kTRC": b"curv\0\0\0\0" + struct.pack(">I", 0)})


# The colour (CIE Lab) of full cyan in the ink profile, far from what a plain conversion gives.
CYAN_INK = (60, 20, -30)


def ink_profile() -> bytes:
    """CMYK with a table of two steps an ink: cyan is ``CYAN_INK``, the other inks are grey."""
    table = b""
    for n in range(16):
        cyan, others, black = n >> 3 & 1, (n >> 2 & 1) + (n >> 1 & 1), n & 1
        lightness, a, b = (0, 0, 0) if black else CYAN_INK if cyan and not others else (100 - 35 * others, 0, 0)
        table += bytes((round(lightness * 2.55), 128 + a, 128 + b))
    same = bytes(range(256))
    matrix = b"".join(struct.pack(">i", 65536 * (n % 4 == 0)) for n in range(9))
    return _profile(b"CMYK", b"Lab ", b"prtr", {b"A2B0": b"mft1\0\0\0\0\x04\x03\x02\0" + matrix + same * 4 + table + same * 3})


def srgb_from_xyz(x: float, y: float, z: float) -> tuple[int, int, int]:
    """XYZ for D50 as sRGB (IEC 61966-2-1, adapted with Bradford): an own calculation to judge Pillow's by."""
    linear = (
        3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
        -0.9787684 * x + 1.9161415 * y + 0.0334540 * z,
        0.0719453 * x - 0.2289914 * y + 1.4052427 * z,
    )
    shown = (12.92 * v if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in (min(1.0, max(0.0, v)) for v in linear))
    r, g, b = (round(255 * v) for v in shown)
    return r, g, b


def srgb_of(name: str, colour: tuple[int, int, int]) -> tuple[int, int, int]:
    """What a colour in one of ``PRIMARIES`` looks like in sRGB."""
    linear = [(v / 255) ** GAMMA for v in colour]
    x, y, z = (sum(v * primary[n] for v, primary in zip(linear, PRIMARIES[name], strict=True)) for n in range(3))
    return srgb_from_xyz(x, y, z)


def srgb_of_lab(lightness: float, a: float, b: float) -> tuple[int, int, int]:
    """CIE Lab for D50 as sRGB."""
    fy = (lightness + 16) / 116
    x, y, z = (white * (f**3 if f > 6 / 29 else 3 * (6 / 29) ** 2 * (f - 4 / 29)) for f, white in zip((fy + a / 500, fy, fy - b / 200), _D50, strict=True))
    return srgb_from_xyz(x, y, z)


COLOUR = (100, 150, 200)


@dataclass(frozen=True)
class Coloured:
    """A picture of one colour, and that colour in sRGB."""

    about: str
    file: str
    content: Callable[[], bytes]
    expected: tuple[int, int, int]


def _grey(value: float) -> tuple[int, int, int]:
    return (round(value),) * 3  # type: ignore[return-value]


def of_colour(*, mode: str = "RGB", colour: Any = COLOUR, kind: str = "JPEG", **options: Any) -> Callable[[], bytes]:
    """A picture of one colour."""
    if kind == "JPEG":
        options = {"quality": 98, "subsampling": "4:4:4", **options}
    return lambda: saved(Image.new(mode, SIZE, colour), kind, **options)


COLOURS: tuple[Coloured, ...] = (
    Coloured("nothing is said: sRGB", "a.jpg", of_colour(), COLOUR),
    Coloured("sRGB", "a.jpg", of_colour(icc_profile=ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()), COLOUR),
    *(
        Coloured(f"{name} in {ending}", f"a.{ending}", of_colour(kind=kind, icc_profile=rgb_profile(name), **options), srgb_of(name, COLOUR))
        for name in PRIMARIES
        for ending, kind, options in (
            ("jpg", "JPEG", {}),
            ("png", "PNG", {}),
            ("webp", "WEBP", {"lossless": True}),
            ("avif", "AVIF", {"quality": 100, "subsampling": "4:4:4"}),
        )
    ),
    Coloured(
        "a palette in Adobe RGB",
        "a.png",
        lambda: saved(Image.new("RGB", SIZE, COLOUR).quantize(4), "PNG", icc_profile=rgb_profile("Adobe RGB")),
        srgb_of("Adobe RGB", COLOUR),
    ),
    Coloured(
        "transparent in Adobe RGB",
        "a.png",
        of_colour(mode="RGBA", colour=(*COLOUR, 255), kind="PNG", icc_profile=rgb_profile("Adobe RGB")),
        srgb_of("Adobe RGB", COLOUR),
    ),
    Coloured(
        "grey with a profile", "a.jpg", of_colour(mode="L", colour=55, icc_profile=grey_profile()), _grey(255 * (1.055 * (55 / 255) ** (1 / 2.4) - 0.055))
    ),
    Coloured(
        "16 bits of grey with a profile",
        "a.png",
        lambda: saved(deep(55 * 256), "PNG", icc_profile=grey_profile()),
        _grey(255 * (1.055 * (55 / 255) ** (1 / 2.4) - 0.055)),
    ),
    Coloured("16 bits of grey", "a.png", lambda: saved(deep(40_000), "PNG"), _grey(40_000 / 256)),
    Coloured(
        "16 bits of red, green and blue",
        "a.png",
        lambda: png(SIZE, (b"\0" + struct.pack(">HHH", 25_600, 38_400, 51_200) * SIZE[0]) * SIZE[1], depth=16),
        COLOUR,
    ),
    Coloured("inks with a profile", "a.jpg", of_colour(mode="CMYK", colour=(255, 0, 0, 0), icc_profile=ink_profile()), srgb_of_lab(*CYAN_INK)),
    Coloured("inks without a profile", "a.jpg", of_colour(mode="CMYK", colour=(155, 105, 55, 0)), COLOUR),
    Coloured("a profile of inks in an RGB picture", "a.jpg", of_colour(icc_profile=ink_profile()), COLOUR),
    Coloured("a broken profile", "a.jpg", of_colour(icc_profile=b"\0\0\0\x80" + b"broken" * 50), COLOUR),
    Coloured("a cut profile", "a.jpg", of_colour(icc_profile=rgb_profile("Adobe RGB")[:200]), COLOUR),
    Coloured("half transparent black on white", "a.png", of_colour(mode="RGBA", colour=(0, 0, 0, 128), kind="PNG"), _grey(127)),
    Coloured("transparent grey on white", "a.png", of_colour(mode="LA", colour=(0, 128), kind="PNG"), _grey(127)),
    Coloured("wholly transparent is white", "a.webp", of_colour(mode="RGBA", colour=(0, 0, 0, 0), kind="WEBP", lossless=True), _grey(255)),
    Coloured("one transparent colour", "a.png", of_colour(colour=(1, 2, 3), kind="PNG", transparency=(1, 2, 3)), _grey(255)),
    Coloured("one transparent palette entry", "a.png", lambda: saved(Image.new("RGB", SIZE, COLOUR).quantize(4), "PNG", transparency=0), _grey(255)),
    Coloured("one bit", "a.png", of_colour(mode="1", colour=1, kind="PNG"), _grey(255)),
)


# ------------------------------------------------------------------------------------------------ what is made of them


def derivatives(store: PictureStore, root: Path, path: str) -> Iterator[tuple[int, str, Path]]:
    """Width, ending and file of everything made of a picture."""
    facts = store.facts(path)
    assert isinstance(facts, PictureFacts)
    for width in facts.widths:
        for ending, _ in FORMATS:
            yield width, ending, root / store.derivative(path, width, ending)


# ------------------------------------------------------------------------------------------------ the table

_JPEG, _PNG = saved(plain(), "JPEG"), saved(plain(), "PNG")
_NOISE = {"jpg": saved(noise(), "JPEG"), "png": saved(noise(), "PNG"), "webp": saved(noise(), "WEBP"), "avif": saved(noise(), "AVIF")}
_SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
_BOMB = zlib.compress(bytes(90_000_000), 9)


def _huge(path: Path) -> None:
    """A sparse file of more than 40 MB that begins like a JPEG."""
    with path.open("wb") as file:
        file.write(_JPEG)
        file.truncate(40_000_001)


AWKWARD: tuple[Awkward, ...] = (
    # usable as it is
    Awkward("a JPEG", "a.jpg", write(_JPEG), SIZE),
    Awkward("capitals", "A.JPG", write(_JPEG), SIZE),
    Awkward("the longer ending", "a.jpeg", write(_JPEG), SIZE),
    Awkward("a progressive JPEG", "progressive.jpg", save(plain, "JPEG", progressive=True), SIZE),
    Awkward("restart marks", "restart.jpg", save(plain, "JPEG", restart_marker_rows=1), SIZE),
    Awkward("a grey JPEG", "grey.jpg", save(lambda: plain("L"), "JPEG"), SIZE),
    Awkward("inks", "cmyk.jpg", save(lambda: plain("CMYK"), "JPEG"), SIZE),
    Awkward("inks as Photoshop saves them", "ycck.jpg", write(ycck), SIZE),
    Awkward("a PNG", "a.png", write(_PNG), SIZE),
    Awkward("16 bits", "deep.png", save(lambda: deep(30_000), "PNG"), SIZE),
    Awkward("one bit", "bit.png", save(lambda: plain("1"), "PNG"), SIZE),
    Awkward("a palette with transparency", "palette.png", save(lambda: see_through("P"), "PNG"), SIZE),
    Awkward("grey with transparency", "la.png", save(lambda: see_through("LA"), "PNG"), SIZE),
    Awkward("colours with transparency", "rgba.png", save(lambda: see_through("RGBA"), "PNG"), SIZE),
    Awkward("16 bits with one transparent grey", "deep-trns.png", write(lambda: png(SIZE, (b"\0" + b"\x9c\x40" * SIZE[0]) * SIZE[1], 16, 0, chunk(b"tRNS", b"\x9c\x40"))), SIZE),
    Awkward("16 bits with one transparent colour", "rgb-trns.png", write(lambda: png(SIZE, (b"\0" + bytes(6) * SIZE[0]) * SIZE[1], 16, 2, chunk(b"tRNS", bytes(6)))), SIZE),
    Awkward("WebP", "a.webp", save(plain, "WEBP"), SIZE),
    Awkward("lossless WebP with transparency", "lossless.webp", save(lambda: see_through("RGBA"), "WEBP", lossless=True), SIZE),
    Awkward("AVIF", "a.avif", save(plain, "AVIF"), SIZE),
    Awkward("AVIF with transparency", "alpha.avif", save(lambda: see_through("RGBA"), "AVIF"), SIZE),
    Awkward("wide as a panorama", "wide.jpg", save(lambda: plain(size=(2000, 200)), "JPEG"), (2000, 200)),
    Awkward("high as a ribbon", "high.png", save(lambda: plain(size=(600, 6000)), "PNG"), (600, 6000)),
    # turned
    *(Awkward(f"turn {turn}", f"turn-{turn}.jpg", write(lambda turn=turn: turned(turn)), SIZE) for turn in range(1, 9)),
    Awkward("a turned PNG", "turned.png", write(lambda: turned(6, "PNG")), SIZE),
    Awkward("a turned WebP", "turned.webp", write(lambda: turned(8, "WEBP")), SIZE),
    Awkward("a turned AVIF", "turned.avif", write(lambda: turned(5, "AVIF")), SIZE),
    Awkward("a turn there is not", "turn-9.jpg", save(plain, "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x09\0\0\0\0\0\0\0"), SIZE),
    # private
    Awkward("names in Exif", "exif.jpg", write(lambda: saved(plain(), "JPEG", exif=exif(), xmp=XMP, comment=OWNER, icc_profile=rgb_profile("Adobe RGB"), dpi=(300, 300))), SIZE),
    Awkward("a place, little-endian", "gps.jpg", write(lambda: with_segments(segment(0xE1, gps_exif()))), SIZE),
    Awkward("a place, big-endian", "gps-mm.jpg", write(lambda: with_segments(segment(0xE1, gps_exif(">")))), SIZE),
    Awkward("IPTC and XMP", "iptc.jpg", write(lambda: with_segments(iptc(), segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP))), SIZE),
    Awkward("a thumbnail with a name", "thumbnail.jpg", write(with_thumbnail), SIZE),
    Awkward("a second picture with a name", "phone.jpg", write(mpo), SIZE),
    Awkward("a film behind the picture", "motion.jpg", write(_JPEG + b"MotionPhoto_Data\0\0\0\x18ftypmp42" + OWNER.encode() + bytes(5000)), SIZE),
    Awkward("a ZIP behind the picture", "zip.jpg", write(with_trailing_zip), SIZE),
    Awkward("names in a PNG", "private.png", write(private_png), SIZE),
    Awkward("a name behind a PNG", "behind.png", write(_PNG + OWNER.encode()), SIZE),
    Awkward("names in a WebP", "private.webp", write(lambda: saved(plain(), "WEBP", exif=exif(), xmp=XMP, icc_profile=rgb_profile("Display P3"))), SIZE),
    Awkward("names in an AVIF", "private.avif", write(lambda: saved(plain(), "AVIF", exif=exif(), xmp=XMP, icc_profile=rgb_profile("Display P3"))), SIZE),
    Awkward("names under transparent pixels", "under.png", write(lambda: png((256, 256), b"".join(b"\0" + (OWNER.encode() * 99)[:767] + b"\0" + bytes(256) for _ in range(256)), 8, 6)), (256, 256)),
    # broken, but a picture
    Awkward("broken Exif", "exif-broken.jpg", write(lambda: with_segments(segment(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff"))), SIZE),
    Awkward("Exif that points to itself", "exif-loop.jpg", write(lambda: with_segments(segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\x01\0\x69\x87\x04\0\x01\0\0\0\x08\0\0\0\x08\0\0\0"))), SIZE),
    Awkward("a broken table of pictures", "mpo-broken.jpg", write(broken_mpo), SIZE),
    Awkward("a broken colour profile", "icc-broken.jpg", save(plain, "JPEG", icc_profile=b"broken" * 100), SIZE),
    Awkward("a broken colour profile in a PNG", "icc-broken.png", write(lambda: png_with(chunk(b"iCCP", b"x\0\0" + zlib.compress(b"broken" * 9)))), SIZE),
    Awkward("more pixels than there is room for", "too-many-rows.png", write(lambda: png(SIZE, bytes(100_000_000))), SIZE),
    Awkward("HTML in a comment", "html.jpg", write(lambda: with_segments(segment(0xFE, b"<html><script>alert(1)</script>"))), SIZE),
    Awkward("90 megapixels in 11 kB", "bomb.png", write(lambda: png((9500, 9500), bytes(9500 * 1189), 1, 0)), (9500, 9500)),
    # the wrong thing
    Awkward("a folder", "folder.jpg", Path.mkdir, "missing"),
    *(Awkward(f"{ending} is no photo", f"a.{ending}", write(content), "type") for ending, content in (
        ("svg", _SVG), ("gif", saved(plain(), "GIF")), ("tif", saved(plain(), "TIFF")), ("bmp", saved(plain(), "BMP")), ("psd", b"8BPS"), ("eps", b"%!PS"), ("pdf", b"%PDF"),
    )),
    Awkward("no ending", "picture", write(_JPEG), "type"),
    Awkward("a photo of an iPhone", "a.heic", write(lambda: heif(b"heic", b"mif1", b"heic")), "heic"),
    Awkward("a photo of an iPhone, renamed", "heic.jpg", write(lambda: heif(b"heic", b"mif1", b"heic")), "heic"),
    Awkward("a photo of an iPhone, by its compatible brand", "heic.png", write(lambda: heif(b"mif1", b"heic", b"mif1")), "heic"),
    Awkward("a container of something else", "mp4.jpg", write(lambda: heif(b"mp42", b"isom")), "mismatch"),
    *(Awkward(f"{about} called {file}", file, write(content), "mismatch") for about, file, content in (
        ("SVG", "svg.jpg", _SVG), ("SVG", "svg.png", _SVG), ("HTML", "page.png", b"<!doctype html><script>alert(1)</script>"), ("text", "text.webp", b"RIFF is a word"),
        ("PNG", "png.jpg", _PNG), ("JPEG", "jpeg.png", _JPEG), ("WebP", "webp.jpg", _NOISE["webp"]), ("AVIF", "avif.png", _NOISE["avif"]), ("PNG", "png.avif", _PNG),
        ("GIF", "gif.png", saved(plain(), "GIF")), ("BMP", "bmp.jpg", saved(plain(), "BMP")), ("TIFF", "tiff.jpg", saved(plain(), "TIFF")),
        ("PostScript", "eps.jpg", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"), ("ZIP", "zip.png", b"PK\3\4" + bytes(99)), ("PDF", "pdf.jpg", b"%PDF-1.7\n"),
        ("zeros", "zeros.jpg", bytes(9999)),
    )),
    # broken
    Awkward("an empty file", "empty.jpg", write(b""), "truncated"),
    *(Awkward(f"{ending} cut at {part}", f"cut-{part}.{ending}", write(cut(content, part)), "truncated") for ending, content in _NOISE.items() for part in (0.3, 0.6, 0.99)),
    Awkward("a JPEG without its end mark", "cut-end.jpg", write(_NOISE["jpg"][:-2]), "truncated"),
    Awkward("a JPEG with zeros for its second half", "zeros-after.jpg", write(cut(_NOISE["jpg"], 0.5, b"\0")), "truncated"),
    Awkward("a PNG with zeros for its second half", "zeros-after.png", write(cut(_NOISE["png"], 0.5, b"\0")), "unreadable"),
    Awkward("a progressive JPEG cut in a scan", "cut-scan.jpg", write(lambda: cut(saved(noise(), "JPEG", progressive=True), 0.5)), "truncated"),
    Awkward("nothing but a beginning", "head.jpg", write(b"\xff\xd8\xff"), "truncated"),
    Awkward("nothing but beginning and end", "nothing.jpg", write(b"\xff\xd8\xff\xd9"), "unreadable"),
    Awkward("a PNG with a hole", "hole.png", write(lambda: _NOISE["png"][:2000] + bytes(3000) + _NOISE["png"][5000:]), "unreadable"),
    Awkward("a PNG of a million chunks", "chunks.png", write(lambda: png_with(chunk(b"teXt", b"") * 1_000_000)), "unreadable"),
    Awkward("a PNG without a palette", "no-palette.png", write(lambda: png(SIZE, (b"\0" + bytes(240)) * 160, 8, 3)), SIZE),
    Awkward("a PNG with too few rows", "few-rows.png", write(lambda: png(SIZE, bytes(999))), "unreadable"),
    Awkward("a PNG without pixels", "no-pixels.png", write(lambda: png((0, 0), b"")), "unreadable"),
    Awkward("a text that grows to 90 MB", "text-bomb.png", write(lambda: png_with(chunk(b"zTXt", b"x\0\0" + _BOMB))), "unreadable"),
    Awkward("a profile that grows to 90 MB", "icc-bomb.png", write(lambda: png_with(chunk(b"iCCP", b"x\0\0" + _BOMB))), "unreadable"),
    Awkward("a JPEG with 5,000 scans", "scans.jpg", write(many_scans), "unreadable"),
    Awkward("a WebP of noise", "noise.webp", write(b"RIFF" + struct.pack("<I", 1004) + b"WEBP" + bytes(range(250)) * 4), "unreadable"),
    Awkward("an AVIF of noise", "noise.avif", write(lambda: heif(b"avif", b"mif1")), "unreadable"),
    # too much, too little
    Awkward("40,000,001 bytes", "huge.jpg", _huge, "too_big"),
    Awkward("a JPEG of 60,000 x 60,000 by its header", "bomb.jpg", write(lambda: lying_jpeg(60_000, 60_000)), "too_many_pixels"),
    Awkward("a PNG of 50,000 x 50,000 by its header", "header-bomb.png", write(lambda: png((50_000, 50_000), bytes(99))), "too_many_pixels"),
    Awkward("a WebP of 16,383 x 16,383 by its header", "bomb.webp", write(lambda: webp_with_size(16_383)), "too_many_pixels"),
    Awkward("a moving WebP of 16,000 x 16,000", "canvas.webp", write(lambda: webp_canvas(16_000)), "too_many_pixels"),
    Awkward("a moving WebP of 60,000 x 60,000", "canvas-bomb.webp", write(lambda: webp_canvas(60_000)), "too_many_pixels"),
    Awkward("an AVIF of 12,000 x 12,000 by its header", "bomb.avif", write(lambda: avif_with_size(12_000)), "too_many_pixels"),
    Awkward("an AVIF that is to be shown larger", "larger.avif", write(lambda: avif_with_size(1_000)), (1_000, 1_000)),
    Awkward("one pixel", "pixel.png", save(lambda: plain(size=(1, 1)), "PNG"), "too_small"),
    Awkward("199 pixels", "small.jpg", save(lambda: plain(size=(199, 150)), "JPEG"), "too_small"),
    Awkward("200 pixels", "large-enough.jpg", save(lambda: plain(size=(200, 20)), "JPEG"), (200, 20)),
    Awkward("1 x 10,000", "line.png", save(lambda: plain(size=(1, 10_000)), "PNG"), "too_narrow"),
    Awkward("2,001 x 200", "ribbon.jpg", save(lambda: plain(size=(2001, 200)), "JPEG"), "too_narrow"),
    # moving
    Awkward("a moving PNG", "moving.png", save(plain, "PNG", save_all=True, append_images=[noise()]), "animated"),
    Awkward("a moving WebP", "moving.webp", save(plain, "WEBP", save_all=True, append_images=[noise()]), "animated"),
    Awkward("a moving AVIF", "moving.avif", save(plain, "AVIF", save_all=True, append_images=[noise()]), "animated"),
)  # fmt: skip
