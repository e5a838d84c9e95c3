"""QR codes as they stand on pages: a path of dark modules."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from kammerton.rendering.qr import Code, qr_code

# From the shortest address of a page to more than anybody names a firm.
ADDRESSES = [
    f"https://{host}/betriebe/{name}/"
    for host in ("a.example", "ausbildung.sonnental.example", "ausbildung.landkreis-obere-wiesenau.example/unterordner")
    for name in ("a", "orgelbau-silberklang", "baeckerei-mueller-soehne-inhaber-hans-peter-mueller-e-k", "0815", "metallbau-" * 6 + "gmbh")
]


def drawn(code: Code, pixels: int) -> Image.Image:
    """The code as a printer puts it on paper, so many pixels wide, its edges where they fall."""
    image = Image.new("L", (code.size * 8, code.size * 8), 255)
    draw = ImageDraw.Draw(image)
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", code.path):
        draw.rectangle((int(x) * 8, int(y) * 8, (int(x) + int(length)) * 8 - 1, int(y) * 8 + 7), fill=0)
    return image.resize((pixels, pixels), Image.Resampling.BILINEAR)


@pytest.mark.parametrize("pixels", [183, 366, 600])
def test_codes_are_read_from_paper(pixels: int) -> None:
    """Whatever the address, a scanner reads it from 3.1 centimetres of paper at 150 and 300 dots an inch, and from a screen."""
    for address in ADDRESSES:
        (found,) = zxingcpp.read_barcodes(drawn(qr_code(address), pixels))

        assert found.text == address


def test_a_quarter_of_a_code_may_be_dirty() -> None:
    """A code is read though somebody drew over a part of it."""
    for address in ADDRESSES:
        image = drawn(qr_code(address), 600)
        ImageDraw.Draw(image).rectangle((300, 300, 400, 400), fill=128)
        (found,) = zxingcpp.read_barcodes(image)

        assert found.text == address
