"""Covers measured; published pictures measured, refused, derived and kept."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from tests.adapters.awkward_pictures import AWKWARD, COLOURS, SECRETS, SIZE, Awkward, Coloured, derivatives, noise, plain, saved

from kammerton.adapters.derivatives import Derived, derive
from kammerton.adapters.pictures import PictureStore, measure_picture
from kammerton.domain.pictures import MAX_HEIGHT, RECIPE, WIDTHS, PictureFacts, derivative_name, height_at, widths_of

USABLE = [case for case in AWKWARD if isinstance(case.verdict, tuple)]
TURNED = [case for case in USABLE if case.about.startswith(("turn ", "a turned"))]


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("a.png", "PNG", (30, 20, "png")), ("a.jpg", "JPEG", (30, 20, "jpg")), ("a.jpeg", "JPEG", (30, 20, "jpg")), ("a.png", "JPEG", (30, 20, "jpg")),
        ("a.jpg", "PNG", (30, 20, "png")), ("a.JPG", "JPEG", (30, 20, "jpg")),
    ],
)  # fmt: skip
def test_png_and_jpeg(tmp_path: Path, name: str, kind: str, expected: tuple[int, int, str]) -> None:
    """Size and the ending that fits the content, whatever the file is called."""
    Image.new("RGB", (30, 20)).save(tmp_path / name, kind)

    assert expected == measure_picture(tmp_path / name)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "BMP", "TIFF", "ICO"])
def test_other_kinds(tmp_path: Path, kind: str) -> None:
    """What podcast directories do not take is not taken."""
    Image.new("RGB", (32, 32)).save(tmp_path / "a.png", kind)

    assert measure_picture(tmp_path / "a.png") is None


@pytest.mark.parametrize("content", [b"", b"Text", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0" + bytes(40), b"<svg xmlns='http://www.w3.org/2000/svg'/>"])
def test_no_picture(tmp_path: Path, content: bytes) -> None:
    """Empty, torn and other files are no pictures, and never raise."""
    (tmp_path / "a.png").write_bytes(content)

    assert measure_picture(tmp_path / "a.png") is None


def test_missing(tmp_path: Path) -> None:
    """No file and a folder are no pictures."""
    (tmp_path / "ordner.png").mkdir()

    assert measure_picture(tmp_path / "weg.png") is None
    assert measure_picture(tmp_path / "ordner.png") is None


def test_a_jpeg_of_a_telephone(tmp_path: Path) -> None:
    """Cameras put a second picture into a JPEG (MPO); it is a JPEG for every program that shows it."""
    first, second = Image.new("RGB", (30, 20)), Image.new("RGB", (30, 20), "white")
    first.save(tmp_path / "a.jpg", "MPO", save_all=True, append_images=[second])

    assert measure_picture(tmp_path / "a.jpg") == (30, 20, "jpg")


@pytest.mark.parametrize(("edge", "expected"), [(9500, (9500, 9500, "png")), (14_000, None)])
def test_very_large_pictures(tmp_path: Path, edge: int, expected: tuple[int, int, str] | None) -> None:
    """A large picture is measured without a warning, one made to fill the memory is refused."""
    Image.new("1", (edge, edge)).save(tmp_path / "a.png")

    assert expected == measure_picture(tmp_path / "a.png")


# ------------------------------------------------------------------------------------------------ verdicts


@pytest.mark.parametrize("case", AWKWARD, ids=lambda case: case.file)
def test_every_awkward_picture_has_its_verdict(tmp_path: Path, case: Awkward) -> None:
    """A usable picture is measured upright, any other is refused with the word for it; nothing raises or warns."""
    found = PictureStore(tmp_path).facts(case.put(tmp_path))

    assert case.verdict == ((found.width, found.height) if isinstance(found, PictureFacts) else found)


@pytest.mark.parametrize("path", ["weg.jpg", "ordner/weg.jpg", "weg.svg", "a" * 300 + ".jpg", "a\0b.jpg"])
def test_no_file(tmp_path: Path, path: str) -> None:
    """Where nothing is, and where nothing can be, the picture is missing."""
    assert PictureStore(tmp_path).facts(path) == "missing"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_files_never_raise(kind: str, data: st.DataObject) -> None:
    """Whatever is changed, cut out or put into a file, it is usable or has a word for what is wrong."""
    content = bytearray(saved(noise((200, 20)), kind))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.one_of(st.integers(0, min(700, len(content))), st.integers(0, len(content))))
        content[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))

    found = derive(bytes(content), {"JPEG": "jpg"}.get(kind, kind.lower()), "0" * 20)

    assert isinstance(found, Derived | str)


# ------------------------------------------------------------------------------------------------ what is published


@pytest.mark.parametrize("case", USABLE, ids=lambda case: case.file)
def test_nothing_private_is_published(tmp_path: Path, case: Awkward) -> None:
    """No derivative holds a name, a place or anything but pixels; the file name tells nothing either."""
    store, path = PictureStore(tmp_path), case.put(tmp_path)
    original = (tmp_path / path).read_bytes()

    for _, ending, file in derivatives(store, tmp_path, path):
        content = file.read_bytes()
        assert [secret for secret in SECRETS if secret in content] == []
        assert parts_of(content, ending) <= {"jpg": JPEG_PARTS, "avif": AVIF_PARTS}[ending]
        assert content not in original
        assert original not in content


# JFIF, quantization, progressive frame, Huffman tables, scan: ITU T.81, table B.1.
JPEG_PARTS = {"e0 JFIF", "db", "c2", "c4", "da"}
# ISO/IEC 23008-12 and AV1 Image File Format; colours as numbers (nclx), never as a profile, and one item, the picture.
AVIF_PARTS = {"ftyp", "meta", "hdlr", "pitm", "iloc", "iinf", "infe av01", "iprp", "ipco", "ispe", "pixi", "av1C", "colr nclx", "ipma", "mdat"}


def parts_of(content: bytes, ending: str) -> set[str]:
    """What a file is made of."""
    return set(jpeg_parts(content) if ending == "jpg" else avif_parts(content))


def jpeg_parts(content: bytes) -> Iterator[str]:
    """The segments of a JPEG, up to its very last byte."""
    position = 2
    while content[position : position + 2] != b"\xff\xd9":
        marker, length = content[position + 1], int.from_bytes(content[position + 2 : position + 4], "big")
        yield f"{marker:x}" + (" " + content[position + 4 : position + 8].decode("latin-1") if 0xE0 <= marker <= 0xEF else "")
        position += 2 + length
        while marker == 0xDA and not (content[position] == 0xFF and content[position + 1]):
            position += 1
    assert position == len(content) - 2


def avif_parts(content: bytes) -> Iterator[str]:
    """The boxes of an AVIF, inner ones too."""
    inside = {"meta": 4, "iinf": 6, "iprp": 0, "ipco": 0}
    position = 0
    while position < len(content):
        size, name = int.from_bytes(content[position : position + 4], "big"), content[position + 4 : position + 8].decode()
        body = content[position + 8 : position + size]
        yield name + {"infe": " " + body[8:12].decode("latin-1"), "colr": " " + body[:4].decode("latin-1")}.get(name, "")
        if name in inside:
            yield from avif_parts(body[inside[name] :])
        position += size


@pytest.mark.parametrize("case", TURNED, ids=lambda case: case.file)
def test_pictures_stand_upright(tmp_path: Path, case: Awkward) -> None:
    """However the camera was held, mirrored turns included: the red corner is at the upper left, and only there."""
    store, path = PictureStore(tmp_path), case.put(tmp_path)

    for _, _, file in derivatives(store, tmp_path, path):
        shown = Image.open(file).convert("RGB")
        corners = [shown.getpixel(at) for at in ((20, 15), (220, 15), (20, 145), (220, 145))]
        assert shown.size == SIZE
        assert [sum(corner[1:]) < 150 for corner in corners] == [True, False, False, False]


@pytest.mark.parametrize("case", COLOURS, ids=lambda case: f"{case.about} ({case.file})")
def test_colours_are_those_of_srgb(tmp_path: Path, case: Coloured) -> None:
    """Profiles, inks, 16 bits, palettes and transparency come out as the colour a calculation of our own gives."""
    (tmp_path / case.file).write_bytes(case.content())

    for _, _, file in derivatives(PictureStore(tmp_path), tmp_path, case.file):
        shown = Image.open(file)
        found = shown.convert("RGB").getpixel((100, 80))
        assert shown.mode == "RGB"
        assert max(abs(a - b) for a, b in zip(found, case.expected, strict=True)) <= 5, found


@pytest.mark.parametrize(
    ("file", "expected"), [("rgba.png", True), ("palette.png", True), ("la.png", True), ("alpha.avif", True), ("lossless.webp", True), ("a.png", False)]
)
def test_transparency_is_told(tmp_path: Path, file: str, expected: bool) -> None:
    """Whoever shows a logo learns whether something shone through."""
    facts = PictureStore(tmp_path).facts(next(case for case in AWKWARD if case.file == file).put(tmp_path))

    assert isinstance(facts, PictureFacts)
    assert facts.has_alpha is expected


def test_an_opaque_alpha_channel_is_no_transparency(tmp_path: Path) -> None:
    """Many programs save an alpha channel that hides nothing."""
    plain("RGBA").save(tmp_path / "a.png")

    assert PictureStore(tmp_path).facts("a.png").has_alpha is False


def test_widths_and_formats(tmp_path: Path) -> None:
    """Every width comes in both formats, with the height that belongs to it and the type its ending says."""
    plain(size=(1700, 1133)).save(tmp_path / "a.jpg")
    found = []
    for width, ending, file in derivatives(PictureStore(tmp_path), tmp_path, "a.jpg"):
        with Image.open(file) as picture:
            found.append((width, ending, picture.size, picture.get_format_mimetype()))

    assert found == [(w, ending, (w, round(1133 * w / 1700)), mime) for w in WIDTHS for ending, mime in (("avif", "image/avif"), ("jpg", "image/jpeg"))]


@given(width=st.integers(1, 20_000), height=st.integers(1, 20_000))
def test_widths_of_any_size(width: int, height: int) -> None:
    """One to four widths, ascending, none enlarged, none but the smallest too high, each at least one pixel high."""
    widths = widths_of(width, height)
    facts = PictureFacts("0" * 20, width, height, widths, has_alpha=False)

    assert 1 <= len(widths) <= 4
    assert list(widths) == sorted(set(widths))
    assert widths[-1] <= min(width, WIDTHS[-1])
    assert all(height_at(facts, w) >= 1 for w in widths)
    assert all(height_at(facts, w) <= MAX_HEIGHT for w in widths[1:])
    assert len({derivative_name(facts, w, ending) for w in widths for ending in ("jpg", "avif")}) == 2 * len(widths)


def test_the_address_changes_with_content_and_recipe() -> None:
    """A derivative's name holds the hash of the original and the recipe's number: it can be cached for ever."""
    assert derivative_name(PictureFacts("ab" * 10, 800, 600, (400, 800), has_alpha=False), 400, "avif") == f"{'ab' * 10}-{RECIPE}-400.avif"


MEASURE = """
import re, sys
from pathlib import Path
from kammerton.adapters.pictures import PictureStore
print(PictureStore(Path(sys.argv[1])).facts("a.jpg"), re.search("VmHWM: *([0-9]+)", Path("/proc/self/status").read_text().replace("\\t", ""))[1])
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the kernel does not tell the memory of a process")
def test_large_pictures_need_little_memory(tmp_path: Path) -> None:
    """A photo of 48 megapixels is decoded at half its size: its 192 MB of pixels are never held."""
    Image.linear_gradient("L").resize((8000, 6000)).convert("RGB").save(tmp_path / "a.jpg", quality=90)
    result = subprocess.run([sys.executable, "-c", MEASURE, tmp_path], capture_output=True, text=True, check=True)

    assert "width=8000" in result.stdout
    assert int(result.stdout.split()[-1]) < 180_000  # kB; without it more than 230,000
