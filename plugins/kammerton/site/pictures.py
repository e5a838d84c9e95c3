"""Pictures of items on pages, each only while it may be shown."""

from collections.abc import Sequence

from markupsafe import Markup

from kammerton.domain.diagnostic import M
from kammerton.domain.document import walk
from kammerton.domain.item import Item
from kammerton.domain.picture import Picture
from kammerton.rendering.html import NOTHING, Pictures, to_html
from kammerton.rendering.pictures import ShownPicture, alt_of, figure, picture_element
from kammerton.site.context import SiteContext

_LOGO_SIZES = "12rem"
_CARD_SIZES = "(min-width: 40rem) 20rem, 100vw"


def shown(context: SiteContext, picture: Picture | None, *, sizes: str = "", is_first: bool = False) -> ShownPicture | None:
    """A picture ready for a page, or None where there is none or it may not be shown."""
    if picture is None or not context.library.may_show(picture):
        return None
    facts = context.library.inventory.attachments.pictures[picture.file]
    options = {"sizes": sizes} if sizes else {}
    return ShownPicture(picture_element(facts, alt_of(picture), context.link, is_first=is_first, **options), _caption(context, picture))


def logo(context: SiteContext, picture: Picture | None) -> ShownPicture | None:
    """A firm's logo, small."""
    return shown(context, picture, sizes=_LOGO_SIZES)


def card_picture(context: SiteContext, item: Item) -> ShownPicture | None:
    """The picture of an item in a list."""
    return shown(context, item.image, sizes=_CARD_SIZES)


def body(context: SiteContext, item: Item) -> Markup:
    """The body of an item with its pictures in their places."""
    return to_html(item.body, context.links.in_site, pictures=pictures(context, item))


def remaining(context: SiteContext, item: Item) -> tuple[ShownPicture, ...]:
    """The pictures of an item that stand neither over its page nor in its text."""
    placed = {element.attribute("src") for element in walk(item.body.nodes) if element.tag == "img"}
    rest = (shown(context, picture) for picture in item.images if picture.file not in placed)
    return tuple(picture for picture in rest if picture is not None)


def pictures(context: SiteContext, item: Item) -> Pictures:
    """Finds the markup of the pictures a text of an item places."""
    declared: Sequence[Picture] = (*((item.image,) if item.image else ()), *item.images)
    by_file = {picture.file: picture for picture in declared}

    def find(file: str, alt: str, is_alone: bool) -> Markup | None:  # noqa: FBT001 - the form of ``Pictures``
        picture = by_file.get(file)
        if picture is not None and picture.consent and not context.library.allows(picture.consent):
            return NOTHING  # nor its description: it may name who withdrew
        if picture is not None and alt and not picture.decorative:
            picture = picture.model_copy(update={"alt": alt})
        ready = shown(context, picture)
        if ready is None:
            return None
        return figure(ready) if is_alone else ready.markup

    return find


def _caption(context: SiteContext, picture: Picture) -> str:
    """Whose picture it is."""
    named = ", ".join(filter(None, (picture.creator, picture.license)))
    return context.t(M("Bild: {creator}", creator=named)) if named else ""
