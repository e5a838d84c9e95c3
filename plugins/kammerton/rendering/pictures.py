"""Pictures as markup: several widths in two formats, sized, loaded when needed."""

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from kammerton.domain.addresses import picture_path
from kammerton.domain.picture import Picture
from kammerton.domain.pictures import FORMATS, PictureFacts, derivative_name

# How wide a picture stands on the page: the whole column on a phone, at most this many CSS pixels beside text.
SIZES = "(min-width: 62rem) 42rem, 100vw"
_PLAIN_WIDTH = 800
_FIRST, _LATER = Markup('fetchpriority="high"'), Markup('loading="lazy"')
Link = Callable[[str], str]


@dataclass(frozen=True)
class ShownPicture:
    """A picture ready for a page: its ``picture`` element and the line below it."""

    markup: Markup
    caption: str


def picture_element(facts: PictureFacts, alt: str, link: Link, *, sizes: str = SIZES, is_first: bool = False) -> Markup:
    """The ``picture`` element: AVIF before JPEG, every width, with the dimensions that keep the page from jumping.

    ``link`` makes a path to an address; the first picture of a page is loaded at once, others when they come near.
    """
    sources = [_source(facts, ending, mime, link, sizes) for ending, mime in FORMATS[:-1]]
    ending = FORMATS[-1][0]
    width = plain_width(facts)
    image = Markup('<img src="{}" srcset="{}" sizes="{}" width="{}" height="{}" alt="{}" {} decoding="async">').format(
        link(_path(facts, width, ending)), _srcset(facts, ending, link), sizes, facts.width, facts.height, alt, _FIRST if is_first else _LATER
    )  # fmt: skip
    return Markup('<picture class="picture">{}{}</picture>').format(Markup("").join(sources), image)


def plain_width(facts: PictureFacts) -> int:
    """The width for whoever takes only one: mails, link previews."""
    return max((width for width in facts.widths if width <= _PLAIN_WIDTH), default=facts.widths[0])


def plain_path(facts: PictureFacts, width: int | None = None) -> str:
    """The path of a JPEG of one width."""
    return _path(facts, width or plain_width(facts), FORMATS[-1][0])


def figure(shown: ShownPicture) -> Markup:
    """A picture alone in its paragraph, with its caption."""
    caption = Markup("<figcaption>{}</figcaption>").format(shown.caption) if shown.caption else Markup("")
    return Markup('<figure class="figure">{}{}</figure>').format(shown.markup, caption)


def alt_of(picture: Picture) -> str:
    """The description; a picture that only decorates has an empty one."""
    return "" if picture.decorative else picture.alt or ""


def _source(facts: PictureFacts, ending: str, mime: str, link: Link, sizes: str) -> Markup:
    return Markup('<source type="{}" srcset="{}" sizes="{}">').format(mime, _srcset(facts, ending, link), sizes)


def _srcset(facts: PictureFacts, ending: str, link: Link) -> str:
    return ", ".join(f"{link(_path(facts, width, ending))} {width}w" for width in facts.widths)


def _path(facts: PictureFacts, width: int, ending: str) -> str:
    return picture_path(derivative_name(facts, width, ending))
