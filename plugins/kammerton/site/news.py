"""News: the list and the page of each piece."""

from collections.abc import Iterator

from kammerton.domain.addresses import NEWS, item_path
from kammerton.domain.diagnostic import M
from kammerton.domain.grouping import group
from kammerton.domain.moments import ZONE
from kammerton.domain.news_item import NewsItem
from kammerton.site.cards import news_card
from kammerton.site.context import SiteContext
from kammerton.site.paging import Listing
from kammerton.site.parts import Part, list_part
from kammerton.site.pictures import body, remaining, shown
from kammerton.site.structured_network import news_data
from kammerton.site.views import CardGroup, EntryView, LinkView, SitePage


def news_parts(context: SiteContext) -> Iterator[Part]:
    """The list by month and every piece; nothing while there is none."""
    news = context.library.network.news
    if news:
        yield list_part("neues", _listing)
    yield from (Part(f"meldung/{item.id}", news_page, (item,)) for item in news)


def _listing(context: SiteContext) -> Listing:
    months = group((item.published.astimezone(ZONE).date().replace(day=1), item) for item in context.library.network.current_news)
    groups = tuple(CardGroup(context.words.month(m), f"monat-{m:%Y-%m}", tuple(news_card(context, item) for item in found)) for m, found in months.items())
    intro = context.t(M("Kurz gemeldet aus der Region {region}.", region=context.library.settings.region))
    return Listing(NEWS, context.t(M("Neues")), intro, "", groups)


def news_page(context: SiteContext, item: NewsItem) -> SitePage:
    """One piece of news, or its translation; an expired one stays under its address and says so."""
    path = item_path("meldung", item.id)
    current = context.library.network.is_current(item)
    view = EntryView(
        frame=context.frame(NEWS),
        head=context.item_head("meldung", item, path, news_data(context, item)),
        title=item.title,
        kicker=context.words.day(item.published.astimezone(ZONE).date()),
        summary=item.summary or "",
        colour="gast",
        notice="" if current else context.t(M("Diese Kurzmeldung ist nicht mehr aktuell.")),
        body=body(context, item),
        as_of=context.as_of(item) if item.checked_on else "",
        picture=shown(context, item.image, is_first=True),
        pictures=remaining(context, item),
        actions=(LinkView(context.t(M("Weiterlesen: {title}", title=item.title)), item.link),) if item.link else (),
    )
    return SitePage(context.own(path), "entry.html", view)
