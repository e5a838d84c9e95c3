"""QR codes: on pages a path of dark modules, in files SVG, on terminals characters."""

import pytest
from lxml import etree
from PIL import Image, ImageDraw
from tests.scanner import drawn, scanned

from kammerton.rendering.qr import qr_code, qr_lines, qr_svg

# From the shortest address of a page to more than anybody names a firm.
ADDRESSES = [
    f"https://{host}/betriebe/{name}/"
    for host in ("a.example", "ausbildung.sonnental.example", "ausbildung.landkreis-obere-wiesenau.example/unterordner")
    for name in ("a", "orgelbau-silberklang", "baeckerei-mueller-soehne-inhaber-hans-peter-mueller-e-k", "0815", "metallbau-" * 6 + "gmbh")
]


def printed(address: str, pixels: int) -> Image.Image:
    """The code as a printer puts it on paper, so many pixels wide, its edges where they fall."""
    code = qr_code(address)
    return drawn(code.path, code.size).resize((pixels, pixels), Image.Resampling.BILINEAR)


@pytest.mark.parametrize("pixels", [183, 366, 600])
def test_codes_are_read_from_paper(pixels: int) -> None:
    """Whatever the address, a scanner reads it from 3.1 centimetres of paper at 150 and 300 dots an inch, and from a screen."""
    assert scanned([printed(address, pixels) for address in ADDRESSES]) == ADDRESSES


def test_a_quarter_of_a_code_may_be_dirty() -> None:
    """A code is read though somebody drew over a part of it."""
    images = [printed(address, 600) for address in ADDRESSES]
    for image in images:
        ImageDraw.Draw(image).rectangle((300, 300, 400, 400), fill=128)

    assert scanned(images) == ADDRESSES


def test_a_file_stands_on_white() -> None:
    """The file is SVG with a ground of its own: it is read on any page, dark ones too."""
    root = etree.fromstring(qr_svg(ADDRESSES[0]))
    side = int(root.get("viewBox").split()[2])
    ground, dark = root

    assert (ground.get("fill"), ground.get("d")) == ("#ffffff", f"M0 0h{side}v{side}h-{side}z")
    assert scanned([drawn(dark.get("d"), side)]) == ADDRESSES[:1]


@pytest.mark.parametrize("address", ["http://192.168.178.20:8000/", "x" * 40])
def test_a_code_on_a_terminal(address: str) -> None:
    """Every half of a character is a module."""
    lines = qr_lines(address).splitlines()
    image = Image.new("L", (len(lines[0]), 2 * len(lines)), 255)
    for y, line in enumerate(lines):
        for x, character in enumerate(line):
            for half in range(2):
                if character in ("█", "▀▄"[half]):
                    image.putpixel((x, 2 * y + half), 0)

    assert {len(line) for line in lines} == {qr_code(address).size}
    assert scanned([image.resize((image.width * 8, image.height * 8), Image.Resampling.NEAREST)]) == [address]
