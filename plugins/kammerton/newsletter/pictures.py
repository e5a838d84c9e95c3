"""The picture of an entry: its photo where the newsletter may show it, else a drawing of hills and a wave, always the same for the same thing."""

import math
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

from kammerton.domain.addresses import picture_path
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.picture import Picture
from kammerton.domain.pictures import PictureFacts, height_at
from kammerton.rendering.composition import Drawing, Entry, EntryPicture
from kammerton.rendering.palette import BRAND, FIELDS, SUN
from kammerton.rendering.pictures import alt_of, plain_path

# Of which kinds an entry in a list has a picture beside it; the others are quicker read without.
_PICTURED = frozenset({"betrieb", "folge", "wissen", "geschichte"})
_SIZE, _BANNER = (800, 450), (1200, 300)
# A photo is mailed at most this wide, so that it stays light; the small one stands beside text.
_LARGE, _SMALL = 800, 400
# Where each range of hills begins (parts of the height), and how much of the strong tone is in it.
_HILLS = ((0.52, 0.18), (0.64, 0.38), (0.76, 0.62), (0.9, 0.9))
_STEPS = 40
# Part of a drawing's address. Raise it whenever the same drawing looks different.
_RECIPE = 1


def picture_of(library: Library, kind: str, item: Item, colour: str = "") -> EntryPicture:
    """The photo of an item, else its drawing in the colour of a field of work."""
    picture = item.image
    if picture is not None and _may_mail(library, picture):
        facts = library.inventory.attachments.pictures[picture.file]
        return EntryPicture(plain_path(facts, _fitting(facts, _LARGE)), plain_path(facts, _fitting(facts, _SMALL)), *_shown(facts), alt_of(picture))
    return _drawn(f"{kind}:{item.oldest_id}", colour, _SIZE)


def banner_of(library: Library, issue: Item) -> EntryPicture:
    """The picture over an issue."""
    picture = issue.image
    if picture is not None and _may_mail(library, picture):
        return picture_of(library, "ausgabe", issue)
    return _drawn(f"ausgabe:{issue.oldest_id}", "", _BANNER)


def without_picture(entry: Entry) -> Entry:
    """The entry as it stands in a list: without a picture, unless its kind has one there."""
    return entry if entry.kind in _PICTURED else replace(entry, picture=None)


def _may_mail(library: Library, picture: Picture) -> bool:
    """Whether a photo may be shown in a mail, and on the website, where its file lies."""
    return library.may_show(picture) and library.may_show(picture, "newsletter")


def _fitting(facts: PictureFacts, wanted: int) -> int:
    return max((width for width in facts.widths if width <= wanted), default=facts.widths[0])


def _shown(facts: PictureFacts) -> tuple[int, int]:
    width = _fitting(facts, _LARGE)
    return width, height_at(facts, width)


def _drawn(seed: str, colour: str, size: tuple[int, int]) -> EntryPicture:
    drawing = Drawing(seed, colour, *size)
    name = sha256(f"{_RECIPE} {drawing}".encode()).hexdigest()[:20]
    path = picture_path(f"gezeichnet-{name}.png")
    return EntryPicture(path, path, *size, drawing=drawing)


def as_svg(drawing: Drawing) -> str:
    """Hills under a sun and a wave over them; what differs comes from the seed."""
    chance, width, height = _chance(drawing.seed), drawing.width, drawing.height
    ground, deep = FIELDS[drawing.colour]
    x, radius = width * (0.2 + 0.6 * next(chance)), height * (0.16 + 0.08 * next(chance))
    parts = [
        f'<rect width="{width}" height="{height}" fill="{ground}"/>',
        f'<circle cx="{x:.0f}" cy="{height * 0.4:.0f}" r="{radius:.0f}" fill="{SUN}"/>',
    ]
    for base, strength in _HILLS:
        line = _wave(width, height * base, height * (0.06 + 0.09 * next(chance)), 1 + 3 * next(chance), next(chance))
        parts.append(f'<path d="{line}L{width},{height}L0,{height}Z" fill="{_mixed(ground, deep, strength)}"/>')
    line = _wave(width, height * 0.6, height * 0.09, 1.5 + 3 * next(chance), next(chance))
    parts.append(f'<path d="{line}" fill="none" stroke="{BRAND}" stroke-width="{height / 45:.1f}"/>')
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">{"".join(parts)}</svg>'


def _chance(seed: str) -> Iterator[float]:
    """Numbers from 0 to 1, always the same for a seed."""
    return (byte / 255 for byte in sha256(seed.encode()).digest())


def _wave(width: int, middle: float, rise: float, periods: float, shift: float) -> str:
    points = (n / _STEPS for n in range(_STEPS + 1))
    return "M" + "L".join(f"{t * width:.1f},{middle - rise * math.sin(2 * math.pi * (periods * t + shift)):.1f}" for t in points)


def _mixed(light: str, strong: str, part: float) -> str:
    """A tone between two colours."""
    channels = ((int(light[n : n + 2], 16), int(strong[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in channels)
