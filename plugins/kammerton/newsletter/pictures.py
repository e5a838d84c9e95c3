"""The picture of an entry: its photo where the newsletter may show it, else the landscape of its title, as on the site."""

from dataclasses import replace
from hashlib import sha256

from kammerton.domain.addresses import picture_path
from kammerton.domain.issue import Issue
from kammerton.domain.item import Item
from kammerton.domain.library import Library
from kammerton.domain.picture import Picture
from kammerton.domain.pictures import MAX_MAILED_BYTES, derivative_name, height_at
from kammerton.rendering.composition import Drawing, Entry, EntryPicture
from kammerton.rendering.drawing import HEIGHT, WIDTH
from kammerton.rendering.drawing import drawing as landscape
from kammerton.rendering.palette import BRAND, FIELDS, SUN
from kammerton.rendering.pictures import alt_of, plain_path

# Of which kinds an entry in a list has a picture beside it; the others are quicker read without.
_PICTURED = frozenset({"betrieb", "folge", "wissen", "geschichte"})
# A drawing stands beside text, 168 pixels wide; the banner is as wide as the mail, 600. Both have room for twice as dense screens.
_SIZE, _BANNER = (400, 225), (1200, 360)
# A photo is mailed at most this wide, so that it stays light; the small one stands beside text.
_LARGE, _SMALL = 800, 400
# How much of the strong tone is in each hill, the farthest first, as in the style sheet.
STRENGTHS = (0.17, 0.34, 0.53, 0.74)
# Part of a drawing's address. Raise it whenever the same drawing looks different.
_RECIPE = 2


def picture_of(library: Library, item: Item, colour: str = "") -> EntryPicture:
    """The photo of an item, else its drawing in the colour of a field of work."""
    return _photo(library, item.image) or _drawn(item.title, colour, _SIZE)


def banner_of(library: Library, issue: Issue) -> EntryPicture:
    """The picture over an issue."""
    return _photo(library, issue.image) or _drawn(issue.subject, "", _BANNER)


def titled(picture: EntryPicture | None, title: str) -> EntryPicture | None:
    """The picture of a thing that had this title when it was sent: a drawing stays, so that its file does for the mails."""
    return _drawn(title, picture.drawing.colour, _SIZE) if picture and picture.drawing else picture


def without_picture(entry: Entry) -> Entry:
    """The entry as it stands in a list: without a picture, unless its kind has one there."""
    return entry if entry.kind in _PICTURED else replace(entry, picture=None)


def _may_mail(library: Library, picture: Picture) -> bool:
    """Whether a photo may be shown in a mail, and on the website, where its file lies."""
    return library.may_show(picture) and library.may_show(picture, "newsletter")


def _photo(library: Library, picture: Picture | None) -> EntryPicture | None:
    """A photo in two sizes that are light enough; None where it may not be mailed or none is."""
    if picture is None or not _may_mail(library, picture):
        return None
    attachments = library.inventory.attachments
    facts = attachments.pictures[picture.file]
    light = [
        width for width in facts.widths if width <= _LARGE and attachments.derivative_sizes.get(derivative_name(facts, width, "jpg"), 0) <= MAX_MAILED_BYTES
    ]
    if not light:
        return None
    large, small = light[-1], max((width for width in light if width <= _SMALL), default=light[0])
    return EntryPicture(plain_path(facts, large), plain_path(facts, small), large, height_at(facts, large), alt_of(picture))


def _drawn(name: str, colour: str, size: tuple[int, int]) -> EntryPicture:
    drawing = Drawing(name, colour, *size)
    digest = sha256(f"{_RECIPE} {drawing}".encode()).hexdigest()[:20]
    path = picture_path(f"gezeichnet-{digest}.png")
    return EntryPicture(path, path, *size, drawing=drawing)


def as_svg(drawing: Drawing) -> str:
    """The landscape that the site draws of the same name, in colours that need no style sheet; what does not fit is cut off at the edges."""
    land = landscape(drawing.name)
    ground, deep = FIELDS[drawing.colour]
    x, y, radius = land.sun
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{ground}"/>', f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{SUN}"/>']
    for hill, strength in zip(land.hills, STRENGTHS, strict=True):
        if hill.tone:
            parts.append(f'<path d="{hill.tone}" fill="none" stroke="{BRAND}" stroke-width="5" stroke-linecap="round"/>')
        parts.append(f'<path d="{hill.path}" fill="{_mixed(ground, deep, strength)}"/>')
    size = f'width="{drawing.width}" height="{drawing.height}" preserveAspectRatio="xMidYMid slice"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" {size}>{"".join(parts)}</svg>'


def _mixed(light: str, strong: str, part: float) -> str:
    """A tone between two colours."""
    channels = ((int(light[n : n + 2], 16), int(strong[n : n + 2], 16)) for n in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in channels)
