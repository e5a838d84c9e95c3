"""Pictures measured."""

from pathlib import Path

import pytest
from PIL import Image

from kammerton.adapters.pictures import measure_picture


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
